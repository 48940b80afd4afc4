import { sql, type RawBuilder } from 'kysely';
import type { Reads } from '#kernel/db';
import { searchWords } from '#kernel/text';
import { placeIdsWithin, placeNameIn, placesById, widerPlaces, type PlaceId, type RecordSource } from '#modules/places';
import { entryColumns, sheetColumns } from './practice-columns.ts';
import type { CaseSheet, Feature, Features, Picture, Practice, PracticeEntry, PracticeId, Standing } from './practice.ts';

export const practiceSorts = ['title', 'place', 'starts'] as const;

export interface PracticeFilter {
  /** Words of the sheet, or names of places, countries and themes in any language. */
  words?: string;
  theme?: string | null;
  feature?: Feature | null;
  standing?: Standing | null;
  adminLevel?: string | null;
  /** ISO 3166-1. */
  country?: string | null;
  /** Run from this place or a place inside it, or joining one of them with another. */
  placeId?: PlaceId | null;
  /** Language by whose names the list is sorted. */
  lang: string;
  sort?: (typeof practiceSorts)[number];
  descending?: boolean;
  limit?: number;
  offset?: number;
}

/** Practices that a filter leaves, the best match first where words were given and no order was asked for. */
export async function listPractices(
  trx: Reads<'practices' | 'places'>,
  filter: PracticeFilter,
): Promise<{ rows: PracticeEntry[]; total: number }> {
  const { lang, sort, descending = false, limit = 500, offset = 0 } = filter;
  const query = queryOf(filter.words ?? '');
  const base = narrowed(trx, query, filter, filter.placeId ? await placeIdsWithin(trx, filter.placeId) : null);
  const title = sql`kernel.text_in(p.title, ${lang})`;
  const order = { title, place: placeNameIn(sql`p.place_id`, lang), starts: sql`p.starts` };
  const first = sort ? order[sort] : query ? sql`ts_rank(p.search, to_tsquery('english', ${query}))` : title;
  const down = sort ? descending : query !== null;
  const rows = await base
    .select(entryColumns)
    .orderBy(first, (by) => (down ? by.desc().nullsLast() : by.asc()))
    .orderBy(first === title ? sql`p.id` : title)
    .limit(limit)
    .offset(offset)
    .execute();
  const { total } = await base.select(({ fn }) => fn.countAll<string>().as('total')).executeTakeFirstOrThrow();
  return { rows: await withPlaces(trx, rows as EntryRow[]), total: Number(total) }; // checks of the table hold `source` and `standing`
}

function narrowed(trx: Reads<'practices'>, query: string | null, filter: PracticeFilter, within: readonly PlaceId[] | null) {
  let base = trx.selectFrom('practices.practices as p');
  if (query) base = base.where(sql<boolean>`p.search @@ to_tsquery('english', ${query})`);
  if (filter.theme) base = base.where(sql<boolean>`${filter.theme} = any (p.themes)`);
  if (filter.feature) base = base.where(sql<boolean>`p.features @> ${JSON.stringify([{ feature: filter.feature }])}::jsonb`);
  if (filter.standing) base = base.where('p.standing', '=', filter.standing);
  if (filter.adminLevel) base = base.where('p.admin_level', '=', filter.adminLevel);
  if (filter.country) base = base.where(sql<boolean>`${filter.country} = any (p.countries)`);
  if (within) base = base.where(touches(sql`any (${[...within]}::uuid[])`));
  return base;
}

/**
 * Whether a practice is run from a place of a set, or joins one of them with another. Each part by an index of its own: one condition
 * with `or` read the corridors of every practice.
 */
function touches(set: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql<boolean>`p.id in (
    select i.id from practices.practices i where i.place_id = ${set}
    union all select c.practice_id from practices.corridors c where c.origin_id = ${set}
    union all select c.practice_id from practices.corridors c where c.destination_id = ${set}
  )`;
}

/** Typed words as a query that also finds longer ones; null where there are none. At most ten count. */
function queryOf(typed: string): string | null {
  const words = searchWords(typed)
    .map((word) => word.replaceAll(/[^\p{L}\p{Nd}]/gu, ''))
    .filter(Boolean)
    .slice(0, 10);
  return words.length > 0 ? words.map((word) => `${word}:*`).join(' & ') : null;
}

/** Countries that the practices touch, for a list to choose from. */
export async function practiceCountries(trx: Reads<'practices'>): Promise<string[]> {
  const { rows } = await sql<{ country: string }>`
    select distinct unnest(countries) as country from (select distinct countries from practices.practices) p`.execute(trx);
  return rows.map(({ country }) => country);
}

interface EntryRow extends Omit<PracticeEntry, 'place'> {
  placeId: PlaceId | null;
  source: RecordSource;
  standing: Standing;
}

async function withPlaces<Row extends EntryRow>(trx: Reads<'places'>, rows: readonly Row[]) {
  const places = await placesById(
    trx,
    rows.flatMap(({ placeId }) => placeId ?? []),
  );
  return rows.map(({ placeId, ...row }) => ({ ...row, place: placeId ? (places.get(placeId) ?? null) : null }));
}

