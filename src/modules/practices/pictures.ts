import { createHash } from 'node:crypto';
import { record } from '#kernel/audit';
import { newId, onConstraint, type Reads, type Writes } from '#kernel/db';
import { stripPhoto } from '#kernel/files';
import { makeTranslated, type Authorship } from '#kernel/i18n';
import { MOST_PICTURES, type Licence, type PictureId } from './practice.ts';
import { shownPictures } from './read-pictures.ts';
import { refuse } from './refusals.ts';
import { reworded, type Content, type DraftId } from './sheet-content.ts';
import { changeSheet, getDraft, type Draft } from './write-sheet.ts';

/** Most bytes of a picture without what the camera wrote into it; the page makes larger ones smaller before it sends them. */
export const LARGEST_PICTURE = 1_500_000;

/** What is written to a picture, in the language of the draft. */
export interface PictureText {
  words: string;
  caption: string | null;
  credit: string;
  licence: Licence;
}

type Trx = Writes<'practices'>;

async function writing(trx: Reads<'practices'>, id: DraftId): Promise<Draft> {
  const draft = await getDraft(trx, id);
  if (!draft) throw refuse('not-found');
  if (draft.state === 'waiting') throw refuse('draft-waiting');
  return draft;
}

const onPicture = onConstraint({ pictures_once: () => refuse('same-picture', { field: 'file' }) });

/**
 * Adds a picture at the end of a draft, without place, time and device that the camera wrote into it. Whoever adds it says that
 * whoever can be recognised agreed to be shown. Refusals: `not-found`, `draft-waiting`, `picture-missing`, `picture-not-accepted`,
 * `picture-too-large`, `same-picture`, `too-many-pictures`, `draft-changed`.
 */
export async function addPicture(
  trx: Trx,
  by: Authorship & { by: string },
  id: DraftId,
  { bytes, ...text }: PictureText & { bytes: Uint8Array },
  now: Date,
): Promise<PictureId> {
  const { lang, revision, content } = await writing(trx, id);
  if (bytes.byteLength === 0) throw refuse('picture-missing', { field: 'file' });
  const photo = stripPhoto(bytes);
  if (!photo) throw refuse('picture-not-accepted', { field: 'file' });
  if (photo.content.byteLength > LARGEST_PICTURE) throw refuse('picture-too-large', { field: 'file' });
  const there = await shownPictures(trx, content.pictures);
  if (there.length >= MOST_PICTURES) throw refuse('too-many-pictures', { field: 'file' });
  const sha256 = createHash('sha256').update(photo.content).digest('hex');
  const pictureId = newId<'practices.pictures'>();
  await refuseSame(trx, content, sha256);
  await trx
    .insertInto('practices.pictures')
    .values({
      id: pictureId,
      draft_id: id,
      media_type: photo.mediaType,
      width: photo.width,
      height: photo.height,
      sha256,
      content: photo.content,
      agreed: true,
      added_by: by.by,
      added_at: now,
    })
    .execute()
    .catch(onPicture);
  const picture = { id: pictureId, ...written(lang, text, by) };
  const stays = new Set(there.map((one) => one.id));
  await changePictures(trx, by.by, id, revision, (pictures) => [...pictures.filter((one) => stays.has(one.id)), picture], now);
  return pictureId;
}

/** A picture of an older version that stays in the draft belongs to the practice: the key of the draft does not know it. */
async function refuseSame(trx: Reads<'practices'>, { pictures }: Content, sha256: string): Promise<void> {
  if (pictures.length === 0) return;
  const ids = pictures.map(({ id }) => id);
  const same = await trx
    .selectFrom('practices.pictures')
    .select('id')
    .where('id', 'in', ids)
    .where('sha256', '=', sha256)
    .executeTakeFirst();
  if (same) throw refuse('same-picture', { field: 'file' });
}

const written = (lang: string, { words, caption, credit, licence }: PictureText, by: Authorship) => ({
  words: makeTranslated(lang, words, by),
  caption: caption === null ? null : makeTranslated(lang, caption, by),
  credit,
  licence,
});

async function changePictures(
  trx: Trx,
  accountId: string,
  id: DraftId,
  base: number,
  change: (pictures: Content['pictures']) => Content['pictures'],
  now: Date,
): Promise<void> {
  await changeSheet(trx, accountId, id, { base, change: (content) => ({ ...content, pictures: change(content.pictures) }) }, now);
}

/** Changes what is written to a picture; `base` is the revision that the author saw. Refusals: those of a change of the sheet. */
export async function changePicture(
  trx: Trx,
  by: Authorship & { by: string },
  id: DraftId,
  { picture, base, ...text }: PictureText & { picture: PictureId; base: number },
  now: Date,
): Promise<void> {
  const { lang, content } = await writing(trx, id);
  if (!content.pictures.some((one) => one.id === picture)) throw refuse('not-found');
  const again = (one: Content['pictures'][number]) => ({
    ...one,
    words: reworded(one.words, text.words, lang, by) ?? one.words,
    caption: reworded(one.caption, text.caption, lang, by),
    credit: text.credit,
    licence: text.licence,
  });
  await changePictures(trx, by.by, id, base, (pictures) => pictures.map((one) => (one.id === picture ? again(one) : one)), now);
}

/** Puts a picture one place earlier; the first stays where it is. Refusals: `not-found`, `draft-waiting`, `draft-changed`. */
export async function putEarlier(trx: Trx, accountId: string, id: DraftId, picture: PictureId, now: Date): Promise<void> {
  const { revision, content } = await writing(trx, id);
  const at = content.pictures.findIndex((one) => one.id === picture);
  if (at < 0) throw refuse('not-found');
  if (at === 0) return;
  const order = [...content.pictures];
  order.splice(at - 1, 0, ...order.splice(at, 1));
  await changePictures(trx, accountId, id, revision, () => order, now);
}

/** Takes a picture out of a draft; what versions show stays with them. Refusals: `not-found`, `draft-waiting`, `draft-changed`. */
export async function takeOutPicture(trx: Trx, accountId: string, id: DraftId, picture: PictureId, now: Date): Promise<void> {
  const { revision, content } = await writing(trx, id);
  if (!content.pictures.some((one) => one.id === picture)) throw refuse('not-found');
  await changePictures(trx, accountId, id, revision, (pictures) => pictures.filter((one) => one.id !== picture), now);
  await trx.deleteFrom('practices.pictures').where('id', '=', picture).where('draft_id', '=', id).execute();
}

/**
 * Takes a published picture away for good, from every version: somebody in it no longer wishes to be shown. Refusal: `not-found`,
 * also for whoever is no editor of the network.
 */
export async function withdrawPicture(trx: Writes<'practices' | 'audit'>, id: PictureId): Promise<void> {
  const gone = await trx.deleteFrom('practices.pictures').where('id', '=', id).where('practice_id', 'is not', null).executeTakeFirst();
  if (gone.numDeletedRows === 0n) throw refuse('not-found');
  await record(trx, {
    verb: 'practices.picture-withdrawn',
    purpose: 'practices.purpose.library',
    objectKind: 'practice-picture',
    objectId: id,
  });
}
