export const loanStates = ['running', 'settled', 'written-off', 'recovered'] as const;
export type LoanState = (typeof loanStates)[number];

export const loanActions = ['reschedule', 'settle', 'write-off', 'recover', 'reopen'] as const;
export type LoanAction = (typeof loanActions)[number];

/** The state chart of docs/states/loan.md; `loans.may_become` holds the database to the same moves. */
export const loanMoves: Readonly<Record<LoanState, Readonly<Partial<Record<LoanAction, LoanState>>>>> = {
  running: { reschedule: 'running', settle: 'settled', 'write-off': 'written-off' },
  // A payment that the bank takes back leaves a balance again.
  settled: { reopen: 'running' },
  'written-off': { recover: 'recovered' },
  recovered: {},
};
