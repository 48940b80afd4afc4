import { sql } from 'kysely';
import type { Reads } from '#kernel/db';
import type { Translated } from '#kernel/i18n';
import { money } from '#kernel/money';
import { searchWords } from '#kernel/text';
import type { Day } from '#kernel/time';
import type { OfficeId } from '#modules/offices';
import type { CorridorId, OpeningId, PlaceId, RecordSource } from '#modules/places';
import type { Stage } from '#modules/ventures';
import { toConditions } from './condition.ts';
import type { Audience, End, Kind, Opportunity, OpportunityId, State } from './opportunity.ts';

export const COLUMNS = [
  'o.id',
  'o.code',
  'o.office_id as officeId',
  'o.kind',
  'o.title',
  'o.about',
  'o.place_id as placeId',
  'o.corridor_ids as corridorIds',
  'o.at_end as atEnd',
  'o.sectors',
  'o.stages',
  'o.audiences',
  'o.amount_minor as amountMinor',
  'o.amount_currency as amountCurrency',
  'o.amount_text as amountText',
  'o.conditions',
  'o.source',
  'o.source_seen_on as sourceSeenOn',
  'o.reported',
  'o.valid_from as validFrom',
  'o.valid_until as validUntil',
  'o.checked_on as checkedOn',
  'o.last_day as lastDay',
  'o.needs_confirmation as needsConfirmation',
  'o.opening_id as openingId',
  'o.demonstration',
  'o.state',
  'o.revision',
  'o.published_revision as publishedRevision',
  'o.updated_at as updatedAt',
] as const;

interface Row {
  id: OpportunityId;
  code: string | null;
  officeId: OfficeId;
  kind: string;
  title: Translated;
  about: Translated;
  placeId: PlaceId;
  corridorIds: string[];
  atEnd: string;
  sectors: string[];
  stages: string[];
  audiences: string[];
  amountMinor: bigint | null;
  amountCurrency: string | null;
  amountText: Translated | null;
  conditions: unknown;
  source: unknown;
  sourceSeenOn: Day;
  reported: string | null;
  validFrom: Day;
  validUntil: Day | null;
  checkedOn: Day;
  lastDay: Day | null;
  needsConfirmation: boolean;
  openingId: OpeningId | null;
  demonstration: boolean;
  state: string;
  revision: number;
  publishedRevision: number | null;
  updatedAt: Date;
}

/** A row as the module speaks of it; check constraints of the table hold the closed lists, the guard the corridors. */
export function toOpportunity(row: Row): Opportunity {
  const { amountMinor, amountCurrency, ...rest } = row;
  return {
    ...rest,
    kind: row.kind as Kind,
    corridorIds: row.corridorIds as CorridorId[],
    atEnd: row.atEnd as End,
    stages: row.stages as Stage[],
    audiences: row.audiences as Audience[],
    amount: amountMinor !== null && amountCurrency !== null ? money(amountMinor, amountCurrency) : null,
    conditions: toConditions(row.conditions),
    source: row.source as RecordSource, // written by this module alone, from its schema
    state: row.state as State,
    lastDay: row.lastDay ?? row.checkedOn, // generated, never null; the type generator cannot know
  };
}

/** An opportunity that the actor may read: a published one, or one that they keep; null else. */
export async function getOpportunity(trx: Reads<'opportunities'>, id: OpportunityId): Promise<Opportunity | null> {
  const row = await trx.selectFrom('opportunities.opportunities as o').select(COLUMNS).where('o.id', '=', id).executeTakeFirst();
  return row ? toOpportunity(row) : null;
}

/** Offices whose opportunities the actor keeps. */
export async function keptOffices(trx: Reads<'opportunities'>): Promise<OfficeId[]> {
  const { rows } = await sql<{ id: OfficeId }>`select distinct id from opportunities.kept() as id`.execute(trx);
  return rows.map(({ id }) => id);
}

/** An opportunity that the actor keeps; null where it is not there or not theirs. */
export async function keptOpportunity(trx: Reads<'opportunities'>, id: OpportunityId): Promise<Opportunity | null> {
  const row = await trx
    .selectFrom('opportunities.opportunities as o')
    .select(COLUMNS)
    .where('o.id', '=', id)
    .where(sql<boolean>`o.office_id in (select opportunities.kept())`)
    .executeTakeFirst();
  return row ? toOpportunity(row) : null;
}

/** Whether it is shown to anybody today. */
export const shown = sql<boolean>`(o.state = 'published' and o.valid_from <= current_date and o.last_day >= current_date)`;

/** What anybody reads of a published opportunity; null where there is none today. */
export async function publishedOpportunity(trx: Reads<'opportunities'>, id: OpportunityId): Promise<Opportunity | null> {
  const row = await trx
    .selectFrom('opportunities.opportunities as o')
    .select(COLUMNS)
    .where('o.id', '=', id)
    .where(shown)
    .executeTakeFirst();
  return row ? toOpportunity(row) : null;
}

export interface OpportunitySearch {
  words?: string;
  corridorId?: CorridorId | null;
  atEnd?: Exclude<End, 'both'> | null;
  kind?: Kind | null;
  sector?: string | null;
  /** Only those that name these people. */
  audience?: Audience | null;
  /** Only those at one of these places. */
  placeIds?: readonly PlaceId[] | null;
  page: number;
  pageSize: number;
}

