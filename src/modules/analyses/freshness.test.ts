import { describe, expect, test } from 'vitest';
import type { FiguresBlock } from './content.ts';
import { compareFigures, type StoredFigure } from './freshness.ts';

const figure = (period: string, value: string | null): StoredFigure => ({ period, value, flags: '' });
const block = (...rows: StoredFigure[]) => ({ releaseId: 'old', rows }) as unknown as FiguresBlock; // what is compared, and nothing else
const newest = (releaseId: string, ...figures: StoredFigure[]) => ({ releaseId, published: '2026-05-01', figures });

describe('the figures of a document', () => {
  test('are the newest while no other release says otherwise', () => {
    const taken = block(figure('2024', '12.5'));
    expect(compareFigures(taken, newest('old', figure('2024', '12.5')))).toEqual({ state: 'newest' });
    expect(compareFigures(taken, newest('new', figure('2024', '12.50')))).toEqual({ state: 'newest' });
    expect(compareFigures(block(figure('2024', '100')), newest('new', figure('2024', '100.0')))).toEqual({ state: 'newest' });
  });

  test('are older once the publisher has changed one of them, or has one of a later year', () => {
    const taken = block(figure('2023', '10'), figure('2024', '12'));
    expect(compareFigures(taken, newest('new', figure('2023', '10'), figure('2024', '13'), figure('2025', '14')))).toEqual({
      state: 'older',
      published: '2026-05-01',
      revised: [{ period: '2024', was: '12', is: '13' }],
      later: figure('2025', '14'),
    });
  });

  test('that were missing and are there now were revised; a missing one of a later year is no newer figure', () => {
    const revised = compareFigures(block(figure('2024', null)), newest('new', figure('2024', '0'), figure('2025', null)));
    expect(revised).toEqual({ state: 'older', published: '2026-05-01', revised: [{ period: '2024', was: null, is: '0' }], later: null });
  });

  test('taken without the last year of the same release have a later one', () => {
    const old = compareFigures(block(figure('2023', '10')), newest('old', figure('2023', '10'), figure('2024', '12')));
    expect(old).toMatchObject({ state: 'older', later: figure('2024', '12'), revised: [] });
  });

  test('that the newest release no longer has are gone, and stay as they were', () => {
    expect(compareFigures(block(figure('2024', '1')), null)).toEqual({ state: 'gone' });
    expect(compareFigures(block(figure('2024', '1')), newest('new'))).toEqual({ state: 'gone' });
  });
});
