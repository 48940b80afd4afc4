import type { StoredCode, StoredDimension } from './read-series.ts';

/** Codes by which publishers name the whole of a dimension (SDMX `_T`, Eurostat `T`, `TOTAL`). */
const whole = /^(_?T|TOT|TOTAL|ALL)$/i;

/**
 * The code of each dimension that a picture is drawn for: the one asked for, else the whole, else the first. Null for the dimensions
 * that the picture itself shows. Figures of several codes together would add unlike things.
 */
export function chosenCodes(
  dimensions: readonly StoredDimension[],
  shown: readonly number[],
  asked: (index: number) => string | null,
): (StoredCode | null)[] {
  return dimensions.map(({ codes }, index) => {
    if (shown.includes(index)) return null;
    const wanted = asked(index);
    return codes.find(({ code }) => code === wanted) ?? codes.find(({ code }) => whole.test(code)) ?? codes[0] ?? null;
  });
}
