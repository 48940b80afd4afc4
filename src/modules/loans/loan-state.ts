import type { RefusalCode } from './refusals.ts';

export const loanStates = ['running', 'settled', 'written-off', 'recovered'] as const;
export type LoanState = (typeof loanStates)[number];

export const loanActions = ['reschedule', 'settle', 'write-off', 'recover', 'reopen'] as const;
export type LoanAction = (typeof loanActions)[number];

/** The state chart of docs/states/loan.md; `loans.may_become` holds the database to the same moves. */
export const loanMoves: Readonly<Record<LoanState, Readonly<Partial<Record<LoanAction, LoanState>>>>> = {
  running: { reschedule: 'running', settle: 'settled', 'write-off': 'written-off' },
  // A payment that the bank takes back leaves something owed again.
  settled: { reopen: 'running' },
  'written-off': { recover: 'recovered' },
  recovered: { reopen: 'written-off' },
};

/** Why an action is not open in a state. */
export const loanReasons: Readonly<Record<LoanState, RefusalCode>> = {
  running: 'loan-running',
  settled: 'loan-settled',
  'written-off': 'loan-written-off',
  recovered: 'loan-recovered',
};
