import { isForbidden, newId, onConstraint, type Reads, type Writes } from '#kernel/db';
import type { OfficeId } from '#modules/offices';
import type { PlaceId } from '#modules/places';
import type { PracticeId } from '#modules/practices';
import { refuse } from './refusals.ts';
import { isOver, type State, type Transfer, type TransferId, type TransferText } from './transfer.ts';

export interface TransferFilter {
  practiceId?: PracticeId;
  state?: State | null;
  /** Places that count. */
  placeIds?: readonly PlaceId[] | null;
  page: number;
  pageSize: number;
}

const select = (trx: Reads<'transfers'>) =>
  trx
    .selectFrom('transfers.transfers as t')
    .select(['t.id', 't.state', 't.since', 't.until', 't.changed', 't.became', 't.language', 't.source', 't.revision'])
    .select(['t.practice_id as practiceId', 't.place_id as placeId', 't.office_id as officeId', 't.changed_at as changedAt'])
    .$narrowType<{ state: State }>(); // a check constraint closes the list

/** Where practices were taken up, what changed last on top. */
export async function listTransfers(trx: Reads<'transfers'>, filter: TransferFilter): Promise<{ transfers: Transfer[]; total: number }> {
  let query = select(trx);
  let counted = trx.selectFrom('transfers.transfers as t').select(({ fn }) => fn.countAll<bigint>().as('count'));
  if (filter.practiceId) {
    query = query.where('t.practice_id', '=', filter.practiceId);
    counted = counted.where('t.practice_id', '=', filter.practiceId);
  }
  if (filter.state) {
    query = query.where('t.state', '=', filter.state);
    counted = counted.where('t.state', '=', filter.state);
  }
  if (filter.placeIds) {
    if (filter.placeIds.length === 0) return { transfers: [], total: 0 }; // SQL knows no empty list
    query = query.where('t.place_id', 'in', [...filter.placeIds]);
    counted = counted.where('t.place_id', 'in', [...filter.placeIds]);
  }
  const { count } = await counted.executeTakeFirstOrThrow();
  const transfers = await query
    .orderBy('t.changed_at', 'desc')
    .orderBy('t.id')
    .limit(filter.pageSize)
    .offset((filter.page - 1) * filter.pageSize)
    .execute();
  return { transfers, total: Number(count) };
}

/** One transfer, or null. */
export async function findTransfer(trx: Reads<'transfers'>, id: TransferId): Promise<Transfer | null> {
  return (await select(trx).where('t.id', '=', id).executeTakeFirst()) ?? null;
}

const columnsOf = ({ state, since, until, changed, became, source }: TransferText, language: string, now: Date) => ({
  state,
  since,
  until,
  changed,
  became,
  source,
  language,
  changed_at: now,
});

/** What is told must fit together. Refusals: `became-missing`, `until-wrong`. */
function check({ state, since, until, became }: TransferText): void {
  if (isOver(state) && !became) throw refuse('became-missing', { field: 'became' });
  if (until && !isOver(state)) throw refuse('until-wrong', { field: 'until' });
  if (until && since && until < since.slice(0, until.length)) throw refuse('until-wrong', { field: 'until' });
}

/**
 * Writes down that a practice is taken up at a place: by an office of its territory, or, without one, by an editor with a
 * source. Refusals: `not-in-territory`, `has-transfer`, `source-missing`, `became-missing`, `until-wrong`.
 */
export async function addTransfer(
  trx: Writes<'transfers'>,
  given: { practiceId: PracticeId; placeId: PlaceId; officeId: OfficeId | null; language: string },
  text: TransferText,
  now: Date,
): Promise<TransferId> {
  check(text);
  if (!given.officeId && !text.source) throw refuse('source-missing', { field: 'source' });
  const id = newId<'transfers.transfers'>();
  await trx
    .insertInto('transfers.transfers')
    .values({
      id,
      practice_id: given.practiceId,
      place_id: given.placeId,
      office_id: given.officeId,
      written_at: now,
      ...columnsOf(text, given.language, now),
    })
    .execute()
    .catch((error: unknown) => {
      if (isForbidden(error)) throw refuse('not-in-territory', { field: 'place' });
      throw error;
    })
    .catch(onConstraint({ transfers_once: () => refuse('has-transfer') }));
  return id;
}

/** Brings a transfer up to date. Refusals: `changed-meanwhile` (also for whoever may not), and those of what is told. */
export async function changeTransfer(
  trx: Writes<'transfers'>,
  { id, revision, officeId }: Pick<Transfer, 'id' | 'revision' | 'officeId'>,
  text: TransferText,
  language: string,
  now: Date,
): Promise<void> {
  check(text);
  if (!officeId && !text.source) throw refuse('source-missing', { field: 'source' });
  const done = await trx
    .updateTable('transfers.transfers')
    .set(columnsOf(text, language, now))
    .where('id', '=', id)
    .where('revision', '=', revision)
    .executeTakeFirst();
  if (done.numUpdatedRows === 0n) throw refuse('changed-meanwhile');
}

/** Takes back what was written down. Refusals: `not-yours`. */
export async function removeTransfer(trx: Writes<'transfers'>, id: TransferId): Promise<void> {
  const gone = await trx.deleteFrom('transfers.transfers').where('id', '=', id).executeTakeFirst();
  if (gone.numDeletedRows === 0n) throw refuse('not-yours');
}
