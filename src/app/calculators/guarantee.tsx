import { z } from 'zod';
import {
  BarChart,
  Button,
  ErrorSummary,
  Form,
  Inset,
  LineChart,
  MoneyField,
  Notice,
  NumberField,
  PageHeading,
  Section,
  SelectField,
  Stat,
  StatGrid,
} from '#kernel/html';
import { everyone, fields, formRoute, page, type Context, type FormEntry, type Page } from '#kernel/http';
import { currencyDecimals, money, toDecimalText } from '#kernel/money';
import {
  deMinimisAid,
  deMinimisRules,
  feeBases,
  guaranteeCost,
  percentOf,
  shareLoss,
  sharings,
  type GuaranteeCost,
  type LossShares,
} from '#modules/guarantees';
import { currencies, moneyOf, readAmount } from './loan.tsx';
import { readPercent } from './read-percent.ts';
import { refuse } from './refusals.ts';

// uses messages: guarantees.fee-base.*
// uses messages: guarantees.sharing.*
// uses messages: guarantees.aid-reason.*
// uses messages: app.calculators.formula.*
const MOST_YEARS = 30;

const body = z.object({
  amount: fields.text(30),
  amountCurrency: fields.choice(currencies),
  coverage: fields.text(20),
  years: fields.whole(1, MOST_YEARS),
  upFront: fields.text(20),
  yearly: fields.text(20),
  base: fields.choice(feeBases),
  fails: fields.whole(0, MOST_YEARS - 1),
  recovered: fields.text(20),
  sharing: fields.choice(sharings),
});
type Typed = z.output<typeof body>;

/** Ours: no source gives coverage, fees or recoveries. The page says so. */
const assumed: Omit<Typed, 'amountCurrency' | 'amount'> = {
  coverage: '60',
  years: 5,
  upFront: '0.5',
  yearly: '1',
  base: 'outstanding',
  fails: 2,
  recovered: '25',
  sharing: 'pro-rata',
};

interface Worked {
  typed: Typed;
  loanMinor: bigint;
  coverage: string;
  cost: GuaranteeCost;
  owedMinor: bigint;
  loss: LossShares;
}

/** What a guarantee costs the borrower and covers for the bank, year by year, and who bears what if the loan fails. Nothing is kept. */
export const guaranteeRoute = formRoute({
  path: '/calculators/guarantee',
  who: everyone,
  repeatable: true,
  body,
  view: async (ctx, _input, entry) => await Promise.resolve(guaranteePage(ctx, entry)),
  submit: async (ctx, _input, typed) => await Promise.resolve(guaranteePage(ctx, null, workOut(ctx, typed))),
});

function workOut(ctx: Context, typed: Typed): Worked {
  const { amountMinor: loanMinor } = moneyOf(readAmount(ctx, typed.amount, typed.amountCurrency, 'amount'), typed.amountCurrency);
  const coverage = readPercent(typed.coverage, 'coverage');
  const cost = guaranteeCost({
    loanMinor,
    coveragePercent: coverage,
    years: typed.years,
    upFrontPercent: readPercent(typed.upFront, 'upFront'),
    yearlyPercent: readPercent(typed.yearly, 'yearly'),
    base: typed.base,
  });
  if (typed.fails >= typed.years) throw refuse('fails-too-late', { field: 'fails' });
  const owedMinor = cost.years[typed.fails]?.owedMinor ?? 0n;
  const recoveredMinor = percentOf(owedMinor, readPercent(typed.recovered, 'recovered'));
  const loss = shareLoss({ owedMinor, coveragePercent: coverage, sharing: typed.sharing, recoveredMinor });
  return { typed, loanMinor, coverage, cost, owedMinor, loss };
}

function guaranteePage(ctx: Context, entry: FormEntry | null, worked?: Worked): Page {
  const { t } = ctx;
  const typed = { ...assumed, ...worked?.typed };
  const number = (name: 'coverage' | 'upFront' | 'yearly' | 'recovered', label: string) => (
    <NumberField decimal name={name} label={label} value={typed[name]} maxLength={20} required />
  );
  return page(
    t('app.calculators.name.guarantee'),
    <>
      {entry && <ErrorSummary errors={entry.errors} />}
      <PageHeading title={t('app.calculators.name.guarantee')} lead={t('app.calculators.guarantee.lead')} />
      {worked && <Result ctx={ctx} {...worked} />}
      <Section title={t(worked ? 'app.calculators.again' : 'app.calculators.questions')}>
        <Notice>
          <p>{t('app.calculators.assumed')}</p>
        </Notice>
        <Form {...(entry ? { entry } : {})}>
          <MoneyField
            name="amount"
            label={t('app.calculators.loan.amount')}
            value={worked?.typed.amount ?? ''}
            currency={worked?.typed.amountCurrency ?? 'EUR'}
            currencies={currencies}
            required
          />
          <NumberField
            name="years"
            label={t('app.calculators.guarantee.years')}
            hint={t('app.calculators.guarantee.years-hint')}
            value={typed.years.toString()}
            maxLength={2}
            required
          />
          {number('coverage', t('app.calculators.guarantee.coverage'))}
          {number('upFront', t('app.calculators.guarantee.up-front'))}
          {number('yearly', t('app.calculators.guarantee.yearly'))}
          <SelectField
            name="base"
            label={t('app.calculators.guarantee.base')}
            value={typed.base}
            options={feeBases.map((value) => ({ value, label: t(`guarantees.fee-base.${value}`) }))}
            required
          />
          <NumberField name="fails" label={t('app.calculators.guarantee.fails')} value={typed.fails.toString()} maxLength={2} required />
          {number('recovered', t('app.calculators.guarantee.recovered'))}
          <SelectField
            name="sharing"
            label={t('app.calculators.guarantee.sharing')}
            value={typed.sharing}
            options={sharings.map((value) => ({ value, label: t(`guarantees.sharing.${value}`) }))}
            required
          />
          <Button>{t('app.calculators.button')}</Button>
        </Form>
      </Section>
    </>,
    {
      width: 'wide',
      breadcrumbs: [{ label: t('app.calculators.title'), href: '/calculators' }],
      description: t('app.calculators.guarantee.lead'),
    },
  );
}

