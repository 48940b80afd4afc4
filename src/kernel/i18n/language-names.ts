const TAMAZIGHT: Readonly<Record<string, string>> = {
  en: 'Tamazight (Berber)',
  it: 'tamazight (berbero)',
  fr: 'amazighe (berbère)',
  ro: 'tamazight (berberă)',
  es: 'tamazight (bereber)',
  ar: 'الأمازيغية',
};

/**
 * Names that the reader's language has and Unicode CLDR lacks, or gives to a written standard that nobody says they speak
 * (`zgh` is "Standard Moroccan Tamazight" there, `ber` has no name).
 */
const NAMES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  zgh: TAMAZIGHT,
  ber: TAMAZIGHT,
  rif: { ro: 'tarifit', es: 'rifeño', ar: 'الريفية' },
};

/** Gives languages, by their BCP 47 tags, the names that readers of a locale use; the tag itself where it has none. */
export function languageNamer(locale: string): (code: string) => string {
  const names = new Intl.DisplayNames(locale, { type: 'language' });
  const reader = new Intl.Locale(locale).language;
  return (code) => {
    const own = NAMES[code]?.[reader];
    if (own) return own;
    try {
      return names.of(code) ?? code;
    } catch {
      return code; // not a well-formed tag: show what was stored rather than fail the page
    }
  };
}
