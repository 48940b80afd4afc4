import { record } from '#kernel/audit';
import { newId, onConstraint, type Id, type Reads, type Writes } from '#kernel/db';
import type { Day } from '#kernel/time';
import { getInstrument, toContent } from './read-instruments.ts';
import type { Content, InstrumentId, VersionId } from './content.ts';
import { isOfPeople } from './readiness-shape.ts';
import { refuse } from './refusals.ts';

// uses messages: instruments.verb.*
// uses messages: instruments.purpose.*
export type RoundId = Id<'instruments.rounds'>;

// uses messages: instruments.round-state.*
/** Where a round stands, by its days and by what was done with it. */
export type RoundState = 'planned' | 'open' | 'closed' | 'published';

export interface Round {
  id: RoundId;
  versionId: VersionId;
  instrumentId: InstrumentId;
  number: number;
  content: Content;
  title: string;
  method: string;
  opensOn: Day;
  closesOn: Day | null;
  selfStart: boolean;
  several: boolean;
  closedAt: Date | null;
  publishedAt: Date | null;
}

/** Where a round stands today. */
export function stateOfRound({ opensOn, closesOn, closedAt, publishedAt }: Omit<Round, 'content'>, today: Day): RoundState {
  if (publishedAt) return 'published';
  if (closedAt || (closesOn !== null && closesOn < today)) return 'closed';
  return opensOn > today ? 'planned' : 'open';
}

function rounds(trx: Reads<'instruments'>) {
  return trx
    .selectFrom('instruments.rounds as r')
    .innerJoin('instruments.versions as v', 'v.id', 'r.version_id')
    .select([
      'r.id',
      'r.version_id as versionId',
      'v.instrument_id as instrumentId',
      'v.number',
      'v.content',
      'r.title',
      'r.method',
      'r.opens_on as opensOn',
      'r.closes_on as closesOn',
      'r.self_start as selfStart',
      'r.several',
      'r.closed_at as closedAt',
      'r.published_at as publishedAt',
    ]);
}

/** A round that the actor may see; null otherwise. */
export async function getRound(trx: Reads<'instruments'>, id: RoundId): Promise<Round | null> {
  const row = await rounds(trx).where('r.id', '=', id).executeTakeFirst();
  return row ? { ...row, content: toContent(row.content) } : null;
}

/** Rounds that the actor may see, newest first; of one questionnaire where it is named. */
export async function listRounds(trx: Reads<'instruments'>, of: { instrumentId?: InstrumentId } = {}): Promise<Round[]> {
  let query = rounds(trx).orderBy('r.opens_on', 'desc').orderBy('r.id', 'desc').limit(200);
  if (of.instrumentId) query = query.where('v.instrument_id', '=', of.instrumentId);
  return (await query.execute()).map((row) => ({ ...row, content: toContent(row.content) }));
}

export interface NewRound {
  title: string;
  method: string;
  opensOn: Day;
  closesOn: Day | null;
  selfStart: boolean;
  several: boolean;
}

/**
 * Begins a round with the newest version. Refusals: `not-found`, `not-published`, `retired`, `closed` (ends before it begins),
 * `of-people` where it is answered on the files of people.
 */
export async function beginRound(
  trx: Writes<'instruments' | 'audit'>,
  accountId: string,
  instrumentId: InstrumentId,
  given: NewRound,
): Promise<RoundId> {
  const instrument = await getInstrument(trx, instrumentId);
  if (!instrument) throw refuse('not-found');
  if (isOfPeople(instrument.code)) throw refuse('of-people');
  if (instrument.retiredAt) throw refuse('retired');
  if (!instrument.newest) throw refuse('not-published');
  const id = newId<'instruments.rounds'>();
  await trx
    .insertInto('instruments.rounds')
    .values({
      id,
      version_id: instrument.newest.id,
      title: given.title,
      method: given.method,
      opens_on: given.opensOn,
      closes_on: given.closesOn,
      self_start: given.selfStart,
      several: given.several,
      created_by: accountId,
    })
    .execute()
    .catch(onConstraint({ rounds_order: () => refuse('closed', { field: 'closesOn' }) }));
  await told(trx, 'round-begun', id);
  return id;
}

/** Closes a round: what is on line stays as it is; sheets on paper can still be entered until the results are published. */
export async function closeRound(trx: Writes<'instruments' | 'audit'>, id: RoundId, now: Date): Promise<void> {
  const changed = await trx
    .updateTable('instruments.rounds')
    .set({ closed_at: now })
    .where('id', '=', id)
    .where('closed_at', 'is', null)
    .executeTakeFirst();
  if (changed.numUpdatedRows === 0n) throw refuse('not-found');
  await told(trx, 'round-closed', id);
}

async function told(trx: Writes<'audit'>, verb: string, id: RoundId): Promise<void> {
  await record(trx, { verb: `instruments.${verb}`, purpose: 'instruments.purpose.survey', objectKind: 'round', objectId: id });
}
