import { sql } from 'kysely';
import type { Reads } from '#kernel/db';
import type { Day } from '#kernel/time';
import type { AssociationId } from '#modules/associations';
import type { OfficeId } from '#modules/offices';
import type { CorridorId, PlaceId } from '#modules/places';
import type { Plan } from '#modules/plans';
import type { Because, Consultation, ConsultationId, Counts, Invitation, State, Told } from './consultation.ts';

const COLUMNS = [
  'c.id',
  'c.office_id as officeId',
  'c.title',
  'c.about',
  'c.language',
  'c.unit',
  'c.contact_name as contactName',
  'c.contact_email as contactEmail',
  'c.contact_phone as contactPhone',
  'c.draft_text as draftText',
  'c.draft_link as draftLink',
  'c.plan_id as planId',
  'c.place_id as placeId',
  'c.corridor_id as corridorId',
  'c.questions',
  'c.from_on as fromOn',
  'c.until_on as untilOn',
  'c.state',
  'c.outcome',
  'c.opened_at as openedAt',
  'c.ended_at as endedAt',
  'c.demonstration',
] as const;

/** A consultation that the actor may read; null otherwise. */
export async function getConsultation(trx: Reads<'consultations'>, id: ConsultationId): Promise<Consultation | null> {
  const row = await trx
    .selectFrom('consultations.consultations as c')
    .select(COLUMNS)
    .$narrowType<{ state: State }>() // a check constraint closes the list
    .where('c.id', '=', id)
    .executeTakeFirst();
  return row ?? null;
}

export interface ConsultationList {
  /** Consultations of these offices, drafts included; every opened one where nothing is said. */
  officeIds?: readonly OfficeId[];
  state?: State | null;
  /** Only those whose territory is one of these places. */
  placeIds?: readonly PlaceId[] | null;
  page: number;
  pageSize: number;
}

/** Consultations: those that are open on top, then the others; each by its last day, the latest first. */
export async function listConsultations(
  trx: Reads<'consultations'>,
  { officeIds, state = null, placeIds = null, page, pageSize }: ConsultationList,
): Promise<{ rows: Consultation[]; total: number }> {
  if (officeIds?.length === 0 || placeIds?.length === 0) return { rows: [], total: 0 };
  let query = trx.selectFrom('consultations.consultations as c');
  query = officeIds ? query.where('c.office_id', 'in', [...officeIds]) : query.where('c.opened_at', 'is not', null);
  if (state) query = query.where('c.state', '=', state);
  if (placeIds) query = query.where('c.place_id', 'in', [...placeIds]);
  const { count } = await query.select(({ fn }) => fn.countAll<bigint>().as('count')).executeTakeFirstOrThrow();
  const rows = await query
    .select(COLUMNS)
    .$narrowType<{ state: State }>()
    .orderBy(sql`(c.state = 'open')`, 'desc')
    .orderBy('c.until_on', 'desc')
    .orderBy('c.id')
    .limit(pageSize)
    .offset((page - 1) * pageSize)
    .execute();
  return { rows, total: Number(count) };
}

/** Counts of an opened consultation, for anybody; null where it was never opened. */
export async function countsOf(trx: Reads<'consultations'>, id: ConsultationId): Promise<Counts | null> {
  const { rows } = await sql<Record<keyof Counts, bigint>>`select * from consultations.counts(${id})`.execute(trx);
  const [row] = rows;
  if (!row) return null;
  return { invited: Number(row.invited), opinions: Number(row.opinions), shown: Number(row.shown), answered: Number(row.answered) };
}

/** Who will be invited when a consultation is opened, by name; and how many more wait for their office to verify them. */
export async function candidatesFor(
  trx: Reads<'consultations'>,
  { placeId, corridorId }: { placeId: PlaceId; corridorId: CorridorId | null },
): Promise<{ candidates: { id: AssociationId; name: string; because: Because }[]; notVerified: number }> {
  const { rows: candidates } = await sql<{ id: AssociationId; name: string; because: Because }>`
    select association_id as id, name, because from consultations.candidates(${placeId}, ${corridorId}) order by lower(name), 1`.execute(
    trx,
  );
  const { rows } = await sql<{ count: bigint }>`select consultations.not_verified(${placeId}, ${corridorId}) as count`.execute(trx);
  return { candidates, notVerified: Number(rows[0]?.count ?? 0) };
}

const invitations = (trx: Reads<'consultations'>) =>
  trx
    .selectFrom('consultations.invitations as i')
    .select([
      'i.consultation_id as consultationId',
      'i.association_id as associationId',
      'i.name',
      'i.because',
      'i.invited_at as invitedAt',
      'i.told_at as toldAt',
      'i.told',
    ])
    .$narrowType<{ because: Because; told: Told | null }>(); // check constraints close the lists

