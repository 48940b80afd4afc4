import { createHash } from 'node:crypto';
import { newId, type Reads, type Writes } from '#kernel/db';
import type { MediaId } from './course.ts';
import { refuse } from './refusals.ts';
import { sniffMedia, type CourseMediaType } from './media-kind.ts';

/** Most bytes of a picture, a sound or a film. */
export const LARGEST_MEDIA = 10 * 1024 * 1024;

/**
 * Keeps a picture, a sound or a film for lessons; the same content is kept once. Refusals: `media-not-accepted` (not one of
 * the kinds, or larger than 10 MB).
 */
export async function keepMedia(
  trx: Writes<'learning'>,
  accountId: string | null,
  { name, bytes, as }: { name: string; bytes: Uint8Array; as?: 'image' | 'audio' | 'video' },
): Promise<MediaId> {
  const type = bytes.byteLength <= LARGEST_MEDIA ? sniffMedia(bytes) : null;
  if (!type || (as && !type.startsWith(`${as}/`) && !(as === 'audio' && type === 'video/mp4'))) {
    throw refuse('media-not-accepted', { field: 'file' });
  }
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const find = async () => await trx.selectFrom('learning.media').select('id').where('sha256', '=', sha256).executeTakeFirst();
  const known = await find();
  if (known) return known.id;
  const id = newId<'learning.media'>();
  const row = { id, sha256, name: name.slice(-160) || 'file', media_type: type, content: Buffer.from(bytes), added_by: accountId };
  await trx
    .insertInto('learning.media')
    .values(row)
    .onConflict((conflict) => conflict.column('sha256').doNothing())
    .execute();
  return (await find())?.id ?? id;
}

/** A kept file with its content; null where there is none. */
export async function openMedia(trx: Reads<'learning'>, id: MediaId): Promise<{ type: CourseMediaType; content: Buffer } | null> {
  const row = await trx.selectFrom('learning.media').select(['media_type', 'content']).where('id', '=', id).executeTakeFirst();
  return row ? { type: row.media_type as CourseMediaType, content: row.content } : null; // the check constraint holds the list
}
