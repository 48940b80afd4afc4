import { z } from 'zod';
import { normalise } from '#kernel/text';

/** Longest text of one field, in characters; what a person types never comes near it. */
const LONGEST = 5_000;

const oneText = z.preprocess((value) => normalise(lastOf(value)), z.string());

function lastOf(value: unknown): string {
  const last = Array.isArray(value) ? value.at(-1) : value;
  return typeof last === 'string' ? last : '';
}

/** A text that must be there. */
export function text(max = 200) {
  return oneText.pipe(z.string().min(1, 'http.field.required').max(Math.min(max, LONGEST), 'http.field.too-long'));
}

/** A text that may be left empty: null then. */
export function optionalText(max = 200) {
  return oneText.pipe(z.string().max(Math.min(max, LONGEST), 'http.field.too-long')).transform((value) => value || null);
}

/** Several lines. */
export function longText(max = 2_000) {
  return z
    .preprocess((value) => lastOf(value).replaceAll('\r\n', '\n').split('\n').map(normalise).join('\n').trim(), z.string())
    .pipe(z.string().min(1, 'http.field.required').max(Math.min(max, LONGEST), 'http.field.too-long'));
}

export function optionalLongText(max = 2_000) {
  return z
    .preprocess((value) => lastOf(value).replaceAll('\r\n', '\n').split('\n').map(normalise).join('\n').trim(), z.string())
    .pipe(z.string().max(Math.min(max, LONGEST), 'http.field.too-long'))
    .transform((value) => value || null);
}

/** One of a closed list. */
export function choice<const T extends readonly string[]>(options: T) {
  return oneText.pipe(z.string().min(1, 'http.field.choose').pipe(z.enum(options, 'http.field.choose')));
}

export function optionalChoice<const T extends readonly string[]>(options: T) {
  return oneText.transform((value) => value || null).pipe(z.enum(options, 'http.field.choose').nullable());
}

/** Any number of a closed list: checkboxes. */
export function choices<const T extends readonly string[]>(options: T) {
  return z.preprocess(
    (value) => [
      ...new Set((Array.isArray(value) ? value : value === undefined || value === '' ? [] : [value]).filter((one) => one !== '')),
    ],
    z.array(z.enum(options, 'http.field.choose')),
  );
}

/** A tick. */
export function tick() {
  return z.preprocess((value) => ['on', '1', 'true', 'yes'].includes(lastOf(value)), z.boolean());
}

/** A day, as the browser sends it: YYYY-MM-DD. */
export function day() {
  return oneText.pipe(z.string().min(1, 'http.field.required').pipe(z.iso.date('http.field.day'))).refine(inCalendar, 'http.field.day');
}

export function optionalDay() {
  return oneText
    .transform((value) => value || null)
    .pipe(z.iso.date('http.field.day').nullable())
    .refine((value) => value === null || inCalendar(value), 'http.field.day');
}

/** A time of the day, as a time field sends it: HH:MM. */
export function clock() {
  return oneText.pipe(
    z
      .string()
      .min(1, 'http.field.required')
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'http.field.clock'),
  );
}

function inCalendar(value: string): boolean {
  return value >= '1900-01-01' && value <= '2200-12-31';
}

/** A whole number within bounds. */
export function whole(min: number, max: number) {
  return oneText
    .pipe(
      z
        .string()
        .min(1, 'http.field.required')
        .regex(/^-?\d{1,15}$/, 'http.field.whole'),
    )
    .transform(Number)
    .pipe(z.number().min(min, 'http.field.too-small').max(max, 'http.field.too-large'));
}

export function optionalWhole(min: number, max: number) {
  return oneText
    .pipe(z.string().regex(/^(-?\d{1,15})?$/, 'http.field.whole'))
    .transform((value) => (value === '' ? null : Number(value)))
    .pipe(z.number().min(min, 'http.field.too-small').max(max, 'http.field.too-large').nullable());
}

const MAIL = /^[^\s@<>,;:"'()[\]\\]{1,64}@[^\s@<>,;:"'()[\]\\]{1,190}\.[a-z0-9-]{2,}$/i;

export function email() {
  return oneText
    .pipe(z.string().min(1, 'http.field.required').max(254, 'http.field.too-long').regex(MAIL, 'http.field.email'))
    .transform((value) => value.toLowerCase());
}

export function optionalEmail() {
  return oneText
    .pipe(
      z
        .string()
        .max(254, 'http.field.too-long')
        .refine((value) => value === '' || MAIL.test(value), 'http.field.email'),
    )
    .transform((value) => (value ? value.toLowerCase() : null));
}

/** A number in an address such as `?page=3`; anything else is page 1. */
export function pageNumber() {
  return z.preprocess((value) => {
    const number = Number(lastOf(value));
    return Number.isInteger(number) && number >= 1 && number <= 10_000 ? number : 1;
  }, z.number());
}

/** A part of a query that may be missing or wrong: null then, never an error page. */
export function maybe<T extends z.ZodType>(schema: T) {
  return z.preprocess((value) => {
    const parsed = schema.safeParse(value);
    return parsed.success ? parsed.data : null;
  }, z.any()) as unknown as z.ZodType<z.output<T> | null>; // preprocess has just produced exactly this type
}

/** Words to search for; cut, never refused. */
export function searchText() {
  return z.preprocess((value) => normalise(lastOf(value)).slice(0, 200), z.string());
}
