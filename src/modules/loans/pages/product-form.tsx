import { z } from 'zod';
import { idOf } from '#kernel/db';
import {
  Button,
  DateField,
  ErrorSummary,
  Form,
  Inset,
  MoneyField,
  NumberField,
  PageHeading,
  RadioField,
  SelectField,
  TextArea,
  TextField,
} from '#kernel/html';
import { accountOf, fields, formRoute, holders, page, redirect, scopesOf, type Context } from '#kernel/http';
import { makeTranslated, setTranslation, textIn, type Translated } from '#kernel/i18n';
import { money, toDecimalText, type Currency } from '#kernel/money';
import { organisationNames, type OrganisationId } from '#modules/directory';
import { allocationOrderNames } from '../allocation.ts';
import { frequencies, MOST_GRACE, MOST_INSTALMENTS, ways, type Product, type ProductText } from '../product.ts';
import { ownProduct } from '../read-products.ts';
import { changeProduct, createProduct } from '../write-product.ts';
import { readAmount, readPercent, todayOf } from './read-fields.ts';

/** Whoever lends for an organisation. */
export const lender = holders('lender');

const currencies = ['EUR', 'ALL', 'GBP', 'CHF', 'DZD', 'MAD', 'RON', 'RSD', 'TND', 'USD', 'XOF'] as const;

const body = {
  name: fields.text(120),
  about: fields.longText(2_000),
  eligible: fields.longText(1_000),
  least: fields.text(30),
  leastCurrency: fields.choice(currencies),
  most: fields.text(30),
  leastInstalments: fields.whole(1, MOST_INSTALMENTS),
  mostInstalments: fields.whole(1, MOST_INSTALMENTS),
  frequency: fields.choice(frequencies),
  way: fields.choice(ways),
  percent: fields.text(12),
  feePercent: fields.text(12),
  grace: fields.whole(0, MOST_GRACE),
  allocationOrder: fields.choice(allocationOrderNames),
  validFrom: fields.day(),
  validUntil: fields.optionalDay(),
};
type Typed = z.output<z.ZodObject<typeof body>>;

function written(ctx: Context, kept: Translated | undefined, words: string): Translated {
  if (kept?.texts[ctx.lang]?.text === words) return kept;
  const author = { by: accountOf(ctx), kind: 'human', at: ctx.now.toISOString() } as const;
  return kept ? setTranslation(kept, ctx.lang, words, author) : makeTranslated(ctx.lang, words, author);
}

function readProduct(ctx: Context, typed: Typed, kept?: Product): ProductText {
  const currency: Currency = typed.leastCurrency;
  const percent = readPercent(typed.percent, 'percent');
  const byMarkup = typed.way === 'mark-up';
  return {
    name: written(ctx, kept?.name, typed.name),
    about: written(ctx, kept?.about, typed.about),
    eligible: written(ctx, kept?.eligible, typed.eligible),
    currency,
    leastMinor: readAmount(ctx, typed.least, currency, 'least'),
    mostMinor: readAmount(ctx, typed.most, currency, 'most'),
    leastInstalments: typed.leastInstalments,
    mostInstalments: typed.mostInstalments,
    frequency: typed.frequency,
    way: typed.way,
    annualRate: byMarkup ? null : percent,
    markupPercent: byMarkup ? percent : null,
    feePercent: readPercent(typed.feePercent, 'feePercent'),
    grace: typed.grace,
    allocationOrder: typed.allocationOrder,
    validFrom: typed.validFrom,
    validUntil: typed.validUntil,
  };
}

