import { sql } from 'kysely';
import { prepared, type Reads } from '#kernel/db';
import { nearestWord, type KnownWord } from './spelling.ts';
import { formsOf, lexeme, queryWords } from './words.ts';

/** A query ready to search with. */
export interface CorrectedQuery {
  /** What is searched for each word that was typed: alternatives as a `tsquery` each. */
  groups: string[];
  /** The query as it was understood, where a word was corrected; null where nothing was. */
  shownAs: string | null;
  /** By which vocabulary. */
  revision: string;
}

/** How a word of a query is searched for. */
interface Understood {
  group: string;
  shown: string;
  corrected: boolean;
}

/** What the vocabulary says about one typed word. */
interface Lookup {
  word: string;
  /** The word itself, without its Arabic article too, and its other endings: course, courses. */
  known: string[];
  begins: boolean;
  similar: KnownWord[] | null;
}

/**
 * Brings the words of a query to words that the directory uses: as they are, with other endings, as beginnings, else
 * the nearest in spelling. Null for a query without words. At most one statement whatever its length; never looks at texts.
 * With `remembered` what this process knows of the words may be of an older vocabulary: the caller compares the revision.
 */
export async function correctQuery(
  trx: Reads<'directory'>,
  typed: string,
  lang: string,
  { remembered = false }: { remembered?: boolean } = {},
): Promise<CorrectedQuery | null> {
  const words = queryWords(typed);
  if (words.length === 0) return null;
  const memory = memoryOf(trx);
  const keyOf = (word: string) => `${lang} ${word}`;
  if (!remembered || words.some((word) => !memory.words.has(keyOf(word)))) {
    const { revision, found } = await lookUp(trx, words);
    if (memory.revision !== revision) memory.words.clear();
    memory.revision = revision;
    for (const one of found) memory.words.set(keyOf(one.word), understand(one, lang));
  }
  const understood = words.flatMap((word) => memory.words.get(keyOf(word)) ?? []);
  const { revision } = memory;
  forgetSome(memory.words);
  return {
    groups: understood.map(({ group }) => group),
    shownAs: understood.some(({ corrected }) => corrected) ? understood.map(({ shown }) => shown).join(' ') : null,
    revision,
  };
}

/** What a process remembers of the words of a database: how each was understood, in a language, by one revision of the vocabulary. */
interface Memory {
  revision: string;
  words: Map<string, Understood>;
}

/** A database is told from another by its adapter, which its transactions share. */
const memories = new WeakMap<object, Memory>();
const mostRemembered = 5_000;

function memoryOf(trx: Reads<'directory'>): Memory {
  const { adapter } = trx.getExecutor();
  const known = memories.get(adapter) ?? { revision: '', words: new Map<string, Understood>() };
  memories.set(adapter, known);
  return known;
}

/** The words that were learned first go first. */
function forgetSome(words: Memory['words']): void {
  for (const word of words.keys()) {
    if (words.size <= mostRemembered) return;
    words.delete(word);
  }
}

function understand({ word, known, begins, similar }: Lookup, lang: string): Understood {
  const forms = formsOf(word);
  const asTyped = { shown: word, corrected: false };
  if (known.some((one) => forms.includes(one))) return { group: anyOf([...forms, ...known]), ...asTyped };
  if (begins) return { group: `(${lexeme(word)}:*|${anyOf([word, ...known])})`, ...asTyped };
  const nearest = nearestWord(word, similar ?? [], lang) ?? known[0];
  if (!nearest) return { group: lexeme(word), ...asTyped };
  // "loaned" for "loan" is an ending and no mistake.
  const ending = nearest.startsWith(word) || word.startsWith(nearest);
  return { group: anyOf([...formsOf(nearest), ...known]), shown: ending ? word : nearest, corrected: !ending };
}

function anyOf(words: readonly string[]): string {
  return `(${[...new Set(words)].map(lexeme).join('|')})`;
}

/** Above every letter: words that begin with a stem lie between the stem and the stem with this after it. */
const LAST = '\u{10FFFF}';

async function lookUp(trx: Reads<'directory'>, words: readonly string[]): Promise<{ revision: string; found: Lookup[] }> {
  const asked = words.map((word, index) => {
    const forms = formsOf(word);
    const bare = forms.at(-1) ?? word;
    // Endings differ in the last two letters; short stems take short endings only: "impresa" is no kin of "impressione".
    const stem = bare.slice(0, Math.max(4, bare.length - 2));
    return { index, word, forms, stem, bare };
  });
  const { rows } = await sql<Lookup & { revision: string }>`${prepared}
    select (select revision from directory.vocabulary_state) as revision,
           asked.word,
           near.known,
           exists (
             select from directory.vocabulary v
              where length(asked.word) >= 3 and v.word >= asked.word collate "C" and v.word < (asked.word || ${LAST}) collate "C"
           ) as begins,
           case when not (near.known && asked.forms) then (
             select jsonb_agg(jsonb_build_object('word', v.word, 'lang', v.lang, 'weight', v.weight))
               from (
                 (select word, lang, weight
                    from directory.vocabulary
                   where word operator(public.%) asked.word
                   order by public.similarity(word, asked.word) desc
                   limit 40)
                 union
                 -- In a short word one slip spoils most trigrams: words of that length and first letter as well.
                 (select word, lang, weight
                    from directory.vocabulary
                   where length(asked.word) <= 8
                     and word >= left(asked.word, 1) collate "C" and word < (left(asked.word, 1) || ${LAST}) collate "C"
                     and length(word) between length(asked.word) - 1 and length(asked.word) + 1
                   order by weight desc
                   limit 400)
               ) v
           ) end as similar
      from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as asked (index int, word text, forms text[], stem text, bare text)
     cross join lateral (
       select coalesce(array_agg(kin.word), '{}') as known
         from (
           select v.word
             from directory.vocabulary v
            where v.word >= asked.stem collate "C" and v.word < (asked.stem || ${LAST}) collate "C"
              and (v.word = any (asked.forms) or (length(asked.stem) >= 4 and (length(asked.stem) >= 6 or abs(length(v.word) - length(asked.bare)) <= 2)))
            group by v.word
            order by v.word = any (asked.forms) desc, max(v.weight) desc
            limit 12
         ) kin
     ) near
     order by asked.index`.execute(trx);
  return { revision: rows[0]?.revision ?? '', found: rows };
}
