import { z } from 'zod';
import { Bdi, ButtonLink, PageHeading, Section, SummaryList, Tag, Timeline } from '#kernel/html';
import { desk, page, pageRoute, refuseHttp, type Context } from '#kernel/http';
import { idOf } from '#kernel/db';
import { placeName, placesById } from '#modules/places';
import { termLabel } from '#modules/vocabulary';
import { getVenture, ventureHistory } from '../get-venture.ts';
import type { Venture } from '../venture.ts';
import { foundersSection, keepsVenture } from './founders.tsx';

/** What {@link VentureSummary} shows, read once by the page. */
export interface VentureSummaryData {
  venture: Venture;
  here: string | null;
  there: string | null;
}

/** Reads the names of a venture's places. */
export async function readVentureSummary(ctx: Context, venture: Venture): Promise<VentureSummaryData> {
  const places = await placesById(
    ctx.trx,
    [venture.herePlaceId, venture.therePlaceId].filter((id) => id !== null),
  );
  const nameOf = (id: Venture['herePlaceId']) => {
    const place = id ? places.get(id) : undefined;
    return place ? placeName(place, ctx.lang) : null;
  };
  return { venture, here: nameOf(venture.herePlaceId), there: nameOf(venture.therePlaceId) };
}

/** The idea at a glance: sector, stage, where, needs. */
export function VentureSummary({ ctx, data }: { ctx: Context; data: VentureSummaryData }) {
  const { t, lang } = ctx;
  const { venture } = data;
  const where = [data.here, data.there].filter((name) => name !== null);
  return (
    <>
      {venture.summary && <p dir="auto">{venture.summary}</p>}
      <SummaryList
        label={venture.title}
        rows={[
          { key: 'stage', label: t('ventures.field.stage'), value: <Tag>{termLabel('ventureStages', venture.stage, lang)}</Tag> },
          { key: 'sector', label: t('ventures.field.sector'), value: termLabel('sectors', venture.sector, lang) },
          {
            key: 'where',
            label: t('ventures.field.location'),
            value: `${termLabel('ventureWhere', venture.location, lang)}${where.length ? ` (${ctx.format.list(where)})` : ''}`,
          },
          {
            key: 'needs',
            label: t('ventures.field.needs'),
            value: venture.needs.length ? ctx.format.list(venture.needs.map((need) => termLabel('ventureNeeds', need, lang))) : '–',
          },
        ]}
      />
    </>
  );
}

/** One venture: what it is, who founds it, what happened. */
export const ventureRoute = pageRoute({
  path: '/desk/ventures/:id',
  who: desk,
  params: z.object({ id: idOf<'ventures.ventures'>() }),
  view: async (ctx, { params }) => {
    const { t, lang } = ctx;
    const venture = await getVenture(ctx.trx, params.id);
    if (!venture) throw refuseHttp('not-found');
    const events = await ventureHistory(ctx.trx, venture.id);
    // uses messages: ventures.event.*
    const eventText = (kind: string) => (ctx.t as (key: string) => string)(`ventures.event.${kind}`);
    return page(
      venture.title,
      <>
        <PageHeading
          title={<Bdi>{venture.title}</Bdi>}
          caption={t('ventures.page.caption')}
          actions={
            <>
              {keepsVenture(ctx, venture) && <ButtonLink href={`/desk/ventures/${venture.id}/plan`}>{t('ventures.page.plan')}</ButtonLink>}
              <ButtonLink kind="secondary" href={`/desk/ventures/${venture.id}/edit`}>
                {t('ventures.page.edit')}
              </ButtonLink>
            </>
          }
        />
        <VentureSummary ctx={ctx} data={await readVentureSummary(ctx, venture)} />
        {await foundersSection(ctx, venture)}
        <Section title={t('ventures.page.history')}>
          <Timeline
            entries={events.map((event) => ({
              id: event.id,
              when: ctx.format.instant(event.at),
              dateTime: event.at.toISOString(),
              title: eventText(event.kind),
              body: event.to_value ? termLabel('ventureStages', event.to_value, lang) : undefined,
            }))}
          />
        </Section>
      </>,
      { breadcrumbs: [{ label: t('people.list.title'), href: '/desk/people' }] },
    );
  },
});
