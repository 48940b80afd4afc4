import { makeTranslated, setTranslation, translatedSchema, type Translated } from '#kernel/i18n';
import { normalise, normaliseLine, parsePhone } from '#kernel/text';
import { isDay, type Day } from '#kernel/time';
import type { ImportProblem, ImportRow } from './importer.ts';

export type CellReader = ReturnType<typeof cellReader>;

interface TextRules {
  required?: boolean;
  /** In characters. */
  max?: number;
}

export interface CellOptions {
  now: Date;
  /** Who made the translations that the file brings: people, unless nobody has read them. */
  translationsBy?: 'human' | 'machine';
}

const languageCode = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;
const mail = /^[^\s@<>,;:"'()[\]\\]{1,64}@[^\s@<>,;:"'()[\]\\]{1,190}\.[a-z0-9-]{2,}$/i;

/**
 * Reads the cells of one row, each in its own way, and notes what is wrong with them in `problems`. A cell that is
 * empty or wrong reads as null (a list as empty), so that one pass finds every problem of a row.
 */
export function cellReader(row: ImportRow, problems: ImportProblem[], { now, translationsBy = 'human' }: CellOptions) {
  const before = problems.length;
  const at = now.toISOString();
  const inLanguages = Object.entries(row.values).filter(([name]) => name.includes('.'));

  function problem(field: string | null, name: string, values?: Record<string, string | number>): null {
    problems.push({ row: row.row, field, problem: name, ...(values ? { values } : {}) });
    return null;
  }

  function text(field: string, { required = false, max = 200 }: TextRules = {}): string | null {
    const value = row.values[field];
    if (value !== undefined && !['string', 'number', 'boolean'].includes(typeof value)) return problem(field, 'import.problem.text');
    const read = normalise(String(value ?? ''));
    if (read === '') return required ? problem(field, 'import.problem.required') : null;
    if (read.length > max) return problem(field, 'import.problem.too-long', { limit: max });
    return read;
  }

  /** One line that must match; `name` is the problem's key. */
  function matching(field: string, rules: TextRules, matches: (value: string) => boolean, name: string): string | null {
    const value = text(field, rules);
    if (value === null || matches(value)) return value;
    return problem(field, name, { value: shown(value) });
  }

  function choice<const T extends string>(field: string, choices: readonly T[], rules: TextRules = {}): T | null {
    const value = text(field, rules)?.toLowerCase() ?? null;
    if (value === null) return null;
    const found = choices.find((one) => one === value);
    return found ?? problem(field, 'import.problem.choice', { value: shown(value), choices: choices.slice(0, 40).join(', ') });
  }

  /** Several values: a JSON list, or text with `;` or `|` between them. */
  function list(field: string): string[] {
    const value = row.values[field];
    const items = Array.isArray(value) ? value : String(value ?? '').split(/[;|]/);
    const texts = items.filter((item) => typeof item === 'string' || typeof item === 'number').map((item) => normaliseLine(String(item)));
    return [...new Set(texts.filter((item) => item !== ''))].slice(0, 200);
  }

  return {
    row: row.row,
    values: row.values,
    problem,
    /** False once anything was wrong with this row. */
    ok: () => problems.length === before,
    has: (field: string) => row.values[field] !== undefined,
    text,
    line: (field: string, rules: TextRules = {}) => {
      const value = text(field, rules);
      return value === null ? null : normaliseLine(value);
    },
    /** Small letters, digits and hyphens. */
    code: (field: string, rules: TextRules = {}) =>
      matching(field, { max: 120, ...rules }, (value) => /^[a-z0-9]+(-[a-z0-9]+)*$/.test(value), 'import.problem.code'),
    choice,
    list,
    /** Several of a closed list. */
    choices: <const T extends string>(field: string, choices: readonly T[]): T[] =>
      list(field).flatMap((value) => {
        const found = choices.find((one) => one === value.toLowerCase());
        if (!found) problem(field, 'import.problem.choice', { value: shown(value), choices: choices.slice(0, 40).join(', ') });
        return found ? [found] : [];
      }),
    /** BCP 47 tags. */
    languages: (field: string): string[] =>
      list(field).filter(
        (value) => languageCode.test(value) || problem(field, 'import.problem.language', { value: shown(value) }) !== null,
      ),
    day: (field: string, rules: TextRules = {}): Day | null => matching(field, rules, isDay, 'import.problem.day'),
    whole: (field: string, min: number, max: number): number | null => {
      const value = text(field);
      if (value === null) return null;
      const number = /^-?\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
      if (number >= min && number <= max) return number;
      return problem(field, 'import.problem.number', { value: shown(value), min, max });
    },
    flag: (field: string): boolean => ['true', 'yes', '1', 'x'].includes(text(field)?.toLowerCase() ?? ''),
    email: (field: string) => matching(field, { max: 254 }, (value) => mail.test(value), 'import.problem.email')?.toLowerCase() ?? null,
    webAddress: (field: string) => matching(field, { max: 2_000 }, isWebAddress, 'import.problem.web-address'),
    /** In E.164; a number without prefix is taken to be of the country (ISO 3166-1). */
    phone: (field: string, country: string): string | null => {
      const value = text(field, { max: 50 });
      if (value === null) return null;
      return parsePhone(value, country) ?? problem(field, 'import.problem.phone', { value: shown(value) });
    },
    /**
     * A text in several languages: a JSON object by language, or text in `source` with columns such as `name.fr`
     * beside it.
     */
    translated: (field: string, source: string, rules: TextRules = {}): Translated | null =>
      translated(field, row.values[field], source, rules, besides(field)),
    /** The same for a value that stands inside a cell; problems are told of the field. */
    translatedFrom: (field: string, value: unknown, source: string, rules: TextRules = {}): Translated | null =>
      translated(field, value, source, rules, []),
  };

  function translated(field: string, given: unknown, source: string, rules: TextRules, more: [string, unknown][]): Translated | null {
    const whole = translatedSchema.safeParse(given);
    if (whole.success) return whole.data;
    const texts = textsIn(field, given, source, more);
    const longest = Math.max(0, ...Object.values(texts).map((one) => one.length));
    const limit = rules.max ?? 200;
    if (longest > limit) return problem(field, 'import.problem.too-long', { limit });
    const from = texts[source] === undefined ? Object.keys(texts)[0] : source;
    if (from === undefined) return rules.required ? problem(field, 'import.problem.required') : null;
    const { [from]: own = '', ...others } = texts;
    return Object.entries(others).reduce(
      (made, [lang, words]) => setTranslation(made, lang, words, { by: 'import', kind: translationsBy, at }),
      makeTranslated(from, own, { by: 'import', kind: 'human', at }),
    );
  }

  /** Columns such as `name.fr`. */
  function besides(field: string): [string, unknown][] {
    return inLanguages.flatMap(([name, value]): [string, unknown][] =>
      name.startsWith(`${field}.`) ? [[name.slice(field.length + 1), value]] : [],
    );
  }

  function textsIn(field: string, given: unknown, source: string, more: [string, unknown][]): Record<string, string> {
    const byLanguage =
      typeof given === 'object' && given !== null && !Array.isArray(given) ? Object.entries(given) : [[source, given] as const];
    const texts: Record<string, string> = {};
    for (const [lang, value] of [...byLanguage, ...more]) {
      if (!languageCode.test(lang)) problem(field, 'import.problem.language', { value: shown(lang) });
      else if (value !== undefined && value !== null && typeof value !== 'string' && typeof value !== 'number')
        problem(field, 'import.problem.text');
      else if (normalise(String(value ?? '')) !== '') texts[lang] = normalise(String(value));
    }
    return texts;
  }
}

function isWebAddress(value: string): boolean {
  return /^https?:\/\//.test(value) && URL.canParse(value);
}

/** What a report repeats of a wrong value. */
function shown(value: string): string {
  return value.length > 60 ? `${value.slice(0, 59)}…` : value;
}
