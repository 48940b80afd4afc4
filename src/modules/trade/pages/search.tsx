import { z } from 'zod';
import {
  ListDownloads,
  Bdi,
  Button,
  ButtonLink,
  Card,
  CardFacts,
  CardGrid,
  EmptyState,
  Link,
  PageHeading,
  Pagination,
  ResultsHead,
  SearchForm,
  SelectField,
  useUi,
  withQuery,
} from '#kernel/html';
import { csv, everyone, fields, page, pageRoute, refuseHttp, type Context } from '#kernel/http';
import { idOf } from '#kernel/db';
import { writeCsv } from '#kernel/text';
import { chapterChoices, chapters } from '../goods.ts';
import { kinds, subjects, type PublicOffer } from '../offer.ts';
import { photosOf } from '../photo.ts';
import { publishedOffer, searchOffers, type OffersFound } from '../read-offers.ts';
import { amountText, corridorName, endName, KindTag, OfferFacts, readCorridors, subjectText, type Corridors } from './offer-facts.tsx';
import { OfferPhotos } from './photos.tsx';

const PAGE = 12;
const MOST_EXPORTED = 5_000;

/** Offers and requests that anybody reads, by words, corridor, goods and kind; without a name and without a contact. */
export const searchRoute = pageRoute({
  path: '/trade',
  who: everyone,
  query: z.object({
    q: fields.searchText(),
    corridor: fields.searchText(),
    goods: fields.maybe(fields.choice(chapters as [string, ...string[]])),
    kind: fields.maybe(fields.choice(kinds)),
    what: fields.maybe(fields.choice(subjects)),
    page: fields.pageNumber(),
    format: fields.searchText(),
  }),
  view: async (ctx, { query }) => {
    const { t } = ctx;
    const corridors = await readCorridors(ctx);
    const corridor = [...corridors.values()].find(({ code }) => code === query.corridor);
    const exporting = query.format === 'csv';
    const found = await searchOffers(ctx.trx, {
      words: query.q,
      corridorId: corridor?.id ?? null,
      chapter: query.goods,
      kind: query.kind,
      what: query.what,
      page: exporting ? 1 : query.page,
      pageSize: exporting ? MOST_EXPORTED : PAGE,
    });
    if (exporting) return csv('trade.csv', offersCsv(ctx, found.offers, corridors));
    return page(
      t('trade.search.title'),
      <>
        <PageHeading title={t('trade.search.title')} lead={t('trade.search.lead')} />
        <TradeSearch ctx={ctx} corridors={corridors} query={query} corridor={corridor?.code ?? ''} />
        <Found ctx={ctx} found={found} corridors={corridors} page={query.page} />
      </>,
      { width: 'wide', description: t('trade.search.lead') },
    );
  },
});

interface Asked {
  q: string;
  goods: string | null;
  kind: string | null;
  what: string | null;
}

function TradeSearch({ ctx, corridors, query, corridor }: { ctx: Context; corridors: Corridors; query: Asked; corridor: string }) {
  const { t, lang } = ctx;
  const emptyLabel = t('trade.search.any');
  return (
    <SearchForm action="/trade" label={t('trade.search.words')} hint={t('trade.search.words-hint')} value={query.q}>
      <div class="filter-form">
        <div class="filter-fields">
          <SelectField
            name="corridor"
            label={t('trade.field.corridor')}
            emptyLabel={emptyLabel}
            value={corridor}
            options={[...corridors.values()].map((one) => ({ value: one.code, label: corridorName(ctx, one) }))}
          />
          <SelectField
            name="goods"
            label={t('trade.field.goods')}
            emptyLabel={emptyLabel}
            value={query.goods ?? ''}
            options={chapterChoices(lang)}
          />
          <SelectField
            name="kind"
            label={t('trade.field.kind')}
            emptyLabel={emptyLabel}
            value={query.kind ?? ''}
            options={kinds.map((value) => ({ value, label: t(`trade.kind.${value}`) }))}
          />
          <SelectField
            name="what"
            label={t('trade.field.what')}
            emptyLabel={emptyLabel}
            value={query.what ?? ''}
            options={subjects.map((value) => ({ value, label: t(`trade.what.${value}`) }))}
          />
        </div>
        <div class="button-group">
          <Button kind="secondary">{t('html.filter.apply')}</Button>
          <Link href="/trade">{t('html.filter.clear')}</Link>
        </div>
      </div>
    </SearchForm>
  );
}

