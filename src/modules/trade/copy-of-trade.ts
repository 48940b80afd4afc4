import type { Reads } from '#kernel/db';
import type { VentureId } from '#modules/ventures';
import { followUpsOf } from './answer-follow-up.ts';
import { interestContact, listInterests } from './ask-about-offer.ts';
import type { Fair, FairWish, Meeting, Participant } from './fair.ts';
import type { FollowUp } from './follow-up.ts';
import type { Interest } from './interest.ts';
import type { ContactOf, Offer } from './offer.ts';
import { photosOf, type Photo } from './photo.ts';
import { busyOf, getFair, meetingsOf, participationsOf, wishesOf } from './read-fairs.ts';
import { offerContact, offersOfVentures } from './read-offers.ts';

/** All that is kept of a founder's trade, for the copy that they may ask for; of the other side what they may read today. */
export interface TradeCopy {
  offers: (Offer & { contact: ContactOf | null; pictures: Photo[] })[];
  interests: (Interest & { contact: ContactOf | null; followUps: FollowUp[] })[];
  fairs: FairCopy[];
}

/** A fair to which they come: their words, wishes, busy times and, once it is published, their meetings. */
export interface FairCopy {
  participant: Participant;
  fair: Fair | null;
  wishes: FairWish[];
  busy: Date[];
  meetings: Meeting[];
}

export async function copyOfTrade(trx: Reads<'trade'>, ventureIds: readonly VentureId[]): Promise<TradeCopy> {
  const copy: TradeCopy = { offers: [], interests: [], fairs: [] };
  if (ventureIds.length === 0) return copy;
  for (const offer of await offersOfVentures(trx, ventureIds))
    copy.offers.push({ ...offer, contact: await offerContact(trx, offer.id), pictures: await photosOf(trx, offer.id) });
  for (const interest of await listInterests(trx, { ventureIds, organisationIds: [] }))
    copy.interests.push({
      ...interest,
      contact: await interestContact(trx, interest.id),
      followUps: await followUpsOf(trx, [interest.id]),
    });
  for (const participant of await participationsOf(trx, { ventureIds, organisationIds: [] }))
    copy.fairs.push(await fairCopy(trx, participant));
  return copy;
}

async function fairCopy(trx: Reads<'trade'>, participant: Participant): Promise<FairCopy> {
  const { id, fairId } = participant;
  return {
    participant,
    fair: await getFair(trx, fairId),
    wishes: await wishesOf(trx, { participantId: id }),
    busy: (await busyOf(trx, fairId)).filter((one) => one.participantId === id).map(({ startsAt }) => startsAt),
    meetings: (await meetingsOf(trx, fairId)).filter(({ firstId, secondId }) => firstId === id || secondId === id),
  };
}
