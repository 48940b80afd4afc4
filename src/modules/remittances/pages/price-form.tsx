import { z } from 'zod';
import { DateField, NumberField, SelectField, TextField } from '#kernel/html';
import { fields, type Context } from '#kernel/http';
import { localeOf } from '#kernel/i18n';
import { isCurrency, parseMoney, type Currency } from '#kernel/money';
import { isRate, plainRate } from '#modules/exchangerates';
import { speeds, type Observation, type Service } from '../price.ts';
import { readMargin } from '../read-margin.ts';
import { refuse } from '../refusals.ts';
import { wrongIn } from '../write-prices.ts';
import { todayOf, wordFor } from './texts.tsx';

/** What was seen of a price, as somebody types it. */
export const priceFields = {
  observedOn: fields.day(),
  speed: fields.choice(speeds),
  fee: fields.text(30),
  appliedRate: fields.optionalText(40),
  marginPercent: fields.optionalText(20),
  source: fields.text(200),
  sourceUrl: fields.optionalText(2_000),
};
const typed = z.object(priceFields);
type TypedPrice = z.output<typeof typed>;

/** Fields as the form names them. */
const fieldNames: Partial<Record<ReturnType<typeof wrongIn>[number]['field'], string>> = {
  mostMinor: 'most',
  leastMinor: 'least',
  feeMinor: 'fee',
};

/** An amount in the language of the reader. Refusal: `not-an-amount`. */
export function readMinor({ lang }: Context, text: string, currency: Currency, { field, least }: { field: string; least: bigint }): bigint {
  const read = isCurrency(currency) ? parseMoney(text, currency, localeOf(lang)) : null;
  if (!read?.ok || read.money.amountMinor < least) throw refuse('not-an-amount', { field });
  return read.money.amountMinor;
}

/** What was typed of a price. Refusals: those of its fields. */
export function readPrice(ctx: Context, service: Service, given: TypedPrice): Observation {
  const { observedOn, speed, source, sourceUrl } = given;
  const rate = given.appliedRate?.replaceAll(/\s/gu, '').replace(/[,٫]/u, '.') ?? null;
  if (rate !== null && !isRate(rate)) throw refuse('not-a-rate', { field: 'appliedRate' });
  const marginPercent = given.marginPercent === null ? null : readMargin(given.marginPercent);
  if (given.marginPercent !== null && marginPercent === null) throw refuse('not-a-margin', { field: 'marginPercent' });
  if (sourceUrl !== null && !(/^https?:\/\//.test(sourceUrl) && URL.canParse(sourceUrl)))
    throw refuse('not-an-address', { field: 'sourceUrl' });
  const seen = {
    observedOn,
    speed,
    feeMinor: readMinor(ctx, given.fee, service.sendCurrency, { field: 'fee', least: 0n }),
    appliedRate: rate && plainRate(rate),
    marginPercent,
    source,
    sourceUrl,
  };
  const [wrong] = wrongIn(service, seen, todayOf(ctx));
  if (wrong) throw refuse(wrong.why, { field: fieldNames[wrong.field] ?? wrong.field });
  return seen;
}

/** The fields of a price; what was seen last stands in those that seldom change. */
export function PriceFields({
  ctx,
  last,
  currencies,
}: {
  ctx: Context;
  last?: Observation;
  currencies?: Pick<Service, 'sendCurrency' | 'receiveCurrency'>;
}) {
  const { t } = ctx;
  const pair = currencies ?? { sendCurrency: '', receiveCurrency: '' };
  return (
    <>
      <DateField name="observedOn" label={t('remittances.field.seen-on')} value={todayOf(ctx)} max={todayOf(ctx)} required />
      <NumberField
        decimal
        name="fee"
        label={currencies ? t('remittances.form.fee-in', { currency: pair.sendCurrency }) : t('remittances.field.fee')}
        hint={t('remittances.form.fee-hint')}
        maxLength={30}
        required
      />
      <NumberField
        decimal
        name="appliedRate"
        label={t('remittances.form.rate')}
        hint={currencies ? t('remittances.form.rate-hint-in', pair) : t('remittances.form.rate-hint')}
        maxLength={40}
        optional
      />
      <NumberField
        decimal
        name="marginPercent"
        label={t('remittances.form.margin')}
        hint={t('remittances.form.margin-hint')}
        maxLength={20}
        optional
      />
      <SelectField
        name="speed"
        label={t('remittances.field.speed')}
        value={last?.speed ?? ''}
        options={speeds.map((value) => ({ value, label: wordFor(ctx, 'speed', value) }))}
        required
      />
      <TextField
        name="source"
        label={t('remittances.field.source')}
        hint={t('remittances.form.source-hint')}
        value={last?.source ?? ''}
        required
      />
      <TextField name="sourceUrl" label={t('remittances.form.source-url')} value={last?.sourceUrl ?? ''} optional />
    </>
  );
}
