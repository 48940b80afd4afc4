import type { Notice } from './exchange.ts';

type Side = Pick<Notice, 'kind' | 'topic' | 'words' | 'languages' | 'mode'>;

/** Why an offer may answer a need. */
export interface Reasons {
  /** The topic of the closed list that both name. */
  topic: Notice['topic'];
  /** Words that stand in both topics. */
  words: string[];
  languages: string[];
  /** How they could meet; null where one side is there in person only and the other at a distance only. */
  meets: Notice['mode'] | null;
}

/** Words of fewer letters join sentences and name nothing. */
const SHORTEST = 5;

const wordsOf = (text: string | null) =>
  new Set(
    (text ?? '')
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => [...word].length >= SHORTEST),
  );

/**
 * Says why one notice may answer the other, or null: a need and an offer, the same topic (or a word of five letters that both
 * topics hold) and at least one language in common. How they meet is told, and excludes nothing: offices can agree on another way.
 */
export function reasonsFor(one: Side, other: Side): Reasons | null {
  if (one.kind === other.kind) return null;
  const topic = one.topic !== null && one.topic === other.topic ? one.topic : null;
  const theirs = wordsOf(other.words);
  const words = [...wordsOf(one.words)].filter((word) => theirs.has(word));
  if (topic === null && words.length === 0) return null;
  const languages = one.languages.filter((language) => other.languages.includes(language));
  if (languages.length === 0) return null;
  return { topic, words, languages, meets: meeting(one.mode, other.mode) };
}

function meeting(one: Notice['mode'], other: Notice['mode']): Notice['mode'] | null {
  if (one === other) return one;
  if (one === 'both') return other;
  return other === 'both' ? one : null;
}
