import { isCountry } from '#kernel/i18n';
import { z } from 'zod';
import { Button, ErrorSummary, Fieldset, Form, NumberField, PageHeading, SelectField, TextField } from '#kernel/html';
import { accountOf, fields, formRoute, page, redirect, refuseHttp } from '#kernel/http';
import { isCurrency } from '#kernel/money';
import { waysIn, waysOut } from '../price.ts';
import { refuse } from '../refusals.ts';
import { addService } from '../write-prices.ts';
import { PriceFields, priceFields, readMinor, readPrice } from './price-form.tsx';
import { countryOptions, keepers, mayKeep, wordFor } from './texts.tsx';

const country = () => fields.text(2).refine(isCountry, 'http.field.choose');
const currency = () =>
  fields
    .text(3)
    .transform((value) => value.toUpperCase())
    .refine(isCurrency, 'remittances.form.currency-wrong');

/** A new service with what it costs. */
export const newServiceRoute = formRoute({
  path: '/desk/remittances/new',
  who: keepers,
  body: z.object({
    provider: fields.text(120),
    fromCountry: country(),
    toCountry: country(),
    sendCurrency: currency(),
    receiveCurrency: currency(),
    least: fields.text(30),
    most: fields.text(30),
    payIn: fields.choice(waysIn),
    payOut: fields.choice(waysOut),
    ...priceFields,
  }),
  view: async (ctx, _input, entry) => {
    if (!mayKeep(ctx)) throw refuseHttp('not-found');
    const { t } = ctx;
    const countries = countryOptions(ctx);
    return await Promise.resolve(
      page(
        t('remittances.desk.new'),
        <>
          <ErrorSummary errors={entry.errors} />
          <PageHeading title={t('remittances.desk.new')} lead={t('remittances.form.lead')} />
          <Form entry={entry}>
            <Fieldset label={t('remittances.form.service')}>
              <TextField name="provider" label={t('remittances.field.provider')} maxLength={120} required />
              <SelectField name="fromCountry" label={t('remittances.field.from')} options={countries} required />
              <SelectField name="toCountry" label={t('remittances.field.to')} options={countries} required />
              <TextField
                name="sendCurrency"
                label={t('remittances.field.send-currency')}
                hint={t('remittances.form.currency-hint')}
                required
              />
              <TextField
                name="receiveCurrency"
                label={t('remittances.field.receive-currency')}
                hint={t('remittances.form.currency-hint')}
                required
              />
              <NumberField decimal name="least" label={t('remittances.form.least')} maxLength={30} required />
              <NumberField
                decimal
                name="most"
                label={t('remittances.form.most')}
                hint={t('remittances.form.band-hint')}
                maxLength={30}
                required
              />
              <SelectField
                name="payIn"
                label={t('remittances.field.pay-in')}
                options={waysIn.map((value) => ({ value, label: wordFor(ctx, 'pay-in', value) }))}
                required
              />
              <SelectField
                name="payOut"
                label={t('remittances.field.pay-out')}
                options={waysOut.map((value) => ({ value, label: wordFor(ctx, 'pay-out', value) }))}
                required
              />
            </Fieldset>
            <Fieldset label={t('remittances.form.price')}>
              <PriceFields ctx={ctx} />
            </Fieldset>
            <Button>{t('remittances.form.save')}</Button>
          </Form>
        </>,
        { breadcrumbs: [{ label: t('remittances.desk.title'), href: '/desk/remittances' }] },
      ),
    );
  },
  submit: async (
    ctx,
    _input,
    { least, most, provider, fromCountry, toCountry, sendCurrency, receiveCurrency, payIn, payOut, ...price },
  ) => {
    if (!mayKeep(ctx)) throw refuseHttp('not-found');
    const amount = (text: string, field: string) => readMinor(ctx, text, sendCurrency, { field, least: 1n });
    const service = {
      provider,
      fromCountry,
      toCountry,
      sendCurrency,
      receiveCurrency,
      payIn,
      payOut,
      leastMinor: amount(least, 'least'),
      mostMinor: amount(most, 'most'),
    };
    if (service.mostMinor < service.leastMinor) throw refuse('band-wrong', { field: 'most' });
    const id = await addService(ctx.trx, accountOf(ctx), service, readPrice(ctx, service, price));
    return redirect(`/desk/remittances/${id}`, 'remittances.notice.saved');
  },
});
