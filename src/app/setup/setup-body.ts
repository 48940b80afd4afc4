import { z } from 'zod';
import { fields, parseFields, problemsOf, type FieldProblem, type Typed } from '#kernel/http';
import { languages, type AnyTranslate } from '#kernel/i18n';
import { spokenLanguages } from '#modules/people/pages';
import { networkFields } from './network-fields.tsx';

/** More offices are opened later, in administration. */
export const MOST_OFFICES = 5;

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'http.field.wrong');

/** One of the first offices; each field's name in the form begins with `office1`, `office2` … */
const officeBody = z.object({
  name: fields.text(200),
  place: fields.text(120),
  /** Chosen among several places of the name in `placeFor`. */
  placeCode: fields.optionalText(80),
  placeFor: fields.optionalText(120),
  address: fields.text(500),
  phone: fields.optionalText(50),
  email: fields.optionalEmail(),
  languages: fields.choices(spokenLanguages),
  days: fields.choices(['1', '2', '3', '4', '5', '6', '7']),
  opens: time,
  closes: time,
});
export type OfficeBody = z.output<typeof officeBody>;

const mainBody = z.object({
  ...networkFields,
  code: fields.text(40),
  adminName: fields.text(200),
  adminEmail: fields.email(),
  adminLanguage: fields.choice(languages.map(({ code }) => code)),
  password: z.string().min(1, 'http.field.required').max(500, 'http.field.too-long'),
});
export type SetupBody = z.output<typeof mainBody> & { offices: OfficeBody[] };

/** The name of a field of the office with this number, counted from 1. */
export function officeField(number: number, field: string): string {
  return `office${number}${field.charAt(0).toUpperCase()}${field.slice(1)}`;
}

/** How many offices the form shows. */
export function officeCount(typed: Typed): number {
  const count = Number(typed.get('offices')?.at(-1) ?? 1);
  return Number.isInteger(count) ? Math.min(Math.max(1, count), MOST_OFFICES) : 1;
}

/** Reads the whole form: what was given, or every problem of every field. */
export function readSetup(typed: Typed, t: AnyTranslate): { body: SetupBody } | { problems: FieldProblem[] } {
  const main = parseFields(mainBody, typed);
  const offices: OfficeBody[] = [];
  const problems: FieldProblem[] = main.success ? [] : problemsOf(main.error, t);
  for (let number = 1; number <= officeCount(typed); number += 1) {
    const office = parseFields(officeBody, officeTyped(typed, number));
    if (office.success) offices.push(office.data);
    else problems.push(...problemsOf(office.error, t).map((problem) => ({ ...problem, field: officeField(number, problem.field) })));
  }
  return main.success && problems.length === 0
    ? { body: { ...main.data, offices } }
    : { problems: problems.toSorted((a, b) => rankOf(a) - rankOf(b)) };
}

/** Problems are listed in the order of the page: network and controller, offices, administrator. */
function rankOf({ field }: FieldProblem): number {
  if (field === 'code' || field in networkFields) return 0;
  return field.startsWith('office') ? 1 : 2;
}

function officeTyped(typed: Typed, number: number): Typed {
  return new Map(Object.keys(officeBody.shape).map((field) => [field, typed.get(officeField(number, field)) ?? []]));
}
