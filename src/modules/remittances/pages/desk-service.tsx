import { z } from 'zod';
import { idOf } from '#kernel/db';
import { Button, ButtonLink, DescriptionList, ErrorSummary, Form, Notice, PageHeading, Section, Table, TextArea } from '#kernel/html';
import { accountOf, fields, formRoute, page, redirect, refuseHttp, type Context } from '#kernel/http';
import type { Offer, ServiceId } from '../price.ts';
import { feeOf, findService, type SeenPrice } from '../read-prices.ts';
import { observePrice, withdrawService } from '../write-prices.ts';
import { bandText, exchangeText } from './desk-list.tsx';
import { PriceFields, priceFields, readPrice } from './price-form.tsx';
import { keepers, mayKeep, Provider, Seen, waysText, wordFor } from './texts.tsx';

const params = z.object({ id: idOf<'remittances.services'>() });
const MOST = 500;

async function opened(ctx: Context, id: ServiceId) {
  const found = mayKeep(ctx) ? await findService(ctx.trx, id) : null;
  if (!found) throw refuseHttp('not-found');
  return found;
}

/** A service with all that was seen of it; whoever looked again writes down a new price, and the old one stays. */
export const serviceRoute = formRoute({
  path: '/desk/remittances/:id',
  who: keepers,
  params,
  body: z.object(priceFields),
  view: async (ctx, { params: { id } }, entry) => {
    const { service, seen } = await opened(ctx, id);
    const { t } = ctx;
    return page(
      service.provider,
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={service.provider} caption={t('remittances.desk.title')} />
        <About ctx={ctx} service={service} />
        <Section title={t('remittances.desk.seen')}>
          <History ctx={ctx} service={service} rows={seen} />
        </Section>
        {service.withdrawnWhy === null && (
          <Section title={t('remittances.form.new-price')}>
            <p>{t('remittances.form.new-price-hint')}</p>
            <Form entry={entry}>
              <PriceFields ctx={ctx} last={service} currencies={service} />
              <Button>{t('remittances.form.save')}</Button>
            </Form>
          </Section>
        )}
        {service.withdrawnWhy === null && (
          <ButtonLink kind="secondary" href={`/desk/remittances/${id}/withdraw`}>
            {t('remittances.withdraw.title')}
          </ButtonLink>
        )}
      </>,
      { width: 'wide', breadcrumbs: [{ label: t('remittances.desk.title'), href: '/desk/remittances' }] },
    );
  },
  submit: async (ctx, { params: { id } }, typed) => {
    const { service } = await opened(ctx, id);
    if (service.withdrawnWhy !== null) throw refuseHttp('not-found');
    await observePrice(ctx.trx, accountOf(ctx), id, readPrice(ctx, service, typed));
    return redirect(`/desk/remittances/${id}`, 'remittances.notice.saved');
  },
});

function About({ ctx, service }: { ctx: Context; service: Offer }) {
  const { t, format } = ctx;
  const { fromCountry, toCountry, sendCurrency, receiveCurrency, withdrawnWhy } = service;
  return (
    <>
      {withdrawnWhy !== null && (
        <Notice tone="warning">
          <p>
            {t('remittances.withdraw.done')} <bdi>{withdrawnWhy}</bdi>
          </p>
          <p>{t('remittances.withdraw.again')}</p>
        </Notice>
      )}
      <DescriptionList
        facts={[
          { key: 'provider', label: t('remittances.field.provider'), value: <Provider ctx={ctx} offer={service} /> },
          {
            key: 'way',
            label: t('remittances.field.way'),
            value: t('remittances.way', { from: format.countryName(fromCountry), to: format.countryName(toCountry) }),
          },
          {
            key: 'currencies',
            label: t('remittances.field.currencies'),
            value: <bdi dir="ltr">{`${sendCurrency} → ${receiveCurrency}`}</bdi>,
          },
          { key: 'ways', label: t('remittances.field.ways'), value: waysText(ctx, service) },
          { key: 'band', label: t('remittances.field.band'), value: bandText(ctx, service) },
        ]}
      />
    </>
  );
}

function History({ ctx, service, rows }: { ctx: Context; service: Offer; rows: readonly SeenPrice[] }) {
  const { t, format } = ctx;
  return (
    <Table<SeenPrice>
      caption={t('remittances.desk.seen')}
      hideCaption
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        { key: 'seen', header: t('remittances.field.seen'), cell: (row) => <Seen ctx={ctx} offer={row} /> },
        { key: 'fee', header: t('remittances.field.fee'), numeric: true, cell: (row) => format.money(feeOf(row, service.sendCurrency)) },
        { key: 'rate', header: t('remittances.field.rate'), cell: (row) => exchangeText(ctx, { ...service, ...row, id: service.id }) },
        { key: 'speed', header: t('remittances.field.speed'), cell: (row) => wordFor(ctx, 'speed', row.speed) },
        { key: 'recorded', header: t('remittances.field.recorded'), cell: (row) => format.instant(row.recordedAt, 'short') },
      ]}
    />
  );
}

/** Takes a service out of the comparison, after a question that says what stays. */
export const withdrawServiceRoute = formRoute({
  path: '/desk/remittances/:id/withdraw',
  who: keepers,
  params,
  body: z.object({ why: fields.longText(MOST) }),
  view: async (ctx, { params: { id } }, entry) => {
    const { service } = await opened(ctx, id);
    if (service.withdrawnWhy !== null) throw refuseHttp('not-found');
    const { t } = ctx;
    return page(
      t('remittances.withdraw.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('remittances.withdraw.title')} caption={service.provider} />
        <Notice tone="warning">
          <p>{t('remittances.withdraw.warning')}</p>
        </Notice>
        <Form entry={entry}>
          <TextArea name="why" label={t('remittances.withdraw.why')} maxLength={MOST} required />
          <Button kind="warning">{t('remittances.withdraw.title')}</Button>
        </Form>
      </>,
      {
        breadcrumbs: [
          { label: t('remittances.desk.title'), href: '/desk/remittances' },
          { label: service.provider, href: `/desk/remittances/${id}` },
        ],
      },
    );
  },
  submit: async (ctx, { params: { id } }, { why }) => {
    await opened(ctx, id);
    await withdrawService(ctx.trx, accountOf(ctx), id, why, ctx.now);
    return redirect(`/desk/remittances/${id}`, 'remittances.notice.withdrawn');
  },
});
