const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
/** Unions, no countries; and codes for tests. */
const NO_COUNTRIES = new Set(['EU', 'EZ', 'UN', 'QO', 'XA', 'XB', 'ZZ']);

const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });

/** Codes of countries and territories (ISO 3166-1), without those that were withdrawn. */
export const countryCodes: readonly string[] = LETTERS.flatMap((first) => LETTERS.map((second) => first + second)).filter(
  (code) =>
    !NO_COUNTRIES.has(code) && names.of(code) !== undefined && new Intl.Locale(`und-${code}`).maximize().region === code && !replaced(code),
);

/** A code that a newer one has taken the place of: DD, YU. */
function replaced(code: string): boolean {
  return Intl.getCanonicalLocales(`und-${code}`)[0] !== `und-${code}`;
}

export function isCountry(code: string): boolean {
  return countryCodes.includes(code);
}
