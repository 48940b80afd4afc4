/** Why shares cannot be divided by. */
export type AllotmentRefusal = 'no-shares' | 'not-a-share' | 'two-remainders' | 'not-one';

export type Allotment = { ok: true; minor: bigint[] } | { ok: false; reason: AllotmentRefusal };

interface Share {
  readonly part: bigint;
  readonly of: bigint;
}

const SHARE = /^(\d{1,9})\/(\d{1,9})$/;

/**
 * Divides an amount of minor units by shares such as `1/4`, one of which may be `remaining`: each part is rounded down, then the units left
 * over go one each to the parts in order, those of nothing left out (case LED-ALLOT-1). Refused: shares that do not sum to one, two that
 * are `remaining`, none at all, anything else. Throws a RangeError on a negative amount.
 */
export function allot(amount: bigint, shares: readonly string[]): Allotment {
  if (amount < 0n) throw new RangeError('An amount to divide is not negative');
  if (shares.length === 0) return { ok: false, reason: 'no-shares' };
  if (shares.filter((share) => share === 'remaining').length > 1) return { ok: false, reason: 'two-remainders' };
  const read = shares.map((share) => (share === 'remaining' ? 'remaining' : shareOf(share)));
  if (read.includes(null)) return { ok: false, reason: 'not-a-share' };
  const named = read.filter((share): share is Share => share !== null && share !== 'remaining');
  // Over one denominator, so that nothing is rounded before it is divided.
  const whole = named.reduce((product, { of }) => leastCommon(product, of), 1n);
  const partOf = ({ part, of }: Share) => part * (whole / of);
  const left = whole - named.reduce((sum, share) => sum + partOf(share), 0n);
  if (left < 0n || (left > 0n && named.length === read.length)) return { ok: false, reason: 'not-one' };
  const parts = read.map((share) => (share === null || share === 'remaining' ? left : partOf(share)));
  const minor = parts.map((part) => (amount * part) / whole);
  let over = amount - minor.reduce((sum, one) => sum + one, 0n);
  return {
    ok: true,
    minor: minor.map((one, at) => {
      if (over === 0n || parts[at] === 0n) return one;
      over -= 1n;
      return one + 1n;
    }),
  };
}

function shareOf(text: string): Share | null {
  const [, part = '', of = '0'] = SHARE.exec(text) ?? [];
  return BigInt(of) > 0n ? { part: BigInt(part), of: BigInt(of) } : null;
}

function leastCommon(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y > 0n) [x, y] = [y, x % y];
  return (a / x) * b;
}
