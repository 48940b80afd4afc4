import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compare, decimalOf, exactly, inverse, times, type Exact } from './exact.ts';
import { inOrder, placeOf, problemIn, rangeOf, sensitivityOf, type Assumed, type Factor } from './foresee.ts';

const assumed = (id: string, low: string, likely: string, high: string): Assumed => ({ id, low, likely, high });
const by = (assumptionId: string): Factor => ({ assumptionId, how: 'by' });
const with_ = (assumptionId: string): Factor => ({ assumptionId, how: 'times' });
const read = (one: Exact) => decimalOf(one).text;
const ends = (factors: Factor[], assumptions: Assumed[]) => {
  const { low, likely, high } = rangeOf(factors, assumptions);
  return [low, likely, high].map(read);
};

const people = assumed('people', '80', '120', '200');
const share = assumed('share', '0.05', '0.1', '0.2');
const years = assumed('years', '2', '3', '4');
const change = assumed('change', '-3', '1', '2');
const loss = assumed('loss', '-4', '-2', '-1');

describe('a range, worked out by hand', () => {
  test('of a product lies between the products of low and of high', () => {
    expect(ends([with_('people'), with_('share')], [people, share])).toEqual(['4', '12', '40']);
  });

  test('of a quotient takes the greater divisor for its low end', () => {
    // 80 × 0.05 ÷ 4 = 1; 120 × 0.1 ÷ 3 = 4; 200 × 0.2 ÷ 2 = 20.
    expect(ends([with_('people'), with_('share'), by('years')], [people, share, years])).toEqual(['1', '4', '20']);
  });

  test('with a factor below and above zero turns its ends round', () => {
    // −3 × 200 and 2 × 200.
    expect(ends([with_('people'), with_('change')], [people, change])).toEqual(['-600', '120', '400']);
    // Two of them: the greatest is −3 × −4.
    expect(ends([with_('change'), with_('loss')], [change, loss])).toEqual(['-8', '-2', '12']);
  });

  test('of a division by what is below zero', () => {
    // 80 ÷ −4 = −20 is the greatest, 200 ÷ −1 the least.
    expect(ends([with_('people'), by('loss')], [people, loss])).toEqual(['-200', '-60', '-20']);
  });

  test('of one assumption is its own', () => {
    expect(ends([with_('share')], [share])).toEqual(['0.05', '0.1', '0.2']);
  });
});

describe('a chain', () => {
  test.each<[string, Factor[], Assumed[], object | null]>([
    ['is good', [with_('people'), by('years')], [people, years], null],
    ['names what is not there', [with_('people'), with_('gone')], [people], { problem: 'unknown', assumptionId: 'gone' }],
    ['takes one twice', [with_('people'), by('people')], [people], { problem: 'twice', assumptionId: 'people' }],
    [
      'divides by a range over zero',
      [with_('people'), by('change')],
      [people, change],
      { problem: 'divides-by-zero', assumptionId: 'change' },
    ],
    [
      'divides by zero alone',
      [with_('people'), by('none')],
      [people, assumed('none', '0', '0', '0')],
      { problem: 'divides-by-zero', assumptionId: 'none' },
    ],
    [
      'divides by a range that ends at zero',
      [with_('people'), by('rest')],
      [people, assumed('rest', '0', '1', '2')],
      { problem: 'divides-by-zero', assumptionId: 'rest' },
    ],
    [
      'divides by a range that ends at zero from below',
      [with_('people'), by('rest')],
      [people, assumed('rest', '-2', '-1', '0')],
      { problem: 'divides-by-zero', assumptionId: 'rest' },
    ],
    ['begins with a division', [by('years')], [years], { problem: 'divides-first' }],
    ['runs away', [with_('a'), with_('b')], ['a', 'b'].map((id) => assumed(id, '1', '1', '999999999999999')), { problem: 'too-large' }],
    [
      'runs away below zero',
      [with_('a'), with_('b')],
      [assumed('a', '-999999999', '1', '1'), assumed('b', '1', '1', '999999999')],
      { problem: 'too-large' },
    ],
  ])('that %s', (_what, factors, assumptions, problem) => {
    expect(problemIn(factors, assumptions)).toEqual(problem);
  });

  test('may multiply by a range over zero', () => {
    expect(problemIn([with_('people'), with_('change')], [people, change])).toBeNull();
  });
});

