import { Bdi, Link, useHref } from '#kernel/html';
import type { Context } from '#kernel/http';
import { textIn } from '#kernel/i18n';
import { TranslatedText } from '#modules/places/pages';
import type { Picture } from '../practice.ts';
import { shownPictures, type ShownPicture } from '../read-pictures.ts';
import { isChecker } from './reach.ts';

/** A picture alone, fetched when it comes near the screen. */
export function PictureImage({ ctx, picture: { id, words, width, height } }: { ctx: Context; picture: ShownPicture }) {
  const href = useHref();
  const said = textIn(words, ctx.lang);
  return (
    <img
      src={href(`/practices/pictures/${id}`)}
      alt={said.text}
      width={width}
      height={height}
      loading="lazy"
      decoding="async"
      lang={said.lang}
      dir={said.dir}
    />
  );
}

/** Who made a picture, and by which leave it is shown. */
const leaveOf = ({ t }: Context, { credit, licence }: Picture) => (
  <>
    <Bdi>{credit}</Bdi>, {t(`practices.licence.${licence}`)}
  </>
);

/** A picture with its caption and who made it. */
export function PictureFigure({ ctx, picture }: { ctx: Context; picture: ShownPicture }) {
  return (
    <figure>
      <PictureImage ctx={ctx} picture={picture} />
      <figcaption>
        {picture.caption && (
          <>
            <TranslatedText value={picture.caption} />{' '}
          </>
        )}
        <span class="source">{leaveOf(ctx, picture)}</span>
      </figcaption>
    </figure>
  );
}

/** Pictures of a sheet; an editor of the network may take a published one away. */
export async function Pictures({ ctx, pictures, published = false }: { ctx: Context; pictures: readonly Picture[]; published?: boolean }) {
  const shown = await shownPictures(ctx.trx, pictures);
  return (
    <>
      {shown.map((picture, index) => (
        <div key={picture.id}>
          <PictureFigure ctx={ctx} picture={picture} />
          {published && isChecker(ctx) && (
            <p>
              <Link href={`/practices/pictures/${picture.id}/withdraw`}>
                {ctx.t('practices.picture.withdraw-one', { number: index + 1 })}
              </Link>
            </p>
          )}
        </div>
      ))}
    </>
  );
}
