import { record } from '#kernel/audit';
import { isForbidden, newId, onConstraint, type Writes } from '#kernel/db';
import { parsePhone } from '#kernel/text';
import { daysBetween, type Day } from '#kernel/time';
import type { ConsultationId, ConsultationText } from './consultation.ts';
import { refuse } from './refusals.ts';

/** Longest time that opinions are taken, in days. */
const LONGEST = 730;

export const dayOf = (now: Date): Day => now.toISOString().slice(0, 10);

const columnsOf = (text: ConsultationText) => ({
  office_id: text.officeId,
  title: text.title,
  about: text.about,
  language: text.language,
  unit: text.unit,
  contact_name: text.contactName,
  contact_email: text.contactEmail,
  contact_phone: text.contactPhone,
  draft_text: text.draftText,
  draft_link: text.draftLink,
  plan_id: text.planId,
  place_id: text.placeId,
  corridor_id: text.corridorId,
  questions: text.questions,
  from_on: text.fromOn,
  until_on: text.untilOn,
});

/** Reads what was typed, or refuses: `contact-missing`, `phone-wrong`, `link-wrong`, `days-wrong`, `too-late`. */
function checked(given: ConsultationText, today: Day): ConsultationText {
  if (given.contactEmail === null && given.contactPhone === null) throw refuse('contact-missing', { field: 'contactEmail' });
  const contactPhone = given.contactPhone === null ? null : (parsePhone(given.contactPhone, '') ?? null);
  if (given.contactPhone !== null && contactPhone === null) throw refuse('phone-wrong', { field: 'contactPhone' });
  if (given.draftLink !== null && !/^https?:\/\/\S+$/.test(given.draftLink)) throw refuse('link-wrong', { field: 'draftLink' });
  if (given.untilOn < given.fromOn || daysBetween(given.fromOn, given.untilOn) > LONGEST) throw refuse('days-wrong', { field: 'untilOn' });
  if (given.untilOn < today) throw refuse('too-late', { field: 'untilOn' });
  return { ...given, contactPhone };
}

const notYours = (error: unknown): never => {
  throw isForbidden(error) ? refuse('not-yours') : error;
};

/**
 * Begins a consultation; nobody is invited and nobody else reads it before it is opened.
 * Refusals: `not-yours`, and those of what was typed.
 */
export async function beginConsultation(
  trx: Writes<'consultations' | 'audit'>,
  by: string,
  given: ConsultationText & { demonstration?: boolean },
  now: Date,
): Promise<ConsultationId> {
  const { demonstration = false, ...text } = given;
  const id = newId<'consultations.consultations'>();
  await trx
    .insertInto('consultations.consultations')
    .values({ id, ...columnsOf(checked(text, dayOf(now))), created_by: by, created_at: now, demonstration })
    .execute()
    .catch(notYours);
  await recordDeed(trx, id);
  return id;
}

/** Changes a consultation that is not open yet. Refusals: `wrong-state`, and those of what was typed. */
export async function changeConsultation(
  trx: Writes<'consultations' | 'audit'>,
  id: ConsultationId,
  given: ConsultationText,
  now: Date,
): Promise<void> {
  const { office_id: _kept, ...set } = columnsOf(checked(given, dayOf(now)));
  const changed = await trx
    .updateTable('consultations.consultations')
    .set(set)
    .where('id', '=', id)
    .where('office_id', '=', given.officeId)
    .where('state', '=', 'draft')
    .executeTakeFirst()
    .catch(onConstraint({ consultations_days: () => refuse('days-wrong', { field: 'untilOn' }) }));
  if (changed.numUpdatedRows === 0n) throw refuse('wrong-state');
  await recordDeed(trx, id);
}

// uses messages: consultations.verb.*
// uses messages: consultations.purpose.*
/** Notes in the audit that an office worked on a consultation. */
export async function recordDeed(trx: Writes<'audit'>, id: ConsultationId): Promise<void> {
  await record(trx, {
    verb: 'consultations.done',
    purpose: 'consultations.purpose.consult',
    objectKind: 'consultation',
    objectId: id,
  });
}
