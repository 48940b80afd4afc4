import { z } from 'zod';
import {
  Button,
  ErrorSummary,
  Form,
  Inset,
  LineChart,
  MoneyField,
  NumberField,
  Notice,
  PageHeading,
  RadioField,
  Section,
  SelectField,
  Stat,
  StatGrid,
  Table,
} from '#kernel/html';
import { everyone, fields, formRoute, page, type Context, type FormEntry, type Page } from '#kernel/http';
import { localeOf } from '#kernel/i18n';
import { currencyDecimals, isCurrency, money, parseMoney, toDecimalText, type Currency, type Money } from '#kernel/money';
import { toLocal } from '#kernel/time';
import { loanSchedule, termsSchema, yearlyCost, type LoanTerms, type Row, type Schedule } from '#modules/loans';
import { readDecimal } from './read-decimal.ts';
import { refuse } from './refusals.ts';

export const currencies = ['EUR', 'ALL', 'GBP', 'CHF', 'DZD', 'MAD', 'RON', 'RSD', 'TND', 'USD', 'XOF'] as const;
// uses messages: app.calculators.way.*
// uses messages: app.calculators.formula.*
const ways = ['instalments', 'principal', 'flat'] as const;
// uses messages: app.calculators.every.*
const rhythms = ['MONTHS', 'WEEKS'] as const;
type Way = (typeof ways)[number];

const methods = {
  instalments: { interestMethod: 'DECLINING_BALANCE', amortisation: 'EQUAL_INSTALLMENTS' },
  principal: { interestMethod: 'DECLINING_BALANCE', amortisation: 'EQUAL_PRINCIPAL_PAYMENTS' },
  flat: { interestMethod: 'FLAT', amortisation: 'EQUAL_INSTALLMENTS' },
} as const;

const MOST_INSTALMENTS = 360;

const body = z.object({
  amount: fields.text(30),
  amountCurrency: fields.choice(currencies),
  rate: fields.text(20),
  instalments: fields.whole(1, MOST_INSTALMENTS),
  every: fields.choice(rhythms),
  grace: fields.optionalWhole(0, MOST_INSTALMENTS - 1),
  way: fields.choice(ways),
});
type Typed = z.output<typeof body>;

/** What a loan costs: each instalment, all of it, and the cost of a year, which makes loans comparable. Nothing is kept. */
export const loanRoute = formRoute({
  path: '/calculators/loan',
  who: everyone,
  repeatable: true,
  body,
  view: async (ctx, _input, entry) => await Promise.resolve(loanPage(ctx, entry)),
  submit: async (ctx, _input, typed) => {
    const terms = termsOf(ctx, typed);
    return await Promise.resolve(loanPage(ctx, null, { typed, terms, schedule: loanSchedule(terms) }));
  },
});

function termsOf(ctx: Context, { amount, amountCurrency, rate, instalments, every, grace, way }: Typed): LoanTerms {
  return termsSchema.parse({
    convention: 'cumulative',
    currency: amountCurrency,
    principal: readAmount(ctx, amount, amountCurrency, 'amount'),
    annualRatePercent: readDecimal(rate) ?? fail('not-a-rate', 'rate'),
    instalments,
    repayEvery: 1,
    frequency: every,
    gracePrincipalPeriods: grace !== null && grace >= instalments ? fail('grace-too-long', 'grace') : (grace ?? 0),
    disbursementDate: toLocal(ctx.now.toISOString(), ctx.timeZone).day,
    ...methods[way],
  });
}

function fail(code: 'not-a-rate' | 'grace-too-long', field: string): never {
  throw refuse(code, { field });
}

/** An amount above nothing, as decimal text. Refusal: `not-an-amount`. */
export function readAmount(ctx: Context, text: string, currency: Currency, field: string): string {
  const read = isCurrency(currency) ? parseMoney(text, currency, localeOf(ctx.lang)) : null;
  if (!read?.ok || read.money.amountMinor <= 0n || read.money.amountMinor > 10n ** 11n) throw refuse('not-an-amount', { field });
  return toDecimalText(money(read.money.amountMinor, currency));
}

/** A decimal text of ours as money. */
export function moneyOf(decimal: string, currency: Currency): Money {
  const [whole = '0', part = ''] = decimal.split('.');
  return money(BigInt(whole + part.padEnd(currencyDecimals(currency), '0')), currency);
}

interface Worked {
  typed: Typed;
  terms: LoanTerms;
  schedule: Schedule;
}

