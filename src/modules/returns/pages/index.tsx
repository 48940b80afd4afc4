import type { Route } from '#kernel/http';
import { deskChecklistRoute, deskPrintRoute, myChecklistRoute, myPrintRoute } from './checklist.tsx';
import { answerCheckRoute, askCheckRoute, checksRoute } from './checks.tsx';
import { deskPlanRoute, deskReturnsRoute, deskSectionRoute, deskStepRoute, deskVentureRoute } from './desk-return.tsx';
import { followUpsRoute, recordFollowUpRoute, visitRoute } from './follow-ups.tsx';
import { myReturnRoute, mySectionRoute, myStepRoute } from './my-return.tsx';
import { confirmRuleRoute, newRuleRoute, ruleRoute, unconfirmRuleRoute } from './rule-form.tsx';
import { rulesRoute } from './rules.tsx';
import { stayOrReturnRoute } from './stay-or-return.tsx';

export const routes: readonly Route[] = [
  stayOrReturnRoute,
  rulesRoute,
  newRuleRoute,
  ruleRoute,
  confirmRuleRoute,
  unconfirmRuleRoute,
  myChecklistRoute,
  myPrintRoute,
  deskChecklistRoute,
  deskPrintRoute,
  myReturnRoute,
  myStepRoute,
  mySectionRoute,
  deskReturnsRoute,
  deskPlanRoute,
  deskStepRoute,
  deskSectionRoute,
  deskVentureRoute,
  askCheckRoute,
  checksRoute,
  answerCheckRoute,
  followUpsRoute,
  recordFollowUpRoute,
  visitRoute,
];

export { PersonReturn, readReturns } from './desk-return.tsx';
export { readMyReturns } from './my-return.tsx';
export { ReturnSummary } from './plan-view.tsx';
export { returnsInWords } from './returns-in-words.ts';
