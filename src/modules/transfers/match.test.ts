import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newId } from '#kernel/db';
import { makeTranslated } from '#kernel/i18n';
import { findingsOf, ruleOn } from './match.ts';
import { kinds, type Measure, type Precondition } from './precondition.ts';
import type { Judgement, Part } from './profile.ts';

const of = (least: bigint | null, most: bigint | null = null, currency: string | null = null): Measure => ({ least, most, currency });
const euro = (least: bigint | null, most: bigint | null = null) => of(least, most, 'EUR');
const number = fc.bigInt(0n, 10n ** 12n);
const better = { lacks: 0, adapt: 1, fits: 2, 'not-known': -1 };

describe('a rule on money and posts', () => {
  test.each([
    ['covers it with the least that the place has', euro(10_00n), euro(10_00n, 20_00n), 'fits', 'enough'],
    ['covers it at the upper end only', euro(15_00n), euro(10_00n, 20_00n), 'adapt', 'upper-end'],
    ['has half of it', euro(40_00n), euro(10_00n, 20_00n), 'adapt', 'half'],
    ['has less than half', euro(40_01n), euro(10_00n, 20_00n), 'lacks', 'short'],
    ['does not compare currencies', euro(1n), of(10n, null, 'MAD'), 'not-known', 'other-currency'],
    ['has nothing to compare', of(null), euro(10n), 'not-known', 'no-figure'],
  ] as const)('%s', (_what, takes, has, verdict, why) => {
    expect(ruleOn('budget', takes, has)).toEqual({ verdict, why });
  });

  test('counts nothing as known and not as missing', () => {
    expect(ruleOn('staff', of(5n), of(0n))).toEqual({ verdict: 'lacks', why: 'short' });
    expect(ruleOn('staff', of(5n), null)).toEqual({ verdict: 'not-known', why: 'not-in-profile' });
  });

  test('never finds worse for a place that has more', () => {
    fc.assert(
      fc.property(number, number, number, number, (takes, least, range, more) => {
        const one = ruleOn('budget', euro(takes), euro(least, least + range));
        const other = ruleOn('budget', euro(takes), euro(least + more, least + range + more));
        expect(better[other.verdict]).toBeGreaterThanOrEqual(better[one.verdict]);
      }),
    );
  });

  test('never finds better for a practice that takes more', () => {
    fc.assert(
      fc.property(number, number, number, (takes, has, more) => {
        const one = ruleOn('staff', of(takes), of(has));
        expect(better[ruleOn('staff', of(takes + more), of(has)).verdict]).toBeLessThanOrEqual(better[one.verdict]);
      }),
    );
  });
});

describe('a rule on the number of inhabitants', () => {
  test.each([
    [20_000n, 'fits', 'inside'],
    [80_000n, 'fits', 'inside'],
    [19_999n, 'adapt', 'near'],
    [10_000n, 'adapt', 'near'],
    [160_000n, 'adapt', 'near'],
    [9_999n, 'lacks', 'far'],
    [160_001n, 'lacks', 'far'],
  ] as const)('%i inhabitants for a range of 20 000 to 80 000', (people, verdict, why) => {
    expect(ruleOn('scale', of(20_000n, 80_000n), of(people))).toEqual({ verdict, why });
  });

  test('leaves an open end open', () => {
    fc.assert(
      fc.property(number, number, (low, more) => {
        expect(ruleOn('scale', of(low), of(low + more)).verdict).toBe('fits');
        expect(ruleOn('scale', of(null, low + more), of(low)).verdict).toBe('fits');
      }),
    );
  });

  test('does not depend on the unit of counting', () => {
    fc.assert(
      fc.property(number, number, number, fc.bigInt(1n, 1000n), (low, range, people, unit) => {
        const one = ruleOn('scale', of(low, low + range), of(people));
        expect(ruleOn('scale', of(low * unit, (low + range) * unit), of(people * unit))).toEqual(one);
      }),
    );
  });
});

const precondition = (kind: Precondition['kind'], takes: Measure = of(null)): Precondition => ({
  id: newId(),
  practiceId: newId(),
  kind,
  words: makeTranslated('en', 'Words', { by: 'test', kind: 'human', at: '2026-01-01T00:00:00Z' }),
  needed: true,
  saidBy: 'Somebody',
  saidOn: '2026',
  source: 'A document',
  officeId: null,
  revision: 3,
  ...takes,
});
const part = (kind: Part['kind'], has: Measure = of(null)): Part => ({
  kind,
  words: 'Words',
  saidOn: '2026',
  source: 'A document',
  revision: 2,
  ...has,
});
const judgement = ({ id }: Precondition, partRevision: number | null): Judgement => ({
  preconditionId: id,
  verdict: 'adapt',
  reason: 'Because',
  language: 'en',
  preconditionRevision: 3,
  partRevision,
  judgedAt: new Date(0),
});

describe('the match of a practice with a place', () => {
  test('says "not known" of everything where the profile is empty and nobody has judged', () => {
    const found = findingsOf(
      kinds.map((kind) => precondition(kind, kind === 'budget' ? euro(1n) : of(null))),
      [],
      [],
    );
    expect(found.map(({ verdict, why }) => [verdict, why])).toEqual(kinds.map(() => ['not-known', 'not-in-profile']));
  });

  test('lets a person decide where no rule can, and says when their ground has changed since', () => {
    const law = precondition('law');
    const [now] = findingsOf([law], [part('law')], [judgement(law, 2)]);
    expect(now).toMatchObject({ verdict: 'adapt', stale: false, judgement: { reason: 'Because' } });
    expect(findingsOf([law], [part('law')], [judgement(law, null)])[0]?.stale).toBe(true);
    expect(findingsOf([{ ...law, revision: 4 }], [part('law')], [judgement(law, 2)])[0]?.stale).toBe(true);
    expect(findingsOf([law], [], [judgement(law, null)])[0]?.stale).toBe(false);
  });

  test('leaves a judgement aside once a rule can decide', () => {
    const posts = precondition('staff', of(5n));
    const [found] = findingsOf([posts], [part('staff', of(20n))], [judgement(posts, null)]);
    expect(found).toMatchObject({ verdict: 'fits', why: 'enough', judgement: null, stale: false });
  });
});
