import type { Id } from '#kernel/db';
import type { VentureId } from '#modules/ventures';
import type { OfferId } from './offer.ts';

export type InterestId = Id<'trade.interests'>;

/** Who asks about an offer, and who offers. */
export const sides = ['asker', 'owner'] as const;
export type Side = (typeof sides)[number];

export interface Interest {
  id: InterestId;
  offerId: OfferId;
  ventureId: VentureId;
  officeId: string;
  fromVentureId: VentureId | null;
  fromOfficeId: string | null;
  organisationId: Id<'directory.organisations'> | null;
  who: string;
  message: string;
  askedAt: Date;
  askerConfirmedAt: Date | null;
  ownerConfirmedAt: Date | null;
  confirmedAt: Date | null;
  endedAt: Date | null;
  endedBy: Side | null;
}

export type InterestState = 'asked' | 'confirmed' | 'ended';

export function stateOf(interest: Pick<Interest, 'confirmedAt' | 'endedAt'>): InterestState {
  if (interest.endedAt) return 'ended';
  return interest.confirmedAt ? 'confirmed' : 'asked';
}

/** Where the actor stands: ventures that they found, offices at whose desk they work, organisations for which they answer. */
export interface Reach {
  ventures: ReadonlySet<string>;
  offices: ReadonlySet<string>;
  organisations: ReadonlySet<string>;
}

/** The sides of an interest for which the actor speaks: normally one; a desk may keep both ventures. */
export function sidesOf(interest: Interest, reach: Reach): Side[] {
  const { ventureId, officeId, fromVentureId, fromOfficeId, organisationId } = interest;
  const owns = reach.ventures.has(ventureId) || reach.offices.has(officeId);
  const asks =
    (fromVentureId !== null && reach.ventures.has(fromVentureId)) ||
    (fromOfficeId !== null && reach.offices.has(fromOfficeId)) ||
    (organisationId !== null && reach.organisations.has(organisationId));
  return sides.filter((side) => (side === 'owner' ? owns : asks));
}

/** Whether a side still has to confirm. */
export function mayConfirm(interest: Interest, side: Side): boolean {
  return !interest.endedAt && (side === 'owner' ? interest.ownerConfirmedAt : interest.askerConfirmedAt) === null;
}