function Found({ ctx, found, corridors, page: number }: { ctx: Context; found: OffersFound; corridors: Corridors; page: number }) {
  const ui = useUi();
  const { t } = ctx;
  return (
    <>
      <ResultsHead>
        <p class="table-shown">
          <strong>{t('trade.search.found', { count: found.total })}</strong>
          {found.total > 0 && <ListDownloads href={withQuery(ui, { format: 'csv', page: undefined })} />}
        </p>
        {found.nearly && <p>{t('trade.search.nearly')}</p>}
      </ResultsHead>
      {found.offers.length > 0 ? (
        <CardGrid>
          {found.offers.map((offer) => (
            <Card
              key={offer.id}
              level={2}
              title={<Bdi>{offer.title}</Bdi>}
              href={`/trade/${offer.id}`}
              tags={<KindTag ctx={ctx} offer={offer} />}
              footer={t('trade.search.valid', { day: ctx.format.date(offer.validUntil, 'short') })}
            >
              <CardFacts facts={factsOf(ctx, offer, corridors)} />
            </Card>
          ))}
        </CardGrid>
      ) : (
        <EmptyState title={t('trade.search.none')} action={<ButtonLink href="/offices">{t('trade.ask.offices')}</ButtonLink>}>
          <p>{t('trade.search.none-hint')}</p>
        </EmptyState>
      )}
      <Pagination page={number} pages={Math.ceil(found.total / PAGE)} />
    </>
  );
}

function factsOf(ctx: Context, offer: PublicOffer, corridors: Corridors) {
  const amount = amountText(ctx, offer);
  return [
    { key: 'what', label: ctx.t(`trade.what.${offer.what}`), value: subjectText(ctx, offer) },
    { key: 'corridor', label: ctx.t('trade.field.corridor'), value: corridorName(ctx, corridors.get(offer.corridorId)) },
    ...(amount ? [{ key: 'amount', label: ctx.t('trade.field.quantity'), value: amount }] : []),
  ];
}

function offersCsv(ctx: Context, offers: readonly PublicOffer[], corridors: Corridors): string {
  const { t } = ctx;
  return writeCsv(
    [
      'id',
      'kind',
      'what',
      'hs2022',
      'sector',
      'title',
      'description',
      'quantity',
      'unit',
      'per',
      'incoterm',
      'termPlace',
      'corridor',
      'at',
      'validUntil',
    ],
    offers.map((one) => {
      const corridor = corridors.get(one.corridorId);
      return [
        one.id,
        t(`trade.kind.${one.kind}`),
        t(`trade.what.${one.what}`),
        one.hsCode,
        one.sector,
        one.title,
        one.description,
        one.quantity,
        one.unit,
        one.per,
        one.incoterm,
        one.termPlace,
        corridor?.code,
        endName(ctx, corridor, one.atEnd),
        one.validUntil,
      ];
    }),
  );
}

/** One offer for anybody: what, how much, on what terms. Who it is, they learn once both sides have confirmed. */
export const publicOfferRoute = pageRoute({
  path: '/trade/:id',
  who: everyone,
  params: z.object({ id: idOf<'trade.offers'>() }),
  view: async (ctx, { params: { id } }) => {
    const { t } = ctx;
    const offer = await publishedOffer(ctx.trx, id);
    if (!offer) throw refuseHttp('not-found');
    return page(
      offer.title,
      <>
        <PageHeading title={<Bdi>{offer.title}</Bdi>} caption={<KindTag ctx={ctx} offer={offer} />} />
        <OfferFacts ctx={ctx} offer={offer} corridors={await readCorridors(ctx)} />
        <OfferPhotos ctx={ctx} photos={await photosOf(ctx.trx, id)} />
        <p>{t('trade.page.how')}</p>
        <ButtonLink href={`/trade/${id}/ask`}>{t(`trade.page.ask-${offer.kind}`)}</ButtonLink>
      </>,
      { breadcrumbs: [{ label: t('trade.search.title'), href: '/trade' }] },
    );
  },
});