/** Practices by id as lists have them, in no order. */
export async function practicesById(trx: Reads<'practices' | 'places'>, ids: readonly PracticeId[]): Promise<PracticeEntry[]> {
  if (ids.length === 0) return [];
  const rows = await trx.selectFrom('practices.practices as p').select(entryColumns).where('p.id', 'in', ids).execute();
  return await withPlaces(trx, rows as EntryRow[]); // as above
}

/** The practice of a code with its whole sheet, or null. */
export async function findPractice(trx: Reads<'practices' | 'places'>, code: string): Promise<Practice | null> {
  const row = await trx
    .selectFrom('practices.practices as p')
    .select(entryColumns)
    .select(['p.website', 'p.budget_minor', 'p.budget_currency', 'p.budget_note as budgetNote', 'p.keeper_id as keeperId'])
    .select(sql<Features>`p.features`.as('features'))
    .select(sql<Picture[]>`p.pictures`.as('pictures'))
    .select(
      sql<CaseSheet>`jsonb_build_object(${sql.join(sheetColumns.map(({ field, column }) => sql`${sql.lit(field)}, ${sql.ref(`p.${column}`)}`))})`.as(
        'sheet',
      ),
    )
    .where('p.code', '=', code)
    .executeTakeFirst();
  if (!row) return null;
  const { budget_minor: amountMinor, budget_currency: currency, ...rest } = row;
  const [entry] = await withPlaces(trx, [rest as typeof rest & EntryRow]); // as above
  if (!entry) return null;
  return {
    ...entry,
    budget: amountMinor !== null && currency ? { amountMinor, currency } : null,
    corridors: await corridorsOf(trx, entry.id),
  };
}

async function corridorsOf(trx: Reads<'practices' | 'places'>, id: PracticeId): Promise<Practice['corridors']> {
  const rows = await trx.selectFrom('practices.corridors').selectAll().where('practice_id', '=', id).orderBy('position').execute();
  const places = await placesById(
    trx,
    rows.flatMap(({ origin_id, destination_id }) => [origin_id ?? [], destination_id ?? []].flat()),
  );
  return rows.map((row) => ({
    origin: { name: row.origin_name, country: row.origin_country, place: row.origin_id ? (places.get(row.origin_id) ?? null) : null },
    destination: {
      name: row.destination_name,
      country: row.destination_country,
      place: row.destination_id ? (places.get(row.destination_id) ?? null) : null,
    },
  }));
}

/**
 * Practices about one or several places, such as both ends of a corridor: those that touch all of them first, the
 * nearest first; a practice of the wider region counts less the wider it is.
 */
export async function practicesAbout(
  trx: Reads<'practices' | 'places'>,
  placeIds: readonly PlaceId[],
  limit = 5,
): Promise<PracticeEntry[]> {
  const around = await Promise.all(placeIds.slice(0, 4).map((id) => stepsAround(trx, id)));
  const near = [...new Set(around.flatMap((steps) => [...steps.keys()]))];
  if (near.length === 0) return [];
  const rows = await trx
    .selectFrom('practices.practices as p')
    .select(entryColumns)
    .select(
      sql<PlaceId[]>`array(
        select p.place_id where p.place_id is not null
        union
        select unnest(array[c.origin_id, c.destination_id]) from practices.corridors c where c.practice_id = p.id
      )`.as('touched'),
    )
    .where(touches(sql`any (${near}::uuid[])`))
    .execute();
  const ranked = rows
    .map(({ touched, ...row }) => ({ row, score: around.reduce((sum, steps) => sum + closeness(steps, touched), 0) }))
    .toSorted((a, b) => b.score - a.score || (a.row.code < b.row.code ? -1 : 1));
  return await withPlaces(
    trx,
    ranked.slice(0, limit).map(({ row }) => row as EntryRow),
  ); // as above
}

/** A practice that touches one end is worth more than one whose wide region holds both. */
const TOUCHES = 10;

function closeness(steps: ReadonlyMap<PlaceId, number>, touched: readonly (PlaceId | null)[]): number {
  const distances = touched.flatMap((id) => (id ? (steps.get(id) ?? []) : []));
  return distances.length > 0 ? Math.max(1, TOUCHES - 3 * Math.min(...distances)) : 0;
}

/**
 * How far the places around one are: none for itself and what lies inside, one for each step up the tree. Continents and
 * the like say nothing of a place.
 */
async function stepsAround(trx: Reads<'places'>, placeId: PlaceId): Promise<Map<PlaceId, number>> {
  const inside = await placeIdsWithin(trx, placeId);
  const wider = (await widerPlaces(trx, placeId)).filter(({ id, level }) => level !== 'area' || id === placeId);
  return new Map([...wider.map(({ id, distance }) => [id, distance] as const), ...inside.map((id) => [id, 0] as const)]);
}
