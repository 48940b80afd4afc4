export { refuse as refuseLoan } from './refusals.ts';
export { loanSchedule } from './schedule.ts';
export { conventions, termsSchema, type Convention, type LoanTerms, type Row, type Schedule } from './terms.ts';
export { yearlyCost } from './yearly-cost.ts';
