import { slugify } from '#kernel/text';

type Values = Readonly<Record<string, unknown>>;

/** Names that lists in circulation give to our columns. */
const aliases: Record<string, string> = {
  place_code: 'place',
  how_to_get: 'application',
  capacity: 'wait_time',
  organization: 'organisation',
  organisation_id: 'organisation',
  organization_id: 'organisation',
  last_checked: 'assured_on',
};

/** Brings the keys of a row to our columns: `placeCode` and `place_code` are `place`. A row without code takes its id. */
export function ourColumns(values: Values): Record<string, unknown> {
  const columns: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(values)) {
    const [name = '', lang] = key.split('.', 2);
    const snake = name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    columns[(aliases[snake] ?? snake) + (lang === undefined ? '' : `.${lang}`)] = value;
  }
  return isReport(values) ? { ...columns, ...reportColumns(values) } : { ...columns, code: columns['code'] ?? columns['id'] };
}

/**
 * A report's ids get a word before them, since what works today may bear the same name; its place is given in the
 * document's words, with our code beside it.
 */
function reportColumns({ id, organisationId, placeCode }: Values): Record<string, unknown> {
  return { code: `reported-${String(id)}`, organisation: `reported-${String(organisationId)}`, place: placeCode };
}

function isReport(values: Values): boolean {
  const { mentionedIn, source } = values;
  return Array.isArray(mentionedIn) || (typeof source === 'object' && source !== null && 'document' in source);
}

/** A code of a closed list as people write it: "migrant women" is `migrant-women`. */
export function asCode(text: string): string {
  return slugify(text, text);
}
