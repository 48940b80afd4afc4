import type { Route } from '#kernel/http';
import { actRoute } from './act.tsx';
import { answerRoute } from './answer.tsx';
import { deskListRoute } from './desk.tsx';
import { forRoute, mineRoute } from './mine.tsx';
import { opinionRoute } from './opinion.tsx';
import { overviewRoute } from './overview.tsx';
import { publicListRoute, publicRoute } from './public.tsx';
import { editRoute, newRoute } from './write.tsx';

export const routes: readonly Route[] = [
  publicListRoute,
  mineRoute,
  forRoute,
  opinionRoute,
  publicRoute,
  deskListRoute,
  newRoute,
  overviewRoute,
  editRoute,
  actRoute,
  answerRoute,
];

export { ConsultationsOfAssociation, ConsultationsOfPlan } from './elsewhere.tsx';
