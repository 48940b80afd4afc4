import { z } from 'zod';
import {
  Button,
  ButtonLink,
  Details,
  ErrorSummary,
  FileField,
  Form,
  Notice,
  PageHeading,
  PostButton,
  Section,
  TextField,
  useHref,
} from '#kernel/html';
import {
  desk,
  download,
  everyone,
  fields,
  formRoute,
  page,
  pageRoute,
  redirect,
  refuseHttp,
  signedIn,
  type Context,
  type Route,
} from '#kernel/http';
import { idOf } from '#kernel/db';
import type { Offer, OfferId } from '../offer.ts';
import { addPhoto, LARGEST_PHOTO, MOST_PHOTOS, openPhoto, photosOf, removePhoto, type Photo } from '../photo.ts';
import { offerIn, type Place } from './reach.ts';

const gate = { me: signedIn, desk } as const;
const params = z.object({ id: idOf<'trade.offers'>() });

/** One photo, for whoever may see the offer: anybody, once it is published. */
export const photoRoute = pageRoute({
  path: '/trade/photos/:id',
  who: everyone,
  params: z.object({ id: idOf<'trade.photos'>() }),
  view: async (ctx, { params: { id } }) => {
    const photo = await openPhoto(ctx.trx, id);
    if (!photo) throw refuseHttp('not-found');
    return download(`photo.${photo.mediaType.slice('image/'.length)}`, photo.mediaType, photo.content, true);
  },
});

function Picture({ photo }: { photo: Photo }) {
  const href = useHref();
  return (
    <img
      src={href(`/trade/photos/${photo.id}`)}
      alt={photo.words}
      width={photo.width}
      height={photo.height}
      loading="lazy"
      decoding="async"
      dir="auto"
    />
  );
}

const kilobytes = (photos: readonly Photo[]) => Math.max(1, Math.round(photos.reduce((sum, { bytes }) => sum + bytes, 0) / 1000));

/** Photos of an offer, fetched only by whoever opens them: the summary says how much a telephone loads. */
export function OfferPhotos({ ctx, photos, open = false }: { ctx: Context; photos: readonly Photo[]; open?: boolean }) {
  if (photos.length === 0) return null;
  const { t, format } = ctx;
  return (
    <Details open={open} summary={t('trade.photos.summary', { count: photos.length, size: format.number(kilobytes(photos)) })}>
      {photos.map((photo) => (
        <p key={photo.id}>
          <Picture photo={photo} />
        </p>
      ))}
    </Details>
  );
}

/** Photos as founders and desk see them, with the way to change them. */
export async function OwnPhotos({ ctx, place, id }: { ctx: Context; place: Place; id: OfferId }) {
  const { t } = ctx;
  const photos = await photosOf(ctx.trx, id);
  return (
    <Section title={t('trade.photos.title')}>
      {photos.length === 0 ? <p>{t('trade.photos.none')}</p> : <OfferPhotos ctx={ctx} photos={photos} open />}
      <ButtonLink kind="secondary" href={`/${place}/trade/${id}/photos`}>
        {t('trade.photos.change')}
      </ButtonLink>
    </Section>
  );
}

const crumbs = (ctx: Context, place: Place, offer: Offer) => [
  { label: ctx.t('trade.mine.title'), href: `/${place}/trade` },
  { label: offer.title, href: `/${place}/trade/${offer.id}` },
];

/** Adds a photo to an offer. */
const photosRoute = (place: Place): Route =>
  formRoute({
    path: `/${place}/trade/:id/photos`,
    who: gate[place],
    params,
    body: z.object({ words: fields.text(300) }),
    files: true,
    view: async (ctx, { params: { id } }, entry) => {
      const { t } = ctx;
      const offer = await offerIn(ctx, place, id);
      const photos = await photosOf(ctx.trx, id);
      return page(
        t('trade.photos.title'),
        <>
          <ErrorSummary errors={entry.errors} />
          <PageHeading title={t('trade.photos.title')} lead={t('trade.photos.lead', { count: MOST_PHOTOS })} />
          {offer.state === 'published' && <Notice tone="warning">{t('trade.edit.published')}</Notice>}
          {photos.map((photo) => (
            <div key={photo.id}>
              <p>
                <Picture photo={photo} />
              </p>
              <p dir="auto">{photo.words}</p>
              <PostButton kind="quiet" action={`/${place}/trade/${id}/photos/${photo.id}/remove`}>
                {t('trade.photos.remove', { number: photo.place })}
              </PostButton>
            </div>
          ))}
          {photos.length < MOST_PHOTOS && (
            <Form entry={entry} multipart>
              <FileField
                name="file"
                label={t('trade.photos.file')}
                hint={t('trade.photos.file-hint')}
                accept="image/jpeg,image/png,image/webp"
                maxMegabytes={LARGEST_PHOTO / 1_000_000}
                required
              />
              <TextField name="words" label={t('trade.photos.words')} hint={t('trade.photos.words-hint')} required />
              <Button>{t('trade.photos.add')}</Button>
            </Form>
          )}
        </>,
        { breadcrumbs: crumbs(ctx, place, offer), islands: ['shrink-photo'] },
      );
    },
    submit: async (ctx, { params: { id } }, { words }, files) => {
      await offerIn(ctx, place, id);
      await addPhoto(ctx.trx, id, { bytes: files[0]?.bytes ?? new Uint8Array(), words });
      return redirect(`/${place}/trade/${id}/photos`, 'trade.notice.photographed');
    },
  });

const removeRoute = (place: Place): Route =>
  formRoute({
    path: `/${place}/trade/:id/photos/:photo/remove`,
    who: gate[place],
    params: params.extend({ photo: idOf<'trade.photos'>() }),
    body: z.object({}),
    view: async (ctx, { params: asked }, entry) => {
      const { t } = ctx;
      const offer = await offerIn(ctx, place, asked.id);
      const photo = (await photosOf(ctx.trx, asked.id)).find(({ id }) => id === asked.photo);
      if (!photo) throw refuseHttp('not-found');
      const title = t('trade.photos.remove', { number: photo.place });
      return page(
        title,
        <>
          <ErrorSummary errors={entry.errors} />
          <PageHeading title={title} lead={t('trade.photos.remove-lead')} />
          <p>
            <Picture photo={photo} />
          </p>
          <Form>
            <Button kind="warning">{title}</Button>
          </Form>
        </>,
        { breadcrumbs: crumbs(ctx, place, offer) },
      );
    },
    submit: async (ctx, { params: asked }) => {
      await offerIn(ctx, place, asked.id);
      await removePhoto(ctx.trx, asked.id, asked.photo);
      return redirect(`/${place}/trade/${asked.id}/photos`, 'trade.notice.photo-removed');
    },
  });

export const photoRoutes: readonly Route[] = [
  photoRoute,
  ...(['me', 'desk'] as const).flatMap((place) => [photosRoute(place), removeRoute(place)]),
];
