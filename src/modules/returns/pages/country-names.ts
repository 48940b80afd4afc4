import type { Reads } from '#kernel/db';
import { localeOf, type Language } from '#kernel/i18n';
import { countriesOfRules } from '../write-rule.ts';
import { corridorCountries } from '../way-of.ts';

/** The name of a country in the reader's language. */
export function countryName(lang: Language, code: string): string {
  return new Intl.DisplayNames(localeOf(lang), { type: 'region' }).of(code) ?? code;
}

/** Countries to choose from: the ends of the corridors, and those about which a rule is written; by name. */
export async function countryOptions(trx: Reads<'places' | 'returns'>, lang: Language): Promise<{ value: string; label: string }[]> {
  const codes = [...new Set([...(await corridorCountries(trx, lang)), ...(await countriesOfRules(trx))])];
  const options = codes.map((code) => ({ value: code, label: countryName(lang, code) }));
  return options.toSorted((a, b) => a.label.localeCompare(b.label, localeOf(lang)));
}
