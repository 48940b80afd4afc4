import { newId, onConstraint, type Id, type Reads, type Writes } from '#kernel/db';
import type { Translated } from '#kernel/i18n';
import type { Day } from '#kernel/time';
import type { CorridorId } from '#modules/places';
import { refuse } from './refusals.ts';

export type FactId = Id<'trade.facts'>;

/** A figure of official statistics, or a hint on customs or papers. */
export const factKinds = ['figure', 'customs', 'document'] as const;
export type FactKind = (typeof factKinds)[number];

/** What an editor enters; never without source and the day on which it was seen there. */
export interface FactText {
  kind: FactKind;
  words: Translated;
  /** As the source writes it, with its unit and year; null for a hint. */
  figure: string | null;
  unit: string | null;
  year: number | null;
  sourceName: string;
  sourceUrl: string | null;
  seenOn: Day;
  /** False where an authority must still confirm it. */
  confirmed: boolean;
}

export interface Fact extends FactText {
  id: FactId;
  corridorId: CorridorId;
  withdrawnAt: Date | null;
  updatedAt: Date;
}

const COLUMNS = [
  'id',
  'corridor_id as corridorId',
  'kind',
  'words',
  'figure',
  'unit',
  'year',
  'source_name as sourceName',
  'source_url as sourceUrl',
  'seen_on as seenOn',
  'confirmed',
  'withdrawn_at as withdrawnAt',
  'updated_at as updatedAt',
] as const;

/** Facts of a corridor, figures first, the newest year on top; with the withdrawn ones where asked. */
export async function listFacts(trx: Reads<'trade'>, corridorId: CorridorId, { withdrawn = false } = {}): Promise<Fact[]> {
  let query = trx
    .selectFrom('trade.facts')
    .select(COLUMNS)
    .$narrowType<{ kind: FactKind }>() // the check constraint holds the three
    .where('corridor_id', '=', corridorId);
  if (!withdrawn) query = query.where('withdrawn_at', 'is', null);
  return await query.orderBy('kind', 'desc').orderBy('year', 'desc').orderBy('id').limit(500).execute();
}

export async function getFact(trx: Reads<'trade'>, id: FactId): Promise<Fact | null> {
  const row = await trx.selectFrom('trade.facts').select(COLUMNS).$narrowType<{ kind: FactKind }>().where('id', '=', id).executeTakeFirst();
  return row ?? null;
}

/** When a fact changed and how it stood then, the newest first; for editors. */
export async function historyOfFact(trx: Reads<'trade'>, id: FactId): Promise<{ at: Date; state: Record<string, unknown> }[]> {
  const rows = await trx
    .selectFrom('trade.fact_history')
    .select(['at', 'state'])
    .where('fact_id', '=', id)
    .orderBy('id', 'desc')
    .limit(100)
    .execute();
  return rows.map(({ at, state }) => ({ at, state: state as Record<string, unknown> })); // a whole row, written by the trigger
}

const onFact = onConstraint({
  facts_whole_figure: () => refuse('figure-incomplete', { field: 'figure' }),
  facts_source_url: () => refuse('source-wrong', { field: 'sourceUrl' }),
});

function rowOf(text: FactText) {
  const isFigure = text.kind === 'figure';
  if (isFigure && (!text.figure || !text.unit || text.year === null)) throw refuse('figure-incomplete', { field: 'figure' });
  return {
    kind: text.kind,
    words: JSON.stringify(text.words),
    figure: isFigure ? text.figure : null,
    unit: isFigure ? text.unit : null,
    year: text.year,
    source_name: text.sourceName,
    source_url: text.sourceUrl,
    seen_on: text.seenOn,
    confirmed: text.confirmed,
  };
}

/** Enters a fact about trade along a corridor. Refusals: a figure without number, unit or year; a source that is no address. */
export async function addFact(trx: Writes<'trade'>, corridorId: CorridorId, text: FactText): Promise<FactId> {
  const id = newId<'trade.facts'>();
  await trx
    .insertInto('trade.facts')
    .values({ id, corridor_id: corridorId, ...rowOf(text) })
    .execute()
    .catch(onFact);
  return id;
}

/** Changes a fact, or withdraws it from the page; its history keeps every state. Refusals: as for a new one, not found. */
export async function changeFact(trx: Writes<'trade'>, id: FactId, text: FactText, withdrawn: boolean, now: Date): Promise<void> {
  const fact = await getFact(trx, id);
  const changed = await trx
    .updateTable('trade.facts')
    .set({ ...rowOf(text), withdrawn_at: withdrawn ? (fact?.withdrawnAt ?? now) : null, updated_at: now })
    .where('id', '=', id)
    .executeTakeFirst()
    .catch(onFact);
  if (changed.numUpdatedRows === 0n) throw refuse('not-found');
}
