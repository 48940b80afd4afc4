import type { Translated } from '#kernel/i18n';

/** Per field the value before and after, texts as language → text. */
export type Changes = Record<string, [before: unknown, after: unknown]>;

/** What differs between a stored entry and a new one. Who wrote a text and when does not count, nor do missing and empty. */
export function changesBetween<Entry extends object>(before: Partial<Entry> | null, after: Entry): Changes {
  const changes: Changes = {};
  for (const [field, value] of Object.entries(after)) {
    const old = plain((before as Record<string, unknown> | null)?.[field]); // an entry's fields are all JSON values
    const now = plain(value);
    if (JSON.stringify(old) !== JSON.stringify(now)) changes[field] = [old, now];
  }
  return changes;
}

/** The new entry with every field that says the same left as it is stored, so that a text keeps who wrote it and when. */
export function keepUnchanged<Entry extends object>(stored: Entry, wanted: Entry, changes: Changes): Entry {
  const kept = Object.fromEntries(Object.keys(wanted).map((field) => [field, (changes[field] ? wanted : stored)[field as keyof Entry]]));
  return kept as Entry; // the same fields, each from one of two entries
}

/** A value for comparing: texts without their authorship, keys in order, nothing for what is empty. */
function plain(value: unknown): unknown {
  if (value === undefined || value === null || value === '') return null;
  if (Array.isArray(value)) return value.length === 0 ? null : value.map(plain);
  if (typeof value !== 'object') return value;
  if (isTranslated(value))
    return Object.fromEntries(
      Object.entries(value.texts)
        .toSorted(byKey)
        .map(([lang, { text }]) => [lang, text]),
    );
  const entries = Object.entries(value).filter(([key]) => key !== 'id' && key !== 'serviceLocationId');
  return Object.fromEntries(entries.toSorted(byKey).map(([key, inner]) => [key, plain(inner)]));
}

function byKey([a]: [string, unknown], [b]: [string, unknown]): number {
  return a < b ? -1 : 1;
}

function isTranslated(value: object): value is Translated {
  return 'source' in value && 'texts' in value;
}
