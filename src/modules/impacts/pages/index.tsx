import type { Route } from '#kernel/http';
import { afterRoute } from './after.tsx';
import { assumptionRoutes } from './assumption-form.tsx';
import { deskListRoute } from './desk-list.tsx';
import { agreeRoute, beginRoute, discardRoute, publishRoute } from './draft-steps.tsx';
import { agreedRoute, draftRoute } from './draft.tsx';
import { aboutRoute } from './about.tsx';
import { effectRoutes } from './effect-form.tsx';
import { impactRoute, versionRoute } from './impact.tsx';
import { partActRoutes } from './part-acts.tsx';
import { listRoute } from './list.tsx';
import { newRoute } from './new.tsx';

export const routes: readonly Route[] = [
  listRoute,
  impactRoute,
  versionRoute,
  deskListRoute,
  newRoute,
  draftRoute,
  agreedRoute,
  aboutRoute,
  agreeRoute,
  publishRoute,
  discardRoute,
  beginRoute,
  ...assumptionRoutes,
  ...effectRoutes,
  ...partActRoutes,
  afterRoute,
];
