import { z } from 'zod';
import {
  Button,
  CheckboxesField,
  CheckboxField,
  ErrorSummary,
  Form,
  MoneyField,
  NumberField,
  PageHeading,
  RadioField,
  TextArea,
  TextField,
} from '#kernel/html';
import { accountOf, fields, formRoute, page, redirect, refuseHttp, type Context } from '#kernel/http';
import { idOf } from '#kernel/db';
import { localeOf, makeTranslated, setTranslation, textIn } from '#kernel/i18n';
import { isCurrency, money, parseMoney, toDecimalText } from '#kernel/money';
import { resolvePlace } from '#modules/places';
import { conditionFields, fieldKinds, MOST_COUNTED, type Condition, type Field } from '../condition.ts';
import type { Opportunity } from '../opportunity.ts';
import { keptOpportunity } from '../read-opportunities.ts';
import { refuse } from '../refusals.ts';
import { setCondition } from '../write-opportunity.ts';
import { choiceLabel, fieldName } from './condition-text.ts';
import { keepers } from './desk-list.tsx';
import { readNames, titleOf, type Names } from './facts.tsx';
import { choicesOf, currenciesWith } from './question-fields.tsx';

const body = z.object({
  remove: fields.tick(),
  oneOf: fields.choices([...new Set(Object.values(choicesOf).flat())]),
  places: fields.optionalText(400),
  is: fields.optionalChoice(['yes', 'no']),
  min: fields.optionalText(40),
  max: fields.optionalText(40),
  minCurrency: fields.optionalText(3),
  sentence: fields.optionalLongText(500),
});
type Body = z.output<typeof body>;

const params = z.object({ id: idOf<'opportunities.opportunities'>(), field: z.enum(conditionFields) });

