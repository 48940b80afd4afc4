import { z } from 'zod';
import type { ComponentChildren } from 'preact';
import { Bdi, ButtonLink, EmptyState, FilterForm, Link, PageHeading, Section, SelectField, Table } from '#kernel/html';
import { csv, desk, fields, page, pageRoute, scopesOf, signedIn, type Context } from '#kernel/http';
import type { Id } from '#kernel/db';
import { writeCsv } from '#kernel/text';
import type { Venture } from '#modules/ventures';
import { listInterests } from '../ask-about-offer.ts';
import { states, type Offer } from '../offer.ts';
import { offersAtDesk, offersOfVentures } from '../read-offers.ts';
import { MyFairs } from './fair-guest-list.tsx';
import { DueFollowUps } from './follow-up-list.tsx';
import { InterestTable } from './interest-pages.tsx';
import { KindTag, StateTag } from './offer-facts.tsx';
import { desksOf, myVentures, type Place } from './reach.ts';

const PAGE = 25;
const MOST_EXPORTED = 5_000;

/** What a founder offers and asks for, who asked about it, and about what they asked; also for organisations. */
export const myTradeRoute = pageRoute({
  path: '/me/trade',
  who: signedIn,
  view: async (ctx) => {
    const { t } = ctx;
    const ventures = await myVentures(ctx);
    const ventureIds = ventures.map(({ id }) => id);
    const organisationIds = scopesOf(ctx, 'provider') as Id<'directory.organisations'>[]; // a provider's role is held in an organisation
    const interests = ventureIds.length + organisationIds.length > 0 ? await listInterests(ctx.trx, { ventureIds, organisationIds }) : [];
    const received = interests.filter((one) => ventureIds.includes(one.ventureId));
    const asked = interests.filter((one) => !received.includes(one));
    return page(
      t('trade.mine.title'),
      <>
        <PageHeading
          title={t('trade.mine.title')}
          lead={t('trade.mine.lead')}
          actions={
            <ButtonLink kind="secondary" href="/trade">
              {t('trade.search.title')}
            </ButtonLink>
          }
        />
        <NewOffers ctx={ctx} ventures={ventures} />
        <Section title={t('trade.mine.offers')}>
          <OfferTable ctx={ctx} place="me" offers={await offersOfVentures(ctx.trx, ventureIds)} />
        </Section>
        <Section title={t('trade.interests.received')}>
          <InterestTable ctx={ctx} place="me" interests={received} caption={t('trade.interests.received')} />
        </Section>
        <Section title={t('trade.interests.asked')}>
          <InterestTable ctx={ctx} place="me" interests={asked} caption={t('trade.interests.asked')} />
        </Section>
        {await MyFairs({ ctx })}
      </>,
      { breadcrumbs: [{ label: t('trade.mine.back'), href: '/me' }] },
    );
  },
});

function NewOffers({ ctx, ventures }: { ctx: Context; ventures: readonly Venture[] }) {
  if (ventures.length === 0) return <p>{ctx.t('trade.ask.nobody-text')}</p>;
  return (
    <div class="button-group">
      {ventures.map(({ id, title }) => (
        <ButtonLink key={id} href={`/me/ventures/${id}/trade`}>
          {ctx.t('trade.new.for', { venture: title })}
        </ButtonLink>
      ))}
    </div>
  );
}

function OfferTable({
  ctx,
  place,
  offers,
  ...more
}: {
  ctx: Context;
  place: Place;
  offers: readonly Offer[];
  paging?: { page: number; pageSize: number; total: number };
  csvHref?: string;
  filters?: ComponentChildren;
}) {
  const { t, format } = ctx;
  return (
    <Table<Offer>
      caption={t('trade.mine.offers')}
      hideCaption
      rows={offers}
      rowKey={(one) => one.id}
      empty={<EmptyState title={t('trade.mine.none')} />}
      {...more}
      columns={[
        {
          key: 'title',
          header: t('trade.field.title'),
          cell: (one) => (
            <Link href={`/${place}/trade/${one.id}`}>
              <Bdi>{one.title}</Bdi>
            </Link>
          ),
        },
        { key: 'kind', header: t('trade.field.kind'), cell: (one) => <KindTag ctx={ctx} offer={one} /> },
        { key: 'state', header: t('trade.field.state'), cell: (one) => <StateTag ctx={ctx} state={one.state} /> },
        { key: 'valid', header: t('trade.field.valid'), cell: (one) => format.date(one.validUntil, 'short') },
      ]}
    />
  );
}

/** Offers and requests of the desk's founders, those that wait for a review on top. */
export const deskTradeRoute = pageRoute({
  path: '/desk/trade',
  who: desk,
  query: z.object({ state: fields.maybe(fields.choice(states)), page: fields.pageNumber(), format: fields.searchText() }),
  view: async (ctx, { query }) => {
    const { t } = ctx;
    const exporting = query.format === 'csv';
    const paging = exporting ? { page: 1, pageSize: MOST_EXPORTED } : { page: query.page, pageSize: PAGE };
    const { offers, total } = await offersAtDesk(ctx.trx, { officeIds: desksOf(ctx), state: query.state, ...paging });
    if (exporting) {
      const rows = offers.map((one) => [
        one.id,
        t(`trade.kind.${one.kind}`),
        t(`trade.state.${one.state}`),
        one.title,
        one.hsCode,
        one.validUntil,
      ]);
      return csv('desk-trade.csv', writeCsv(['id', 'kind', 'state', 'title', 'hs2022', 'validUntil'], rows));
    }
    return page(
      t('trade.desk.title'),
      <>
        <PageHeading title={t('trade.desk.title')} lead={t('trade.desk.lead')} />
        {await DueFollowUps({ ctx })}
        <p>
          <Link href="/desk/fairs">{t('trade.fairs.desk-title')}</Link>
        </p>
        <OfferTable
          ctx={ctx}
          place="desk"
          offers={offers}
          paging={{ ...paging, total }}
          csvHref={`?${new URLSearchParams({ ...(query.state ? { state: query.state } : {}), format: 'csv' }).toString()}`}
          filters={
            <FilterForm action="/desk/trade">
              <SelectField
                name="state"
                label={t('trade.field.state')}
                emptyLabel={t('trade.search.any')}
                value={query.state ?? ''}
                options={states.map((value) => ({ value, label: t(`trade.state.${value}`) }))}
              />
            </FilterForm>
          }
        />
      </>,
      { width: 'wide' },
    );
  },
});
