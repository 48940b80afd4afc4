import { refuse, type RefusalCode } from './refusals.ts';

export const membershipStates = ['asked', 'running', 'declined', 'withdrawn', 'closed'] as const;
export type MembershipState = (typeof membershipStates)[number];
export type MembershipAction = 'accept' | 'decline' | 'withdraw' | 'close';

type Moves<S extends string, A extends string> = Readonly<Record<S, Readonly<Partial<Record<A, S>>>>>;

/** The state chart of docs/states/saving.md; `savings.may_become` holds the database to the same moves. */
export const membershipMoves: Moves<MembershipState, MembershipAction> = {
  asked: { accept: 'running', decline: 'declined', withdraw: 'withdrawn' },
  running: { close: 'closed' },
  declined: {},
  withdrawn: {},
  closed: {},
};

export const creditStates = ['asked', 'open', 'declined', 'withdrawn', 'repaid', 'covered'] as const;
export type CreditState = (typeof creditStates)[number];
export type CreditAction = 'open' | 'decline' | 'withdraw' | 'repay' | 'cover';

/** The same for a credit. */
export const creditMoves: Moves<CreditState, CreditAction> = {
  asked: { open: 'open', decline: 'declined', withdraw: 'withdrawn' },
  open: { repay: 'repaid', cover: 'covered' },
  declined: {},
  withdrawn: {},
  repaid: {},
  covered: {},
};

/** The state that an action leads to, or the refusal that says where the membership stands. */
export function nextMembership(state: MembershipState, action: MembershipAction): MembershipState {
  return found(membershipMoves[state][action], `membership-${state}`);
}

/** The same for a credit. */
export function nextCredit(state: CreditState, action: CreditAction): CreditState {
  return found(creditMoves[state][action], `credit-${state}`);
}

function found<S>(next: S | undefined, why: RefusalCode): S {
  if (next === undefined) throw refuse(why);
  return next;
}
