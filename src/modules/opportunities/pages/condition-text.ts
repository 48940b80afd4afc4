import type { Context } from '#kernel/http';
import { textIn } from '#kernel/i18n';
import { money } from '#kernel/money';
import type { PlaceId } from '#modules/places';
import { termLabel } from '#modules/vocabulary';
import { fieldKinds, type Condition, type Field } from '../condition.ts';
import type { Facts } from '../judge.ts';
import type { Names } from './facts.tsx';

// uses messages: opportunities.condition.*
// uses messages: readiness.result.*

/** What a field is called. */
export function fieldName(ctx: Context, field: Field): string {
  return ctx.t(`opportunities.condition.${field}`);
}

/** The label of a code of a choice. */
export function choiceLabel(ctx: Context, field: Field, code: string): string {
  if (field === 'sector') return termLabel('sectors', code, ctx.lang);
  if (field === 'stage') return termLabel('ventureStages', code, ctx.lang);
  return (ctx.t as (key: string) => string)(`readiness.result.${code}`); // a closed list of that module
}

/** A number with its unit: months, years or jobs. */
function counted(ctx: Context, field: Field, count: number): string {
  if (field === 'age') return ctx.t('opportunities.unit.years', { count });
  if (field === 'jobs') return ctx.t('opportunities.unit.jobs', { count });
  return ctx.t('opportunities.unit.months', { count });
}

function range(ctx: Context, from: string | null, to: string | null): string {
  if (from !== null && to !== null) {
    return from === to ? ctx.t('opportunities.range.exactly', { from }) : ctx.t('opportunities.range.both', { from, to });
  }
  return from !== null ? ctx.t('opportunities.range.min', { from }) : ctx.t('opportunities.range.max', { to: to ?? '' });
}

/** What is asked, made from the comparison: the same in every language. */
export function comparison(ctx: Context, condition: Condition, names: Pick<Names, 'places'>): string {
  const { t, format } = ctx;
  const what = fieldName(ctx, condition.field);
  const say = (asked: string) => t('opportunities.condition-line', { what, asked });
  if ('oneOf' in condition)
    return say(
      format.list(
        condition.oneOf.map((code) => choiceLabel(ctx, condition.field, code)),
        'disjunction',
      ),
    );
  if ('within' in condition)
    return say(
      format.list(
        condition.within.map((id) => names.places.get(id as PlaceId) ?? '–'), // ids of our own table
        'disjunction',
      ),
    );
  if ('is' in condition) return say(t(condition.is ? 'opportunities.yes' : 'opportunities.no'));
  if ('currency' in condition) {
    const sum = (minor: string | null) => (minor === null ? null : format.money(money(BigInt(minor), condition.currency)));
    return say(range(ctx, sum(condition.min), sum(condition.max)));
  }
  const shown = (count: number | null) => (count === null ? null : counted(ctx, condition.field, count));
  return say(range(ctx, shown(condition.min), shown(condition.max)));
}

/** The office's own sentence, or the comparison in words. */
export function conditionText(ctx: Context, condition: Condition, names: Pick<Names, 'places'>): string {
  return condition.sentence ? textIn(condition.sentence, ctx.lang).text : comparison(ctx, condition, names);
}

/** What was said, as the reader reads it; null where nothing was. */
export function factText(ctx: Context, field: Field, facts: Facts): string | null {
  const { t, format } = ctx;
  if (field === 'place') return null;
  if (fieldKinds[field] === 'choice') {
    const code = facts[field as 'sector']; // the three fields of a choice
    return code === undefined ? null : choiceLabel(ctx, field, code);
  }
  if (field === 'investment') return facts.investment ? format.money(facts.investment) : null;
  const said = facts[field as 'jobs' | 'firm-since' | 'registered']; // what is left: a number, a day, yes or no
  if (said === undefined) return null;
  if (typeof said === 'boolean') return t(said ? 'opportunities.yes' : 'opportunities.no');
  return typeof said === 'number' ? counted(ctx, field, said) : format.date(said, 'short');
}
