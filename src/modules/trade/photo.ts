import { createHash } from 'node:crypto';
import { record } from '#kernel/audit';
import { newId, onConstraint, type Id, type Reads, type Writes } from '#kernel/db';
import { getVenture } from '#modules/ventures';
import { holdsContact } from '#kernel/text';
import type { OfferId } from './offer.ts';
import { getOffer } from './read-offers.ts';
import { refuse } from './refusals.ts';
import { stripPhoto } from '#kernel/files';

export type PhotoId = Id<'trade.photos'>;

export const MOST_PHOTOS = 4;
/** Most bytes of a photo without what the camera wrote into it; the page makes larger ones smaller before it sends them. */
export const LARGEST_PHOTO = 1_500_000;

/** A photo as pages name it; its points come by an address of their own. */
export interface Photo {
  id: PhotoId;
  offerId: OfferId;
  place: number;
  /** What can be seen, for those who cannot see it. */
  words: string;
  width: number;
  height: number;
  bytes: number;
}

type Trx = Writes<'trade' | 'audit' | 'ventures'>;

/** Photos of an offer that the actor may see, in their order. */
export async function photosOf(trx: Reads<'trade'>, offerId: OfferId): Promise<Photo[]> {
  return await trx
    .selectFrom('trade.photos')
    .select(({ fn }) => ['id', 'offer_id as offerId', 'place', 'words', 'width', 'height', fn<number>('length', ['content']).as('bytes')])
    .where('offer_id', '=', offerId)
    .orderBy('place')
    .execute();
}

/** The points of a photo; null where it is not open to the actor: anybody sees those of a published offer. */
export async function openPhoto(trx: Reads<'trade'>, id: PhotoId): Promise<{ mediaType: string; content: Buffer } | null> {
  const row = await trx.selectFrom('trade.photos').select(['media_type as mediaType', 'content']).where('id', '=', id).executeTakeFirst();
  return row ?? null;
}

const onPhoto = onConstraint({
  photos_once: () => refuse('same-photo', { field: 'file' }),
  photos_places: () => refuse('too-many-photos', { field: 'file' }),
  photos_place: () => refuse('too-many-photos', { field: 'file' }),
});

/**
 * Adds a photo to an offer, without place, time and device that the camera wrote into it. A change of the photos makes a
 * new revision of the offer, so that a published one waits for a review again. Refusals: not found, photo missing, not
 * accepted, too large, the same one twice, too many, a contact in the words.
 */
export async function addPhoto(trx: Trx, offerId: OfferId, { bytes, words }: { bytes: Uint8Array; words: string }): Promise<PhotoId> {
  const { offer, venture } = await ownOffer(trx, offerId);
  if (bytes.byteLength === 0) throw refuse('photo-missing', { field: 'file' });
  if (holdsContact(words)) throw refuse('contact-in-text', { field: 'words' });
  const photo = stripPhoto(bytes);
  if (!photo) throw refuse('photo-not-accepted', { field: 'file' });
  if (photo.content.byteLength > LARGEST_PHOTO) throw refuse('photo-too-large', { field: 'file' });
  const taken = new Set((await photosOf(trx, offerId)).map(({ place }) => place));
  const place = Array.from({ length: MOST_PHOTOS }, (_, index) => index + 1).find((one) => !taken.has(one));
  if (!place) throw refuse('too-many-photos', { field: 'file' });
  const id = newId<'trade.photos'>();
  await trx
    .insertInto('trade.photos')
    .values({
      id,
      offer_id: offerId,
      venture_id: offer.ventureId,
      office_id: offer.officeId,
      place,
      words,
      media_type: photo.mediaType,
      width: photo.width,
      height: photo.height,
      sha256: createHash('sha256').update(photo.content).digest('hex'),
      content: photo.content,
    })
    .execute()
    .catch(onPhoto);
  await told(trx, venture, offerId);
  return id;
}

/** Takes a photo off an offer, which makes a new revision of it. Refusals: not found. */
export async function removePhoto(trx: Trx, offerId: OfferId, id: PhotoId): Promise<void> {
  const { venture } = await ownOffer(trx, offerId);
  const removed = await trx.deleteFrom('trade.photos').where('id', '=', id).where('offer_id', '=', offerId).executeTakeFirst();
  if (removed.numDeletedRows === 0n) throw refuse('not-found');
  await told(trx, venture, offerId);
}

async function ownOffer(trx: Trx, id: OfferId) {
  const offer = await getOffer(trx, id);
  const venture = offer && (await getVenture(trx, offer.ventureId));
  if (!offer || !venture) throw refuse('not-found');
  return { offer, venture };
}

async function told(trx: Trx, venture: { officeId: string; leadPersonId: string }, id: OfferId): Promise<void> {
  await record(trx, {
    verb: 'trade.photographed',
    purpose: 'trade.purpose.trade',
    scopeId: venture.officeId,
    subjectId: venture.leadPersonId,
    objectKind: 'offer',
    objectId: id,
  });
}
