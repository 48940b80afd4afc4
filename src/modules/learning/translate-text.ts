import type { Writes } from '#kernel/db';
import { setTranslation, sourceHash } from '#kernel/i18n';
import { textsOf, withText } from './course-texts.ts';
import type { CourseId } from './course.ts';
import { changeDraft } from './draft.ts';
import { refuse } from './refusals.ts';

export interface TranslationGiven {
  /** Where the text stands, as `pathName` writes it. */
  path: string;
  lang: string;
  text: string;
  /** Hash of the source text that the translator saw. */
  hash: string;
}

/** A path as one word, for forms: `lessons.0.blocks.2.text`. */
export const pathName = (path: readonly (string | number)[]): string => path.join('.');

/**
 * Writes one text of a course in another language; saving it says that a person stands behind it.
 * Refusals: `not-found`, `changed-meanwhile` (the source is not what the translator saw).
 */
export async function translateText(
  trx: Writes<'learning'>,
  accountId: string,
  id: CourseId,
  given: TranslationGiven,
  now: Date,
): Promise<void> {
  await changeDraft(trx, accountId, id, (content) => {
    const found = textsOf(content).find(({ path }) => pathName(path) === given.path);
    if (!found || found.value.source === given.lang) throw refuse('not-found');
    if (sourceHash(found.value.texts[found.value.source]?.text ?? '') !== given.hash) throw refuse('changed-meanwhile');
    const author = { by: accountId, kind: 'human', at: now.toISOString() } as const;
    return withText(content, found.path, setTranslation(found.value, given.lang, given.text, author));
  });
}
