import type { Refusal, RefusalDetails } from '#kernel/errors';

/**
 * A state chart as data: what each action makes of each state, and the reason for every action that a state does not
 * have. Drawn in docs/states/; `cases.may_become` holds the database to the same moves.
 */
export interface StateChart<State extends string, Action extends string, Reason extends string> {
  readonly moves: Readonly<Record<State, Readonly<Partial<Record<Action, State>>>>>;
  readonly reasons: Readonly<Record<State, Reason>>;
}

/** True, or the reason why not: a code of the module's refusals, whose sentence stands beside the disabled button. */
export type Verdict<Reason extends string> = true | Reason;

/** Whether an action is open in a state. */
export function allowed<State extends string, Action extends string, Reason extends string>(
  chart: StateChart<State, Action, Reason>,
  state: State,
  action: Action,
): Verdict<Reason> {
  return chart.moves[state][action] === undefined ? chart.reasons[state] : true;
}

/** The state that an action leads to, or the refusal with the reason. */
export function follow<State extends string, Action extends string, Reason extends string>(
  chart: StateChart<State, Action, Reason>,
  state: State,
  action: Action,
  refuse: (reason: Reason, details?: RefusalDetails) => Refusal,
): State {
  const next = chart.moves[state][action];
  if (next === undefined) throw refuse(chart.reasons[state]);
  return next;
}
