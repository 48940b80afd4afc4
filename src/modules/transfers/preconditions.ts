import { isForbidden, newId, type Reads, type Writes } from '#kernel/db';
import type { OfficeId } from '#modules/offices';
import type { PracticeId } from '#modules/practices';
import { kinds, type Kind, type Precondition, type PreconditionId, type PreconditionText } from './precondition.ts';
import { refuse } from './refusals.ts';

/** More cannot be read beside each other. */
const MOST = 40;

const select = (trx: Reads<'transfers'>) =>
  trx
    .selectFrom('transfers.preconditions')
    .select(['id', 'kind', 'words', 'needed', 'least', 'most', 'currency', 'source', 'revision'])
    .select(['practice_id as practiceId', 'said_by as saidBy', 'said_on as saidOn', 'office_id as officeId'])
    .$narrowType<{ kind: Kind }>(); // a check constraint closes the list

/** What a practice takes, kind after kind, what is needed before what helps. */
export async function preconditionsOf(trx: Reads<'transfers'>, practiceId: PracticeId): Promise<Precondition[]> {
  const rows = await select(trx).where('practice_id', '=', practiceId).orderBy('needed', 'desc').orderBy('id').execute();
  return kinds.flatMap((kind) => rows.filter((row) => row.kind === kind));
}

/** One precondition of a practice, or null. */
export async function findPrecondition(trx: Reads<'transfers'>, practiceId: PracticeId, id: PreconditionId): Promise<Precondition | null> {
  return (await select(trx).where('practice_id', '=', practiceId).where('id', '=', id).executeTakeFirst()) ?? null;
}

/** For whom it is written: the office that keeps the practice, or null for an editor of the network, who only reads the sheet. */
interface By {
  officeId: OfficeId | null;
  now: Date;
}

const columnsOf = (text: PreconditionText, { officeId, now }: By) => ({
  kind: text.kind,
  words: JSON.stringify(text.words),
  needed: text.needed,
  least: text.least,
  most: text.most,
  currency: text.currency,
  said_by: text.saidBy,
  said_on: text.saidOn,
  source: text.source,
  office_id: officeId,
  changed_at: now,
});

/** Writes down what a practice takes. Refusals: `not-yours` unless the actor writes for its keeper or edits the network, `too-many`. */
export async function addPrecondition(
  trx: Writes<'transfers'>,
  practiceId: PracticeId,
  text: PreconditionText,
  by: By,
): Promise<PreconditionId> {
  const there = await trx.selectFrom('transfers.preconditions').select('id').where('practice_id', '=', practiceId).execute();
  if (there.length >= MOST) throw refuse('too-many');
  const id = newId<'transfers.preconditions'>();
  await trx
    .insertInto('transfers.preconditions')
    .values({ id, practice_id: practiceId, ...columnsOf(text, by) })
    .execute()
    .catch(notYours);
  return id;
}

/**
 * Changes a precondition; `revision` is the one that was read. What the keeper saves is confirmed by it, what an editor
 * saves is a reading again. Refusals: `not-yours`, `changed-meanwhile`.
 */
export async function changePrecondition(
  trx: Writes<'transfers'>,
  { id, revision }: Pick<Precondition, 'id' | 'revision'>,
  text: PreconditionText,
  by: By,
): Promise<void> {
  const done = await trx
    .updateTable('transfers.preconditions')
    .set(columnsOf(text, by))
    .where('id', '=', id)
    .where('revision', '=', revision)
    .executeTakeFirst()
    .catch(notYours);
  if (done.numUpdatedRows === 0n) throw refuse('changed-meanwhile');
}

/** Removes a precondition with the judgements on it. Refusals: `not-yours`. */
export async function removePrecondition(trx: Writes<'transfers'>, id: PreconditionId): Promise<void> {
  const gone = await trx.deleteFrom('transfers.preconditions').where('id', '=', id).executeTakeFirst();
  if (gone.numDeletedRows === 0n) throw refuse('not-yours');
}

function notYours(error: unknown): never {
  throw isForbidden(error) ? refuse('not-yours') : error;
}
