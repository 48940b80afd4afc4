import vocabularies from '../../../db/reference/vocabularies.json' with { type: 'json' };
import type { Language } from '#kernel/i18n';

type Lists = { [K in keyof typeof vocabularies as (typeof vocabularies)[K] extends readonly { code: string }[] ? K : never]: true };

/** Name of a closed list: `sectors`, `contactTopics`, `planBlockers`, `personOutcomes` … */
export type VocabularyName = keyof Lists;

interface Term {
  readonly code: string;
  readonly label: Readonly<Record<Language, string>>;
}

/** A choice for a field: the code that is stored and the label that is shown. */
export interface TermChoice {
  readonly value: string;
  readonly label: string;
}

function listOf(name: VocabularyName): readonly Term[] {
  return vocabularies[name] as readonly Term[]; // the type above keeps only lists of terms
}

/** The codes of a list, for schemas of forms. */
export function termCodes(name: VocabularyName): readonly string[] {
  return listOf(name).map((term) => term.code);
}

/** The choices of a list in a language, in the order of the list. */
export function termChoices(name: VocabularyName, lang: Language): TermChoice[] {
  return listOf(name).map((term) => ({ value: term.code, label: term.label[lang] }));
}

/** The label of a code in a language; a code that the list no longer has is shown as it is. */
export function termLabel(name: VocabularyName, code: string, lang: Language): string {
  return listOf(name).find((term) => term.code === code)?.label[lang] ?? code;
}
