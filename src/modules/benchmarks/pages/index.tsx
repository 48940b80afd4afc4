import type { Route } from '#kernel/http';
import { aboutRoute } from './about.tsx';
import { comparisonRoute, versionRoute } from './comparison.tsx';
import { declaredRoutes } from './declared-form.tsx';
import { deskListRoute } from './desk-list.tsx';
import { beginRoute, discardRoute, publishRoute } from './draft-steps.tsx';
import { draftRoute } from './draft.tsx';
import { factRoutes } from './fact-form.tsx';
import { figureRoute } from './figure-form.tsx';
import { listRoute } from './list.tsx';
import { measureRoutes } from './measure-form.tsx';
import { newRoute } from './new.tsx';
import { peerRoutes } from './peer-form.tsx';
import { removeRoute } from './remove.tsx';
import { subjectRoutes } from './subject-form.tsx';

export const routes: readonly Route[] = [
  listRoute,
  comparisonRoute,
  versionRoute,
  deskListRoute,
  newRoute,
  draftRoute,
  aboutRoute,
  publishRoute,
  discardRoute,
  beginRoute,
  ...peerRoutes,
  ...subjectRoutes,
  ...measureRoutes,
  ...factRoutes,
  ...declaredRoutes,
  figureRoute,
  removeRoute,
];
