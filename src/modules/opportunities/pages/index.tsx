import type { Route } from '#kernel/http';
import { checkRoute } from './check.tsx';
import { conditionRoute } from './desk-condition.tsx';
import { editRoute, newRoute } from './desk-form.tsx';
import { deskListRoute } from './desk-list.tsx';
import { proposeRoute } from './desk-propose.tsx';
import { actRoute, deskRoute } from './desk-show.tsx';
import { mineRoutes } from './mine.tsx';
import { listRoute, showRoute } from './public.tsx';

export const routes: readonly Route[] = [
  listRoute,
  showRoute,
  checkRoute,
  ...mineRoutes,
  deskListRoute,
  newRoute,
  deskRoute,
  editRoute,
  actRoute,
  conditionRoute,
  proposeRoute,
];

export { opportunitiesInWords } from './copy.ts';
export {
  EndOpportunities,
  MyOpportunities,
  readEndOpportunities,
  readMyOpportunities,
  readVentureOpportunities,
  VentureOpportunities,
  type EndOpportunitiesData,
} from './panels.tsx';
