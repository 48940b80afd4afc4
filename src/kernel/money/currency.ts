/** The ISO 4217 code of a currency, in capitals. */
export type Currency = string;

/**
 * Decimals of the currencies that do not have two, from the ISO 4217 list of active codes. Not asked of
 * `Intl`: it answers with how a currency is usually shown (0 for ALL and HUF), which changes with Node's
 * version, and a stored amount must not change its worth with it.
 */
const decimalsOf: Record<number, string> = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
  3: 'BHD IQD JOD KWD LYD OMR TND',
  4: 'CLF UYW',
};

const notTwoDecimals = new Map<Currency, number>(
  Object.entries(decimalsOf).flatMap(([decimals, codes]) => codes.split(' ').map((code) => [code, Number(decimals)] as const)),
);

const knownCurrencies = new Set([...Intl.supportedValuesOf('currency'), ...notTwoDecimals.keys()]);

/** Tells whether a text is a currency code (ISO 4217, in capitals). */
export function isCurrency(code: string): code is Currency {
  return knownCurrencies.has(code);
}

/** How many decimals the minor unit has: 2 for EUR, 0 for XOF, 3 for TND. Throws a RangeError on an unknown code. */
export function currencyDecimals(currency: Currency): number {
  if (!isCurrency(currency)) throw new RangeError(`Not a currency code: ${currency}`);
  return notTwoDecimals.get(currency) ?? 2;
}
