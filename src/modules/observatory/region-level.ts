import type { Edition } from './edition.ts';

/**
 * The level of NUTS codes (two letters of the country and one sign a level) that most of them have; regions of a wider level would cover
 * those within them. Null for a list of its own, whose levels we do not know.
 */
export function regionLevel(edition: Edition, codes: readonly string[]): number | null {
  if (edition === 'other') return null;
  const counts = new Map<number, number>();
  for (const { length } of codes) counts.set(length - 2, (counts.get(length - 2) ?? 0) + 1);
  const [most] = [...counts].toSorted(([a, many], [b, others]) => others - many || b - a);
  return most?.[0] ?? null;
}
