import { z } from 'zod';
import {
  BarChart,
  Button,
  ErrorSummary,
  Form,
  Inset,
  Link,
  MoneyField,
  Notice,
  NumberField,
  PageHeading,
  Section,
  Stat,
  StatGrid,
} from '#kernel/html';
import { everyone, fields, formRoute, page, type Context, type FormEntry, type Page } from '#kernel/http';
import { currencyDecimals } from '#kernel/money';
import { splitByRate, totalCostPercent } from '#modules/remittances';
import { currencies, moneyOf, readAmount } from './loan.tsx';
import { readDecimal } from './read-decimal.ts';
import { refuse } from './refusals.ts';

const HIGHEST = 100;

const body = z.object({
  amount: fields.text(30),
  amountCurrency: fields.choice(currencies),
  fee: fields.text(30),
  margin: fields.optionalText(20),
});
type Typed = z.output<typeof body>;

interface Worked {
  typed: Typed;
  amount: string;
  fee: string;
  /** Null where nobody told it: that is not 0. */
  margin: string | null;
}

/** What sending money home costs: the fee and what the exchange rate takes. Nothing is kept. */
export const remittanceRoute = formRoute({
  path: '/calculators/remittance',
  who: everyone,
  repeatable: true,
  body,
  view: async (ctx, _input, entry) => await Promise.resolve(remittancePage(ctx, entry)),
  submit: async (ctx, _input, typed) => {
    const amount = readAmount(ctx, typed.amount, typed.amountCurrency, 'amount');
    const fee = /^[0٠۰.,]+$/u.test(typed.fee) ? '0' : readAmount(ctx, typed.fee, typed.amountCurrency, 'fee');
    const margin = typed.margin === null ? null : readDecimal(typed.margin, { sign: true });
    if (typed.margin !== null && (margin === null || Math.abs(Number(margin)) > HIGHEST)) throw refuse('not-a-rate', { field: 'margin' });
    if (Number(fee) > Number(amount)) throw refuse('fee-too-large', { field: 'fee' });
    return await Promise.resolve(remittancePage(ctx, null, { typed, amount, fee, margin }));
  },
});

function remittancePage(ctx: Context, entry: FormEntry | null, worked?: Worked): Page {
  const { t } = ctx;
  const typed = worked?.typed;
  return page(
    t('app.calculators.name.remittance'),
    <>
      {entry && <ErrorSummary errors={entry.errors} />}
      <PageHeading title={t('app.calculators.name.remittance')} lead={t('app.calculators.remittance.lead')} />
      <p>
        <Link href="/remittances">{t('remittances.compare.title')}</Link>
      </p>
      {worked && <Result ctx={ctx} {...worked} />}
      <Section title={t(worked ? 'app.calculators.again' : 'app.calculators.questions')}>
        <Form {...(entry ? { entry } : {})}>
          <MoneyField
            name="amount"
            label={t('app.calculators.remittance.amount')}
            value={typed?.amount ?? ''}
            currency={typed?.amountCurrency ?? 'EUR'}
            currencies={currencies}
            required
          />
          <NumberField
            decimal
            name="fee"
            label={t('app.calculators.remittance.fee')}
            hint={t('app.calculators.remittance.fee-hint')}
            value={typed?.fee ?? ''}
            maxLength={30}
            required
          />
          <NumberField
            decimal
            name="margin"
            label={t('app.calculators.remittance.margin')}
            hint={t('app.calculators.remittance.margin-hint')}
            value={typed?.margin ?? ''}
            maxLength={20}
            optional
          />
          <Button>{t('app.calculators.button')}</Button>
        </Form>
      </Section>
    </>,
    { breadcrumbs: [{ label: t('app.calculators.title'), href: '/calculators' }], description: t('app.calculators.remittance.lead') },
  );
}

function Result({ ctx, typed, amount, fee, margin }: Worked & { ctx: Context }) {
  const { t, format } = ctx;
  const currency = typed.amountCurrency;
  const sum = (decimal: string) => format.money(moneyOf(decimal, currency));
  const split = margin === null ? null : splitByRate({ sendAmount: amount, fxMarginPercent: margin }, currencyDecimals(currency));
  const total = margin === null ? null : totalCostPercent({ sendAmount: amount, fee, fxMarginPercent: margin });
  return (
    <Section title={t('app.calculators.result')}>
      <StatGrid>
        <Stat
          label={t('app.calculators.remittance.total')}
          value={total === null ? t('app.calculators.remittance.unknown') : format.percent(Number(total) / 100, 2)}
        />
        {split && <Stat label={t('app.calculators.remittance.arrives')} value={sum(split.arrives)} />}
      </StatGrid>
      {margin === null && (
        <Notice tone="warning">
          <p>{t('app.calculators.remittance.no-margin')}</p>
        </Notice>
      )}
      <Inset>
        <p>{t('app.calculators.formula.remittance')}</p>
      </Inset>
      <BarChart
        title={t('app.calculators.remittance.parts')}
        labelHeader={t('app.calculators.remittance.part')}
        series={[t('app.calculators.remittance.takes')]}
        rows={[
          { key: 'fee', label: t('app.calculators.remittance.fee'), values: [Number(fee)] },
          { key: 'margin', label: t('app.calculators.remittance.rate'), values: [split ? Number(split.taken) : undefined] },
        ]}
        format={(value) => sum(value.toFixed(currencyDecimals(currency)))}
        missing={t('app.calculators.remittance.unknown')}
      />
      <Notice>
        <p>{t('app.calculators.remittance.caution')}</p>
      </Notice>
    </Section>
  );
}
