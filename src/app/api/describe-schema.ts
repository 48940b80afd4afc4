import type { JsonSchema } from '#kernel/http';

/** A schema in one line for readers: `integer, 1 to 100`, `en | it`, `list of text`. In English, as the names in the API are. */
export function describeSchema(schema: JsonSchema): string {
  const { type, format, items, anyOf } = schema;
  const values = schema['enum'];
  if (Array.isArray(values)) return values.map(String).join(' | ');
  if (Array.isArray(anyOf)) return [...new Set(anyOf.map((one: JsonSchema) => describeSchema(one)))].join(' or ');
  if (type === 'array') return `list of ${describeSchema((items as JsonSchema | undefined) ?? {})}`; // JSON Schema's own shape
  const name = typeof format === 'string' ? format : type === 'string' ? 'text' : typeof type === 'string' ? type : 'anything';
  return [name, rangeOf(schema), defaultOf(schema)].filter(Boolean).join(', ');
}

function rangeOf({ minimum, maximum, maxLength }: JsonSchema): string {
  if (typeof maxLength === 'number') return `at most ${maxLength} signs`;
  // Whole numbers without a limit of their own carry those of the language.
  const most = typeof maximum === 'number' && maximum < Number.MAX_SAFE_INTEGER ? maximum : null;
  const least = typeof minimum === 'number' && minimum > Number.MIN_SAFE_INTEGER ? minimum : null;
  if (least !== null && most !== null) return `${least} to ${most}`;
  return most !== null ? `at most ${most}` : least !== null ? `at least ${least}` : '';
}

function defaultOf({ default: value }: JsonSchema): string {
  return value === undefined ? '' : `otherwise ${JSON.stringify(value)}`;
}
