import { z } from 'zod';
import { idOf } from '#kernel/db';
import {
  Button,
  CheckboxesField,
  ErrorSummary,
  Form,
  Inset,
  NumberField,
  PageHeading,
  Section,
  SelectField,
  TextArea,
  TextField,
} from '#kernel/html';
import { accountOf, fields, formRoute, page, redirect, scopesOf, type Context } from '#kernel/http';
import { makeTranslated, setTranslation, textIn, type Translated } from '#kernel/i18n';
import { money, toDecimalText } from '#kernel/money';
import { organisationNames, type OrganisationId } from '#modules/directory';
import { ownProducts, type ProductId } from '#modules/loans';
import { refuse } from '../refusals.ts';
import { MOST_MONTHS, MOST_WAIT, purposes, type Scheme, type SchemeText } from '../scheme.ts';
import { ownScheme } from '../read-schemes.ts';
import { changeScheme, createScheme } from '../write-scheme.ts';
import { keeper, readAmount, readMultiple } from './parts.tsx';

const currencies = ['EUR', 'ALL', 'GBP', 'CHF', 'DZD', 'MAD', 'RON', 'RSD', 'TND', 'USD', 'XOF'] as const;

const body = {
  name: fields.text(120),
  about: fields.longText(2_000),
  eligible: fields.longText(1_000),
  purposes: fields.choices(purposes),
  savingCurrency: fields.choice(currencies),
  homeCurrency: fields.choice(currencies),
  drawMonth: fields.text(40),
  drawPercent: fields.whole(0, 100),
  drawWaitDays: fields.whole(0, MOST_WAIT),
  creditMonths: fields.whole(0, MOST_MONTHS),
  creditSaved: fields.text(40),
  creditMultiple: fields.text(8),
  creditMost: fields.text(40),
  pledgePercent: fields.whole(0, 100),
  product: fields.optionalText(40),
};
type Typed = z.output<z.ZodObject<typeof body>>;

function written(ctx: Context, kept: Translated | undefined, words: string): Translated {
  if (kept?.texts[ctx.lang]?.text === words) return kept;
  const author = { by: accountOf(ctx), kind: 'human', at: ctx.now.toISOString() } as const;
  return kept ? setTranslation(kept, ctx.lang, words, author) : makeTranslated(ctx.lang, words, author);
}

/** The organisation's own published loans in the currency of saving. Refusal: `no-such-product`. */
async function readProduct(ctx: Context, typed: Typed): Promise<ProductId | null> {
  if (typed.product === null) return null;
  const chosen = (await ownProducts(ctx.trx)).find(({ id }) => id === typed.product);
  if (chosen?.state !== 'published' || chosen.currency !== typed.savingCurrency) throw refuse('no-such-product', { field: 'product' });
  return chosen.id;
}

async function readScheme(ctx: Context, typed: Typed, kept?: Scheme): Promise<SchemeText> {
  const currency = typed.savingCurrency;
  return {
    name: written(ctx, kept?.name, typed.name),
    about: written(ctx, kept?.about, typed.about),
    eligible: written(ctx, kept?.eligible, typed.eligible),
    purposes: typed.purposes,
    savingCurrency: currency,
    homeCurrency: typed.homeCurrency,
    drawMonthMinor: readAmount(ctx, typed.drawMonth, currency, 'drawMonth', true),
    drawPercent: typed.drawPercent,
    drawWaitDays: typed.drawWaitDays,
    creditMonths: typed.creditMonths,
    creditSavedMinor: readAmount(ctx, typed.creditSaved, currency, 'creditSaved', true),
    creditMultiple: readMultiple(typed.creditMultiple, 'creditMultiple'),
    creditMostMinor: readAmount(ctx, typed.creditMost, currency, 'creditMost', true),
    pledgePercent: typed.pledgePercent,
    productId: await readProduct(ctx, typed),
  };
}

