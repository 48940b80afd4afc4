import type { Route } from '#kernel/http';
import { deskListRoute, deskRoute } from './desk.tsx';
import { deskJointListRoute, deskJointRoute } from './joint-desk.tsx';
import { editJointRoute, newJointRoute } from './joint-form.tsx';
import { jointActRoute, jointUpdateRoute, ownJointListRoute, ownJointRoute } from './joint-mine.tsx';
import { jointListRoute, jointRoute } from './joint-public.tsx';
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
  representativenessRoute,
  linkRoute,
  deskListRoute,
  deskRoute,
  jointListRoute,
  jointRoute,
  ownJointListRoute,
  newJointRoute,
  ownJointRoute,
  editJointRoute,
  jointActRoute,
  jointUpdateRoute,
  deskJointListRoute,
  deskJointRoute,
];

export { associationPage } from './association-page.tsx';