/** One condition of an opportunity: what is compared, and the office's own sentence where it wants one. */
export const conditionRoute = formRoute({
  path: '/desk/opportunities/:id/conditions/:field',
  who: keepers,
  params,
  body,
  view: async (ctx, input, entry) => {
    const { t } = ctx;
    const { field } = input.params;
    const one = await keptOpportunity(ctx.trx, input.params.id);
    if (!one) throw refuseHttp('not-found');
    const before = one.conditions.find((condition) => condition.field === field);
    return page(
      t('opportunities.condition-form.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={fieldName(ctx, field)} caption={titleOf(ctx, one)} lead={t('opportunities.condition-form.lead')} />
        <Form entry={entry}>
          <Compared ctx={ctx} field={field} before={before} names={await readNames(ctx, [one])} />
          <TextArea
            name="sentence"
            label={t('opportunities.condition-form.sentence')}
            hint={t('opportunities.condition-form.sentence-hint')}
            value={before?.sentence?.texts[ctx.lang]?.text ?? ''}
            optional
          />
          {before && <CheckboxField name="remove" label={t('opportunities.condition-form.remove')} />}
          <Button>{t('opportunities.form.save')}</Button>
        </Form>
      </>,
      {
        breadcrumbs: [
          { label: t('opportunities.desk.title'), href: '/desk/opportunities' },
          { label: titleOf(ctx, one), href: `/desk/opportunities/${one.id}` },
        ],
      },
    );
  },
  submit: async (ctx, input, form) => {
    const one = await keptOpportunity(ctx.trx, input.params.id);
    if (!one) throw refuseHttp('not-found');
    const { field } = input.params;
    await setCondition(ctx.trx, one.id, field, form.remove ? null : await readCondition(ctx, one, field, form));
    return redirect(`/desk/opportunities/${one.id}`, 'opportunities.notice.saved');
  },
});

function Compared({ ctx, field, before, names }: { ctx: Context; field: Field; before: Condition | undefined; names: Names }) {
  const { t } = ctx;
  const kind = fieldKinds[field];
  if (kind === 'choice') {
    const name = field as keyof typeof choicesOf; // the fields of a choice
    return (
      <CheckboxesField
        name="oneOf"
        label={t('opportunities.condition-form.one-of')}
        values={before && 'oneOf' in before ? before.oneOf : []}
        choices={choicesOf[name].map((value) => ({ value, label: choiceLabel(ctx, name, value) }))}
        inline
      />
    );
  }
  if (kind === 'place') {
    const within = before && 'within' in before ? before.within : [];
    return (
      <TextField
        name="places"
        label={t('opportunities.condition-form.places')}
        hint={t('opportunities.condition-form.places-hint')}
        value={within.map((id) => names.places.get(id as never) ?? '').join('; ')}
        required
      />
    );
  }
  if (kind === 'yes-no') {
    const said = before && 'is' in before ? (before.is ? 'yes' : 'no') : '';
    return (
      <RadioField
        name="is"
        label={t('opportunities.condition-form.is')}
        value={said}
        choices={[
          { value: 'yes', label: t('opportunities.yes') },
          { value: 'no', label: t('opportunities.no') },
        ]}
        inline
      />
    );
  }
  if (kind === 'money') {
    const now = before && 'currency' in before ? before : null;
    const sum = (minor: string | null | undefined) => (now && minor ? toDecimalText(money(BigInt(minor), now.currency)) : '');
    return (
      <>
        <MoneyField
          name="min"
          label={t('opportunities.condition-form.min')}
          value={sum(now?.min)}
          currency={now?.currency ?? 'EUR'}
          currencies={currenciesWith(now?.currency)}
          optional
        />
        <TextField
          name="max"
          label={t('opportunities.condition-form.max')}
          hint={t('opportunities.condition-form.same-currency')}
          value={sum(now?.max)}
          dir="ltr"
          size="short"
          optional
        />
      </>
    );
  }
  const now = before && 'min' in before && !('currency' in before) ? before : null;
  const unit = t(
    field === 'age'
      ? 'opportunities.condition-form.years'
      : field === 'jobs'
        ? 'opportunities.condition-form.jobs'
        : 'opportunities.condition-form.months',
  );
  return (
    <>
      <NumberField name="min" label={t('opportunities.condition-form.min')} hint={unit} value={String(now?.min ?? '')} optional />
      <NumberField name="max" label={t('opportunities.condition-form.max')} hint={unit} value={String(now?.max ?? '')} optional />
    </>
  );
}

/** What was typed, as a condition. Refusals beside their field: nothing chosen, no bound, bounds crossed, a place or amount that cannot be read. */
async function readCondition(ctx: Context, one: Opportunity, field: Field, form: Body): Promise<Condition> {
  const kept = one.conditions.find((condition) => condition.field === field)?.sentence ?? null;
  const author = { by: accountOf(ctx), kind: 'human', at: ctx.now.toISOString() } as const;
  const words = form.sentence;
  const untranslated = kept && !kept.texts[ctx.lang] ? kept : null;
  const sentence = words
    ? kept && textIn(kept, ctx.lang).text === words
      ? kept
      : kept
        ? setTranslation(kept, ctx.lang, words, author)
        : makeTranslated(ctx.lang, words, author)
    : untranslated;
  const said = { field, sentence, ...(await compared(ctx, field, form)) };
  return said as Condition; // the comparison is the one of the field's kind
}

async function compared(ctx: Context, field: Field, form: Body): Promise<object> {
  switch (fieldKinds[field]) {
    case 'choice': {
      const known = choicesOf[field as keyof typeof choicesOf]; // as above
      const oneOf = form.oneOf.filter((code) => known.includes(code));
      if (oneOf.length === 0) throw refuse('choice-missing', { field: 'oneOf' });
      return { oneOf };
    }
    case 'place':
      return { within: await readPlaces(ctx, form.places ?? '') };
    case 'yes-no':
      if (!form.is) throw refuse('choice-missing', { field: 'is' });
      return { is: form.is === 'yes' };
    case 'money': {
      const currency = form.minCurrency ?? '';
      const [min, max] = (['min', 'max'] as const).map((name) => readSum(ctx, form[name], currency, name));
      return { ...inOrder(min ?? null, max ?? null, (a, b) => BigInt(a) <= BigInt(b)), currency };
    }
    default:
      return inOrder(readCount(form.min, 'min'), readCount(form.max, 'max'), (a, b) => a <= b);
  }
}

function inOrder<V>(min: V | null, max: V | null, inTurn: (a: V, b: V) => boolean) {
  if (min === null && max === null) throw refuse('bounds-missing', { field: 'min' });
  if (min !== null && max !== null && !inTurn(min, max)) throw refuse('bounds-crossed', { field: 'max' });
  return { min, max };
}

function readCount(typed: string | null, field: string): number | null {
  if (typed === null) return null;
  const count = /^\d{1,4}$/.test(typed) ? Number(typed) : Number.NaN;
  if (!(count <= MOST_COUNTED)) throw refuse('count-unclear', { field });
  return count;
}

function readSum(ctx: Context, typed: string | null, currency: string, field: string): string | null {
  if (typed === null) return null;
  const read = isCurrency(currency) ? parseMoney(typed, currency, localeOf(ctx.lang)) : null;
  if (!read?.ok || read.money.amountMinor < 0n) throw refuse('amount-unclear', { field });
  return String(read.money.amountMinor);
}

async function readPlaces(ctx: Context, typed: string): Promise<string[]> {
  const names = typed
    .split(/[;؛]/)
    .map((name) => name.trim())
    .filter((name) => name !== '')
    .slice(0, 20);
  if (names.length === 0) throw refuse('choice-missing', { field: 'places' });
  const ids: string[] = [];
  for (const name of names) {
    const found = await resolvePlace(ctx.trx, name, ctx.lang);
    if (found.kind === 'none') throw refuse('place-unknown', { field: 'places', values: { typed: name } });
    if (found.kind !== 'one') {
      const several = found.places.slice(0, 4).map((place) => [place.name, ...place.within].join(', '));
      throw refuse('place-unclear', { field: 'places', values: { names: ctx.format.list(several, 'disjunction') } });
    }
    ids.push(found.place.id);
  }
  return [...new Set(ids)];
}
