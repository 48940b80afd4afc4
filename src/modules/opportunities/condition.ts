import { z } from 'zod';
import { translatedSchema, type Translated } from '#kernel/i18n';

/** What a condition may ask, and how such a thing is compared. One place knows them; nothing else is asked. */
export const fieldKinds = {
  sector: 'choice',
  stage: 'choice',
  readiness: 'choice',
  place: 'place',
  registered: 'yes-no',
  'firm-since': 'since',
  'return-since': 'since',
  'months-abroad': 'number',
  age: 'number',
  'women-owned': 'yes-no',
  jobs: 'number',
  investment: 'money',
} as const;

export type Field = keyof typeof fieldKinds;
export type FieldKind = (typeof fieldKinds)[Field];
export const conditionFields = Object.keys(fieldKinds) as [Field, ...Field[]]; // the keys of the table above
export type FieldOf<K extends FieldKind> = { [F in Field]: (typeof fieldKinds)[F] extends K ? F : never }[Field];

/** Bounds of what is counted: years, months, jobs. */
export const MOST_COUNTED = 1_200;

interface Said {
  /** The office's own sentence; where it wrote none, the page makes one from the comparison. */
  sentence: Translated | null;
}

/** One thing that must be met. At most one a field. Bounds are inclusive; months are counted to the day. */
export type Condition = Said &
  (
    | { field: FieldOf<'choice'>; oneOf: string[] }
    | { field: FieldOf<'place'>; within: string[] }
    | { field: FieldOf<'yes-no'>; is: boolean }
    | { field: FieldOf<'number'> | FieldOf<'since'>; min: number | null; max: number | null }
    | { field: FieldOf<'money'>; min: string | null; max: string | null; currency: string }
  );

const fieldsOf = <K extends FieldKind>(kind: K) =>
  z.enum(conditionFields.filter((field) => fieldKinds[field] === kind) as [FieldOf<K>, ...FieldOf<K>[]]); // each kind has a field
const sentence = translatedSchema.nullable().default(null);
const count = z.int().min(0).max(MOST_COUNTED).nullable();
const minor = z
  .string()
  .regex(/^\d{1,15}$/)
  .nullable();
const bounded = (one: { min: unknown; max: unknown }) => one.min !== null || one.max !== null;

const one = z.union([
  z.strictObject({ field: fieldsOf('choice'), oneOf: z.array(z.string().min(1).max(60)).min(1).max(40), sentence }),
  z.strictObject({ field: fieldsOf('place'), within: z.array(z.uuid()).min(1).max(20), sentence }),
  z.strictObject({ field: fieldsOf('yes-no'), is: z.boolean(), sentence }),
  z
    .strictObject({ field: z.union([fieldsOf('number'), fieldsOf('since')]), min: count, max: count, sentence })
    .refine(bounded)
    .refine(({ min, max }) => min === null || max === null || min <= max),
  z
    .strictObject({ field: fieldsOf('money'), min: minor, max: minor, currency: z.string().regex(/^[A-Z]{3}$/), sentence })
    .refine(bounded)
    .refine(({ min, max }) => min === null || max === null || BigInt(min) <= BigInt(max)),
]);

/** The shape of a list of conditions, in the database and in files; at most one a field. */
export const conditionsSchema = z
  .array(one)
  .max(20)
  .refine((list) => new Set(list.map(({ field }) => field)).size === list.length);

/** Conditions as the database keeps them. Throws where they are not such: only this module writes them. */
export function toConditions(stored: unknown): Condition[] {
  return conditionsSchema.parse(stored);
}

/** The list with the condition of this field put in, or taken out where there is none, in the order of the fields. */
export function withCondition(list: readonly Condition[], field: Field, condition: Condition | null): Condition[] {
  const rest = list.filter((other) => other.field !== field);
  return [...rest, ...(condition ? [condition] : [])].toSorted(
    (a, b) => conditionFields.indexOf(a.field) - conditionFields.indexOf(b.field),
  );
}
