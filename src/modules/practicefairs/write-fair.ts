import { record } from '#kernel/audit';
import { brokenConstraint, isForbidden, newId, onConstraint, type Writes } from '#kernel/db';
import { addDays } from '#kernel/time';
import type { PracticeId } from '#modules/practices';
import { LONGEST_FAIR, MOST_STANDS, type Fair, type FairId, type FairText } from './fair.ts';
import { refuse } from './refusals.ts';

type Trx = Writes<'practicefairs'>;

const asRefused = (error: unknown): never => {
  throw isForbidden(error) ? refuse('not-found') : error;
};

const onFair = onConstraint({
  fairs_over: () => refuse('days-over', { field: 'untilDay' }),
  fairs_few: () => refuse('few-stands'),
  stands_talks: () => refuse('has-talk'),
  fairs_talks: () => refuse('talks-elsewhere', { field: 'fromDay' }),
});

function checkDays({ fromDay, untilDay }: FairText): void {
  if (untilDay < fromDay || untilDay > addDays(fromDay, LONGEST_FAIR)) throw refuse('days-wrong', { field: 'untilDay' });
}

const columnsOf = ({ language, title, about, fromDay, untilDay }: FairText) => ({
  language,
  title,
  about,
  from_day: fromDay,
  until_day: untilDay,
});

/** Begins a fair. Refusals: `days-wrong`, `not-found` for whoever is no editor of the network. */
export async function beginFair(trx: Trx, by: string, text: FairText & { demonstration?: boolean }): Promise<FairId> {
  checkDays(text);
  const id = newId<'practicefairs.fairs'>();
  await trx
    .insertInto('practicefairs.fairs')
    .values({ id, ...columnsOf(text), created_by: by, demonstration: text.demonstration ?? false })
    .execute()
    .catch(asRefused);
  return id;
}

/** Changes words and days of a fair that is not over. Refusals: `days-wrong`, `days-over`, `talks-elsewhere`, `not-open`. */
export async function changeFair(trx: Trx, { id }: Fair, text: FairText): Promise<void> {
  checkDays(text);
  const { numUpdatedRows } = await trx
    .updateTable('practicefairs.fairs')
    .set(columnsOf(text))
    .where('id', '=', id)
    .where('state', '<>', 'withdrawn')
    .executeTakeFirst()
    .catch(onFair);
  if (numUpdatedRows === 0n) throw refuse('not-open');
}

/** Puts a practice into a fair. Refusals: `stand-there`, `many-stands`, `not-open` where it is over or withdrawn. */
export async function addStand(trx: Trx, { id }: Pick<Fair, 'id'>, practiceId: PracticeId): Promise<void> {
  const rows = await trx.selectFrom('practicefairs.stands').select('place').where('fair_id', '=', id).execute();
  const taken = new Set(rows.map(({ place }) => place));
  const place = Array.from({ length: MOST_STANDS }, (_, index) => index + 1).find((one) => !taken.has(one));
  if (!place) throw refuse('many-stands', { field: 'practice' });
  await trx
    .insertInto('practicefairs.stands')
    .values({ fair_id: id, practice_id: practiceId, place })
    .execute()
    .catch((error: unknown) => {
      if (['stands_pkey', 'stands_places'].includes(brokenConstraint(error) ?? '')) throw refuse('stand-there', { field: 'practice' });
      throw isForbidden(error) ? refuse('not-open') : error;
    });
}

/** Takes a practice and its talks out of a fair. Refusals: `few-stands` where it is open, `has-talk` where one takes place, `not-open`. */
export async function removeStand(trx: Trx, { id }: Fair, practiceId: PracticeId): Promise<void> {
  const { numDeletedRows } = await trx
    .deleteFrom('practicefairs.stands')
    .where('fair_id', '=', id)
    .where('practice_id', '=', practiceId)
    .executeTakeFirst()
    .catch(onFair);
  if (numDeletedRows === 0n) throw refuse('not-open');
}

// uses messages: practicefairs.verb.*
// uses messages: practicefairs.purpose.*
async function told(trx: Writes<'audit'>, verb: 'opened' | 'withdrawn', id: FairId): Promise<void> {
  await record(trx, {
    verb: `practicefairs.${verb}`,
    purpose: 'practicefairs.purpose.exchange',
    objectKind: 'practice-fair',
    objectId: id,
  });
}

/** Opens a draft: everybody reads it from now on. Refusals: `few-stands`, `days-over`, `not-open` where it is no draft any more. */
export async function openFair(trx: Writes<'practicefairs' | 'audit'>, { id }: Fair): Promise<void> {
  const { numUpdatedRows } = await trx
    .updateTable('practicefairs.fairs')
    .set({ state: 'open' })
    .where('id', '=', id)
    .where('state', '=', 'draft')
    .executeTakeFirst()
    .catch(onFair);
  if (numUpdatedRows === 0n) throw refuse('not-open');
  await told(trx, 'opened', id);
}

/** Withdraws an open fair with the reason, which everybody reads. Refusal: `not-open`, also where it is over. */
export async function withdrawFair(trx: Writes<'practicefairs' | 'audit'>, { id }: Fair, because: string): Promise<void> {
  const { numUpdatedRows } = await trx
    .updateTable('practicefairs.fairs')
    .set({ state: 'withdrawn', because })
    .where('id', '=', id)
    .where('state', '=', 'open')
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw refuse('not-open');
  await told(trx, 'withdrawn', id);
}

/** Takes a draft away for good. Refusal: `not-open` where it is no draft any more. */
export async function removeFair(trx: Trx, { id }: Fair): Promise<void> {
  const { numDeletedRows } = await trx
    .deleteFrom('practicefairs.fairs')
    .where('id', '=', id)
    .where('state', '=', 'draft')
    .executeTakeFirst();
  if (numDeletedRows === 0n) throw refuse('not-open');
}