/** Published opportunities, those that end first on top. Words count as beginnings, in any language in which somebody wrote. */
export async function searchOpportunities(
  trx: Reads<'opportunities'>,
  search: OpportunitySearch,
): Promise<{ opportunities: Opportunity[]; total: number }> {
  const words = searchWords(search.words ?? '').slice(0, 10);
  let query = trx.selectFrom('opportunities.opportunities as o').where(shown);
  if (search.corridorId) {
    query = query.where(sql<boolean>`(o.corridor_ids = '{}' or o.corridor_ids @> array[${search.corridorId}]::uuid[])`);
  }
  if (search.atEnd) query = query.where('o.at_end', 'in', [search.atEnd, 'both']);
  if (search.kind) query = query.where('o.kind', '=', search.kind);
  if (search.sector) query = query.where(sql<boolean>`(o.sectors = '{}' or ${search.sector} = any (o.sectors))`);
  if (search.audience) query = query.where(sql<boolean>`o.audiences @> array[${search.audience}]::text[]`);
  if (search.placeIds) query = query.where(sql<boolean>`o.place_id = any (${[...search.placeIds]}::uuid[])`);
  if (words.length > 0) {
    const asked = words.map((word) => `${word}:*`).join(' & '); // folded words hold letters and digits only
    query = query.where(sql<boolean>`o.search @@ to_tsquery('simple', ${asked})`);
  }
  const { count } = await query.select(({ fn }) => fn.countAll<bigint>().as('count')).executeTakeFirstOrThrow();
  const rows = await query
    .select(COLUMNS)
    .orderBy('o.reported', (order) => order.desc().nullsFirst())
    .orderBy('o.last_day')
    .orderBy('o.id')
    .limit(search.pageSize)
    .offset((search.page - 1) * search.pageSize)
    .execute();
  return { opportunities: rows.map(toOpportunity), total: Number(count) };
}

export const keptSorts = ['ends', '-ends', 'title', '-title', 'changed', '-changed'] as const;

export interface KeptSearch {
  lang: string;
  words?: string;
  state?: State | null;
  kind?: Kind | null;
  sort?: (typeof keptSorts)[number] | null;
  page: number;
  pageSize: number;
}

/** The opportunities that the actor keeps, in every state. */
export async function listKept(trx: Reads<'opportunities'>, search: KeptSearch): Promise<{ opportunities: Opportunity[]; total: number }> {
  const words = searchWords(search.words ?? '').slice(0, 10);
  const sort = search.sort ?? 'ends';
  let query = trx
    .selectFrom('opportunities.opportunities as o')
    .where(sql<boolean>`o.office_id = any (array(select opportunities.kept()))`);
  if (search.state) query = query.where('o.state', '=', search.state);
  if (search.kind) query = query.where('o.kind', '=', search.kind);
  if (words.length > 0) {
    const asked = words.map((word) => `${word}:*`).join(' & '); // as above
    query = query.where(sql<boolean>`o.search @@ to_tsquery('simple', ${asked})`);
  }
  const { count } = await query.select(({ fn }) => fn.countAll<bigint>().as('count')).executeTakeFirstOrThrow();
  const by = {
    ends: sql`o.last_day`,
    title: sql`lower(kernel.text_in(o.title, ${search.lang}))`,
    changed: sql`o.updated_at`,
  }[sort.replace('-', '') as 'ends' | 'title' | 'changed']; // the six sorts are these three, both ways
  const direction = sort.startsWith('-') ? 'desc' : 'asc';
  // Which they are is found first: the rows are long, and most orders need no more of them than an index holds.
  const page = query
    .select('o.id')
    .orderBy(by, direction)
    .orderBy('o.id')
    .limit(search.pageSize)
    .offset((search.page - 1) * search.pageSize);
  const rows = await trx
    .selectFrom('opportunities.opportunities as o')
    .select(COLUMNS)
    .where('o.id', 'in', page)
    .orderBy(by, direction)
    .orderBy('o.id')
    .execute();
  return { opportunities: rows.map(toOpportunity), total: Number(count) };
}

export interface OpportunityEvent {
  id: bigint;
  at: Date;
  by: string | null;
  kind: 'created' | 'changed' | 'published' | 'renewed' | 'expired' | 'withdrawn';
  revision: number;
}

/** What was done to an opportunity, newest first, for its keepers. */
export async function opportunityHistory(trx: Reads<'opportunities'>, id: OpportunityId): Promise<OpportunityEvent[]> {
  return await trx
    .selectFrom('opportunities.history')
    .select(['id', 'at', 'by_account as by', 'kind', 'revision'])
    .$narrowType<{ kind: OpportunityEvent['kind'] }>() // its check constraint
    .where('opportunity_id', '=', id)
    .orderBy('id', 'desc')
    .limit(200)
    .execute();
}

/** Whether the actor wrote a part of what was not published yet, and so does not publish it. */
export async function isWriter(trx: Reads<'opportunities'>, accountId: string, one: Opportunity): Promise<boolean> {
  if (one.publishedRevision === one.revision) return false;
  const row = await trx
    .selectFrom('opportunities.history')
    .select('id')
    .where('opportunity_id', '=', one.id)
    .where('by_account', '=', accountId)
    .where('kind', 'in', ['created', 'changed'])
    .where('revision', '>', one.publishedRevision ?? 0)
    .executeTakeFirst();
  return row !== undefined;
}

/** Entries of the corridor page that a shown opportunity spells out, so that the page shows each once. */
export async function openingsSpeltOut(trx: Reads<'opportunities'>): Promise<OpeningId[]> {
  const rows = await trx
    .selectFrom('opportunities.opportunities as o')
    .select('o.opening_id')
    .where('o.opening_id', 'is not', null)
    .where(shown)
    .execute();
  return rows.flatMap(({ opening_id }) => opening_id ?? []);
}
