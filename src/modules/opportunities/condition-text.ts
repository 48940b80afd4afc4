import { currencyDecimals, isCurrency, parseMoney } from '#kernel/money';
import { conditionsSchema, conditionFields, fieldKinds, type Condition, type Field } from './condition.ts';

/** Conditions of a cell, with codes of places instead of ids, or the part that cannot be read. */
export type ConditionsRead = { ok: true; conditions: Condition[] } | { ok: false; part: string };

const PART = /^([a-z-]{1,40})\s*(<=|>=|=)\s*(.{1,400})$/;

/**
 * Reads conditions as people write them into a spreadsheet, with semicolons between them:
 * `sector = agriculture | crafts; firm-since <= 12; age >= 18; age <= 35; women-owned = yes; investment >= 5000 EUR; place = padova`.
 * Months, years and jobs are whole numbers; two bounds of one field become one condition.
 */
export function parseConditions(text: string): ConditionsRead {
  const read = new Map<Field, Record<string, unknown>>();
  const parts = text
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  for (const part of parts) {
    const [, name = '', sign = '', value = ''] = PART.exec(part) ?? [];
    const field = conditionFields.find((one) => one === name);
    const said = field && readPart(field, sign, value.trim());
    const before = field && read.get(field);
    if (!field || !said || (before && Object.keys(said).some((key) => key in before && before[key] !== said[key])))
      return { ok: false, part };
    read.set(field, { ...before, ...said });
  }
  const list = [...read].map(([field, said]) => ({ field, ...bounds(field, said), ...said, sentence: null }));
  // Ids of places are put in later; the schema asks for them.
  const checked = conditionsSchema.safeParse(list.map((one) => (one.field === 'place' ? { ...one, within: [NO_PLACE] } : one)));
  if (!checked.success) return { ok: false, part: text.slice(0, 60) };
  return { ok: true, conditions: list as unknown as Condition[] }; // the schema has just read them, but for the places
}

const NO_PLACE = '00000000-0000-4000-8000-000000000000';

function bounds(field: Field, said: object): object {
  const bounded = ['number', 'since', 'money'].includes(fieldKinds[field]);
  return bounded ? { ...('min' in said ? {} : { min: null }), ...('max' in said ? {} : { max: null }) } : {};
}

function readPart(field: Field, sign: string, value: string): Record<string, unknown> | null {
  const list = value
    .split('|')
    .map((one) => one.trim())
    .filter((one) => one !== '');
  switch (fieldKinds[field]) {
    case 'choice':
      return sign === '=' && list.length > 0 ? { oneOf: list } : null;
    case 'place':
      return sign === '=' && list.length > 0 && list.every((one) => /^[a-z0-9-]{1,80}$/.test(one)) ? { within: list } : null;
    case 'yes-no':
      return sign === '=' && /^(yes|no)$/i.test(value) ? { is: value.toLowerCase() === 'yes' } : null;
    case 'money':
      return readMoney(sign, value);
    default:
      return /^\d{1,4}$/.test(value) ? bound(sign, Number(value)) : null;
  }
}

function bound<V>(sign: string, value: V): Record<string, V> {
  return { ...(sign === '<=' ? {} : { min: value }), ...(sign === '>=' ? {} : { max: value }) };
}

function readMoney(sign: string, value: string): Record<string, unknown> | null {
  const [, amount = '', currency = ''] = /^(.{1,30}?)\s*([A-Z]{3})$/.exec(value) ?? [];
  if (!isCurrency(currency)) return null;
  const read = parseMoney(amount, currency, currencyDecimals(currency) === 3 ? 'fr' : 'en');
  return read.ok && read.money.amountMinor >= 0n ? { ...bound(sign, String(read.money.amountMinor)), currency } : null;
}
