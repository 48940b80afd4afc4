import type { Route } from '#kernel/http';
import { deskRoute } from './desk.tsx';
import { aboutRoutes } from './draft-about.tsx';
import { checklistRoutes } from './draft-checklist.tsx';
import { actionRoute } from './item-action.tsx';
import { removeRoutes } from './item-form.tsx';
import { indicatorRoute } from './item-indicator.tsx';
import { linkRoute } from './item-link.tsx';
import { measureRoute, objectiveRoute } from './item-parts.tsx';
import { plansRoute } from './list.tsx';
import { newRoute } from './new.tsx';
import { takeUpRoute } from './take-up.tsx';
import { stepRoutes } from './steps.tsx';
import { progressRoute } from './progress.tsx';
import { reportRoutes } from './reports.tsx';
import { versionRoute, versionsRoute } from './versions.tsx';

export const routes: readonly Route[] = [
  plansRoute,
  versionsRoute,
  versionRoute,
  progressRoute,
  deskRoute,
  newRoute,
  ...aboutRoutes,
  ...checklistRoutes,
  objectiveRoute,
  measureRoute,
  actionRoute,
  indicatorRoute,
  linkRoute,
  takeUpRoute,
  ...removeRoutes,
  ...stepRoutes,
  ...reportRoutes,
];

export { deskPlanPage } from './draft.tsx';
export { planPage } from './plan.tsx';
export { PlansAbout, readPlansAbout } from './plans-about.tsx';
