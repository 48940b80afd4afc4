import { describe, expect, test } from 'vitest';
import { hoursLines, parseSpans, parseWeek, writeSpans } from './hours.ts';

describe('hours', () => {
  test('are read as people write them', () => {
    expect(parseSpans('9:00-12:30, 14.00–17.30')).toEqual([
      { opens: '09:00', closes: '12:30' },
      { opens: '14:00', closes: '17:30' },
    ]);
    expect(parseSpans('')).toEqual([]);
    expect(parseSpans('20:00-24:00')).toEqual([{ opens: '20:00', closes: '23:59' }]);
  });

  test('are refused where they make no sense', () => {
    for (const wrong of ['morning', '12:00-09:00', '25:00-26:00', '09:00-12:00, 11:00-13:00', '09:00'])
      expect(parseSpans(wrong)).toBeNull();
  });

  test('of a week are read with days and ranges of days', () => {
    const week = parseWeek('Mo-We, Fr 09:00-12:30; Sa 10:00-12:00');
    expect(week?.map(({ weekday }) => weekday)).toEqual([1, 2, 3, 5, 6]);
    expect(parseWeek('Mo-Fr')).toBeNull();
    expect(parseWeek('Xy 09:00-12:00')).toBeNull();
    expect(parseWeek('Mo 09:00-10:00; Mo 11:00-12:00')).toBeNull();
  });

  test('are written back as they were read', () => {
    const week = parseWeek('Mo 09:00-12:30, 14:00-17:00') ?? [];
    expect(writeSpans(week, 1)).toBe('09:00-12:30, 14:00-17:00');
    expect(writeSpans(week, 2)).toBe('');
  });

  test('that are the same on days in a row stand in one line', () => {
    const lines = hoursLines(parseWeek('Mo-Th 09:00-12:00; Fr 09:00-11:00') ?? []);
    expect(lines.map(({ from, to }) => [from, to])).toEqual([
      [1, 4],
      [5, 5],
    ]);
  });
});
