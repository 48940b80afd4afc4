import { newId, type Writes } from '#kernel/db';
import type { Keyring } from '#kernel/keys';
import { receiveEvents, type Deed } from './receive-events.ts';
import type { StudyId } from './study.ts';

/**
 * Writes down a deed that came as a form rather than from a device's queue. The study itself stands for the device: its
 * order is that in which the forms arrived.
 */
export async function doOnSite(
  trx: Writes<'learning'>,
  keyring: Keyring,
  accountId: string,
  study: StudyId,
  given: Pick<Deed, 'kind' | 'lesson'> & Partial<Deed>,
  now: Date,
): Promise<void> {
  // Forms of one study wait in line, so that no two take the same place.
  await trx.selectFrom('learning.studies').select('id').where('id', '=', study).forUpdate().execute();
  const { last } = await trx
    .selectFrom('learning.events')
    .select((eb) => eb.fn.max('sequence').as('last'))
    .where('study_id', '=', study)
    .where('device_id', '=', study)
    .executeTakeFirstOrThrow();
  const event = { ...given, id: newId(), study, sequence: Number(last ?? 0) + 1, at: now.getTime() };
  const { kept } = await receiveEvents(trx, keyring, accountId, { device: study, now: now.getTime(), events: [event] }, now);
  if (kept.length === 0) throw new Error(`a deed of the site was not taken: ${given.kind}`); // the form's schema made it whole
}

/** Writes down that a lesson was opened, the first time. */
export async function openLesson(
  trx: Writes<'learning'>,
  keyring: Keyring,
  accountId: string,
  study: StudyId,
  lesson: string,
  now: Date,
): Promise<void> {
  const before = await trx
    .selectFrom('learning.events')
    .select('id')
    .where('study_id', '=', study)
    .where('lesson', '=', lesson)
    .limit(1)
    .executeTakeFirst();
  if (!before) await doOnSite(trx, keyring, accountId, study, { kind: 'opened', lesson }, now);
}
