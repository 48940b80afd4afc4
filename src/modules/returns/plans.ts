import { sql } from 'kysely';
import { newId, onConstraint, type Reads, type Writes } from '#kernel/db';
import type { PersonId } from '#modules/people';
import type { VentureId } from '#modules/ventures';
import { planChart, type DecidedHow, type Plan, type PlanAction, type PlanId, type PlanState } from './plan.ts';
import { putOnRecord } from './put-on-record.ts';
import { refuse } from './refusals.ts';
import type { Way } from './rule.ts';

const constraints = onConstraint({
  plans_one_open: () => refuse('open-already'),
  plans_person: () => refuse('not-found'),
  plans_two_countries: () => refuse('same-country'),
  plans_state_follows: () => refuse('not-this-step'),
  plans_time_to_think: () => refuse('time-to-think'),
  plans_desk_only: () => refuse('desk-only'),
  plans_own_decision: () => refuse('own-decision'),
  plans_checked_first: () => refuse('checked-first'),
  plans_travel: () => refuse('travel', { field: 'day' }),
  plans_venture: () => refuse('not-found'),
});

/** Begins to consider a return, as the person or as the desk that has custody. Refusals: `not-found`, `open-already`, `same-country`. */
export async function beginPlan(
  trx: Writes<'returns' | 'audit'>,
  accountId: string,
  file: { personId: PersonId; officeId: string; side: 'person' | 'counsellor' },
  way: Way,
): Promise<PlanId> {
  const id = newId<'returns.plans'>();
  await trx
    .insertInto('returns.plans')
    .values({ id, person_id: file.personId, office_id: file.officeId, ...way, created_by: accountId })
    .execute()
    .catch(constraints);
  await putOnRecord(trx, 'begun', file, id);
  return id;
}

/** What a step takes along. */
export interface Step {
  action: PlanAction;
  how?: DecidedHow;
  /** Of departure or arrival, `YYYY-MM-DD`. */
  day?: string;
}

/**
 * Takes a return one step on, or ends it. Withdrawing changes the plan alone: no case, grant or course ends with it.
 * Refusals: `not-found`, `not-this-step`, `time-to-think`, `desk-only`, `own-decision`, `checked-first`, `travel`.
 */
export async function movePlan(trx: Writes<'returns' | 'audit'>, id: PlanId, step: Step): Promise<void> {
  const plan = await getPlan(trx, id);
  if (plan.standing === 'reader') throw refuse('not-found');
  const state = planChart[plan.state][step.action];
  if (!state) throw refuse('not-this-step');
  const how = step.action === 'decide' ? { decided_how: step.how ?? (plan.standing === 'own' ? 'on-line' : 'spoken-at-desk') } : {};
  const day = step.action === 'leave' ? { left_on: step.day ?? null } : step.action === 'arrive' ? { arrived_on: step.day ?? null } : {};
  const moved = await trx
    .updateTable('returns.plans')
    .set({ state, ...how, ...day })
    .where('id', '=', id)
    .where('state', '=', plan.state)
    .executeTakeFirst()
    .catch(constraints);
  if (moved.numUpdatedRows === 0n) throw refuse('not-this-step');
  await putOnRecord(trx, state === 'withdrawn' ? 'withdrawn' : 'moved', sideOf(plan), id);
}

/** Names the venture that would go along, or none. Refusals: `not-found`. */
export async function setVenture(trx: Writes<'returns'>, id: PlanId, venture: { id: VentureId; officeId: string } | null): Promise<void> {
  const changed = await trx
    .updateTable('returns.plans')
    .set({ venture_id: venture?.id ?? null, venture_office_id: venture?.officeId ?? null })
    .where('id', '=', id)
    .executeTakeFirst()
    .catch(constraints);
  if (changed.numUpdatedRows === 0n) throw refuse('not-found');
}

/** For the record: on whose side the actor stands. */
export function sideOf(plan: Plan) {
  return {
    personId: plan.personId,
    officeId: plan.officeId,
    side: plan.standing === 'own' ? ('person' as const) : ('counsellor' as const),
  };
}

/** A return. Refusals: `not-found`. */
export async function getPlan(trx: Reads<'returns'>, id: PlanId): Promise<Plan> {
  const [plan] = await load(trx, { id });
  if (!plan) throw refuse('not-found');
  return plan;
}

/** The returns of these files that the actor may read, the newest first. */
export async function plansOf(trx: Reads<'returns'>, personIds: readonly PersonId[]): Promise<Plan[]> {
  return personIds.length === 0 ? [] : await load(trx, { personIds });
}

async function load(trx: Reads<'returns'>, of: { id: PlanId } | { personIds: readonly PersonId[] }): Promise<Plan[]> {
  const rows = await trx
    .selectFrom('returns.plans as p')
    .selectAll('p')
    .select([
      sql<boolean>`p.office_id in (select access.desks())`.as('desk'),
      sql<boolean>`p.person_id in (select access.own_subjects())`.as('own'),
    ])
    .where((eb) => ('id' in of ? eb('p.id', '=', of.id) : eb('p.person_id', 'in', [...of.personIds])))
    .orderBy('p.created_at', 'desc')
    .limit(50)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    personId: row.person_id,
    officeId: row.office_id,
    standing: row.desk ? 'desk' : row.own ? 'own' : 'reader',
    leaving: row.leaving,
    arriving: row.arriving,
    state: row.state as PlanState, // check constraint plans_state
    thinkDays: row.think_days,
    ventureId: row.venture_id,
    informedAt: row.informed_at,
    decidedAt: row.decided_at,
    decidedHow: row.decided_how as DecidedHow | null, // check constraint plans_decided_how
    leftOn: row.left_on,
    arrivedOn: row.arrived_on,
  }));
}

/** The way through the states, oldest first. */
export async function movesOf(trx: Reads<'returns'>, id: PlanId): Promise<{ at: Date; to: PlanState }[]> {
  const rows = await trx.selectFrom('returns.moves').select(['at', 'to_state']).where('plan_id', '=', id).orderBy('id').limit(50).execute();
  return rows.map((row) => ({ at: row.at, to: row.to_state as PlanState })); // written by the plan's own trigger
}
