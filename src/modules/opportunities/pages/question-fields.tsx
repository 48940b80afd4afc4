import { DateField, MoneyField, NumberField, RadioField, SelectField } from '#kernel/html';
import { fields, type Context } from '#kernel/http';
import { localeOf } from '#kernel/i18n';
import { isCurrency, parseMoney, toDecimalText, type Money } from '#kernel/money';
import { results } from '#modules/readiness';
import { termCodes } from '#modules/vocabulary';
import { stages } from '#modules/ventures';
import { conditionFields, fieldKinds, MOST_COUNTED, type Condition, type Field } from '../condition.ts';
import type { Facts } from '../judge.ts';
import { refuse } from '../refusals.ts';
import { choiceLabel } from './condition-text.ts';
import type { Names } from './facts.tsx';

// uses messages: opportunities.question.*
// uses messages: opportunities.hint.*

export const currencies = ['EUR', 'RON', 'ALL', 'XOF', 'MAD', 'TND', 'USD'] as const;
const yesNo = ['yes', 'no'] as const;

/** Every question that a condition may need; each may stay unanswered. */
export const questionBody = {
  sector: fields.optionalChoice(termCodes('sectors')),
  stage: fields.optionalChoice(stages),
  readiness: fields.optionalChoice(results),
  place: fields.optionalChoice(yesNo),
  registered: fields.optionalChoice(yesNo),
  'firm-since': fields.optionalDay(),
  'return-since': fields.optionalDay(),
  'months-abroad': fields.optionalWhole(0, MOST_COUNTED),
  age: fields.optionalWhole(0, 120),
  'women-owned': fields.optionalChoice(yesNo),
  jobs: fields.optionalWhole(0, MOST_COUNTED),
  investment: fields.optionalText(40),
  investmentCurrency: fields.optionalText(3),
};

export type Answered = { [K in keyof typeof questionBody]: unknown } & {
  place: 'yes' | 'no' | null;
  investment: string | null;
  investmentCurrency: string | null;
};

export const choicesOf: Record<'sector' | 'stage' | 'readiness', readonly string[]> = {
  sector: termCodes('sectors'),
  stage: stages,
  readiness: results,
};

/** What was answered, as conditions are judged by it. Refusals: an amount that cannot be read. */
export function factsIn(ctx: Context, answered: Answered, conditions: readonly Condition[]): Facts {
  const facts: Record<string, unknown> = {};
  for (const field of conditionFields) {
    const said = answered[field];
    if (said === null || said === undefined) continue;
    if (field === 'investment') facts[field] = readAmount(ctx, answered);
    else if (field === 'place') facts[field] = said === 'yes' ? conditions.flatMap((one) => ('within' in one ? one.within : [])) : [];
    else facts[field] = fieldKinds[field] === 'yes-no' ? said === 'yes' : said;
  }
  return facts as Facts; // the schema above gave each field its type
}

function readAmount(ctx: Context, { investment, investmentCurrency }: Answered): Money {
  const currency = investmentCurrency ?? '';
  const read = isCurrency(currency) ? parseMoney(investment ?? '', currency, localeOf(ctx.lang)) : null;
  if (!read?.ok || read.money.amountMinor < 0n) throw refuse('amount-unclear', { field: 'investment' });
  return read.money;
}

interface QuestionProps {
  ctx: Context;
  field: Field;
  facts: Facts;
  /** The condition that needs it: names the place, sets the currency. */
  condition?: Condition | undefined;
  names?: Pick<Names, 'places'>;
}

/** One question, filled in with what is known. */
export function Question({ ctx, field, facts, condition, names }: QuestionProps) {
  const { t } = ctx;
  const kind = fieldKinds[field];
  if (kind === 'choice') {
    const name = field as keyof typeof choicesOf; // the fields of a choice
    return (
      <SelectField
        name={name}
        label={t(`opportunities.question.${name}`)}
        value={facts[name] ?? ''}
        emptyLabel={t('opportunities.unsaid')}
        options={choicesOf[name].map((value) => ({ value, label: choiceLabel(ctx, name, value) }))}
        optional
      />
    );
  }
  if (kind === 'place' || kind === 'yes-no') {
    const where = condition && 'within' in condition ? condition.within : [];
    const inside = facts.place && (facts.place.some((id) => where.includes(id)) ? 'yes' : 'no');
    const said = kind === 'place' ? inside : yesOrNo(facts[field as 'registered']); // the other fields of yes and no
    const places = ctx.format.list(
      where.map((id) => names?.places.get(id as never) ?? '–'),
      'disjunction',
    );
    return (
      <RadioField
        name={field}
        label={kind === 'place' ? t('opportunities.question.place', { places }) : t(`opportunities.question.${field as 'registered'}`)}
        value={said ?? ''}
        choices={[
          { value: 'yes', label: t('opportunities.yes') },
          { value: 'no', label: t('opportunities.no') },
          { value: '', label: t('opportunities.unsaid') },
        ]}
        inline
      />
    );
  }
  if (kind === 'money') {
    const said = facts.investment;
    return (
      <MoneyField
        name="investment"
        label={t('opportunities.question.investment')}
        value={said ? toDecimalText(said) : ''}
        currency={said?.currency ?? (condition && 'currency' in condition ? condition.currency : 'EUR')}
        currencies={currenciesWith(said?.currency, condition && 'currency' in condition ? condition.currency : undefined)}
        optional
      />
    );
  }
  if (kind === 'since') {
    const name = field as 'firm-since';
    return (
      <DateField
        name={name}
        label={t(`opportunities.question.${name}`)}
        hint={t('opportunities.hint.since')}
        value={facts[name] ?? ''}
        optional
      />
    );
  }
  const name = field as 'jobs';
  return <NumberField name={name} label={t(`opportunities.question.${name}`)} value={String(facts[name] ?? '')} optional />;
}

const yesOrNo = (said: boolean | undefined) => (said === undefined ? undefined : said ? 'yes' : 'no');

/** The usual currencies, and any other that a condition or an answer names. */
export function currenciesWith(...more: (string | undefined)[]): string[] {
  return [...new Set([...currencies, ...more.filter((one) => one !== undefined)])];
}
