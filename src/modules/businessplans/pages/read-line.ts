import { z } from 'zod';
import { fields, type Context } from '#kernel/http';
import { parseMoney } from '#kernel/money';
import type { LineToSave } from '../change-plan.ts';
import { lineKinds, saidBys, specsOf, type Figure, type FigureSpec, type LineKind, type Plan } from '../plan.ts';
import { divideRounded } from '../ratio.ts';
import { parseRate } from '../exchange.ts';
import { refuse } from '../refusals.ts';
import { seenField } from './meanwhile.tsx';

const names = [...new Set((Object.keys(lineKinds) as LineKind[]).flatMap((kind) => Object.keys(lineKinds[kind].figures)))]; // the keys of lineKinds
export const seasonNames = Array.from({ length: 12 }, (_, index) => `season${index + 1}`);

/** One form serves every kind of line: a kind reads its own fields and leaves the others. */
export const lineBody = z.object({
  label: fields.text(160),
  unit: fields.optionalText(40),
  choice: fields.optionalText(20),
  note: fields.optionalLongText(1_000),
  dueOn: fields.optionalDay(),
  kind: fields.optionalText(20),
  ...seenField,
  ...Object.fromEntries(names.flatMap((name) => [name, `${name}Currency`, `${name}Said`].map((field) => [field, fields.optionalText(40)]))),
  ...Object.fromEntries(names.map((name) => [`${name}Source`, fields.optionalText(200)])),
  ...Object.fromEntries(seasonNames.map((name) => [name, fields.optionalWhole(0, 1000)])),
});
type Typed = z.output<typeof lineBody>;

/** What was typed in a field that the schema makes by name. */
function typed(form: Typed, name: string): string {
  const value = (form as Record<string, unknown>)[name];
  return typeof value === 'string' ? value : '';
}

/**
 * Reads the figures of a kind of line as somebody typed them in their language.
 * Refusals, each at its field: choose, amount, amount-ambiguous, amount-too-fine, whole-number, out-of-range.
 */
export function readLine(ctx: Context, plan: Plan, kind: LineKind, form: Typed): LineToSave {
  const figures: Record<string, Figure> = {};
  let sourced: Pick<Figure, 'source' | 'saidBy'> = { source: '', saidBy: 'assumption' };
  for (const [name, spec] of Object.entries(specsOf(kind))) {
    if (spec.sourced)
      sourced = {
        source: typed(form, `${name}Source`),
        saidBy: listed(['assumption', ...saidBys], typed(form, `${name}Said`), `${name}Said`),
      };
    const figure = readFigure(ctx, plan, name, spec, form);
    if (figure) figures[name] = { ...figure, unit: spec.unit, ...sourced };
  }
  const choices: readonly string[] = lineKinds[kind].choices;
  const season = seasonNames.map((name) => (form as Record<string, unknown>)[name]);
  return {
    kind,
    label: form.label,
    unit: form.unit ?? '',
    choice: choices.length > 0 ? listed(choices, form.choice ?? '', 'choice') : '',
    note: form.note ?? '',
    dueOn: form.dueOn,
    season: kind === 'product' ? season.map((value) => (typeof value === 'number' ? value : 100)) : null,
    figures,
  };
}

/** One of a list, the first where nothing was chosen. Refusals: choose. */
function listed<T extends string>(list: readonly T[], value: string, field: string): T {
  const found = value === '' ? list[0] : list.find((one) => one === value);
  if (found === undefined) throw refuse('choose', { field });
  return found;
}

function readFigure(ctx: Context, plan: Plan, name: string, spec: FigureSpec, form: Typed): Pick<Figure, 'value' | 'currency'> | null {
  const text = typed(form, name);
  if (text === '' && spec.otherwise !== undefined) {
    return { value: BigInt(spec.otherwise), currency: spec.unit === 'money' ? plan.currency : null };
  }
  if (spec.unit === 'money') return readMoney(ctx, plan, name, text, typed(form, `${name}Currency`));
  if (text === '' && name === 'life') return null;
  if (spec.unit === 'basis-points') {
    const rate = text === '0' ? { numerator: 0n, denominator: 1n } : parseRate(text.replace('%', ''));
    if (!rate) throw refuse('whole-number', { field: name });
    return within(spec, name, divideRounded(rate.numerator * 100n, rate.denominator));
  }
  if (!/^-?\d{1,9}$/.test(text)) throw refuse('whole-number', { field: name });
  return within(spec, name, BigInt(text));
}

function within(spec: FigureSpec, field: string, value: bigint): Pick<Figure, 'value' | 'currency'> {
  if (value < BigInt(spec.min) || value > BigInt(spec.max))
    throw refuse('out-of-range', { field, values: { min: spec.min, max: spec.max } });
  return { value, currency: null };
}

function readMoney(ctx: Context, plan: Plan, field: string, text: string, wanted: string): Pick<Figure, 'value' | 'currency'> {
  const currency = listed(plan.otherCurrency ? [plan.currency, plan.otherCurrency] : [plan.currency], wanted, `${field}Currency`);
  const parsed = parseMoney(text, currency, ctx.lang);
  if (parsed.ok && parsed.money.amountMinor >= 0n) return { value: parsed.money.amountMinor, currency };
  const reason = parsed.ok ? 'not-an-amount' : parsed.reason;
  throw refuse(reason === 'ambiguous' ? 'amount-ambiguous' : reason === 'too-many-decimals' ? 'amount-too-fine' : 'amount', { field });
}
