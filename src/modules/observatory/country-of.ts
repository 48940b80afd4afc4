import { formatters } from '#kernel/i18n';
import { foldText } from '#kernel/text';

/**
 * Names of countries in tables of the World Bank (stocks and remittances of 2017) that are not the usual English ones, and in
 * tables of Eurostat, with their ISO 3166-1 code. Source: the World Bank's list of economies, the ISO Online Browsing Platform.
 * `Channel Islands` is two territories with a code each, so it has none here.
 */
const otherNames: Readonly<Record<string, string>> = {
  'Bahamas, The': 'BS',
  'Brunei Darussalam': 'BN',
  'Cabo Verde': 'CV',
  'Congo, Dem. Rep.': 'CD',
  'Congo, Rep.': 'CG',
  "Cote d'Ivoire": 'CI',
  Curacao: 'CW',
  'Czech Republic': 'CZ',
  'Egypt, Arab Rep.': 'EG',
  'Faeroe Islands': 'FO',
  'Gambia, The': 'GM',
  'Germany (until 1990 former territory of the FRG)': 'DE',
  'Hong Kong SAR, China': 'HK',
  'Iran, Islamic Rep.': 'IR',
  'Korea, Dem. Rep.': 'KP',
  'Korea, Rep.': 'KR',
  'Kosovo*': 'XK',
  'Kyrgyz Republic': 'KG',
  'Lao PDR': 'LA',
  'Macao SAR, China': 'MO',
  'Macedonia, FYR': 'MK',
  'Micronesia, Fed. Sts.': 'FM',
  'Moldova, Republic of': 'MD',
  Myanmar: 'MM',
  'Russian Federation': 'RU',
  'Sint Maarten (Dutch part)': 'SX',
  'Slovak Republic': 'SK',
  'St. Martin (French part)': 'MF',
  'St. Vincent and the Grenadines': 'VC',
  Swaziland: 'SZ',
  'Syrian Arab Republic': 'SY',
  Turkey: 'TR',
  Türkiye: 'TR',
  'United Kingdom of Great Britain and Northern Ireland': 'GB',
  'United States of America': 'US',
  'Venezuela, RB': 'VE',
  'Viet Nam': 'VN',
  'Virgin Islands (U.S.)': 'VI',
  'West Bank and Gaza': 'PS',
  'Yemen, Rep.': 'YE',
};

/** Codes of Eurostat's geo list that differ from ISO 3166-1. */
const eurostatCodes: Readonly<Record<string, string>> = { EL: 'GR', UK: 'GB' };
/** Codes of ISO 3166-1 alpha-2 that mean no country any more (DY was Benin, HV Burkina Faso) or never did, and Eurostat's groups. */
const noCountry = new Set([
  'EU',
  'EA',
  'UN',
  'EZ',
  'QO',
  'XA',
  'XB',
  'ZZ',
  'AN',
  'TP',
  'SU',
  'YU',
  'CS',
  'DD',
  'FX',
  'ZR',
  'BU',
  'NT',
  'IC',
  'CP',
  'DG',
  'EA',
  'TA',
  'AC',
  'CQ',
  'DY',
  'HV',
  'NH',
  'RH',
  'VD',
  'YD',
]);

let named: Map<string, string> | null = null;

/** Every name once, made on first use. */
function countryNames(): Map<string, string> {
  if (named) return named;
  named = new Map();
  const { countryName } = formatters('en', 'UTC');
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  for (const code of letters.flatMap((first) => letters.map((second) => first + second))) {
    const name = noCountry.has(code) ? code : countryName(code);
    if (name !== code && !eurostatCodes[code]) named.set(wordsOf(name), code);
  }
  for (const [name, code] of Object.entries(otherNames)) named.set(wordsOf(name), code);
  return named;
}

function wordsOf(name: string): string {
  return foldText(name)
    .replaceAll('&', ' and ')
    .replaceAll(/\bst\.? /g, 'saint ')
    .replaceAll(/[^\p{L}]+/gu, ' ')
    .trim();
}

/** The country (ISO 3166-1 alpha-2) that a code or a name of a table means; null where it is none, or not known. */
export function countryOf(code: string, label: string): string | null {
  const known = eurostatCodes[code];
  if (known) return known;
  if (/^[A-Z]{2}$/.test(code)) return isCountryCode(code) ? code : null;
  return code === label ? (countryNames().get(wordsOf(label)) ?? null) : null;
}

function isCountryCode(code: string): boolean {
  return [...countryNames().values()].includes(code);
}