test('what moves a result most comes first, one assumption at a time', () => {
  const swings = sensitivityOf([with_('people'), with_('share'), by('years')], [people, share, years]);
  // Share: 120 × 0.05 ÷ 3 = 2 to 8. People: 80 × 0.1 ÷ 3 to 200 × 0.1 ÷ 3. Years: 12 ÷ 2 = 6 to 12 ÷ 4 = 3, so it falls.
  expect(swings.map(({ assumptionId, atLow, atHigh, swing }) => [assumptionId, read(atLow), read(atHigh), read(swing)])).toEqual([
    ['share', '2', '8', '6'],
    ['people', '2.67', '6.67', '4'],
    ['years', '6', '3', '3'],
  ]);
});

test.each([
  ['0.999999', 'below'],
  ['1', 'inside'],
  ['20', 'inside'],
  ['20.000001', 'above'],
] as const)('%s measured is %s a range from 1 to 20', (value, place) => {
  expect(placeOf(value, { low: exactly('1'), high: exactly('20') })).toBe(place);
});

test('low, likely and high are in order, or equal', () => {
  expect(inOrder({ low: '1', likely: '1.0', high: '1.00' })).toBe(true);
  expect(inOrder({ low: '-1', likely: '-2', high: '0' })).toBe(false);
  expect(inOrder({ low: '9', likely: '10', high: '9.5' })).toBe(false);
});

describe('whatever the assumptions are', () => {
  const figure = fc.integer({ min: -50_000, max: 50_000 }).map((cents) => (cents / 100).toFixed(2));
  const three = fc
    .tuple(figure, figure, figure)
    .map((all) => all.toSorted((one, other) => Number(one) - Number(other)) as [string, string, string]);
  const chain = fc.array(fc.tuple(three, fc.boolean()), { minLength: 1, maxLength: 5 }).map((links) => {
    const assumptions = links.map(([[low, likely, high]], at) => assumed(String(at), low, likely, high));
    const factors = links.map(([, divides], at) => (divides && at > 0 ? by(String(at)) : with_(String(at))));
    return { assumptions, factors };
  });
  const good = chain.filter(({ assumptions, factors }) => problemIn(factors, assumptions) === null);
  /** The result where each assumption takes its value at a share of the way from low to high. */
  const resultAt = ({ assumptions, factors }: { assumptions: Assumed[]; factors: Factor[] }, shares: readonly number[]) =>
    factors.reduce((before, { how }, at) => {
      const { low = '0', high = '0' } = assumptions[at] ?? {};
      const value = exactly((Number(low) + (Number(high) - Number(low)) * ((shares[at] ?? 0) / 100)).toFixed(4));
      return times(before, how === 'times' ? value : inverse(value));
    }, exactly('1'));

  test('no result within them leaves the range, and both ends are reached', () => {
    fc.assert(
      fc.property(good, fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 5, maxLength: 5 }), (given, shares) => {
        const range = rangeOf(given.factors, given.assumptions);
        const result = resultAt(given, shares);
        expect(compare(range.low, result)).toBeLessThanOrEqual(0);
        expect(compare(result, range.high)).toBeLessThanOrEqual(0);
        const corners = Array.from({ length: 2 ** given.factors.length }, (_, corner) =>
          resultAt(
            given,
            given.factors.map((__, at) => ((corner >> at) & 1) * 100),
          ),
        );
        expect(corners.some((one) => compare(one, range.low) === 0)).toBe(true);
        expect(corners.some((one) => compare(one, range.high) === 0)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  test('the likely result and every bar lie within the range, and the bars are sorted', () => {
    fc.assert(
      fc.property(good, ({ assumptions, factors }) => {
        const { low, likely, high } = rangeOf(factors, assumptions);
        const swings = sensitivityOf(factors, assumptions);
        for (const one of [likely, ...swings.flatMap(({ atLow, atHigh }) => [atLow, atHigh])]) {
          expect(compare(low, one)).toBeLessThanOrEqual(0);
          expect(compare(one, high)).toBeLessThanOrEqual(0);
        }
        for (const [at, { swing }] of swings.entries()) {
          const next = swings[at + 1];
          if (next) expect(compare(swing, next.swing)).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: 200 },
    );
  });

  test('the order of the factors after the first changes nothing', () => {
    fc.assert(
      fc.property(good, ({ assumptions, factors: [first, ...rest] }) => {
        if (!first) return;
        expect(rangeOf([first, ...rest.toReversed()], assumptions)).toEqual(rangeOf([first, ...rest], assumptions));
      }),
      { numRuns: 100 },
    );
  });
});