function ProductFields({ ctx, one }: { ctx: Context; one: Product | null }) {
  const { t, lang } = ctx;
  const inOwn = (value: Translated | undefined) => (value ? (value.texts[lang]?.text ?? textIn(value, lang).text) : '');
  const decimal = (minor: bigint | undefined) => (one && minor !== undefined ? toDecimalText(money(minor, one.currency)) : '');
  return (
    <>
      <Inset>{t('loans.form.language-note', { language: ctx.format.languageName(lang) })}</Inset>
      <TextField name="name" label={t('loans.field.name')} value={inOwn(one?.name)} maxLength={120} required />
      <TextArea name="about" label={t('loans.field.about')} value={inOwn(one?.about)} maxLength={2_000} required />
      <TextArea name="eligible" label={t('loans.field.eligible')} value={inOwn(one?.eligible)} maxLength={1_000} rows={3} required />
      <MoneyField
        name="least"
        label={t('loans.field.least')}
        value={decimal(one?.leastMinor)}
        currency={one?.currency ?? 'EUR'}
        currencies={currencies}
        required
      />
      <TextField
        name="most"
        label={t('loans.field.most')}
        hint={t('loans.form.most-hint')}
        value={decimal(one?.mostMinor)}
        dir="ltr"
        size="short"
        required
      />
      <NumberField
        name="leastInstalments"
        label={t('loans.field.least-instalments')}
        value={one?.leastInstalments.toString() ?? ''}
        maxLength={3}
        required
      />
      <NumberField
        name="mostInstalments"
        label={t('loans.field.most-instalments')}
        value={one?.mostInstalments.toString() ?? ''}
        maxLength={3}
        required
      />
      <RadioField
        name="frequency"
        label={t('loans.field.frequency')}
        value={one?.frequency ?? 'MONTHS'}
        choices={frequencies.map((value) => ({ value, label: t(`loans.every.${value}`) }))}
      />
      <RadioField
        name="way"
        label={t('loans.field.way')}
        value={one?.way ?? ''}
        choices={ways.map((value) => ({ value, label: t(`loans.way.${value}`) }))}
      />
      <NumberField
        decimal
        name="percent"
        label={t('loans.field.percent')}
        hint={t('loans.form.percent-hint')}
        value={one?.annualRate ?? one?.markupPercent ?? ''}
        maxLength={12}
        required
      />
      <NumberField
        decimal
        name="feePercent"
        label={t('loans.field.fee')}
        hint={t('loans.form.fee-hint')}
        value={one?.feePercent ?? '0'}
        maxLength={12}
        required
      />
      <NumberField
        name="grace"
        label={t('loans.field.grace')}
        hint={t('loans.form.grace-hint')}
        value={one?.grace.toString() ?? '0'}
        maxLength={2}
        required
      />
      <RadioField
        name="allocationOrder"
        label={t('loans.field.order')}
        value={one?.allocationOrder ?? allocationOrderNames[0]}
        choices={allocationOrderNames.map((value) => ({ value, label: t(`loans.order.${value}`) }))}
      />
      <DateField name="validFrom" label={t('loans.field.valid-from')} value={one?.validFrom ?? todayOf(ctx)} required />
      <DateField name="validUntil" label={t('loans.field.valid-until')} value={one?.validUntil ?? ''} optional />
    </>
  );
}

export const productCrumbs = (ctx: Context) => [
  { label: ctx.t('loans.lending.title'), href: '/lending' },
  { label: ctx.t('loans.lending.products'), href: '/lending/products' },
];

/** A new product, as a draft. */
export const newProductRoute = formRoute({
  path: '/lending/products/new',
  who: lender,
  body: z.object({ lender: z.uuid('http.field.choose'), ...body }),
  view: async (ctx, _input, entry) => {
    const { t } = ctx;
    const names = await organisationNames(ctx.trx, scopesOf(ctx, 'lender'), ctx.lang);
    const options = [...names].map(([value, label]) => ({ value, label }));
    return page(
      t('loans.form.new'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('loans.form.new')} lead={t('loans.form.lead')} />
        <Form entry={entry}>
          <SelectField
            name="lender"
            label={t('loans.field.lender')}
            emptyLabel={options.length === 1 ? false : undefined}
            value={options.length === 1 ? options[0]?.value : ''}
            options={options}
            required
          />
          <ProductFields ctx={ctx} one={null} />
          <Button>{t('loans.form.save')}</Button>
        </Form>
      </>,
      { breadcrumbs: productCrumbs(ctx) },
    );
  },
  submit: async (ctx, _input, form) => {
    // The policy of the table says for whom it may be.
    const id = await createProduct(ctx.trx, accountOf(ctx), form.lender as OrganisationId, readProduct(ctx, form));
    return redirect(`/lending/products/${id}`, 'loans.notice.saved');
  },
});

/** Changes a draft, in the language of the page. */
export const editProductRoute = formRoute({
  path: '/lending/products/:id/edit',
  who: lender,
  params: z.object({ id: idOf<'loans.products'>() }),
  body: z.object(body),
  view: async (ctx, { params }, entry) => {
    const { t } = ctx;
    const one = await ownProduct(ctx.trx, params.id);
    return page(
      t('loans.form.edit'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('loans.form.edit')} caption={textIn(one.name, ctx.lang).text} />
        <Form entry={entry}>
          <ProductFields ctx={ctx} one={one} />
          <Button>{t('loans.form.save')}</Button>
        </Form>
      </>,
      { breadcrumbs: [...productCrumbs(ctx), { label: textIn(one.name, ctx.lang).text, href: `/lending/products/${one.id}` }] },
    );
  },
  submit: async (ctx, { params }, form) => {
    const one = await ownProduct(ctx.trx, params.id);
    await changeProduct(ctx.trx, one.id, readProduct(ctx, form, one));
    return redirect(`/lending/products/${one.id}`, 'loans.notice.saved');
  },
});
