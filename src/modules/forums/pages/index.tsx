import type { Route } from '#kernel/http';
import { actRoute } from './act.tsx';
import { forumRoute, overviewRoute } from './forum.tsx';
import { deskListRoute, publicListRoute } from './list.tsx';
import { changeMeetingRoute, planRoute } from './meeting-form.tsx';
import { meetingDeskRoute, meetingRoute } from './meeting.tsx';
import { answerRoute, attendanceRoute, minutesRoute } from './minutes.tsx';
import { addPointRoute, changePointRoute, pointFileRoute, removePointRoute } from './point.tsx';
import { endSeatRoute, giveSeatRoute } from './seat.tsx';
import { editRoute, endRoute, newRoute } from './write.tsx';

export const routes: readonly Route[] = [
  publicListRoute,
  meetingRoute,
  pointFileRoute,
  forumRoute,
  deskListRoute,
  newRoute,
  overviewRoute,
  editRoute,
  endRoute,
  giveSeatRoute,
  endSeatRoute,
  planRoute,
  meetingDeskRoute,
  changeMeetingRoute,
  actRoute,
  addPointRoute,
  changePointRoute,
  removePointRoute,
  minutesRoute,
  answerRoute,
  attendanceRoute,
];

export { SeatsOfAssociation } from './seats-of-association.tsx';
