import type { Route } from '#kernel/http';
import { endOverrideRoute, toldOverrideRoute } from './after.tsx';
import { askOverrideRoute } from './ask.tsx';
import { decideOverrideRoute } from './decide.tsx';
import { deskOverridesRoute } from './desk-overrides.tsx';

export const overrideRoutes: readonly Route[] = [
  askOverrideRoute,
  deskOverridesRoute,
  endOverrideRoute,
  toldOverrideRoute,
  decideOverrideRoute,
];
