import type { Route } from '#kernel/http';
import { listRoute } from './list.tsx';
import { changeNoticeRoute, newNoticeRoute } from './notice-form.tsx';
import { endNoticeRoute, noticeRoute } from './notice.tsx';
import { publicRoute } from './public.tsx';
import { actOnTwinningRoute, twinningRoute } from './twinning.tsx';
import { newTwinningRoute, twinningsRoute } from './twinnings.tsx';
import { actOnVisitRoute, itemRoute, peopleRoute, removeRoute, reportRoute } from './visit-forms.tsx';
import { visitCalendarRoute, visitRoute } from './visit.tsx';
import { newVisitRoute, visitsRoute } from './visits.tsx';

export const routes: readonly Route[] = [
  listRoute,
  newNoticeRoute,
  noticeRoute,
  changeNoticeRoute,
  endNoticeRoute,
  twinningsRoute,
  newTwinningRoute,
  twinningRoute,
  actOnTwinningRoute,
  visitsRoute,
  newVisitRoute,
  visitRoute,
  actOnVisitRoute,
  itemRoute,
  peopleRoute,
  reportRoute,
  removeRoute,
  visitCalendarRoute,
  publicRoute,
];

export { TwinningsOfOffice } from './public.tsx';
