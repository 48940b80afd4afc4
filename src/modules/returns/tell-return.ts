import { newId, type Writes } from '#kernel/db';
import type { PersonId } from '#modules/people';
import type { DecidedHow, PlanId, PlanState } from './plan.ts';
import type { Way } from './rule.ts';

/** A return that was made before this network kept it, or that a demonstration tells. */
export interface ReturnTold {
  /** Each state that it went through, in order, and when. */
  steps: readonly { state: PlanState; at: Date }[];
  /** What belongs to the steps, as far as it went. */
  decidedHow?: DecidedHow;
  /** Days, `YYYY-MM-DD`. */
  leftOn?: string;
  arrivedOn?: string;
}

/**
 * Writes a return with its own days, as the owner, whom the guard of the state chart lets pass: nobody else can. The
 * follow-ups after the arrival are set as for any other.
 */
export async function tellReturn(
  trx: Writes<'returns'>,
  file: { personId: PersonId; officeId: string },
  way: Way,
  { steps, decidedHow, leftOn, arrivedOn }: ReturnTold,
): Promise<PlanId> {
  const [first, ...later] = steps;
  const decided = steps.some(({ state }) => state === 'decided');
  if (!first || decided !== (decidedHow !== undefined))
    throw new Error('a return that is told begins somewhere and says how it was decided');
  const id = newId<'returns.plans'>();
  await trx
    .insertInto('returns.plans')
    .values({ id, person_id: file.personId, office_id: file.officeId, ...way, state: first.state, created_at: first.at })
    .execute();
  for (const { state, at } of later) {
    await trx
      .updateTable('returns.plans')
      .set({
        state,
        ...(state === 'informed' ? { informed_at: at } : {}),
        ...(state === 'decided' ? { decided_at: at, decided_how: decidedHow ?? null } : {}),
        ...(state === 'left' ? { left_on: leftOn ?? null } : {}),
        ...(state === 'arrived' ? { arrived_on: arrivedOn ?? null } : {}),
      })
      .where('id', '=', id)
      .execute();
  }
  for (const { state, at } of steps) {
    await trx.updateTable('returns.moves').set({ at }).where('plan_id', '=', id).where('to_state', '=', state).execute();
  }
  return id;
}
