import type { Reads } from '#kernel/db';
import type { Picture, PictureId } from './practice.ts';

/** A picture that there is, with its size in points. */
export interface ShownPicture extends Picture {
  width: number;
  height: number;
}

/** The points of a picture; null where it is not open to the actor: anybody sees those of a published version. */
export async function openPicture(trx: Reads<'practices'>, id: PictureId): Promise<{ mediaType: string; content: Buffer } | null> {
  const row = await trx
    .selectFrom('practices.pictures')
    .select(['media_type as mediaType', 'content'])
    .where('id', '=', id)
    .executeTakeFirst();
  return row ?? null;
}

/** Pictures of a sheet in their order; one that was withdrawn is left out. */
export async function shownPictures(trx: Reads<'practices'>, pictures: readonly Picture[]): Promise<ShownPicture[]> {
  if (pictures.length === 0) return [];
  const ids = pictures.map(({ id }) => id);
  const rows = await trx.selectFrom('practices.pictures').select(['id', 'width', 'height']).where('id', 'in', ids).execute();
  const sizes = new Map(rows.map(({ id, ...size }) => [id, size]));
  return pictures.flatMap((picture) => {
    const size = sizes.get(picture.id);
    return size ? [{ ...picture, ...size }] : [];
  });
}

/** The practice of a published picture; null where it is not published. */
export async function practiceOfPicture(trx: Reads<'practices'>, id: PictureId): Promise<string | null> {
  const row = await trx
    .selectFrom('practices.pictures as i')
    .innerJoin('practices.practices as p', 'p.id', 'i.practice_id')
    .select('p.code')
    .where('i.id', '=', id)
    .executeTakeFirst();
  return row?.code ?? null;
}
