import { z } from 'zod';
import { CheckboxesField, MoneyField, RadioField, SelectField, TextArea, TextField } from '#kernel/html';
import { fields, type Context } from '#kernel/http';
import { isCurrency, parseMoney, toDecimalText } from '#kernel/money';
import { listCorridors, placeName } from '#modules/places';
import { moneyOf } from '../figures.ts';
import { endsBefore } from '../period.ts';
import { MOST, reworded, type Action } from '../plan-content.ts';
import { refuse } from '../refusals.ts';
import { aims, moneySources } from '../terms.ts';
import { age } from './draft-about.tsx';
import { itemRoute, type ItemView } from './item-form.tsx';
import { PartSelect, titleOf, WordFields } from './item-parts.tsx';
import { own, shown } from './plan-text.ts';

const currencies = ['EUR', 'ALL', 'MAD', 'RON', 'RSD', 'TND', 'USD', 'XOF'];

const body = z.object({
  measure: fields.text(60),
  title: fields.text(300),
  words: fields.optionalLongText(5_000),
  unit: fields.optionalText(60),
  withUnits: z.preprocess((value) => (Array.isArray(value) ? value : value ? [value] : []), z.array(z.uuid()).max(MOST.units)),
  partners: fields.optionalLongText(5_000),
  corridor: fields.optionalText(120),
  serves: fields.optionalChoice([...aims, 'unknown']),
  budget: fields.optionalText(60),
  budgetCurrency: fields.text(3),
  sources: fields.choices(moneySources),
  sourceNote: fields.optionalLongText(1_000),
  starts: age,
  ends: age,
});

/** An action: who does what with whom, when, with which money, and whom it serves. */
export const actionRoute = itemRoute({
  kind: 'actions',
  body,
  fields: async (view) => (
    <>
      <PartSelect
        ctx={view.ctx}
        name="measure"
        label={view.ctx.t('plans.action.measure')}
        parts={view.draft.content.measures}
        value={view.item?.measureId ?? view.under ?? ''}
      />
      <WordFields ctx={view.ctx} item={view.item} />
      {await Who(view)}
      <Money {...view} />
      <Time {...view} />
    </>
  ),
  read: ({ ctx, id, item, draft, author }, form): Action => {
    const { content, lang } = draft;
    if (!content.measures.some((one) => one.id === form.measure)) throw refuse('no-such-part', { field: 'measure' });
    const known = (unit: string) => content.units.some((one) => one.id === unit);
    if (form.unit && !known(form.unit)) throw refuse('no-such-part', { field: 'unit' });
    const { starts, ends, sources } = form;
    if (endsBefore({ starts, ends })) throw refuse('ends-before', { field: 'ends' });
    const partners = [...new Set((form.partners ?? '').split('\n').flatMap((line) => line.trim().slice(0, 200) || []))];
    if (partners.length > 40) throw refuse('too-many', { field: 'partners' });
    return {
      id,
      starts,
      ends,
      sources,
      partners,
      measureId: form.measure,
      title: titleOf(item, form.title, lang, author),
      words: reworded(item?.words ?? null, form.words, lang, author),
      unitId: form.unit,
      withUnits: form.withUnits.filter((unit) => known(unit) && unit !== form.unit),
      corridor: form.corridor,
      serves: aims.find((one) => one === form.serves) ?? null,
      budget: budgetFrom(ctx, form.budget, form.budgetCurrency),
      sourceNote: reworded(item?.sourceNote ?? null, form.sourceNote, lang, author),
    };
  },
});

type View = ItemView<'actions'>;

async function Who({ ctx, plan, draft, item }: View) {
  const { t, lang, trx } = ctx;
  const units = draft.content.units.map((one) => ({ value: one.id, label: shown(ctx, one.name) }));
  const corridors = await listCorridors(trx, { lang, placeId: plan.placeId });
  const codes = corridors.map(({ code, origin, destination }) => ({
    value: code,
    label: t('places.corridor.name', { origin: placeName(origin, lang), destination: placeName(destination, lang) }),
  }));
  const kept =
    item?.corridor && !codes.some(({ value }) => value === item.corridor) ? [{ value: item.corridor, label: item.corridor }] : [];
  return (
    <>
      <SelectField
        name="unit"
        label={t('plans.action.unit')}
        hint={t('plans.action.unit-hint')}
        options={units}
        emptyLabel={t('plans.not-known')}
        value={item?.unitId ?? ''}
        optional
      />
      {units.length > 0 && (
        <CheckboxesField name="withUnits" label={t('plans.action.with')} choices={units} values={item?.withUnits ?? []} />
      )}
      <TextArea
        name="partners"
        label={t('plans.action.partners')}
        hint={t('plans.action.partners-hint')}
        value={item?.partners.join('\n') ?? ''}
        maxLength={5_000}
        rows={3}
        optional
      />
      <SelectField
        name="corridor"
        label={t('plans.action.corridor')}
        options={[...codes, ...kept]}
        emptyLabel={t('plans.action.no-corridor')}
        value={item?.corridor ?? ''}
        optional
      />
      <RadioField
        name="serves"
        label={t('plans.action.serves')}
        hint={t('plans.action.serves-hint')}
        value={item?.serves ?? 'unknown'}
        choices={[
          ...aims.map((value) => ({ value: value as string, label: t(`plans.aim.${value}`) })),
          { value: 'unknown', label: t('plans.not-known') },
        ]}
      />
    </>
  );
}

function Money({ ctx, item }: View) {
  const { t } = ctx;
  const currency = item?.budget?.currency ?? 'EUR';
  return (
    <>
      <MoneyField
        name="budget"
        label={t('plans.action.budget')}
        hint={t('plans.action.budget-hint')}
        value={budgetTyped(ctx, item)}
        currency={currency}
        currencies={currencies.includes(currency) ? currencies : [...currencies, currency]}
        optional
      />
      <CheckboxesField
        name="sources"
        label={t('plans.action.sources')}
        choices={moneySources.map((value) => ({ value, label: t(`plans.source.${value}`) }))}
        values={item?.sources ?? []}
      />
      <TextArea name="sourceNote" label={t('plans.action.source-note')} value={own(item?.sourceNote)} maxLength={1_000} rows={2} optional />
    </>
  );
}

function budgetTyped({ format }: Context, item: Action | null): string {
  const amount = item && moneyOf(item.budget);
  const sign = format.number(0.5).replaceAll(/\d/g, '');
  return amount ? toDecimalText(amount).replace('.', sign) : '';
}

function budgetFrom({ lang }: Context, typed: string | null, currency: string): Action['budget'] {
  if (!typed) return null;
  const read = isCurrency(currency) ? parseMoney(typed, currency, lang) : null;
  if (!read?.ok || read.money.amountMinor < 0n) throw refuse('budget-wrong', { field: 'budget' });
  return { minor: read.money.amountMinor.toString(), currency };
}

function Time({ ctx: { t }, item }: View) {
  const dated = { hint: t('plans.field.date-hint'), size: 'short', dir: 'ltr', optional: true } as const;
  return (
    <>
      <TextField name="starts" label={t('plans.action.starts')} value={item?.starts ?? ''} {...dated} />
      <TextField name="ends" label={t('plans.action.ends')} value={item?.ends ?? ''} {...dated} />
    </>
  );
}
