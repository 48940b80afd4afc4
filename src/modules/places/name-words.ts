import { searchWords } from '#kernel/text';

/** A name as it is searched: folded words, and whether the place really bears it. */
export interface NameWords {
  words: string;
  own: boolean;
}

/** The searchable forms of a place's names, each once; a name that is both counts as its own. */
export function nameWords(own: readonly string[], others: readonly string[]): NameWords[] {
  const names = new Map<string, boolean>();
  for (const name of others) names.set(searchWords(name).join(' '), false);
  for (const name of own) names.set(searchWords(name).join(' '), true);
  names.delete('');
  return [...names].map(([words, isOwn]) => ({ words, own: isOwn }));
}
