import { sql } from 'kysely';
import type { Reads } from '#kernel/db';
import type { PersonId } from '#modules/people';
import type { VentureId } from '#modules/ventures';
import { allowedOnCase, type AgreedHow, type CaseAction, type CaseFacts, type CaseId, type CaseState } from './case.ts';
import { refuse } from './refusals.ts';

/** A case as its rules need it. */
export interface LoadedCase extends CaseFacts {
  id: CaseId;
  personId: PersonId;
  officeId: string;
  /** The office for which the actor acts on it: the custodian, or the one at the other end of joint work. */
  actingOfficeId: string | null;
  ventureId: VentureId | null;
  counsellorId: string | null;
  reason: string;
  openedAt: Date;
  planAgreedAt: Date | null;
  planAgreedHow: AgreedHow | null;
  closedAt: Date | null;
  personOutcome: string | null;
  ventureOutcome: string | null;
  updatedAt: Date;
}

/** A case that the actor may read, with how they stand to it. Refusals: `not-found`. */
export async function loadCase(trx: Reads<'cases'>, id: CaseId): Promise<LoadedCase> {
  const row = await trx
    .selectFrom('cases.cases as c')
    .where('c.id', '=', id)
    .selectAll('c')
    .select([
      sql<boolean>`c.office_id in (select access.desks())`.as('desk'),
      sql<boolean>`c.person_id in (select access.own_subjects())`.as('own'),
      // A column of joint rows only: whoever sees the hand-over at the receiving end works for that office.
      sql<string | null>`(
        select h.to_office_id
          from cases.handovers h
         where h.case_id = c.id
           and h.case_id in (select cases.joint_cases())
           and h.kind = 'joint' and h.state = 'accepted' and h.ended_at is null
           and h.to_office_id in (select access.desks())
         limit 1)`.as('joint_office_id'),
      sql<number>`(select count(*)::int from cases.referrals r where r.case_id = c.id and r.state in ('sent', 'seen', 'accepted'))`.as(
        'open_referrals',
      ),
      sql<number>`(select count(*)::int from cases.handovers h where h.case_id = c.id and h.state in ('offered', 'seen'))`.as(
        'open_offers',
      ),
      sql<number>`(select count(*)::int from cases.steps s where s.case_id = c.id and s.state <> 'dropped')`.as('steps'),
    ])
    .executeTakeFirst();
  if (!row) throw refuse('not-found');
  const joint = row.joint_office_id !== null;
  return {
    id: row.id,
    personId: row.person_id,
    officeId: row.office_id,
    standing: row.desk ? 'custody' : joint ? 'joint' : row.own ? 'own' : 'reader',
    actingOfficeId: row.desk ? row.office_id : row.joint_office_id,
    state: row.state as CaseState, // check constraint cases_state
    ventureId: row.venture_id,
    counsellorId: row.counsellor_id,
    reason: row.reason,
    openedAt: row.opened_at,
    planAgreedAt: row.plan_agreed_at,
    planAgreedHow: row.plan_agreed_how as AgreedHow | null, // check constraint cases_plan_agreed_how
    closedAt: row.closed_at,
    personOutcome: row.person_outcome,
    ventureOutcome: row.venture_outcome,
    updatedAt: row.updated_at,
    openReferrals: row.open_referrals,
    openOffers: row.open_offers,
    steps: row.steps,
    agreed: row.plan_agreed_at !== null,
  };
}

/** The case, if the actor may do this to it now. Refusals: the reason why not. */
export async function caseFor(trx: Reads<'cases'>, id: CaseId, action: CaseAction): Promise<LoadedCase> {
  const found = await loadCase(trx, id);
  const verdict = allowedOnCase(found, action);
  if (verdict !== true) throw refuse(verdict);
  return found;
}
