import type { Route } from '#kernel/http';
import { askReviewRoutes } from './ask-review.tsx';
import { basicsRoutes } from './basics.tsx';
import { commentRoutes } from './comments.tsx';
import { dossierRoutes } from './dossier.tsx';
import { expertRoutes } from './expert.tsx';
import { issueDossierRoute } from './issue-dossier.tsx';
import { lineRoutes } from './lines.tsx';
import { myPlansRoute, overviewRoutes } from './overview.tsx';
import { resultRoutes } from './results.tsx';
import { versionRoutes } from './versions.tsx';
import { wordsRoutes } from './words.tsx';

export const routes: readonly Route[] = [
  myPlansRoute,
  ...overviewRoutes,
  ...basicsRoutes,
  ...wordsRoutes,
  ...lineRoutes,
  ...resultRoutes,
  ...versionRoutes,
  ...commentRoutes,
  ...askReviewRoutes,
  ...dossierRoutes,
  issueDossierRoute,
  ...expertRoutes,
];

export { PlanGlance, readSharedPlan, SharedPlan } from './shared-plan.tsx';