/** Who was invited to a consultation, by name; for its office, and each association its own. */
export async function invitationsTo(trx: Reads<'consultations'>, id: ConsultationId): Promise<Invitation[]> {
  return await invitations(trx)
    .where('i.consultation_id', '=', id)
    .orderBy(sql`lower(i.name)`)
    .orderBy('i.association_id')
    .execute();
}

/** Consultations to which some associations were invited, with what they did so far. */
export interface Invited {
  consultationId: ConsultationId;
  associationId: AssociationId;
  name: string;
  title: string;
  officeId: OfficeId;
  state: State;
  fromOn: Day;
  untilOn: Day;
  /** When the opinion was last handed in; null where none was. */
  handedInAt: Date | null;
  answered: boolean;
  hasDraft: boolean;
}

const MOST_INVITED = 500;

/** Invitations of associations, those that take opinions on top. The actor sees those of associations for which they write. */
export async function invitedAs(trx: Reads<'consultations'>, associationIds: readonly AssociationId[]): Promise<Invited[]> {
  if (associationIds.length === 0) return [];
  return await trx
    .selectFrom('consultations.invitations as i')
    .innerJoin('consultations.consultations as c', 'c.id', 'i.consultation_id')
    .leftJoin('consultations.opinions as o', (join) =>
      join.onRef('o.consultation_id', '=', 'i.consultation_id').onRef('o.association_id', '=', 'i.association_id'),
    )
    .leftJoin('consultations.drafts as d', (join) =>
      join.onRef('d.consultation_id', '=', 'i.consultation_id').onRef('d.association_id', '=', 'i.association_id'),
    )
    .select([
      'i.consultation_id as consultationId',
      'i.association_id as associationId',
      'i.name',
      'c.title',
      'c.office_id as officeId',
      'c.state',
      'c.from_on as fromOn',
      'c.until_on as untilOn',
      'o.handed_in_at as handedInAt',
      sql<boolean>`o.answer is not null`.as('answered'),
      sql<boolean>`d.association_id is not null`.as('hasDraft'),
    ])
    .$narrowType<{ state: State }>()
    .where('i.association_id', 'in', [...associationIds])
    .orderBy(sql`c.state = 'open' and c.until_on >= current_date`, 'desc')
    .orderBy('c.until_on', 'desc')
    .orderBy('i.consultation_id')
    .limit(MOST_INVITED)
    .execute();
}

/** A consultation on the page of an association: where it stands, and whether the association spoke in public. */
export interface TakenPartIn {
  consultation: Consultation;
  /** Whether its opinion is public; else the actor sees that it was invited. */
  spoke: boolean;
}

const MOST_TAKEN_PART = 200;

/**
 * Consultations in which an association gave a public opinion; for those who write for it and the office that asks also those to which
 * it was invited. The last first.
 */
export async function takenPartIn(trx: Reads<'consultations'>, id: AssociationId): Promise<TakenPartIn[]> {
  const spoke = sql<boolean>`exists (
    select from consultations.opinions o where o.consultation_id = c.id and o.association_id = ${id} and o.public)`;
  const rows = await trx
    .selectFrom('consultations.consultations as c')
    .select(COLUMNS)
    .select(spoke.as('spoke'))
    .$narrowType<{ state: State }>()
    .where('c.opened_at', 'is not', null)
    .where((eb) =>
      eb.or([
        spoke,
        sql<boolean>`exists (select from consultations.invitations i where i.consultation_id = c.id and i.association_id = ${id})`,
      ]),
    )
    .orderBy('c.until_on', 'desc')
    .orderBy('c.id')
    .limit(MOST_TAKEN_PART)
    .execute();
  return rows.map(({ spoke: it, ...consultation }) => ({ consultation, spoke: it }));
}

/**
 * Consultations on a plan by the offices that keep it, the last first: no other office puts anything on its page. Drafts are for those
 * who read them at the desk alone.
 */
export async function consultationsOfPlan(
  trx: Reads<'consultations'>,
  { id, officeId, otherOfficeId }: Pick<Plan, 'id' | 'officeId' | 'otherOfficeId'>,
  { drafts = false }: { drafts?: boolean } = {},
): Promise<Consultation[]> {
  const query = trx
    .selectFrom('consultations.consultations as c')
    .select(COLUMNS)
    .$narrowType<{ state: State }>()
    .where('c.plan_id', '=', id)
    .where('c.office_id', 'in', otherOfficeId ? [officeId, otherOfficeId] : [officeId])
    .orderBy('c.until_on', 'desc')
    .orderBy('c.id')
    .limit(200);
  return await (drafts ? query : query.where('c.opened_at', 'is not', null)).execute();
}
