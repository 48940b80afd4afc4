/** What a flag says of a figure. Each has a sentence: `observatory.flag.<meaning>`. */
export const flagMeanings = [
  'break',
  'confidential',
  'definition-differs',
  'estimated',
  'forecast',
  'see-metadata',
  'imputed',
  'not-significant',
  'provisional',
  'revised',
  'publisher-estimate',
  'low-reliability',
  'not-applicable',
  'not-available',
  'nil-or-missing',
  'normal',
  'not-collected',
  'cannot-exist',
  'suppressed',
  'special-event',
  'unvalidated',
  'included-elsewhere',
  'includes-others',
] as const;
export type FlagMeaning = (typeof flagMeanings)[number];

/**
 * Flags in small letters are Eurostat's (ec.europa.eu/eurostat, "Flags"), in capitals those of the SDMX code list CL_OBS_STATUS
 * 2.x. Marks in place of a figure stand for themselves.
 */
const meanings: Readonly<Record<string, FlagMeaning>> = {
  b: 'break',
  c: 'confidential',
  d: 'definition-differs',
  e: 'estimated',
  f: 'forecast',
  i: 'see-metadata',
  n: 'not-significant',
  p: 'provisional',
  r: 'revised',
  s: 'publisher-estimate',
  u: 'low-reliability',
  z: 'not-applicable',
  ':': 'not-available',
  '..': 'not-available',
  '-': 'nil-or-missing',
  A: 'normal',
  B: 'break',
  D: 'definition-differs',
  E: 'estimated',
  F: 'forecast',
  I: 'imputed',
  K: 'included-elsewhere',
  L: 'not-collected',
  M: 'cannot-exist',
  N: 'not-significant',
  O: 'not-available',
  P: 'provisional',
  Q: 'suppressed',
  S: 'special-event',
  U: 'low-reliability',
  V: 'unvalidated',
  W: 'includes-others',
};

/** Marks that stand in place of a figure. */
export const missingMarks = [':', '..', '-', 'NaN'] as const;

/** The single flags of a cell: `bd` is b and d, `:c` is a missing figure that is confidential. */
export function splitFlags(flags: string): string[] {
  const mark = missingMarks.find((one) => flags.startsWith(one)) ?? '';
  return [...(mark ? [mark] : []), ...flags.slice(mark.length).replaceAll(/[\s,;]/g, '')];
}

/** What a flag means; null where it is not on the list: it is kept and told as a warning. */
export function flagMeaning(flag: string): FlagMeaning | null {
  return meanings[flag] ?? null;
}

/** Confidentiality (SDMX code list CL_CONF_STATUS), each with a sentence `observatory.confidentiality.<meaning>`. */
const confidentialities = {
  F: 'free',
  N: 'not-for-publication',
  C: 'confidential',
  D: 'secondary',
  S: 'secondary',
} as const;
export type Confidentiality = (typeof confidentialities)[keyof typeof confidentialities];

export function confidentialityMeaning(code: string): Confidentiality | null {
  return Object.hasOwn(confidentialities, code) ? confidentialities[code as keyof typeof confidentialities] : null; // looked up before
}
