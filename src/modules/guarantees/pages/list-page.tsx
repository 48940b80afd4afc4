import { z } from 'zod';
import { Bdi, EmptyState, FilterForm, Link, NumberField, PageHeading, SelectField, Table, Tag, TextField, type Tone } from '#kernel/html';
import { idOf } from '#kernel/db';
import { csv, fields, page, pageRoute, type Context } from '#kernel/http';
import { money, toDecimalText } from '#kernel/money';
import { writeCsv } from '#kernel/text';
import type { Guarantee } from '../filing.ts';
import { guaranteeStates, type GuaranteeState } from '../guarantee.ts';
import { allGuarantees, lenderNames, listGuarantees } from '../read-guarantees.ts';
import { guaranteePath, sumIn } from './guarantee-reach.ts';
import { deskCrumbs, followers, follows, fundAtDesk, fundPath, ofFund } from './reach.ts';

const tones: Partial<Record<GuaranteeState, Tone>> = { called: 'warning', 'part-paid': 'warning', refused: 'danger', active: 'success' };

// uses messages: guarantees.state.*
export function StateTag({ ctx, state }: { ctx: Context; state: GuaranteeState }) {
  return <Tag tone={tones[state] ?? 'neutral'}>{ctx.t(`guarantees.state.${state}`)}</Tag>;
}

/** Loans filed with a fund: all of them for those who follow it, their own for a lender. */
export const guaranteesRoute = pageRoute({
  path: '/desk/guarantee-funds/:id/guarantees',
  who: followers,
  params: ofFund,
  query: z.object({
    page: fields.pageNumber(),
    state: fields.maybe(fields.choice(guaranteeStates)),
    window: fields.maybe(idOf<'guarantees.windows'>()),
    lender: fields.maybe(idOf<'guarantees.lenders'>()),
    first: fields.maybe(fields.whole(1, 999_999)),
    last: fields.maybe(fields.whole(1, 999_999)),
    q: fields.searchText(),
    format: fields.searchText(),
  }),
  view: async (ctx, { params: { id }, query }) => {
    const { t, format } = ctx;
    const { fund, windows } = await fundAtDesk(ctx, id);
    const { state, first, last } = query;
    const filter = { fundId: id, windowId: query.window, lenderId: query.lender, state, first, last, search: query.q || null };
    if (query.format === 'csv') return guaranteesCsv(await allGuarantees(ctx.trx, filter, ctx.lang));
    const { rows, total, pageSize } = await listGuarantees(ctx.trx, { ...filter, page: query.page }, ctx.lang);
    // A lender sees its own loans alone.
    const lenders = follows(ctx, id) ? await lenderNames(ctx.trx, id, ctx.lang) : new Map<string, string>();
    const list = fundPath(id, '/guarantees');
    return page(
      t('guarantees.list.title'),
      <>
        <PageHeading title={t('guarantees.list.title')} caption={<Bdi lang={fund.language}>{fund.name}</Bdi>} />
        <Table<Guarantee>
          caption={t('guarantees.list.found', { count: total })}
          rows={rows}
          rowKey={(one) => one.id}
          csvHref={csvHref(ctx)}
          paging={{ page: query.page, pageSize, total }}
          empty={<EmptyState title={t('guarantees.list.none')} />}
          filters={
            <FilterForm action={list} clearHref={list}>
              <TextField name="q" label={t('guarantees.list.search')} value={query.q} maxLength={80} dir="ltr" optional />
              <SelectField
                name="state"
                label={t('guarantees.list.state')}
                value={query.state ?? ''}
                options={guaranteeStates.map((value) => ({ value, label: t(`guarantees.state.${value}`) }))}
                optional
              />
              <SelectField
                name="window"
                label={t('guarantees.list.window')}
                value={query.window ?? ''}
                options={windows.map(({ window }) => ({ value: window.id, label: window.name }))}
                optional
              />
              {lenders.size > 0 && (
                <SelectField
                  name="lender"
                  label={t('guarantees.field.lender')}
                  value={query.lender ?? ''}
                  options={[...lenders].map(([value, label]) => ({ value, label }))}
                  optional
                />
              )}
              <NumberField
                name="first"
                label={t('guarantees.list.first')}
                value={first === null ? '' : String(first)}
                maxLength={6}
                optional
              />
              <NumberField name="last" label={t('guarantees.list.last')} value={last === null ? '' : String(last)} maxLength={6} optional />
            </FilterForm>
          }
          columns={[
            {
              key: 'number',
              header: t('guarantees.list.number'),
              rowHeader: true,
              cell: (one) => <Link href={guaranteePath(one.id)}>{t('guarantees.one.number', { number: one.number })}</Link>,
            },
            { key: 'lender', header: t('guarantees.field.lender'), cell: ({ lender }) => <Bdi>{lender}</Bdi> },
            { key: 'reference', header: t('guarantees.list.reference'), cell: ({ reference }) => <Bdi>{reference}</Bdi> },
            { key: 'state', header: t('guarantees.list.state'), cell: ({ state }) => <StateTag ctx={ctx} state={state} /> },
            {
              key: 'loan',
              header: t('guarantees.file.amount'),
              numeric: true,
              cell: ({ loanMinor, currency }) => sumIn(ctx, loanMinor, currency),
            },
            {
              key: 'left',
              header: t('guarantees.one.left'),
              numeric: true,
              cell: ({ leftMinor, currency }) => sumIn(ctx, leftMinor, currency),
            },
            { key: 'filed', header: t('guarantees.list.filed'), cell: ({ filedAt }) => format.instant(filedAt, 'short') },
          ]}
        />
      </>,
      { width: 'wide', breadcrumbs: deskCrumbs(ctx, fund), paper: 'statement' },
    );
  },
});

function csvHref(ctx: Context): string {
  const parameters = new URLSearchParams(ctx.query);
  parameters.delete('page');
  parameters.delete('notice');
  parameters.set('format', 'csv');
  return `?${parameters.toString()}`;
}

function guaranteesCsv(rows: readonly Guarantee[]) {
  const sum = (minor: bigint | null, currency: string) => (minor === null ? '' : toDecimalText(money(minor, currency)));
  return csv(
    'guarantees.csv',
    writeCsv(
      ['number', 'lender', 'reference', 'borrower', 'country', 'sector', 'state', 'currency', 'loan', 'owed', 'guaranteed', 'left', 'home_currency', 'measured', 'paid', 'recovered', 'handed_on', 'aid_eur', 'loan_on', 'ends_on'], // prettier-ignore
      rows.map((one) => [
        String(one.number),
        one.lender,
        one.reference,
        one.borrower,
        one.country,
        one.sector,
        one.state,
        one.currency,
        sum(one.loanMinor, one.currency),
        sum(one.owedMinor, one.currency),
        sum(one.guaranteedMinor, one.currency),
        sum(one.leftMinor, one.currency),
        one.homeCurrency,
        sum(one.measuredMinor, one.homeCurrency),
        sum(one.paidMinor, one.currency),
        sum(one.recoveredMinor, one.currency),
        sum(one.handedOnMinor, one.currency),
        sum(one.aidMinor, 'EUR'),
        one.loanOn ?? '',
        one.endsOn ?? '',
      ]),
    ),
  );
}
