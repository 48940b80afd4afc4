import type { Role } from '#kernel/access';

/** Who may open a route. The database guards the rows behind it once more. */
export type Gate =
  | { readonly kind: 'everyone' }
  | { readonly kind: 'signed-in' }
  | { readonly kind: 'roles'; readonly roles: readonly Role[] };

export const everyone: Gate = { kind: 'everyone' };

/** Anybody with an account and one factor. */
export const signedIn: Gate = { kind: 'signed-in' };

/** Accounts that hold one of the roles anywhere, on a session with two factors. */
export function holders(...roles: Role[]): Gate {
  return { kind: 'roles', roles };
}

/** The people at the desks of the offices. */
export const desk: Gate = holders('counsellor', 'office-manager');

export type GateAnswer = 'open' | 'sign-in' | 'second-factor' | 'unlock' | 'hidden';

/** What the gate says to a session: a page that one may not open looks like a page that is not there. */
export function askGate(
  gate: Gate,
  session: { readonly assurance: 0 | 1 | 2; readonly locked: boolean } | null,
  roles: readonly { readonly role: Role }[],
): GateAnswer {
  if (gate.kind === 'everyone') return 'open';
  if (!session) return 'sign-in';
  if (session.locked) return 'unlock';
  if (gate.kind === 'signed-in') return session.assurance >= 1 ? 'open' : 'sign-in';
  if (!roles.some((held) => gate.roles.includes(held.role))) return 'hidden';
  return session.assurance === 2 ? 'open' : 'second-factor';
}