function loanPage(ctx: Context, entry: FormEntry | null, worked?: Worked): Page {
  const { t } = ctx;
  const typed = worked?.typed;
  return page(
    t('app.calculators.name.loan'),
    <>
      {entry && <ErrorSummary errors={entry.errors} />}
      <PageHeading title={t('app.calculators.name.loan')} lead={t('app.calculators.loan.lead')} />
      {worked && <Result ctx={ctx} {...worked} />}
      <Section title={t(worked ? 'app.calculators.again' : 'app.calculators.questions')}>
        <Form {...(entry ? { entry } : {})}>
          <MoneyField
            name="amount"
            label={t('app.calculators.loan.amount')}
            value={typed?.amount ?? ''}
            currency={typed?.amountCurrency ?? 'EUR'}
            currencies={currencies}
            required
          />
          <NumberField
            decimal
            name="rate"
            label={t('app.calculators.loan.rate')}
            hint={t('app.calculators.loan.rate-hint')}
            value={typed?.rate ?? ''}
            maxLength={20}
            required
          />
          <NumberField
            name="instalments"
            label={t('app.calculators.loan.instalments')}
            value={typed?.instalments.toString() ?? ''}
            maxLength={3}
            required
          />
          <SelectField
            name="every"
            label={t('app.calculators.loan.every')}
            value={typed?.every ?? 'MONTHS'}
            options={rhythms.map((value) => ({ value, label: t(`app.calculators.every.${value}`) }))}
            required
          />
          <NumberField
            name="grace"
            label={t('app.calculators.loan.grace')}
            hint={t('app.calculators.loan.grace-hint')}
            value={typed?.grace?.toString() ?? ''}
            maxLength={3}
            optional
          />
          <RadioField
            name="way"
            label={t('app.calculators.loan.way')}
            value={typed?.way ?? 'instalments'}
            choices={ways.map((value) => ({ value, label: t(`app.calculators.way.${value}`) }))}
            required
          />
          <Button>{t('app.calculators.button')}</Button>
        </Form>
      </Section>
    </>,
    {
      width: 'wide',
      breadcrumbs: [{ label: t('app.calculators.title'), href: '/calculators' }],
      description: t('app.calculators.loan.lead'),
    },
  );
}

/** Points of the picture: every instalment, or as many as can be told apart. */
const MOST_POINTS = 60;

function Result({ ctx, typed, terms, schedule }: Worked & { ctx: Context }) {
  const { t, format } = ctx;
  const { rows, totals } = schedule;
  const sum = (decimal: string) => format.money(moneyOf(decimal, typed.amountCurrency));
  const yearly = yearlyCost(terms, schedule);
  const every = Math.ceil(rows.length / MOST_POINTS);
  const paying = rows.find(({ principal }) => Number(principal) > 0);
  return (
    <Section title={t('app.calculators.result')}>
      <StatGrid>
        <Stat label={t('app.calculators.loan.first')} value={sum(paying?.total ?? '0')} />
        <Stat label={t('app.calculators.loan.interest')} value={sum(totals.interest)} />
        <Stat label={t('app.calculators.loan.total')} value={sum(totals.total)} />
        <Stat label={t('app.calculators.loan.yearly')} value={yearly === null ? '–' : format.percent(yearly / 100, 1)} />
      </StatGrid>
      {typed.way === 'flat' && (
        <Notice tone="warning">
          <p>
            {t('app.calculators.loan.flat', {
              said: format.percent(Number(terms.annualRatePercent) / 100, 2),
              real: yearly === null ? '–' : format.percent(yearly / 100, 1),
            })}
          </p>
        </Notice>
      )}
      <Inset>
        <p>{t(`app.calculators.formula.${typed.way satisfies Way}`)}</p>
        <p>{t('app.calculators.formula.yearly')}</p>
      </Inset>
      <LineChart
        title={t('app.calculators.loan.owed')}
        description={t('app.calculators.loan.owed-about', { amount: sum(terms.principal), count: rows.length })}
        labelHeader={t('app.calculators.loan.number')}
        series={[t('app.calculators.loan.owed')]}
        points={[
          { x: 0, label: '0', values: [Number(terms.principal)] },
          ...rows
            .filter(({ n }) => n % every === 0 || n === rows.length)
            .map(({ n, balanceAfter }) => ({ x: n, label: format.number(n), values: [Number(balanceAfter)] })),
        ]}
      />
      <Table<Row>
        caption={t('app.calculators.loan.schedule')}
        rows={rows}
        rowKey={({ n }) => String(n)}
        columns={[
          { key: 'n', header: t('app.calculators.loan.number'), cell: ({ n }) => format.number(n), numeric: true },
          { key: 'due', header: t('app.calculators.loan.due'), cell: ({ due }) => format.date(due, 'short') },
          { key: 'principal', header: t('app.calculators.loan.principal'), cell: ({ principal }) => sum(principal), numeric: true },
          { key: 'interest', header: t('app.calculators.loan.interest'), cell: ({ interest }) => sum(interest), numeric: true },
          { key: 'total', header: t('app.calculators.loan.pay'), cell: ({ total }) => sum(total), numeric: true },
          { key: 'balance', header: t('app.calculators.loan.owed'), cell: ({ balanceAfter }) => sum(balanceAfter), numeric: true },
        ]}
      />
      <Notice>
        <p>{t('app.calculators.loan.caution')}</p>
      </Notice>
    </Section>
  );
}
