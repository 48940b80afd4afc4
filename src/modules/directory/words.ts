import { searchWords } from '#kernel/text';

/** Longest word that is kept; longer ones are addresses and numbers. */
const LONGEST = 40;

/** Words that say nothing about a service: articles, prepositions, "service", folded as `searchWords` folds them. */
const empty = new Set(
  [
    'a an and are as at by can do for from how i in is it me my near of on or that the there to want we what where who with you your need help',
    'al alla ai agli alle che chi come con cui da dal dalla dei del della delle di dove e ed gli il in io la le lo mi mia mio nel nella per se si su un una uno voglio',
    'au aux avec ce ces comment dans de des du elle en est et il je la le les leur ma mes mon ou par pas pour que qui sa se ses son sur un une vous veux',
    'ai al ale am ca care ce cu de despre din este eu fi in la mea meu o pe pentru sa se si sunt un unde vreau',
    'al como con cual de del desde donde e el en es la las lo los me mi mis o para por que quien se si sin su sus un una unos y yo quiero',
    'اريد الي ان او اين انا على عن في كيف لا ما مع من هذا هذه هل هو هي و يا',
  ].flatMap((words) => words.split(' ')),
);

/** The folded words of a text that are worth indexing. */
export function indexWords(text: string): string[] {
  return searchWords(text).filter((word) => word.length >= 2 && word.length <= LONGEST);
}

/** The words of a query that are worth searching for; where all are empty ones, all of them. At most eight. */
export function queryWords(text: string): string[] {
  const words = [...new Set(indexWords(text))];
  const telling = words.filter((word) => !empty.has(word));
  return (telling.length > 0 ? telling : words).slice(0, 8);
}

/** Arabic ties the article, "and", "for" and "with" to the next word: القروض and للقروض are قروض as well. */
const arabicArticle = /^(?:[وفبك]?ال|لل)(?=\p{Script=Arabic}{3})/u;

/** A word and, in Arabic, the word without its article. */
export function formsOf(word: string): string[] {
  const bare = word.replace(arabicArticle, '');
  return bare === word ? [word] : [word, bare];
}

/** The folded words of a service by where they stand: name, organisation or category, place, text. */
export interface ServiceWords {
  names: readonly string[];
  labels: readonly string[];
  places: readonly string[];
  texts: readonly string[];
}

/** Folds texts to words with their forms; short texts, which come back in every service (categories, places), once. */
export function wordFolder(): (texts: readonly string[]) => string[] {
  const folded = new Map<string, string[]>();
  return (texts) =>
    texts.flatMap((text) => {
      const known = folded.get(text);
      if (known) return known;
      const words = [...new Set(indexWords(text).flatMap(formsOf))];
      if (text.length <= 80) folded.set(text, words);
      return words;
    });
}

/**
 * The search entry of a service as a `tsvector` literal. A word of a name stands a second time with `=` before it, so
 * that an index alone can tell the services that bear it in their name.
 */
export function searchVector({ names, labels, places, texts }: ServiceWords): string {
  const weights = new Map<string, string>();
  for (const word of texts) weights.set(word, 'D');
  for (const word of places) weights.set(word, 'C');
  for (const word of labels) weights.set(word, 'B');
  for (const word of names) weights.set(word, 'A');
  let vector = '';
  for (const [word, weight] of weights) {
    vector += `${lexeme(word)}:1${weight} `;
    if (weight === 'A') vector += `${lexeme(`=${word}`)} `;
  }
  return vector;
}

/** A word as PostgreSQL writes it in a `tsvector` or a `tsquery`. */
export function lexeme(word: string): string {
  if (!/['\\]/.test(word)) return `'${word}'`;
  return `'${word.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}
