import { z } from 'zod';
import { Button, ButtonGroup, ErrorSummary, Form, MoneyField, Notice, NumberField, PageHeading, Section } from '#kernel/html';
import { csv, everyone, fields, formRoute, page, type Context, type FormEntry, type Page } from '#kernel/http';
import { whatIf, whatIfCases, type PlannedFund, type Range } from '#modules/guarantees';
import { currencies, moneyOf, readAmount } from './loan.tsx';
import { FundResult, fundCsv, type WorkedFund } from './guarantee-fund-result.tsx';
import { readDecimal } from './read-decimal.ts';
import { readPercent } from './read-percent.ts';
import { refuse } from './refusals.ts';

const MOST_YEARS = 20;
const MOST_LEVERAGE = 50;

const rates = ['defaults', 'recoveries'] as const;
// uses messages: app.calculators.at.*
const levels = ['low', 'expected', 'high'] as const;

const body = z.object({
  amount: fields.text(30),
  amountCurrency: fields.choice(currencies),
  coverage: fields.text(20),
  leverage: fields.text(20),
  years: fields.whole(1, MOST_YEARS),
  ramp: fields.whole(1, MOST_YEARS),
  term: fields.whole(1, MOST_YEARS),
  defaultsLow: fields.text(20),
  defaultsExpected: fields.text(20),
  defaultsHigh: fields.text(20),
  recoveriesLow: fields.text(20),
  recoveriesExpected: fields.text(20),
  recoveriesHigh: fields.text(20),
  upFront: fields.text(20),
  yearly: fields.text(20),
  costs: fields.text(20),
  as: fields.optionalChoice(['csv']),
});
type Typed = z.output<typeof body>;
type RateName = `${(typeof rates)[number]}${'Low' | 'Expected' | 'High'}`;

/** Ours: no source gives them. The page says so. */
const assumed: Omit<Typed, 'amount' | 'amountCurrency' | 'as'> = {
  coverage: '60',
  leverage: '4',
  years: 10,
  ramp: 3,
  term: 5,
  defaultsLow: '2',
  defaultsExpected: '4',
  defaultsHigh: '8',
  recoveriesLow: '10',
  recoveriesExpected: '25',
  recoveriesHigh: '40',
  upFront: '0.5',
  yearly: '1',
  costs: '2',
};

/** A guarantee fund year by year before it is launched, in three cases, as page or CSV. Nothing is kept. */
export const guaranteeFundRoute = formRoute({
  path: '/calculators/guarantee-fund',
  who: everyone,
  repeatable: true,
  body,
  view: async (ctx, _input, entry) => await Promise.resolve(fundPage(ctx, entry)),
  submit: async (ctx, _input, typed) => {
    const fund = fundOf(ctx, typed);
    const [best, expected, worst] = whatIfCases.map((which) => whatIf(fund, which));
    if (!best || !expected || !worst) throw new TypeError('A case is missing');
    const worked = { fund, currency: typed.amountCurrency, cases: { best, expected, worst } };
    if (typed.as === 'csv') return csv('guarantee-fund.csv', fundCsv(ctx, worked));
    return await Promise.resolve(fundPage(ctx, null, { ...worked, typed }));
  },
});

function fundOf(ctx: Context, typed: Typed): PlannedFund {
  return {
    capitalMinor: moneyOf(readAmount(ctx, typed.amount, typed.amountCurrency, 'amount'), typed.amountCurrency).amountMinor,
    coveragePercent: readPercent(typed.coverage, 'coverage'),
    leverage: leverageOf(typed.leverage),
    years: typed.years,
    rampYears: typed.ramp,
    termYears: typed.term,
    defaults: rangeOf(typed, 'defaults'),
    recoveries: rangeOf(typed, 'recoveries'),
    upFrontPercent: readPercent(typed.upFront, 'upFront'),
    yearlyPercent: readPercent(typed.yearly, 'yearly'),
    costsPercent: readPercent(typed.costs, 'costs'),
  };
}

function leverageOf(text: string): string {
  const read = readDecimal(text);
  if (read === null || Number(read) === 0 || Number(read) > MOST_LEVERAGE) throw refuse('not-a-leverage', { field: 'leverage' });
  return read;
}

const nameOf = (rate: (typeof rates)[number], level: (typeof levels)[number]): RateName =>
  `${rate}${level === 'low' ? 'Low' : level === 'high' ? 'High' : 'Expected'}`;

/** Refusal: `range-order`. */
function rangeOf(typed: Typed, rate: (typeof rates)[number]): Range {
  const at = (level: (typeof levels)[number]) => readPercent(typed[nameOf(rate, level)], nameOf(rate, level));
  const range = { low: at('low'), expected: at('expected'), high: at('high') };
  if (Number(range.low) > Number(range.expected)) throw refuse('range-order', { field: nameOf(rate, 'low') });
  if (Number(range.expected) > Number(range.high)) throw refuse('range-order', { field: nameOf(rate, 'high') });
  return range;
}

function fundPage(ctx: Context, entry: FormEntry | null, worked?: WorkedFund & { typed: Typed }): Page {
  const { t } = ctx;
  const typed = { ...assumed, ...worked?.typed };
  const decimal = (name: 'coverage' | 'leverage' | 'upFront' | 'yearly' | 'costs' | RateName, label: string) => (
    <NumberField decimal name={name} label={label} value={typed[name]} maxLength={20} required />
  );
  const whole = (name: 'years' | 'ramp' | 'term', label: string) => (
    <NumberField name={name} label={label} value={typed[name].toString()} maxLength={2} required />
  );
  return page(
    t('app.calculators.name.guarantee-fund'),
    <>
      {entry && <ErrorSummary errors={entry.errors} />}
      <PageHeading title={t('app.calculators.name.guarantee-fund')} lead={t('app.calculators.fund.lead')} />
      {worked && <FundResult ctx={ctx} {...worked} />}
      <Section title={t(worked ? 'app.calculators.again' : 'app.calculators.questions')}>
        <Notice>
          <p>{t('app.calculators.assumed')}</p>
        </Notice>
        <Form {...(entry ? { entry } : {})}>
          <MoneyField
            name="amount"
            label={t('app.calculators.fund.capital')}
            value={worked?.typed.amount ?? ''}
            currency={worked?.typed.amountCurrency ?? 'EUR'}
            currencies={currencies}
            required
          />
          {decimal('coverage', t('app.calculators.guarantee.coverage'))}
          {decimal('leverage', t('app.calculators.fund.leverage'))}
          {whole('years', t('app.calculators.fund.years'))}
          {whole('ramp', t('app.calculators.fund.ramp'))}
          {whole('term', t('app.calculators.fund.term'))}
          {rates.flatMap((rate) =>
            levels.map((level) =>
              decimal(nameOf(rate, level), t(`app.calculators.fund.${rate}`, { level: t(`app.calculators.at.${level}`) })),
            ),
          )}
          {decimal('upFront', t('app.calculators.guarantee.up-front'))}
          {decimal('yearly', t('app.calculators.guarantee.yearly'))}
          {decimal('costs', t('app.calculators.fund.costs'))}
          <ButtonGroup>
            <Button>{t('app.calculators.button')}</Button>
            <Button kind="secondary" name="as" value="csv">
              {t('app.calculators.fund.csv')}
            </Button>
          </ButtonGroup>
        </Form>
      </Section>
    </>,
    {
      width: 'wide',
      breadcrumbs: [{ label: t('app.calculators.title'), href: '/calculators' }],
      description: t('app.calculators.fund.lead'),
    },
  );
}
