import { record } from '#kernel/audit';
import { isForbidden, newId, onConstraint, type Writes } from '#kernel/db';
import { getVenture } from '#modules/ventures';
import { holdsContact } from '#kernel/text';
import { isPlanned, MOST_WISHES, type Fair, type FairId, type Participant, type ParticipantId } from './fair.ts';
import type { OfferId } from './offer.ts';
import { getFair, getParticipant, meetingsOf, participantsOf } from './read-fairs.ts';
import { getOffer } from './read-offers.ts';
import { refuse } from './refusals.ts';
import { planTell } from './tell-fair.ts';

type Trx = Writes<'trade' | 'audit' | 'ventures' | 'jobs'>;

/** With what somebody comes: a published offer or request of a venture, or as an organisation. */
export type Guest = { offerId: OfferId } | { organisationId: NonNullable<Participant['organisationId']> };

const onParticipant = onConstraint({
  fair_participants_open: () => refuse('fair-closed'),
  fair_participants_may: () => refuse('fair-not-for', { field: 'guest' }),
  fair_participants_once_venture: () => refuse('fair-already', { field: 'guest' }),
  fair_participants_once_organisation: () => refuse('fair-already', { field: 'guest' }),
});

/**
 * Registers a venture with an offer, or an organisation, for a fair; the office decides. Refusals: not found, registration
 * closed, not for them, there already, a contact in the words.
 */
export async function joinFair(trx: Trx, fairId: FairId, guest: Guest, { who, languages }: { who: string; languages: string[] }) {
  if (holdsContact(who)) throw refuse('contact-in-text', { field: 'who' });
  const fair = await getFair(trx, fairId);
  if (!fair) throw refuse('not-found');
  const offer = 'offerId' in guest ? await getOffer(trx, guest.offerId) : null;
  if ('offerId' in guest && !offer) throw refuse('fair-not-for', { field: 'guest' });
  const id = newId<'trade.fair_participants'>();
  const of = offer
    ? { offer_id: offer.id, venture_id: offer.ventureId, office_id: offer.officeId }
    : { organisation_id: 'organisationId' in guest ? guest.organisationId : null };
  await trx
    .insertInto('trade.fair_participants')
    .values({ id, fair_id: fairId, ...of, who, languages })
    .execute()
    .catch((error: unknown) => {
      if (isForbidden(error)) throw refuse('fair-not-for', { field: 'guest' });
      onParticipant(error);
    });
  await told(trx, 'trade.fair-joined', id);
  return id;
}

/** A participant does not come after all: their meetings are taken off the schedule, and those whom they would have met are told. Refusals: not found. */
export async function leaveFair(trx: Trx, id: ParticipantId, now: Date): Promise<void> {
  const others = await partnersOf(trx, id);
  const changed = await trx
    .updateTable('trade.fair_participants')
    .set({ state: 'withdrawn' })
    .where('id', '=', id)
    .where('state', 'in', ['asked', 'approved'])
    .executeTakeFirst()
    .catch((error: unknown) => {
      throw isForbidden(error) ? refuse('not-found') : error;
    });
  if (changed.numUpdatedRows === 0n) throw refuse('not-found');
  await told(trx, 'trade.fair-left', id);
  for (const one of others) await planTell(trx, one, 'changed', now);
}

/** Those with whom a participant has meetings, as far as the actor knows: once the schedule is published. */
async function partnersOf(trx: Trx, id: ParticipantId): Promise<ParticipantId[]> {
  const participant = await getParticipant(trx, id);
  const fair = participant && (await getFair(trx, participant.fairId));
  if (fair?.state !== 'published') return [];
  const meetings = (await meetingsOf(trx, fair.id)).filter(({ firstId, secondId }) => firstId === id || secondId === id);
  return meetings.map(({ firstId, secondId }) => (firstId === id ? secondId : firstId));
}

/** An office that holds the fair says whether somebody comes. Refusals: not found, wrong state. */
export async function decideOnGuest(trx: Trx, id: ParticipantId, decision: 'approved' | 'declined', now: Date): Promise<void> {
  const others = decision === 'declined' ? await partnersOf(trx, id) : [];
  const changed = await trx
    .updateTable('trade.fair_participants')
    .set({ state: decision, decided_at: now })
    .where('id', '=', id)
    .where('state', 'in', ['asked', 'approved', 'declined'])
    .executeTakeFirst()
    .catch((error: unknown) => {
      throw isForbidden(error) ? refuse('not-found') : error;
    });
  if (changed.numUpdatedRows === 0n) throw refuse('not-found');
  await told(trx, `trade.fair-${decision}`, id);
  await planTell(trx, id, decision, now);
  for (const one of others) await planTell(trx, one, 'changed', now);
}

/** Whom a participant wishes to meet, the most wanted first, and when they cannot. */
export interface Plans {
  first: readonly ParticipantId[];
  also: readonly ParticipantId[];
  busy: readonly string[];
}

/**
 * Keeps the wishes and the busy times of a participant. Refusals: not found, not approved, too many wishes, somebody who
 * does not come, a time that is none.
 */
export async function keepPlans(trx: Trx, id: ParticipantId, plans: Plans): Promise<void> {
  const participant = await getParticipant(trx, id);
  const fair = participant && (await getFair(trx, participant.fairId));
  if (!participant || !fair) throw refuse('not-found');
  if (participant.state !== 'approved' || !isPlanned(fair.state)) throw refuse('wrong-state');
  const wishes = wishRows(participant, plans);
  if (wishes.length > MOST_WISHES) throw refuse('too-many-wishes', { field: 'also' });
  const coming = new Set((await participantsOf(trx, fair.id)).filter(({ state }) => state === 'approved').map((one) => one.id));
  if (wishes.some(({ wished_id }) => !coming.has(wished_id))) throw refuse('fair-not-coming', { field: 'first' });
  await trx.deleteFrom('trade.fair_wishes').where('participant_id', '=', id).execute();
  await trx.deleteFrom('trade.fair_busy').where('participant_id', '=', id).execute();
  if (wishes.length > 0) await trx.insertInto('trade.fair_wishes').values(wishes).execute();
  const busy = [...new Set(plans.busy)].map((startsAt) => ({ fair_id: fair.id, participant_id: id, starts_at: startsAt }));
  if (busy.length > 0) {
    await trx
      .insertInto('trade.fair_busy')
      .values(busy)
      .execute()
      .catch(onConstraint({ fair_busy_slot: () => refuse('fair-no-slot', { field: 'busy' }) }));
  }
  await told(trx, 'trade.fair-wished', id);
}

function wishRows({ id, fairId }: Pick<Participant, 'id'> & { fairId: Fair['id'] }, { first, also }: Plans) {
  const rankOf = new Map<ParticipantId, number>();
  for (const one of also) rankOf.set(one, 2);
  for (const one of first) rankOf.set(one, 1);
  rankOf.delete(id);
  return [...rankOf].map(([wished_id, rank]) => ({ fair_id: fairId, participant_id: id, wished_id, rank }));
}

async function told(trx: Trx, verb: string, id: ParticipantId): Promise<void> {
  const participant = await getParticipant(trx, id);
  const venture = participant?.ventureId ? await getVenture(trx, participant.ventureId) : null;
  await record(trx, {
    verb,
    purpose: 'trade.purpose.trade',
    scopeId: venture?.officeId ?? participant?.organisationId ?? null,
    subjectId: venture?.leadPersonId ?? null,
    objectKind: 'fair-participant',
    objectId: id,
  });
}
