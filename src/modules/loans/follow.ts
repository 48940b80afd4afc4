import type { Refusal } from '#kernel/errors';
import { refuse, type RefusalCode } from './refusals.ts';

type Moves<S extends string, A extends string> = Readonly<Record<S, Readonly<Partial<Record<A, S>>>>>;

/** The state that an action leads to, or the refusal that says why there is none. */
export function follow<S extends string, A extends string>(
  moves: Moves<S, A>,
  reasons: Readonly<Record<S, RefusalCode>>,
  state: S,
  action: A,
): S {
  const next = moves[state][action];
  if (next === undefined) throw refuse(reasons[state]) satisfies Refusal;
  return next;
}
