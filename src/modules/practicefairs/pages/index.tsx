import type { Route } from '#kernel/http';
import { deskRoute, fairDeskRoute, newRoute } from './desk.tsx';
import { calendarRoute, talksCalendarRoute } from './calendars.ts';
import { fairRoute, fairsRoute } from './public.tsx';
import { addRoute, takeOutRoute } from './stand-forms.tsx';
import { openRoute, removeRoute, withdrawRoute } from './step-forms.tsx';
import { callOffRoute, removeTalkRoute } from './talk-ends.tsx';
import { changeRoute, planRoute } from './talk-forms.tsx';

export const routes: readonly Route[] = [
  fairsRoute,
  fairRoute,
  calendarRoute,
  talksCalendarRoute,
  deskRoute,
  newRoute,
  fairDeskRoute,
  addRoute,
  takeOutRoute,
  planRoute,
  changeRoute,
  removeTalkRoute,
  callOffRoute,
  openRoute,
  withdrawRoute,
  removeRoute,
];

export { standPage, type MoreOnStand } from './public.tsx';
