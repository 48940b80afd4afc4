import { Details, Inset, Notice, Section, Stat, StatGrid, SummaryList, Table, Tag } from '#kernel/html';
import type { Context } from '#kernel/http';
import { textIn, type Translated } from '#kernel/i18n';
import { money, type Currency } from '#kernel/money';
import type { Offer, OfferRow } from '../offer.ts';
import type { Product, ProductTerms } from '../product.ts';

/** A text in the reader's language, with the language that it is in. */
export function Words({ ctx, value }: { ctx: Context; value: Translated }) {
  const { text, lang, dir } = textIn(value, ctx.lang);
  return (
    <span lang={lang} dir={dir}>
      {text}
    </span>
  );
}

export const sumIn = (ctx: Context, currency: Currency) => (minor: bigint) => ctx.format.money(money(minor, currency));

const percent = (ctx: Context, text: string) => ctx.format.percent(Number(text) / 100, 2);

/** What a year costs beside the principal, in words: interest, or a mark-up that is no interest. */
export function priceOf(ctx: Context, { annualRate, markupPercent }: ProductTerms): string {
  return annualRate === null
    ? ctx.t('loans.price.mark-up', { percent: percent(ctx, markupPercent ?? '0') })
    : ctx.t('loans.price.interest', { percent: percent(ctx, annualRate) });
}

/** The terms of a product, one a row. */
export function ProductFacts({ ctx, product }: { ctx: Context; product: Product }) {
  const { t, format } = ctx;
  const sum = sumIn(ctx, product.currency);
  return (
    <SummaryList
      label={t('loans.product.terms')}
      rows={[
        {
          key: 'amount',
          label: t('loans.field.amount'),
          value: t('loans.range', { from: sum(product.leastMinor), to: sum(product.mostMinor) }),
        },
        {
          key: 'instalments',
          label: t('loans.field.instalments'),
          value: t(`loans.term.${product.frequency}`, { from: product.leastInstalments, to: product.mostInstalments }),
        },
        { key: 'price', label: t('loans.field.price'), value: priceOf(ctx, product) },
        { key: 'way', label: t('loans.field.way'), value: t(`loans.way.${product.way}`) },
        { key: 'order', label: t('loans.field.order'), value: t(`loans.order.${product.allocationOrder}`) },
        { key: 'fee', label: t('loans.field.fee'), value: percent(ctx, product.feePercent) },
        { key: 'grace', label: t('loans.field.grace'), value: format.number(product.grace) },
        { key: 'eligible', label: t('loans.field.eligible'), value: <Words ctx={ctx} value={product.eligible} /> },
        {
          key: 'valid',
          label: t('loans.field.valid'),
          value: product.validUntil
            ? t('loans.range', { from: format.date(product.validFrom), to: format.date(product.validUntil) })
            : t('loans.valid-from', { day: format.date(product.validFrom) }),
        },
      ]}
    />
  );
}

/** Marks a product without interest, and one whose figures are made up. */
export function ProductTags({ ctx, product }: { ctx: Context; product: Product }) {
  const { t } = ctx;
  return (
    <>
      {product.way === 'mark-up' && <Tag tone="info">{t('loans.without-interest')}</Tag>}
      {product.assumption && <Tag tone="warning">{t('loans.assumption')}</Tag>}
      {product.state !== 'published' && <Tag>{t(`loans.product-state.${product.state}`)}</Tag>}
    </>
  );
}

/** What a loan would cost and when it is paid back, before anything is signed. */
export function OfferView({ ctx, offer, product, title }: { ctx: Context; offer: Offer; product: ProductTerms; title: string }) {
  const { t, format } = ctx;
  const sum = sumIn(ctx, offer.currency);
  const { rows } = offer;
  const byMarkup = product.way === 'mark-up';
  return (
    <Section title={title}>
      <StatGrid>
        <Stat label={t('loans.offer.received')} value={sum(offer.receivedMinor)} />
        <Stat label={t('loans.offer.cost')} value={sum(offer.costMinor)} />
        <Stat label={t('loans.offer.total')} value={sum(offer.amountMinor + offer.costMinor)} />
        <Stat label={t('loans.offer.yearly')} value={offer.yearly === null ? '–' : format.percent(offer.yearly / 100, 1)} />
      </StatGrid>
      <Inset>
        <p>{t('loans.offer.about', { amount: sum(offer.amountMinor), count: rows.length, fee: sum(offer.feeMinor) })}</p>
        <p>{t('loans.offer.yearly-about')}</p>
      </Inset>
      {product.way === 'flat' && (
        <Notice tone="warning">
          <p>{t('loans.offer.flat')}</p>
        </Notice>
      )}
      <Details summary={t('loans.offer.schedule')}>
        <Table<OfferRow>
          caption={t('loans.offer.schedule')}
          hideCaption
          rows={rows}
          rowKey={({ n }) => String(n)}
          columns={[
            { key: 'n', header: t('loans.offer.number'), cell: ({ n }) => format.number(n), numeric: true },
            { key: 'due', header: t('loans.offer.due'), cell: ({ due }) => format.date(due, 'short') },
            { key: 'principal', header: t('loans.offer.principal'), cell: ({ owed }) => sum(owed.principal), numeric: true },
            byMarkup
              ? { key: 'fees', header: t('loans.offer.mark-up'), cell: ({ owed }) => sum(owed.fees), numeric: true }
              : { key: 'interest', header: t('loans.offer.interest'), cell: ({ owed }) => sum(owed.interest), numeric: true },
            { key: 'total', header: t('loans.offer.pay'), cell: ({ totalMinor }) => sum(totalMinor), numeric: true },
            { key: 'balance', header: t('loans.offer.owed'), cell: ({ balanceMinor }) => sum(balanceMinor), numeric: true },
          ]}
        />
      </Details>
    </Section>
  );
}
