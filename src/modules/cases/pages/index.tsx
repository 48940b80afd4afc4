import type { Route } from '#kernel/http';
import { answerRequestRoute, refuseRequestRoute } from './answer.tsx';
import { askRoute } from './ask.tsx';
import { newBlockerRoute, resolveBlockerRoute } from './blocker-pages.tsx';
import { caseRoute } from './case.tsx';
import { closeCaseRoute, followUpRoute, reopenCaseRoute } from './close-pages.tsx';
import { documentRoute, newDocumentRoute } from './document-pages.tsx';
import { editCaseRoute } from './edit.tsx';
import { offerRoute } from './hand-over.tsx';
import { acceptRoute, declineRoute, endJointRoute, withdrawRoute } from './handover-answers.tsx';
import { handoverRoute } from './handover.tsx';
import { handoversRoute } from './handovers.tsx';
import { casesRoute } from './list.tsx';
import { myAgreementRoute, myStepRoute, releaseRoute } from './my-actions.tsx';
import { newNoteRoute } from './note-page.tsx';
import { openCaseRoute } from './open.tsx';
import { agreePlanRoute, planRoute } from './plan.tsx';
import { referRoute, withdrawReferralRoute } from './refer.tsx';
import { acceptReferralRoute, declineReferralRoute, reportReferralRoute } from './referral-answers.tsx';
import { referralDocumentRoute, referralRoute } from './referral.tsx';
import { referralsRoute } from './referrals.tsx';
import { markStepRoute, moveStepRoute } from './step-actions.tsx';
import { editStepRoute, newStepRoute } from './step-form.tsx';
import { finishTaskRoute, newTaskRoute } from './task-pages.tsx';
import { decideWithholdingRoute, withholdingsRoute, withholdNoteRoute } from './withhold-pages.tsx';

export const routes: readonly Route[] = [
  casesRoute,
  openCaseRoute,
  caseRoute,
  editCaseRoute,
  planRoute,
  agreePlanRoute,
  newStepRoute,
  editStepRoute,
  markStepRoute,
  moveStepRoute,
  newBlockerRoute,
  resolveBlockerRoute,
  newNoteRoute,
  withholdNoteRoute,
  withholdingsRoute,
  decideWithholdingRoute,
  newTaskRoute,
  finishTaskRoute,
  newDocumentRoute,
  documentRoute,
  referRoute,
  withdrawReferralRoute,
  closeCaseRoute,
  reopenCaseRoute,
  followUpRoute,
  offerRoute,
  handoversRoute,
  askRoute,
  handoverRoute,
  acceptRoute,
  declineRoute,
  withdrawRoute,
  endJointRoute,
  answerRequestRoute,
  refuseRequestRoute,
  referralsRoute,
  referralRoute,
  referralDocumentRoute,
  acceptReferralRoute,
  declineReferralRoute,
  reportReferralRoute,
  myStepRoute,
  myAgreementRoute,
  releaseRoute,
];

export { MyPlan } from './my-plan.tsx';
export { ownSpeech, speechFor, type Speech } from './other-language.ts';
export { readMyPlan, type MyPlanData } from './my-plan-data.ts';
export { CaseSummary, DueList, readCaseSummary, readDueList, type CaseSummaryData } from './panels.tsx';
