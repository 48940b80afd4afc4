export {
  actionsOf,
  audiences,
  ends,
  isShown,
  kinds,
  states,
  type Action,
  type Audience,
  type End,
  type Kind,
  type Opportunity,
  type OpportunityId,
  type OpportunityText,
  type State,
} from './opportunity.ts';
export { conditionFields, fieldKinds, type Condition, type Field } from './condition.ts';
export { judge, judgeAll, type Facts, type Finding, type Tally, type Verdict } from './judge.ts';
export { rank, score, type Offered, type Reason, type Score, type Wanting } from './score.ts';
export {
  getOpportunity,
  keptOffices,
  listKept,
  openingsSpeltOut,
  opportunityHistory,
  publishedOpportunity,
  searchOpportunities,
} from './read-opportunities.ts';
export { actOnOpportunity, changeOpportunity, createOpportunity, setCondition } from './write-opportunity.ts';
export { answersOf, factsOf, keepAnswers, keptFields, type KeptAnswers } from './answers.ts';
export { matchesForVenture, readWanting, venturesFor, type Match, type VentureMatch } from './match.ts';
export { answerOpportunity, planOpportunity, responsesOf, stances, type Response, type Stance } from './respond.ts';
export { tellFounder } from './tell-founder.ts';
export { opportunitiesImporter } from './import-opportunities.ts';
export { opportunitiesTimetable } from './jobs.ts';
export { copyOfOpportunities, type OpportunitiesCopy } from './copy-of-opportunities.ts';
export { countOpportunities, type OpportunityCounts } from './count-opportunities.ts';
