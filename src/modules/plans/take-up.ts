import { newId } from '#kernel/db';
import type { Authorship } from '#kernel/i18n';
import { putPart } from './change-parts.ts';
import { MOST, reworded, type Content } from './plan-content.ts';
import { refuse } from './refusals.ts';

/** What peers recommended and the authority accepted, as a plan takes it up. */
export interface Recommended {
  id: string;
  words: string;
  /** By when the peers ask for it: a day. */
  byWhen: string;
  /** Page of the public report; null where there is none. */
  address: string | null;
}

const LONGEST_TITLE = 300;

/** Ids of recommendations that the plan has taken up already. */
export function takenUp({ links }: Content): ReadonlySet<string> {
  return new Set(links.flatMap(({ kind, ref }) => (kind === 'recommendation' && ref ? [ref] : [])));
}

/**
 * Makes a recommendation an action under a measure, which ends when the peers ask for it, with a link that says where it comes from.
 * Refusals: `no-such-part` for a measure that is not there, `taken-up`, `too-many`.
 */
export function takeUp(
  content: Content,
  given: { recommended: Recommended; measureId: string; lang: string; author: Authorship },
): Content {
  const { recommended, measureId, lang, author } = given;
  if (!content.measures.some(({ id }) => id === measureId)) throw refuse('no-such-part', { field: 'measure' });
  if (takenUp(content).has(recommended.id)) throw refuse('taken-up', { field: 'recommendation' });
  if (content.actions.length >= MOST.actions || content.links.length >= MOST.links) throw refuse('too-many');
  const title = reworded(null, recommended.words.split('\n')[0]?.slice(0, LONGEST_TITLE) ?? '', lang, author);
  const words = reworded(null, recommended.words, lang, author);
  if (!title || !words) throw new Error('a recommendation has words');
  const action = {
    id: newId(),
    measureId,
    title,
    words,
    unitId: null,
    withUnits: [],
    partners: [],
    corridor: null,
    serves: null,
    budget: null,
    sources: [],
    sourceNote: null,
    starts: null,
    ends: recommended.byWhen,
  };
  const link = { id: newId(), of: action.id, kind: 'recommendation' as const, ref: recommended.id, words, address: recommended.address };
  const last = Number.MAX_SAFE_INTEGER;
  return putPart(putPart(content, 'actions', action, last), 'links', link, last);
}
