import { Bdi, EmptyState, Section, Table } from '#kernel/html';
import type { Context } from '#kernel/http';
import { localeOf } from '#kernel/i18n';
import { addDays } from '#kernel/time';
import type { Guarantee } from '../filing.ts';
import { feeAccounts, feesOf, feeYears, type Fee, type FeeAccount, type FeeYear } from '../fees.ts';
import type { GuaranteeFund } from '../fund.ts';
import { lenderNames } from '../read-guarantees.ts';
import { sumIn } from './guarantee-reach.ts';
import { daysInWords } from './terms-view.tsx';

export const accountKey = ({ windowId, lenderId }: Pick<FeeAccount, 'windowId' | 'lenderId'>) => `${windowId}_${lenderId}`;

/** Fees of a guarantee, each with what it was taken of; and what its lender owes for the window in all. */
export async function GuaranteeFees({ ctx, one }: { ctx: Context; one: Guarantee }) {
  const { t, format } = ctx;
  const fees = await feesOf(ctx.trx, one.id);
  const account = (await feeAccounts(ctx.trx, one.fundId)).find(
    ({ windowId, lenderId }) => windowId === one.windowId && lenderId === one.lenderId,
  );
  const abroad = one.currency !== one.homeCurrency;
  const time = ({ from, until }: Fee) => (until === null ? format.date(from) : daysInWords(ctx, from, addDays(until, -1)));
  const rate = ({ rate: one_, rateOn }: Fee) =>
    one_ && rateOn ? t('guarantees.one.rate', { rate: one_, from: one.currency, to: one.homeCurrency, day: format.date(rateOn) }) : '–';
  return (
    <Section title={t('guarantees.fee.title')}>
      <Table<Fee>
        caption={t('guarantees.fee.title')}
        hideCaption
        rows={fees}
        rowKey={({ id }) => id}
        empty={<EmptyState title={t('guarantees.fee.none')} />}
        columns={[
          { key: 'time', header: t('guarantees.fee.time'), rowHeader: true, cell: time },
          { key: 'base', header: t('guarantees.fee.base'), cell: ({ base }) => baseIn(ctx, base) },
          {
            key: 'percent',
            header: t('guarantees.fee.percent'),
            numeric: true,
            cell: ({ percent }) => format.percent(Number(percent) / 100, 4),
          },
          { key: 'amount', header: t('guarantees.fee.amount'), numeric: true, cell: (fee) => sumIn(ctx, fee.amountMinor, one.currency) },
          ...(abroad
            ? [
                {
                  key: 'home',
                  header: t('guarantees.fee.home'),
                  numeric: true,
                  cell: (fee: Fee) => sumIn(ctx, fee.homeMinor, one.homeCurrency),
                },
                { key: 'rate', header: t('guarantees.fee.rate'), cell: rate },
              ]
            : []),
          { key: 'charged', header: t('guarantees.fee.charged-on'), cell: ({ chargedOn }) => format.date(chargedOn, 'short') },
        ]}
      />
      {account && (
        <p>
          {t(account.dueMinor > 0n ? 'guarantees.fee.still-due' : 'guarantees.fee.all-paid', {
            lender: one.lender,
            amount: sumIn(ctx, account.dueMinor, one.homeCurrency),
          })}
        </p>
      )}
    </Section>
  );
}

function baseIn({ t }: Context, base: Fee['base']): string {
  return base === 'guaranteed' ? t('guarantees.fee.base-guaranteed') : t(`guarantees.fee-base.${base}`);
}

/** Fees by window and lender: charged, paid, due. */
export async function FeeAccounts({ ctx, fund }: { ctx: Context; fund: GuaranteeFund }) {
  const { t } = ctx;
  const names = await lenderNames(ctx.trx, fund.id, ctx.lang);
  const rows = await feeAccounts(ctx.trx, fund.id);
  const sum = (minor: bigint) => sumIn(ctx, minor, fund.currency);
  const total = (of: (row: FeeAccount) => bigint) => sum(rows.reduce((all, row) => all + of(row), 0n));
  return (
    <Table<FeeAccount>
      caption={t('guarantees.fee.accounts')}
      hideCaption
      rows={rows}
      rowKey={accountKey}
      empty={<EmptyState title={t('guarantees.fee.none')} />}
      foot={[
        t('guarantees.capital.total'),
        '',
        total((row) => row.chargedMinor),
        total((row) => row.paidMinor),
        total((row) => row.dueMinor),
      ]}
      columns={[
        {
          key: 'lender',
          header: t('guarantees.field.lender'),
          rowHeader: true,
          cell: ({ lenderId }) => <Bdi>{names.get(lenderId) ?? '–'}</Bdi>,
        },
        { key: 'window', header: t('guarantees.field.window'), cell: ({ window }) => <Bdi lang={fund.language}>{window}</Bdi> },
        { key: 'charged', header: t('guarantees.fee.charged'), numeric: true, cell: ({ chargedMinor }) => sum(chargedMinor) },
        { key: 'paid', header: t('guarantees.fee.paid'), numeric: true, cell: ({ paidMinor }) => sum(paidMinor) },
        { key: 'due', header: t('guarantees.fee.due'), numeric: true, cell: ({ dueMinor }) => sum(dueMinor) },
      ]}
    />
  );
}

/** Fee income by year. */
export async function FeeYears({ ctx, fund }: { ctx: Context; fund: GuaranteeFund }) {
  const { t } = ctx;
  return (
    <Table<FeeYear>
      caption={t('guarantees.fee.years')}
      rows={await feeYears(ctx.trx, fund.id)}
      rowKey={({ year }) => String(year)}
      empty={<EmptyState title={t('guarantees.fee.none')} />}
      columns={[
        {
          key: 'year',
          header: t('guarantees.fee.year'),
          rowHeader: true,
          cell: ({ year }) => new Intl.NumberFormat(localeOf(ctx.lang), { useGrouping: false }).format(year),
        },
        {
          key: 'charged',
          header: t('guarantees.fee.charged'),
          numeric: true,
          cell: ({ chargedMinor }) => sumIn(ctx, chargedMinor, fund.currency),
        },
        { key: 'paid', header: t('guarantees.fee.paid'), numeric: true, cell: ({ paidMinor }) => sumIn(ctx, paidMinor, fund.currency) },
      ]}
    />
  );
}
