export { capacity, highestGuaranteed, type Fund as FundFigures } from './capacity.ts';
export { claimParts, recoveryDue, type ClaimParts } from './claim.ts';
export { guaranteedOf, owedAfter } from './coverage.ts';
export { dayCounts, yearsBetween, type DayCount } from './day-count.ts';
export { aidReasons, deMinimisAid, deMinimisRules, type Aid, type AidReason, type AidedGuarantee } from './de-minimis.ts';
export { feeBases, upFrontFee, yearlyFee, type Balance, type FeeBase, type YearlyFee } from './fee.ts';
export {
  guaranteeActs,
  guaranteeStates,
  holdingStates,
  transitions,
  whyNot,
  type Guard,
  type GuaranteeAct,
  type GuaranteeActor,
  type GuaranteeFacts,
  type GuaranteeState,
} from './guarantee.ts';
export { counterGuarantee, shareLoss, sharings, type Default, type LossShares, type Sharing } from './loss.ts';
export { portfolioCap, type CapState, type Portfolio } from './portfolio-cap.ts';
export { guaranteeCost, type AskedGuarantee, type GuaranteeCost, type GuaranteeYear } from './guarantee-cost.ts';
export { whatIf, whatIfCases, type FundCase, type FundYear, type PlannedFund, type Range, type WhatIfCase } from './what-if.ts';
export { percentOf } from './share-of.ts';
export type { Admission, FundId, FundText, GuaranteeFund, Terms, Version, Window, WindowId } from './fund.ts';
export { findFund, fundNames, listAdmissions, listFunds, listVersions, listWindows } from './read-funds.ts';
export { refuse as refuseGuarantee } from './refusals.ts';
export { saveTerms } from './save-terms.ts';
export { admitLender, beginWindow, openFund, publishDraft } from './write-fund.ts';
export { guaranteeTimetable } from './jobs.ts';
export { addContributor, bookContribution, type ContributorId } from './contributions.ts';
export { fileLoan } from './file-loan.ts';
export type { Filing, GuaranteeId } from './filing.ts';
export { findGuarantee, listGuarantees } from './read-guarantees.ts';
export { takeStep, type StepFacts, type StepId } from './take-step.ts';
export { chargeable, chargeFees } from './charge-fees.ts';
export { bookFeePayment, feeAccounts, type FeePaymentId } from './fees.ts';
export { standingGuarantees, standingStates, type StandingGuarantee } from './own-guarantees.ts';
