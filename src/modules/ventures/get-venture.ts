import { sql } from 'kysely';
import type { Reads } from '#kernel/db';
import type { PersonId } from '#modules/people';
import type { Location, Stage, Venture, VentureId } from './venture.ts';

const COLUMNS = [
  'id',
  'office_id',
  'lead_person_id',
  'title',
  'summary',
  'sector',
  'stage',
  'location',
  'here_place_id',
  'there_place_id',
  'needs',
  'updated_at',
] as const;

function toVenture(row: {
  id: VentureId;
  office_id: string;
  lead_person_id: PersonId;
  title: string;
  summary: string;
  sector: string;
  stage: string;
  location: string;
  here_place_id: Venture['herePlaceId'];
  there_place_id: Venture['therePlaceId'];
  needs: string[];
  updated_at: Date;
}): Venture {
  return {
    id: row.id,
    officeId: row.office_id,
    leadPersonId: row.lead_person_id,
    title: row.title,
    summary: row.summary,
    sector: row.sector,
    // The check constraints of the table hold both lists.
    stage: row.stage as Stage,
    location: row.location as Location,
    herePlaceId: row.here_place_id,
    therePlaceId: row.there_place_id,
    needs: row.needs,
    updatedAt: row.updated_at,
  };
}

/** A venture, or null when it is not there or not open to the actor. */
export async function getVenture(trx: Reads<'ventures'>, id: VentureId): Promise<Venture | null> {
  const row = await trx.selectFrom('ventures.ventures').select(COLUMNS).where('id', '=', id).executeTakeFirst();
  return row ? toVenture(row) : null;
}

/** The ventures that a person founds, newest change first. */
export async function venturesOf(trx: Reads<'ventures'>, personId: PersonId): Promise<Venture[]> {
  const rows = await trx
    .selectFrom('ventures.ventures')
    .select(COLUMNS)
    .where(
      'id',
      'in',
      trx.selectFrom('ventures.founders').select('venture_id').where('person_id', '=', personId).where('left_at', 'is', null),
    )
    .orderBy('updated_at', 'desc')
    .execute();
  return rows.map(toVenture);
}

/** Several ventures by id, for lists. */
export async function venturesById(trx: Reads<'ventures'>, ids: readonly VentureId[]): Promise<Map<VentureId, Venture>> {
  if (ids.length === 0) return new Map();
  const rows = await trx
    .selectFrom('ventures.ventures')
    .select(COLUMNS)
    .where('id', 'in', [...new Set(ids)])
    .execute();
  return new Map(rows.map((row) => [row.id, toVenture(row)]));
}

/** Founders of a venture, the lead first. */
export async function foundersOf(trx: Reads<'ventures'>, id: VentureId): Promise<{ personId: PersonId; lead: boolean; since: Date }[]> {
  const rows = await trx
    .selectFrom('ventures.founders as f')
    .innerJoin('ventures.ventures as v', 'v.id', 'f.venture_id')
    .select(['f.person_id', 'f.joined_at', 'v.lead_person_id'])
    .where('f.venture_id', '=', id)
    .where('f.left_at', 'is', null)
    .orderBy('f.joined_at')
    .execute();
  const founders = rows.map((row) => ({ personId: row.person_id, lead: row.person_id === row.lead_person_id, since: row.joined_at }));
  return founders.sort((a, b) => Number(b.lead) - Number(a.lead));
}

/** What happened to a venture, newest first. */
export async function ventureHistory(trx: Reads<'ventures'>, id: VentureId) {
  return await trx
    .selectFrom('ventures.events')
    .select(['id', 'at', 'kind', 'from_value', 'to_value', 'by_account'])
    .where('venture_id', '=', id)
    .orderBy('at', 'desc')
    .limit(200)
    .execute();
}

/** Ventures of which the actor is a founder today. */
export async function foundedVentures(trx: Reads<'ventures'>): Promise<VentureId[]> {
  const { rows } = await sql<{ id: VentureId }>`select id from ventures.founded() as id`.execute(trx);
  return rows.map(({ id }) => id);
}
