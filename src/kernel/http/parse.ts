import type { z } from 'zod';
import type { AnyTranslate } from '#kernel/i18n';
import type { FieldProblem } from './form-entry.ts';

/** Fields as typed, in order, each with all its values. */
export type Typed = ReadonlyMap<string, readonly string[]>;

/** Reads a form body or a query string. */
export function readFields(text: string): Typed {
  const fields = new Map<string, string[]>();
  for (const [name, value] of new URLSearchParams(text)) addTyped(fields, name, value);
  return fields;
}

/** Whether an address asks for its list as an Excel file: every list that a page gives as CSV can be had so. */
export function wantsXlsx(query: Typed): boolean {
  return query.get('format')?.at(-1) === 'xlsx';
}

/** Whether an address asks for its page as PDF: every page that names a `paper` can be had so. */
export function wantsPdf(query: Typed): boolean {
  return query.get('format')?.at(-1) === 'pdf';
}

/** Adds a value as typed, but for NUL: PostgreSQL takes it nowhere, and nobody types it. */
export function addTyped(fields: Map<string, string[]>, name: string, value: string): void {
  const values = fields.get(name);
  const clean = value.replaceAll('\0', '');
  if (values) values.push(clean);
  else fields.set(name, [clean]);
}

/**
 * Reads fields by a schema; a field that is absent counts as left empty. Unknown fields are dropped, unless the schema is a
 * `looseObject`: that of a form whose fields are only known once the page is read, such as one for each learner.
 */
export function parseFields<S extends z.ZodObject>(schema: S, typed: Typed): z.ZodSafeParseResult<z.output<S>> {
  const given: Record<string, string | string[]> = {};
  const loose = schema.def.catchall?._zod.def.type === 'unknown';
  const unknown = loose ? [...typed.keys()].filter((name) => !name.startsWith('_')) : [];
  for (const name of new Set([...Object.keys(schema.shape), ...unknown])) {
    const values = typed.get(name) ?? [];
    given[name] = values.length > 1 ? [...values] : (values[0] ?? '');
  }
  return schema.safeParse(given) as z.ZodSafeParseResult<z.output<S>>; // zod's own generic is lost through the object type
}

/** What is wrong, a sentence for each field in the reader's language; the first problem of a field counts. */
export function problemsOf(error: z.ZodError, t: AnyTranslate): FieldProblem[] {
  const problems = new Map<string, FieldProblem>();
  for (const issue of error.issues) {
    const field = String(issue.path[0] ?? '');
    if (!problems.has(field)) problems.set(field, { field, ...sentencesOf(issue, t) });
  }
  return [...problems.values()];
}

const COMMON = 'http.field.';

// uses messages: http.field.*
// uses messages: http.named.*
function sentencesOf(issue: z.core.$ZodIssue, t: AnyTranslate): Pick<FieldProblem, 'message' | 'named'> {
  const key = /^[a-z-]+\.[a-z0-9.-]+$/.test(issue.message) ? issue.message : 'http.field.wrong';
  const limit = 'maximum' in issue ? Number(issue.maximum) : 'minimum' in issue ? Number(issue.minimum) : 0;
  const message = t(key, { limit });
  if (!key.startsWith(COMMON)) return { message };
  return { message, named: (label) => t(`http.named.${key.slice(COMMON.length)}`, { limit, label }) };
}
