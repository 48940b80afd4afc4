import type { Route } from '#kernel/http';
import { associationRoute } from './association-page.tsx';
import { deskListRoute, deskRoute } from './desk.tsx';
import { listRoute } from './list.tsx';
import { actRoute, copyRoute, editRoute, mineRoute, ownRoute } from './mine.tsx';
import { linkRoute, registerRoute, sentRoute } from './register.tsx';
import { personRoute, removePersonRoute } from './representative-pages.tsx';
import { representativenessRoute } from './representativeness.tsx';

export const routes: readonly Route[] = [
  listRoute,
  registerRoute,
  sentRoute,
  mineRoute,
  ownRoute,
  copyRoute,
  editRoute,
  actRoute,
  personRoute,
  removePersonRoute,
  associationRoute,
  representativenessRoute,
  linkRoute,
  deskListRoute,
  deskRoute,
];
