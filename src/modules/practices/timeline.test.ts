import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newId } from '#kernel/db';
import { makeTranslated } from '#kernel/i18n';
import type { PracticeEntry } from './practice.ts';
import { spanOf, timelineOf } from './timeline.ts';

const text = makeTranslated('en', 'Words', { by: 'test', kind: 'human', at: '2026-01-01T00:00:00Z' });
const practice = (code: string, more: Partial<PracticeEntry> = {}): PracticeEntry => ({
  id: newId(),
  code,
  title: text,
  summary: text,
  localAuthority: null,
  place: null,
  adminLevel: 'municipality',
  countries: ['IT'],
  themes: ['rights'],
  starts: null,
  ends: null,
  ongoing: null,
  source: {},
  reported: '2010',
  standing: 'reported',
  standingOn: null,
  version: 0,
  ...more,
});

describe('the years of a practice', () => {
  test.each([
    ['from its beginning to its end', { starts: '2001-05', ends: '2008' }, [2001, 2008]],
    ['to when it was reported, where it went on then', { starts: '2001', ongoing: true }, [2001, 2010]],
    ['to when it was confirmed', { starts: '2001', ongoing: true, standing: 'confirmed', standingOn: '2026-05' }, [2001, 2026]],
    ['to when it was said to have ended', { starts: '2001', standing: 'ended', standingOn: '2012' }, [2001, 2012]],
    ['of the beginning alone, where nobody says how long', { starts: '2001' }, [2001, 2001]],
    ['of the beginning alone, where it was reported before it began', { starts: '2012', ongoing: true }, [2012, 2012]],
    ['not at all without a beginning', { ends: '2008' }, null],
  ] as const)('are shown %s', (_what, told, span) => {
    expect(spanOf(practice('one', told))).toEqual(span);
  });
});

describe('the timeline', () => {
  test('has a practice under each of its themes, the oldest first, those without a year last', () => {
    const rows = [
      practice('young', { starts: '2009', themes: ['rights', 'capacities'] }),
      practice('none', { themes: ['rights'] }),
      practice('old', { starts: '1999', ends: '2003' }),
      practice('of-no-theme', { starts: '2005', themes: [] }),
    ];
    const { range, groups } = timelineOf(rows, 'theme', ['capacities', 'rights', 'remittances']);
    expect(range).toEqual([1999, 2009]);
    expect(groups.map(({ code, entries }) => [code, entries.map((entry) => entry.practice.code)])).toEqual([
      ['capacities', ['young']],
      ['rights', ['old', 'young', 'none']],
      ['', ['of-no-theme']],
    ]);
  });

  test('is empty without practices, and has no axis without years', () => {
    expect(timelineOf([], 'theme', ['rights'])).toEqual({ range: null, groups: [] });
    expect(timelineOf([practice('none')], 'country', ['IT'])).toMatchObject({ range: null, groups: [{ code: 'IT' }] });
  });

  test('loses no practice, whatever its themes and years', () => {
    const some = fc.record({
      starts: fc.option(fc.integer({ min: 1950, max: 2030 }).map(String)),
      themes: fc.subarray(['rights', 'capacities']),
    });
    fc.assert(
      fc.property(fc.array(some), (all) => {
        const { groups, range } = timelineOf(
          all.map((one, index) => practice(`p-${index}`, one)),
          'theme',
          ['rights', 'capacities'],
        );
        expect(new Set(groups.flatMap(({ entries }) => entries.map((entry) => entry.practice.code))).size).toBe(all.length);
        for (const { span } of groups.flatMap(({ entries }) => entries))
          if (span && range) expect(range[0] <= span[0] && span[0] <= span[1] && span[1] <= range[1]).toBe(true);
      }),
    );
  });
});