function Result({ ctx, ...worked }: Worked & { ctx: Context }) {
  const { t, format } = ctx;
  const { typed, cost, loss } = worked;
  const sum = (minor: bigint) => format.money(money(minor, typed.amountCurrency));
  const plain = (minor: bigint) => Number(toDecimalText(money(minor, typed.amountCurrency)));
  const written = (value: number) => format.money(moneyOf(value.toFixed(currencyDecimals(typed.amountCurrency)), typed.amountCurrency));
  return (
    <Section title={t('app.calculators.result')}>
      <StatGrid>
        <Stat label={t('app.calculators.guarantee.covered')} value={sum(cost.guaranteedMinor)} />
        <Stat label={t('app.calculators.guarantee.fees')} value={sum(cost.feesMinor)} />
        <Stat label={t('app.calculators.guarantee.fund-bears')} value={sum(loss.fundLossMinor)} />
        <Stat label={t('app.calculators.guarantee.bank-bears')} value={sum(loss.lenderLossMinor)} />
      </StatGrid>
      <Inset>
        <p>{t('app.calculators.formula.guarantee')}</p>
        <p>{t(`app.calculators.formula.${typed.sharing}`)}</p>
      </Inset>
      <LineChart
        title={t('app.calculators.guarantee.chart')}
        description={t('app.calculators.guarantee.chart-about', { amount: sum(cost.guaranteedMinor), count: typed.years })}
        labelHeader={t('app.calculators.year')}
        series={[t('app.calculators.loan.owed'), t('app.calculators.guarantee.guaranteed'), t('app.calculators.guarantee.fee')]}
        points={cost.years.map(({ year, owedMinor, guaranteedMinor, feeMinor }) => ({
          x: year,
          label: format.number(year),
          values: [plain(owedMinor), plain(guaranteedMinor), plain(feeMinor)],
        }))}
        format={written}
      />
      <BarChart
        title={t('app.calculators.guarantee.bears')}
        description={t('app.calculators.guarantee.bears-about', { amount: sum(worked.owedMinor), loss: sum(loss.lossMinor) })}
        labelHeader={t('app.calculators.guarantee.bears')}
        series={[t('app.calculators.guarantee.bank'), t('app.calculators.guarantee.fund')]}
        rows={[
          { key: 'without', label: t('app.calculators.guarantee.without'), values: [plain(loss.lossMinor), 0] },
          { key: 'with', label: t('app.calculators.guarantee.with'), values: [plain(loss.lenderLossMinor), plain(loss.fundLossMinor)] },
        ]}
        format={written}
      />
      {typed.amountCurrency === 'EUR' && <StateAid ctx={ctx} {...worked} />}
      <Notice>
        <p>{t('app.calculators.guarantee.caution')}</p>
      </Notice>
    </Section>
  );
}

/** The regulation counts in euros; in another currency the authority says at which rate. */
function StateAid({ ctx: { t, format }, typed, coverage, cost }: Worked & { ctx: Context }) {
  const aid = deMinimisAid({
    guaranteedMinor: cost.guaranteedMinor,
    coveragePercent: coverage,
    proRata: typed.sharing === 'pro-rata',
    years: typed.years.toString(),
    earlierMinor: 0n,
    proportion: 'amount',
  });
  const sum = (minor: bigint) => format.money(money(minor, 'EUR'));
  return (
    <Section title={t('app.calculators.guarantee.aid')} level={3}>
      {aid.ok ? (
        <p>{t('app.calculators.guarantee.aid-is', { amount: sum(aid.aidMinor), most: sum(deMinimisRules.ceilingMinor) })}</p>
      ) : (
        <>
          <p>{t('app.calculators.guarantee.aid-none')}</p>
          <ul>
            {aid.reasons.map((reason) => (
              <li key={reason}>{t(`guarantees.aid-reason.${reason}`)}</li>
            ))}
          </ul>
        </>
      )}
      <p>{t('app.calculators.formula.aid')}</p>
    </Section>
  );
}
