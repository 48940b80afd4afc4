/**
 * What a thing loses of its worth in each month of its life: amount ÷ months (straight-line depreciation), minor units that
 * do not divide fall on the first months, so that the sum is the amount (not negative). It is a cost, yet no money leaves the till for it.
 */
export function depreciate(amountMinor: bigint, lifeMonths: number): bigint[] {
  if (lifeMonths < 1 || amountMinor < 0n) throw new RangeError('A thing has a worth and serves at least one month');
  const life = BigInt(lifeMonths);
  const [share, left] = [amountMinor / life, amountMinor % life];
  return Array.from({ length: lifeMonths }, (_, month) => (BigInt(month) < left ? share + 1n : share));
}
