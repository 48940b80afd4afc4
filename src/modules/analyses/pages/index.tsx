import type { Route } from '#kernel/http';
import { analysisRoute, versionRoute } from './analysis.tsx';
import { blockActRoutes } from './block-acts.tsx';
import { blockRoutes } from './block-form.tsx';
import { deskListRoute, newRoute } from './desk-list.tsx';
import { aboutRoute, beginRoute, discardRoute, publishRoute } from './draft-steps.tsx';
import { draftRoute } from './draft.tsx';
import { figuresRoutes } from './figures-form.tsx';
import { listRoute } from './list.tsx';

export { countsRoutes, type CountsSource } from './counts-form.tsx';

export const routes: readonly Route[] = [
  listRoute,
  analysisRoute,
  versionRoute,
  deskListRoute,
  newRoute,
  draftRoute,
  aboutRoute,
  publishRoute,
  discardRoute,
  beginRoute,
  ...blockRoutes,
  ...figuresRoutes,
  ...blockActRoutes,
];