async function schemeFields(ctx: Context, one: Scheme | null) {
  const { t, lang } = ctx;
  const inOwn = (value: Translated | undefined) => (value ? (value.texts[lang]?.text ?? textIn(value, lang).text) : '');
  const decimal = (minor: bigint | undefined) => (one && minor !== undefined ? toDecimalText(money(minor, one.savingCurrency)) : '');
  const sums = { dir: 'ltr', size: 'short', required: true } as const;
  const options = currencies.map((code) => ({ value: code, label: code }));
  const products = (await ownProducts(ctx.trx)).filter(({ state }) => state === 'published');
  const whole = (name: 'drawPercent' | 'drawWaitDays' | 'creditMonths' | 'pledgePercent', label: string, hint?: string) => (
    <NumberField name={name} label={label} hint={hint} value={one?.[name].toString() ?? ''} maxLength={3} required />
  );
  return (
    <>
      <Inset>{t('savings.form.language-note', { language: ctx.format.languageName(lang) })}</Inset>
      <TextField name="name" label={t('savings.field.name')} value={inOwn(one?.name)} maxLength={120} required />
      <TextArea name="about" label={t('savings.field.about')} value={inOwn(one?.about)} maxLength={2_000} required />
      <TextArea name="eligible" label={t('savings.field.eligible')} value={inOwn(one?.eligible)} maxLength={1_000} rows={3} required />
      <CheckboxesField
        name="purposes"
        label={t('savings.field.purposes')}
        values={one?.purposes ?? []}
        choices={purposes.map((value) => ({ value, label: t(`savings.for.${value}`) }))}
      />
      <SelectField
        name="savingCurrency"
        label={t('savings.field.saving-currency')}
        hint={t('savings.form.currency-hint')}
        value={one?.savingCurrency ?? 'EUR'}
        emptyLabel={false}
        options={options}
        required
      />
      <SelectField
        name="homeCurrency"
        label={t('savings.field.home-currency')}
        value={one?.homeCurrency ?? 'EUR'}
        emptyLabel={false}
        options={options}
        required
      />
      <Section title={t('savings.field.draw')}>
        <TextField
          name="drawMonth"
          label={t('savings.field.draw-month')}
          hint={t('savings.form.nothing-hint')}
          value={decimal(one?.drawMonthMinor)}
          {...sums}
        />
        {whole('drawPercent', t('savings.field.draw-percent'), t('savings.form.percent-hint'))}
        {whole('drawWaitDays', t('savings.field.draw-wait'), t('savings.form.wait-hint'))}
      </Section>
      <Section title={t('savings.field.credit')}>
        {whole('creditMonths', t('savings.field.credit-months'), t('savings.form.months-hint'))}
        <TextField name="creditSaved" label={t('savings.field.credit-saved')} value={decimal(one?.creditSavedMinor)} {...sums} />
        <TextField
          name="creditMultiple"
          label={t('savings.field.credit-multiple')}
          hint={t('savings.form.multiple-hint')}
          value={one?.creditMultiple ?? ''}
          {...sums}
        />
        <TextField
          name="creditMost"
          label={t('savings.field.credit-most')}
          hint={t('savings.form.no-credit-hint')}
          value={decimal(one?.creditMostMinor)}
          {...sums}
        />
        {whole('pledgePercent', t('savings.field.pledge-percent'), t('savings.form.pledge-hint'))}
        <SelectField
          name="product"
          label={t('savings.field.product')}
          hint={t('savings.form.product-hint')}
          value={one?.productId ?? ''}
          options={products.map(({ id, name }) => ({ value: id, label: textIn(name, lang).text }))}
          optional
        />
      </Section>
    </>
  );
}

export const schemeCrumbs = (ctx: Context) => [
  { label: ctx.t('savings.keeper.title'), href: '/lending/savings' },
  { label: ctx.t('savings.keeper.schemes'), href: '/lending/savings/schemes' },
];

/** A new scheme, as a draft. */
export const newSchemeRoute = formRoute({
  path: '/lending/savings/schemes/new',
  who: keeper,
  body: z.object({ keeper: z.uuid('http.field.choose'), ...body }),
  view: async (ctx, _input, entry) => {
    const { t } = ctx;
    const names = await organisationNames(ctx.trx, scopesOf(ctx, 'lender'), ctx.lang);
    const options = [...names].map(([value, label]) => ({ value, label }));
    return page(
      t('savings.form.new'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('savings.form.new')} lead={t('savings.form.lead')} />
        <Form entry={entry}>
          <SelectField
            name="keeper"
            label={t('savings.field.keeper')}
            emptyLabel={options.length === 1 ? false : undefined}
            value={options.length === 1 ? options[0]?.value : ''}
            options={options}
            required
          />
          {await schemeFields(ctx, null)}
          <Button>{t('savings.form.save')}</Button>
        </Form>
      </>,
      { breadcrumbs: schemeCrumbs(ctx) },
    );
  },
  submit: async (ctx, _input, form) => {
    // The policy of the table says for whom it may be.
    const id = await createScheme(ctx.trx, accountOf(ctx), form.keeper as OrganisationId, await readScheme(ctx, form));
    return redirect(`/lending/savings/schemes/${id}`, 'savings.notice.saved');
  },
});

/** Changes a draft, in the language of the page. */
export const editSchemeRoute = formRoute({
  path: '/lending/savings/schemes/:id/edit',
  who: keeper,
  params: z.object({ id: idOf<'savings.schemes'>() }),
  body: z.object(body),
  view: async (ctx, { params }, entry) => {
    const { t } = ctx;
    const one = await ownScheme(ctx.trx, params.id);
    const name = textIn(one.name, ctx.lang).text;
    return page(
      t('savings.form.edit'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('savings.form.edit')} caption={name} />
        <Form entry={entry}>
          {await schemeFields(ctx, one)}
          <Button>{t('savings.form.save')}</Button>
        </Form>
      </>,
      { breadcrumbs: [...schemeCrumbs(ctx), { label: name, href: `/lending/savings/schemes/${one.id}` }] },
    );
  },
  submit: async (ctx, { params }, form) => {
    const one = await ownScheme(ctx.trx, params.id);
    await changeScheme(ctx.trx, one.id, await readScheme(ctx, form, one));
    return redirect(`/lending/savings/schemes/${one.id}`, 'savings.notice.saved');
  },
});
