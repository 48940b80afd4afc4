import { z } from 'zod';
import { Card, CardGrid, PageHeading } from '#kernel/html';
import { everyone, fields, page, pageRoute, type Context } from '#kernel/http';
import { textIn } from '#kernel/i18n';
import { findOfficeByCode, type Office } from '#modules/offices';
import { paragraphsOf, splitParagraphs, tracks, trackTexts, type Track, type TrackText } from '#modules/tracks';
import { ownText } from '#modules/tracks/pages';

/** The office that an address names (`?office=padova-desk`), if it is open. */
export async function askedOffice(ctx: Context, code: string): Promise<Office | null> {
  const office = code ? await findOfficeByCode(ctx.trx, code) : null;
  return office?.active ? office : null;
}

/** What the network says to the people of a track: its own words, else the product's. */
export function networkText(ctx: Context, track: Track, texts: readonly TrackText[]) {
  const own = texts.find((one) => one.track === track && one.officeId === null);
  return own ? paragraphsOf(own.body, ctx.lang) : { lines: splitParagraphs(ownText(ctx.t, track)), lang: ctx.lang, dir: undefined };
}

/** For whom the offices have something of their own. */
export const tracksRoute = pageRoute({
  path: '/tracks',
  who: everyone,
  query: z.object({ office: fields.searchText() }),
  view: async (ctx, { query }) => {
    const { t, lang } = ctx;
    const office = await askedOffice(ctx, query.office);
    const texts = await trackTexts(ctx.trx);
    return page(
      t('tracks.list.title'),
      <>
        <PageHeading
          title={t('tracks.list.title')}
          caption={office && <bdi>{textIn(office.name, lang).text}</bdi>}
          lead={t('tracks.list.lead')}
        />
        <CardGrid>
          {tracks.map((track) => {
            const { lines, ...shown } = networkText(ctx, track, texts);
            return (
              <Card
                key={track}
                title={t(`tracks.track.${track}`)}
                href={`/tracks/${track}${office ? `?office=${office.code}` : ''}`}
                level={2}
              >
                <p lang={shown.lang} dir={shown.dir}>
                  {lines[0]}
                </p>
              </Card>
            );
          })}
        </CardGrid>
        <p>{t('tracks.list.none')}</p>
      </>,
      { width: 'wide', description: t('tracks.list.lead'), quickExit: true },
    );
  },
});
