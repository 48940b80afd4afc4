import type { Route } from '#kernel/http';
import { deskRoute, fairDeskRoute, newRoute } from './desk.tsx';
import { calendarRoute, fairRoute, fairsRoute } from './public.tsx';
import { addRoute, takeOutRoute } from './stand-forms.tsx';
import { openRoute, removeRoute, withdrawRoute } from './step-forms.tsx';
import { changeRoute, planRoute, removeTalkRoute } from './talk-forms.tsx';

export const routes: readonly Route[] = [
  fairsRoute,
  fairRoute,
  calendarRoute,
  deskRoute,
  newRoute,
  fairDeskRoute,
  addRoute,
  takeOutRoute,
  planRoute,
  changeRoute,
  removeTalkRoute,
  openRoute,
  withdrawRoute,
  removeRoute,
];

export { standPage, type MoreOnStand } from './public.tsx';
