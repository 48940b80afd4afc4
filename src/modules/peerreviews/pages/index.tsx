import type { Route } from '#kernel/http';
import { actRoute } from './act.tsx';
import { followUpRoute } from './follow-up.tsx';
import { formRouteOfReview } from './form.tsx';
import { inviteRoute } from './invite.tsx';
import { listRoute } from './list.tsx';
import { newRoute } from './new.tsx';
import { notesRoute } from './notes.tsx';
import { overviewRoute } from './overview.tsx';
import { publicListRoute, publicRoute } from './public.tsx';
import { answerRoute, questionsRoute } from './questions.tsx';
import { readingsRoute } from './readings.tsx';
import { removeRoute } from './remove.tsx';
import { recommendationAnswerRoute, reportRoute } from './report.tsx';
import { findingRoute, recommendationRoute } from './report-write.tsx';
import { sessionRoute, visitRoute } from './visit.tsx';

export const routes: readonly Route[] = [
  listRoute,
  newRoute,
  overviewRoute,
  actRoute,
  inviteRoute,
  formRouteOfReview,
  questionsRoute,
  answerRoute,
  readingsRoute,
  notesRoute,
  visitRoute,
  sessionRoute,
  reportRoute,
  findingRoute,
  recommendationRoute,
  recommendationAnswerRoute,
  followUpRoute,
  removeRoute,
  publicListRoute,
  publicRoute,
];

export { readReviewsOf, ReviewsOfPractice } from './public.tsx';
