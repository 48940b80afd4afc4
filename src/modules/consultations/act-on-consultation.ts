import { isForbidden, onConstraint, type Writes } from '#kernel/db';
import { addJob } from '#kernel/jobs';
import type { Day } from '#kernel/time';
import { mayAct, type Act, type Consultation, type ConsultationId } from './consultation.ts';
import { opinionsOn } from './opinions.ts';
import { getConsultation } from './read-consultations.ts';
import { refuse } from './refusals.ts';
import { tellAssociations } from './tell-associations.ts';
import { dayOf, recordDeed } from './write-consultation.ts';

export interface Deed {
  act: Act;
  /** What came of it, or why it is withdrawn. */
  words: string | null;
  /** The new last day, where it is put off. */
  until: Day | null;
}

/**
 * Opens a consultation and invites everybody who must be, puts its end off, finishes it, or withdraws it.
 * Refusals: `not-found`, `not-yours`, `wrong-state`, `still-running`, `too-late`, `nobody-to-invite`, `unanswered` (names whose
 * opinion has no answer), `words-missing`, `day-missing`, `days-wrong`.
 */
export async function actOnConsultation(
  trx: Writes<'consultations' | 'audit' | 'jobs'>,
  id: ConsultationId,
  { act, words, until }: Deed,
  now: Date,
): Promise<void> {
  const consultation = await getConsultation(trx, id);
  if (!consultation) throw refuse('not-found');
  if (!mayAct(consultation, act, dayOf(now)))
    throw refuse(act === 'finish' && consultation.state === 'open' ? 'still-running' : 'wrong-state');
  if ((act === 'finish' || act === 'withdraw') && !words) throw refuse('words-missing', { field: 'words' });
  if (act === 'put-off' && !until) throw refuse('day-missing', { field: 'until' });
  if (act === 'put-off' && until && until <= consultation.untilOn) throw refuse('days-wrong', { field: 'until' });
  if (act === 'finish') await requireAnswers(trx, id);
  await step(trx, consultation, setBy(act, words, until, now));
  if (act === 'open') await addJob(trx, tellAssociations, { consultationId: id }, { key: `consultations.tell:${id}` });
  await recordDeed(trx, id);
}

/** Names in one sentence whose opinion has no answer; more than these would fill the screen. */
const MOST_NAMED = 10;

async function requireAnswers(trx: Writes<'consultations'>, id: ConsultationId): Promise<void> {
  const open = (await opinionsOn(trx, id)).filter(({ answer }) => answer === null);
  if (open.length === 0) return;
  const names = open.slice(0, MOST_NAMED).map(({ name }) => name);
  throw refuse('unanswered', { values: { count: open.length, names: names.join(' · ') } });
}

function setBy(act: Act, words: string | null, until: Day | null, now: Date) {
  switch (act) {
    case 'open':
      return { state: 'open', opened_at: now };
    case 'put-off':
      return until ? { until_on: until } : {};
    case 'finish':
      return { state: 'finished', ended_at: now, outcome: words };
    case 'withdraw':
      return { state: 'withdrawn', ended_at: now, outcome: words };
  }
}

async function step(trx: Writes<'consultations'>, { id, state }: Consultation, set: ReturnType<typeof setBy>): Promise<void> {
  const changed = await trx
    .updateTable('consultations.consultations')
    .set(set)
    .where('id', '=', id)
    .where('state', '=', state)
    .executeTakeFirst()
    .catch((error: unknown) => {
      throw isForbidden(error) ? refuse('not-yours') : error;
    })
    .catch(
      onConstraint({
        consultations_nobody: () => refuse('nobody-to-invite'),
        consultations_too_late: () => refuse('too-late'),
        consultations_running: () => refuse('still-running'),
        consultations_unanswered: () => refuse('unanswered', { values: { count: 1, names: '…' } }),
        consultations_days: () => refuse('days-wrong', { field: 'until' }),
        consultations_put_off: () => refuse('days-wrong', { field: 'until' }),
      }),
    );
  if (changed.numUpdatedRows > 0n) return;
  const found = await getConsultation(trx, id);
  throw refuse(found?.state === state ? 'not-yours' : 'wrong-state');
}
