import { record } from '#kernel/audit';
import { isForbidden, newId, onConstraint, type Id, type Reads, type Writes } from '#kernel/db';
import { getVenture, type VentureId } from '#modules/ventures';
import { holdsContact } from '#kernel/text';
import { mayConfirm, type Interest, type InterestId, type Side } from './interest.ts';
import type { ContactOf, OfferId } from './offer.ts';
import { refuse } from './refusals.ts';

type Trx = Writes<'trade' | 'audit' | 'ventures'>;

export type Asker = { ventureId: VentureId } | { organisationId: Id<'directory.organisations'> };

export interface Question {
  asker: Asker;
  /** How they call themselves, for the other side to read before any contact is shown. */
  who: string;
  message: string;
  contact: ContactOf;
  /** Whether those who ask agree now that their contact is shown once the other side agrees too. */
  agrees: boolean;
}

const COLUMNS = [
  'id',
  'offer_id as offerId',
  'venture_id as ventureId',
  'office_id as officeId',
  'from_venture_id as fromVentureId',
  'from_office_id as fromOfficeId',
  'organisation_id as organisationId',
  'who',
  'message',
  'asked_at as askedAt',
  'asker_confirmed_at as askerConfirmedAt',
  'owner_confirmed_at as ownerConfirmedAt',
  'confirmed_at as confirmedAt',
  'ended_at as endedAt',
  'ended_by as endedBy',
] as const;

/** An interest; null where the actor is on neither side. */
export async function getInterest(trx: Reads<'trade'>, id: InterestId): Promise<Interest | null> {
  const row = await trx
    .selectFrom('trade.interests')
    .select(COLUMNS)
    .$narrowType<{ endedBy: Side | null }>() // the check constraint holds both
    .where('id', '=', id)
    .executeTakeFirst();
  return row ?? null;
}

/** Interests open to the actor: in an offer, or of some ventures and organisations on either side; newest first. */
export async function listInterests(
  trx: Reads<'trade'>,
  of: { offerId: OfferId } | { ventureIds: readonly VentureId[]; organisationIds: readonly Id<'directory.organisations'>[] },
): Promise<Interest[]> {
  return await trx
    .selectFrom('trade.interests')
    .select(COLUMNS)
    .$narrowType<{ endedBy: Side | null }>()
    .where((eb) => {
      if ('offerId' in of) return eb('offer_id', '=', of.offerId);
      return eb.or([
        ...(of.ventureIds.length ? [eb('venture_id', 'in', [...of.ventureIds]), eb('from_venture_id', 'in', [...of.ventureIds])] : []),
        ...(of.organisationIds.length ? [eb('organisation_id', 'in', [...of.organisationIds])] : []),
      ]);
    })
    .orderBy('asked_at', 'desc')
    .limit(200)
    .execute();
}

/** The contact of those who ask; null unless the actor is on their side, or offers and both sides have confirmed. */
export async function interestContact(trx: Reads<'trade'>, id: InterestId): Promise<ContactOf | null> {
  const row = await trx
    .selectFrom('trade.interest_contacts')
    .select(['name', 'phone', 'email'])
    .where('interest_id', '=', id)
    .executeTakeFirst();
  return row ?? null;
}

const onInterest = onConstraint({
  interests_not_own: () => refuse('own-venture'),
  interests_once_venture: () => refuse('already-asked'),
  interests_once_organisation: () => refuse('already-asked'),
  interests_ended: () => refuse('ended'),
  interests_from_venture: () => refuse('no-such-venture', { field: 'asker' }),
});

/**
 * Asks about a published offer, for a venture or an organisation for which the actor speaks. Refusals: not open,
 * contact in the text, own venture, already asked, no such venture.
 */
export async function askAboutOffer(trx: Trx, id: OfferId, question: Question, now: Date): Promise<InterestId> {
  for (const field of ['who', 'message'] as const) if (holdsContact(question[field])) throw refuse('contact-in-text', { field });
  const offer = await trx
    .selectFrom('trade.offers')
    .select(['venture_id', 'office_id'])
    .where('id', '=', id)
    .where('state', '=', 'published')
    .executeTakeFirst();
  if (!offer) throw refuse('not-open');
  const from = await fromWhom(trx, question.asker);
  const interest = newId<'trade.interests'>();
  await trx
    .insertInto('trade.interests')
    .values({
      id: interest,
      offer_id: id,
      venture_id: offer.venture_id,
      office_id: offer.office_id,
      ...from.columns,
      who: question.who,
      message: question.message,
      asked_at: now,
      asker_confirmed_at: question.agrees ? now : null,
    })
    .execute()
    .catch((error: unknown) => {
      if (isForbidden(error)) throw refuse('no-such-venture', { field: 'asker' });
      onInterest(error);
    });
  await trx
    .insertInto('trade.interest_contacts')
    .values({ interest_id: interest, ...question.contact })
    .execute();
  await record(trx, {
    verb: 'trade.asked',
    purpose: 'trade.purpose.trade',
    scopeId: from.scopeId,
    subjectId: from.subjectId,
    objectKind: 'offer',
    objectId: id,
  });
  return interest;
}

async function fromWhom(trx: Trx, asker: Asker) {
  if ('organisationId' in asker)
    return { columns: { organisation_id: asker.organisationId }, scopeId: asker.organisationId, subjectId: null };
  const venture = await getVenture(trx, asker.ventureId);
  if (!venture) throw refuse('no-such-venture', { field: 'asker' });
  const columns = { from_venture_id: venture.id, from_office_id: venture.officeId };
  return { columns, scopeId: venture.officeId, subjectId: venture.leadPersonId };
}

/** A side agrees that its contact is shown to the other; once both have, both contacts are open. Refusals: not found, ended. */
export async function confirmInterest(trx: Trx, id: InterestId, side: Side, now: Date): Promise<void> {
  const interest = await getInterest(trx, id);
  if (!interest) throw refuse('not-found');
  if (interest.endedAt) throw refuse('ended');
  if (!mayConfirm(interest, side)) return;
  await change(trx, interest, side === 'owner' ? { owner_confirmed_at: now } : { asker_confirmed_at: now });
  await told(trx, 'trade.confirmed', interest, side);
}

/** A side ends it, at any time and for good: from now on neither reads the other's contact here. Refusals: not found. */
export async function endInterest(trx: Trx, id: InterestId, side: Side, now: Date): Promise<void> {
  const interest = await getInterest(trx, id);
  if (!interest) throw refuse('not-found');
  if (interest.endedAt) return;
  await change(trx, interest, { ended_at: now, ended_by: side });
  await told(trx, 'trade.ended', interest, side);
}

type Change = { owner_confirmed_at: Date } | { asker_confirmed_at: Date } | { ended_at: Date; ended_by: Side };

async function change(trx: Trx, { id }: Interest, set: Change): Promise<void> {
  const changed = await trx
    .updateTable('trade.interests')
    .set(set)
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
    .catch((error: unknown) => {
      if (isForbidden(error)) throw refuse('not-found');
      return onInterest(error);
    });
  if (changed.numUpdatedRows === 0n) throw refuse('ended');
}

/** Writes into the audit what a side did. */
export async function told(trx: Trx, verb: string, interest: Interest, side: Side): Promise<void> {
  const own = side === 'owner' ? interest.ventureId : interest.fromVentureId;
  const venture = own ? await getVenture(trx, own) : null;
  await record(trx, {
    verb,
    purpose: 'trade.purpose.trade',
    scopeId: venture?.officeId ?? interest.organisationId,
    subjectId: venture?.leadPersonId ?? null,
    objectKind: 'interest',
    objectId: interest.id,
  });
}
