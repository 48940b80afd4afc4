import type { Route } from '#kernel/http';
import { changeCriterionRoute, criterionRoute } from './criterion-forms.tsx';
import { actRoute, changeDeliverableRoute, deliverableRoute, fileRoute, publicFileRoute } from './deliverable-forms.tsx';
import { findingRoute, publishEvaluationRoute, writeRoute } from './evaluation-forms.tsx';
import { agreeRoute, evaluationRoute } from './evaluation.tsx';
import { historyRoute } from './history.tsx';
import { listRoute } from './list.tsx';
import { callOffRoute, changeMeetingRoute, minutesRoute, planRoute } from './meeting-forms.tsx';
import { meetingRoute } from './meeting.tsx';
import { changePartnerRoute, corridorsRoute, partnerRoute } from './partner-forms.tsx';
import { changeRoute, newRoute, publishRoute } from './project-forms.tsx';
import { projectRoute } from './project.tsx';
import { publicListRoute, publicRoute } from './public.tsx';
import { changePackageRoute, packageRoute } from './work-forms.tsx';

export const routes: readonly Route[] = [
  listRoute,
  newRoute,
  projectRoute,
  changeRoute,
  partnerRoute,
  changePartnerRoute,
  corridorsRoute,
  publishRoute,
  historyRoute,
  packageRoute,
  changePackageRoute,
  deliverableRoute,
  actRoute,
  changeDeliverableRoute,
  fileRoute,
  planRoute,
  meetingRoute,
  changeMeetingRoute,
  callOffRoute,
  minutesRoute,
  evaluationRoute,
  criterionRoute,
  changeCriterionRoute,
  agreeRoute,
  writeRoute,
  findingRoute,
  publishEvaluationRoute,
  publicListRoute,
  publicRoute,
  publicFileRoute,
];
