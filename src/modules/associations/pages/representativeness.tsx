import { z } from 'zod';
import type { ComponentChildren } from 'preact';
import { idOf } from '#kernel/db';
import { Bdi, Notice, PageHeading, Section } from '#kernel/html';
import { everyone, page, pageRoute, refuseHttp, type Context } from '#kernel/http';
import { CorridorStatistics, readCorridorStatistics } from '#modules/observatory/pages';
import { widerPlaces, type PlaceId } from '#modules/places';
import { withinAYear, type Association } from '../association.ts';
import { shownAssociation } from '../read-associations.ts';
import { MembersText, unknown } from './facts.tsx';
import { namesOf, readPlaces, todayOf } from './reach.ts';

/** Countries (ISO 3166-1) in which places lie, each once. */
async function countriesOf(ctx: Context, ids: readonly PlaceId[]): Promise<string[]> {
  const found = new Set<string>();
  for (const id of ids) {
    const country = (await widerPlaces(ctx.trx, id)).find(({ level }) => level === 'country');
    if (country?.iso) found.add(country.iso);
  }
  return [...found];
}

/**
 * How far an association speaks for a group: several signs, each explained, with its source. They are not added up and nobody is
 * ranked by them, since size is not enough and what is not known says nothing against an association.
 */
export const representativenessRoute = pageRoute({
  path: '/associations/:id/representativeness',
  who: everyone,
  params: z.object({ id: idOf<'associations.associations'>() }),
  view: async (ctx, { params: { id } }) => {
    const { t, format } = ctx;
    const entry = await shownAssociation(ctx.trx, id);
    if (!entry) throw refuseHttp('not-found');
    const places = await readPlaces(ctx, [id]);
    const at = places.of.get(id) ?? { origin: [], destination: [] };
    const official: Awaited<ReturnType<typeof readCorridorStatistics>> = [];
    const destinations = await countriesOf(ctx, at.destination);
    for (const origin of await countriesOf(ctx, at.origin))
      for (const destination of destinations) official.push(...(await readCorridorStatistics(ctx, origin, destination)));
    const ofBoard = (count: number | null) =>
      count === null || entry.boardSize === null ? unknown(ctx) : t('associations.indicators.of-board', { count, all: entry.boardSize });
    return page(
      t('associations.indicators.title'),
      <>
        <PageHeading
          title={t('associations.indicators.title')}
          caption={<Bdi>{entry.name}</Bdi>}
          lead={t('associations.indicators.lead')}
        />
        <Notice tone="info">{t('associations.indicators.caution')}</Notice>
        <Sign title={t('associations.field.members')} meaning={t('associations.indicators.members')}>
          <MembersText ctx={ctx} entry={entry} />
        </Sign>
        {official.length > 0 ? (
          <>
            <p>{t('associations.indicators.official')}</p>
            <CorridorStatistics ctx={ctx} figures={official} />
          </>
        ) : (
          <p>{t('associations.indicators.no-official')}</p>
        )}
        <Sign title={t('associations.indicators.elections')} meaning={t('associations.indicators.elections-text')}>
          {entry.electedOn ? format.date(entry.electedOn) : unknown(ctx)}
        </Sign>
        <Sign title={t('associations.field.board-women')} meaning={t('associations.indicators.women')}>
          {ofBoard(entry.boardWomen)}
        </Sign>
        <Sign title={t('associations.field.board-young')} meaning={t('associations.indicators.young')}>
          {ofBoard(entry.boardYoung)}
        </Sign>
        <Sign title={t('associations.indicators.places')} meaning={t('associations.indicators.places-text')}>
          {t('associations.indicators.from-to', {
            origin: format.list(namesOf(places, id, 'origin')),
            destination: format.list(namesOf(places, id, 'destination')),
          })}
        </Sign>
        <Sign title={t('associations.indicators.activity')} meaning={t('associations.indicators.activity-text')}>
          <Activity ctx={ctx} entry={entry} />
        </Sign>
        <p>
          {t('associations.indicators.source', {
            day: entry.verifiedAt ? format.date(entry.verifiedAt.toISOString().slice(0, 10)) : '',
          })}
        </p>
      </>,
      {
        paper: 'representativeness',
        breadcrumbs: [
          { label: t('associations.list.title'), href: '/associations' },
          { label: entry.name, href: `/associations/${id}` },
        ],
      },
    );
  },
});

/** One sign: what is known, and what it tells and does not tell. */
function Sign({ title, meaning, children }: { title: string; meaning: string; children: ComponentChildren }) {
  return (
    <Section title={title}>
      <p>
        <strong>{children}</strong>
      </p>
      <p>{meaning}</p>
    </Section>
  );
}

function Activity({ ctx, entry }: { ctx: Context; entry: Association }) {
  const { lastActivity, lastActivityOn } = entry;
  const recent = withinAYear(lastActivityOn, todayOf(ctx));
  if (recent === null || !lastActivityOn) return unknown(ctx);
  return (
    <>
      {ctx.t(recent ? 'associations.indicators.recent' : 'associations.indicators.earlier', { day: ctx.format.date(lastActivityOn) })}{' '}
      <Bdi>{lastActivity ?? ''}</Bdi>
    </>
  );
}
