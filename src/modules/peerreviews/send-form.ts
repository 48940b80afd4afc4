import { isForbidden, type Writes } from '#kernel/db';
import type { Day } from '#kernel/time';
import { beginForBody, beginRound, listInstruments } from '#modules/instruments';
import { addEvent } from './propose-review.ts';
import { refuse } from './refusals.ts';
import type { Review } from './review.ts';

/** Code of the questionnaire with which a reviewed authority describes itself. */
const PEER_REVIEW = 'peer-review';

/**
 * The network sends the reviewed office the peer review form, in a round of its own. Refusals: `no-form` where the questionnaire is
 * not there, `wrong-state`.
 */
export async function sendForm(
  trx: Writes<'peerreviews' | 'instruments' | 'audit'>,
  by: string,
  review: Review,
  { title, method, label }: { title: string; method: string; label: string },
  { now, today }: { now: Date; today: Day },
): Promise<void> {
  if (review.state !== 'preparing' || review.sheetId) throw refuse('wrong-state');
  const form = (await listInstruments(trx)).find(({ code, newest, retiredAt }) => code === PEER_REVIEW && newest && !retiredAt);
  if (!form) throw refuse('no-form');
  const round = await beginRound(trx, by, form.id, {
    title,
    method,
    opensOn: today,
    closesOn: null,
    selfStart: false,
    several: false,
  });
  const sheet = await beginForBody(trx, by, round, { kind: 'office', id: review.officeId }, label);
  const changed = await trx
    .updateTable('peerreviews.reviews')
    .set({ sheet_id: sheet })
    .where('id', '=', review.id)
    .where('sheet_id', 'is', null)
    .executeTakeFirst()
    .catch((error: unknown) => {
      throw isForbidden(error) ? refuse('wrong-state') : error;
    });
  if (changed.numUpdatedRows === 0n) throw refuse('wrong-state');
  await addEvent(trx, review.id, by, 'form-sent', null, now);
}
