/** The languages in which every page of the interface exists, in the order in which they are offered. */
export const languages = [
  { code: 'en', name: 'English', dir: 'ltr', locale: 'en-GB' },
  { code: 'it', name: 'Italiano', dir: 'ltr', locale: 'it-IT' },
  { code: 'fr', name: 'Français', dir: 'ltr', locale: 'fr-FR' },
  { code: 'ro', name: 'Română', dir: 'ltr', locale: 'ro-RO' },
  { code: 'es', name: 'Español', dir: 'ltr', locale: 'es-ES' },
  // Latin digits and the Gregorian calendar: what permits, bank papers and both ends' deadlines use.
  { code: 'ar', name: 'العربية', dir: 'rtl', locale: 'ar-u-ca-gregory-nu-latn' },
] as const satisfies readonly InterfaceLanguage[];

export type Direction = 'ltr' | 'rtl';

export interface InterfaceLanguage {
  code: string;
  /** The language's name in itself. */
  name: string;
  dir: Direction;
  /** The tag given to `Intl`. */
  locale: string;
}

export type Language = (typeof languages)[number]['code'];

/** The language in which messages are written first, and the last resort where a text is missing. */
export const firstLanguage: Language = 'en';

/** Tells whether a code is one of the interface languages. */
export function isLanguage(code: string): code is Language {
  return languages.some((language) => language.code === code);
}

/** The entry of an interface language. */
export function languageOf(code: Language): InterfaceLanguage {
  const found = languages.find((language) => language.code === code);
  if (!found) throw new Error(`Not an interface language: ${code}`);
  return found;
}

/** The tag to give to `Intl` for any language: the interface's own choice, else the tag itself, else English. */
export function localeOf(lang: string): string {
  if (isLanguage(lang)) return languageOf(lang).locale;
  return parseTag(lang) ? lang : languageOf(firstLanguage).locale;
}

const rightToLeftScripts = new Set(['Adlm', 'Arab', 'Hebr', 'Mand', 'Nkoo', 'Rohg', 'Samr', 'Syrc', 'Thaa']);

const directions = new Map<string, Direction>(languages.map(({ code, dir }) => [code, dir]));

/** The writing direction of any BCP 47 tag; a tag that is not well formed counts as left to right. */
export function directionOf(lang: string): Direction {
  const known = directions.get(lang);
  if (known) return known;
  const script = parseTag(lang)?.maximize().script;
  return script && rightToLeftScripts.has(script) ? 'rtl' : 'ltr';
}

/** Spoken Arabics that phones may send: their speakers read the standard language. */
const readAs: Record<string, string> = { aeb: 'ar', apc: 'ar', arq: 'ar', ary: 'ar', arz: 'ar', ayl: 'ar' };

/**
 * Chooses the offered language that a browser's Accept-Language header likes best (RFC 9110, 12.5.4),
 * regional forms counting as their language. Falls back to the first one offered.
 */
export function negotiateLanguage(header: string | undefined, offered: readonly Language[]): Language {
  const fallback = offered[0] ?? firstLanguage;
  const ranges = parseRanges(header ?? '');
  const refused = new Set(ranges.filter((range) => range.quality === 0).map((range) => range.language));
  for (const { language, quality } of ranges) {
    if (quality === 0) continue;
    const match = offered.find((code) => (language === '*' ? !refused.has(code) : code === language));
    if (match) return match;
  }
  return offered.find((code) => !refused.has(code)) ?? fallback;
}

function parseRanges(header: string): { language: string; quality: number }[] {
  return header
    .slice(0, 500) // no browser sends more; a longer one is only there to cost us time
    .split(',')
    .flatMap((part) => {
      const [range = '', ...parameters] = part.split(';').map((piece) => piece.trim());
      const written = parameters.find((parameter) => /^q=/i.test(parameter));
      const quality = written === undefined ? 1 : Number(written.slice(2));
      const language = range === '*' ? '*' : parseTag(range)?.language;
      if (!language || !(quality >= 0 && quality <= 1)) return [];
      return [{ language: readAs[language] ?? language, quality }];
    })
    .sort((a, b) => b.quality - a.quality);
}

function parseTag(tag: string): Intl.Locale | undefined {
  try {
    return new Intl.Locale(tag);
  } catch {
    return undefined;
  }
}
