import type { Language } from '#kernel/i18n';
import { termChoices, type VocabularyName } from '#modules/vocabulary';
import { derivedId } from './ids.ts';

/** The closed lists that services carry, as HSDS taxonomies. */
export const taxonomyNames = ['serviceCategories', 'audiences'] as const satisfies readonly VocabularyName[];
export type TaxonomyName = (typeof taxonomyNames)[number];

const titles: Record<TaxonomyName, { name: string; description: string }> = {
  serviceCategories: { name: 'Service categories', description: 'Kinds of service for migrant entrepreneurs and the people around them' },
  audiences: { name: 'Audiences', description: 'People whom a service is meant for' },
};

/** One closed list as HSDS `taxonomy`. */
export function taxonomy(name: TaxonomyName) {
  return { id: derivedId('taxonomy', name), ...titles[name], version: '1' };
}

/** One entry of a closed list as HSDS `taxonomy_term`. */
export function taxonomyTerm(name: TaxonomyName, code: string, label: string, language: string) {
  return {
    id: derivedId('term', name, code),
    code,
    name: label,
    description: label,
    taxonomy: name,
    taxonomy_id: derivedId('taxonomy', name),
    taxonomy_detail: taxonomy(name),
    language,
  };
}

/** All entries of all lists, or of one. */
export function taxonomyTerms(lang: Language, only?: TaxonomyName) {
  return taxonomyNames
    .filter((name) => !only || name === only)
    .flatMap((name) => termChoices(name, lang).map(({ value, label }) => taxonomyTerm(name, value, label, lang)));
}

/** Code and list of a term's id. */
export function termOfId(id: string): { name: TaxonomyName; code: string } | null {
  const found = taxonomyTerms('en').find((term) => term.id === id);
  return found ? { name: found.taxonomy, code: found.code } : null;
}
