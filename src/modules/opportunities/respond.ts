import { sql } from 'kysely';
import { record } from '#kernel/audit';
import { isForbidden, onConstraint, type Reads, type Writes } from '#kernel/db';
import type { Day } from '#kernel/time';
import { addStep, caseOfPerson, type CaseId } from '#modules/cases';
import type { Venture, VentureId } from '#modules/ventures';
import type { Opportunity, OpportunityId } from './opportunity.ts';
import { publishedOpportunity } from './read-opportunities.ts';
import { refuse } from './refusals.ts';

// uses messages: opportunities.verb.*
type Trx = Writes<'opportunities' | 'audit'>;

export const stances = ['interested', 'not-for-me'] as const;
export type Stance = (typeof stances)[number];

/** What became of an opportunity for a venture. */
export interface Response {
  opportunityId: OpportunityId;
  ventureId: VentureId;
  /** Null where the founders have said nothing, or took it back. */
  stance: Stance | null;
  stanceAt: Date | null;
  plannedAt: Date | null;
  toldAt: Date | null;
}

const COLUMNS = [
  'opportunity_id as opportunityId',
  'venture_id as ventureId',
  'stance',
  'stance_at as stanceAt',
  'planned_at as plannedAt',
  'told_at as toldAt',
] as const;

/** What founders answered and the office did, of some ventures or about an opportunity, as far as the actor may read it. */
export async function responsesOf(
  trx: Reads<'opportunities'>,
  of: { ventureIds: readonly VentureId[] } | { opportunityId: OpportunityId },
): Promise<Response[]> {
  if ('ventureIds' in of && of.ventureIds.length === 0) return [];
  return await trx
    .selectFrom('opportunities.responses')
    .select(COLUMNS)
    .$narrowType<{ stance: Stance | null }>() // its check constraint
    .where((eb) => ('ventureIds' in of ? eb('venture_id', 'in', [...of.ventureIds]) : eb('opportunity_id', '=', of.opportunityId)))
    .orderBy(sql`coalesce(stance_at, told_at, planned_at)`, 'desc')
    .limit(500)
    .execute();
}

const onResponse = onConstraint({
  responses_opportunity: () => refuse('not-found'),
  responses_venture: () => refuse('no-such-venture'),
});

interface Set {
  stance?: Stance | null;
  stance_at?: Date;
  stance_by?: string;
  planned_at?: Date;
  planned_by?: string;
  told_at?: Date;
  told_by?: string;
}

async function write(trx: Trx, id: OpportunityId, venture: Pick<Venture, 'id' | 'officeId'>, set: Set): Promise<void> {
  await trx
    .insertInto('opportunities.responses')
    .values({ opportunity_id: id, venture_id: venture.id, office_id: venture.officeId, ...set })
    .onConflict((conflict) => conflict.columns(['opportunity_id', 'venture_id']).doUpdateSet(set))
    .execute()
    .catch((error: unknown) => {
      if (isForbidden(error)) throw refuse('no-such-venture');
      onResponse(error);
    });
}

async function told(trx: Trx, verb: string, id: OpportunityId, venture: Pick<Venture, 'officeId' | 'leadPersonId'>): Promise<void> {
  await record(trx, {
    verb: `opportunities.${verb}`,
    purpose: 'people.purpose.counselling',
    scopeId: venture.officeId,
    subjectId: venture.leadPersonId,
    objectKind: 'opportunity',
    objectId: id,
  });
}

/**
 * A founder, or the desk with them, says that an opportunity interests the venture or is not for it; null takes it back.
 * Refusals: not found (also once it is over, but for taking back), no such venture.
 */
export async function answerOpportunity(
  trx: Trx,
  accountId: string,
  id: OpportunityId,
  venture: Pick<Venture, 'id' | 'officeId' | 'leadPersonId'>,
  stance: Stance | null,
  now: Date,
): Promise<void> {
  if (stance !== null && !(await publishedOpportunity(trx, id))) throw refuse('not-found');
  await write(trx, id, venture, { stance, stance_at: now, stance_by: accountId });
  await told(trx, stance ?? 'took-back', id, venture);
}

/**
 * Puts "apply for it" into the plan of the lead founder's case, once. Due on the last day where an end is known.
 * Refusals: not open, no case, planned already, and those of the plan.
 */
export async function planOpportunity(
  trx: Writes<'opportunities' | 'audit' | 'cases'> & Reads<'directory'>,
  accountId: string,
  opportunity: Opportunity,
  venture: Pick<Venture, 'id' | 'officeId' | 'leadPersonId'>,
  words: { title: string; detail: string },
  on: { now: Date; today: Day },
): Promise<CaseId> {
  if (!(await publishedOpportunity(trx, opportunity.id))) throw refuse('not-open');
  const [before] = (await responsesOf(trx, { opportunityId: opportunity.id })).filter(({ ventureId }) => ventureId === venture.id);
  if (before?.plannedAt) throw refuse('planned-already');
  const caseId = await caseOfPerson(trx, venture.leadPersonId);
  if (!caseId) throw refuse('no-case');
  await write(trx, opportunity.id, venture, { planned_at: on.now, planned_by: accountId });
  await addStep(trx, accountId, caseId, { ...words, responsible: 'person', serviceId: null, dueOn: opportunity.validUntil });
  await told(trx, 'planned', opportunity.id, venture);
  return caseId;
}

/** Notes that the founder is told of it, once. Refusals: not open, told already. */
export async function markTold(
  trx: Trx,
  accountId: string,
  opportunity: Opportunity,
  venture: Pick<Venture, 'id' | 'officeId' | 'leadPersonId'>,
  now: Date,
): Promise<void> {
  if (!(await publishedOpportunity(trx, opportunity.id))) throw refuse('not-open');
  const [before] = (await responsesOf(trx, { opportunityId: opportunity.id })).filter(({ ventureId }) => ventureId === venture.id);
  if (before?.toldAt) throw refuse('told-already');
  await write(trx, opportunity.id, venture, { told_at: now, told_by: accountId });
  await told(trx, 'told', opportunity.id, venture);
}
