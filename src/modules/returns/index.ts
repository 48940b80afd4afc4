export { holdsOn, isFor, sayings, topics, type Rule, type RuleId, type Saying, type Topic, type Way } from './rule.ts';
export { getRule, listRules, ruleHistory, rulesFor, type RuleEvent } from './read-rules.ts';
export { addRule, changeRule, confirmRule, unconfirmRule, type RuleText } from './write-rule.ts';
export { importReturnRules } from './import-rules.ts';
export { saveTicks, ticksOf, type SaidOfRule, type Side, type Tick } from './ticks.ts';
export {
  actionsOf,
  decisionFrom,
  isOpen,
  isReintegration,
  isThere,
  planActions,
  planChart,
  planStates,
  preparations,
  reintegration,
  sections,
  type DecidedHow,
  type Plan,
  type PlanAction,
  type PlanId,
  type PlanState,
  type SectionCode,
} from './plan.ts';
export { beginPlan, getPlan, movePlan, movesOf, plansOf, setVenture } from './plans.ts';
export { saveSection, sectionsOf, type Section } from './sections.ts';
export {
  answerCheck,
  askCheck,
  checkAnswers,
  checksOf,
  getCheck,
  openChecks,
  type Check,
  type CheckAnswer,
  type CheckId,
} from './checks.ts';
export { dueFollowUps, followUpsOf, planVisit, recordFollowUp, signs, type FollowUp, type FollowUpId, type Sign } from './follow-ups.ts';
export { copyOfReturns, type ReturnsCopy } from './copy-of-returns.ts';
export { returnsTimetable } from './jobs.ts';
export { countReturnFollowUps, countReturns, type ReturnCount, type ReturnFollowUpCount } from './count-returns.ts';
export { tellReturn, type ReturnTold } from './tell-return.ts';
