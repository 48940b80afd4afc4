import type { Context } from '#kernel/http';
import { resultCodes } from '#modules/mentoring';
import { figureOf, shownFigure, type CountRow, type ShownFigure, type ShownRow, type Split } from './figure.ts';

interface Words {
  genders: readonly { key: string; label: string }[];
  tracks: readonly { key: string; label: string }[];
}

/** Pairs with the time given to them, and pairs by what came of them, each with what they are split by. */
export interface MentoringCounted {
  pairs: readonly (CountRow & { sessions: number; minutes: number })[];
  results: readonly (CountRow & { result: string })[];
}

/** What mentors gave and what came of it, with all withheld that would tell of fewer than five pairs. */
export function mentoringFigures(ctx: Pick<Context, 't'>, counted: MentoringCounted, words: Words): ShownFigure[] {
  return [given(ctx, counted, words), results(ctx, counted, words)];
}

/** Sessions held and full hours given. A row is withheld where its pairs are: the hours of one pair are one person's. */
function given({ t }: Pick<Context, 't'>, { pairs }: MentoringCounted, words: Words): ShownFigure {
  const states = (['sessions', 'hours'] as const).map((key) => ({ key, label: t(`app.counts.state.${key}`) }));
  const figure = figureOf(
    pairs.flatMap((row) => [
      { ...row, state: 'sessions', count: row.sessions },
      { ...row, state: 'hours', count: row.minutes / 60 },
    ]),
    { ...words, ...said(t, 'mentoring-given'), states, unlike: true },
  );
  const whole = (rows: { key: string; label: string; counts: number[] }[] = []) =>
    rows.map((row) => ({ ...row, counts: row.counts.map((count) => Math.round(count)) }));
  const { corridor, gender, track } = figure.splits;
  const inHours = { ...figure, splits: { corridor: whole(corridor), gender: whole(gender), track: whole(track) } };
  const ofPairs = figureOf(
    pairs.map((row) => ({ ...row, state: 'pairs' })),
    { ...words, ...said(t, 'mentoring-given'), states: [{ key: 'pairs', label: '' }] },
  );
  return alsoWithheld(shownFigure(inHours), shownFigure(ofPairs));
}

/**
 * Pairs by each result. A pair has several or none, so that each is withheld against the pairs without it: five of six would
 * tell of the sixth.
 */
function results({ t }: Pick<Context, 't'>, { pairs, results: named }: MentoringCounted, words: Words): ShownFigure {
  const say = t as (key: string) => string; // codes of closed lists
  const codes = [...resultCodes, 'no-answer'].filter((code) => named.some(({ result }) => result === code));
  const states = ['with', 'without'].map((key) => ({ key, label: '' }));
  const each = codes.map((code) => {
    const having = named.filter(({ result }) => result === code);
    const rows = [
      ...having.map((row) => ({ ...row, state: 'with' })),
      ...pairs.map((row) => ({ ...row, state: 'without' })),
      ...having.map((row) => ({ ...row, state: 'without', count: -row.count })),
    ];
    return shownFigure(figureOf(rows, { ...words, ...said(t, 'mentoring-results'), states, unlike: true }));
  });
  const splitOf = (by: Split): ShownRow[] =>
    (each[0]?.splits[by] ?? []).map((row, index) => ({
      ...row,
      cells: each.map((one) => one.splits[by]?.[index]?.cells[0] ?? null),
      total: null,
    }));
  const label = (code: string) => (code === 'no-answer' ? t('app.counts.state.no-answer') : say(`mentoring.result.${code}`));
  return {
    ...said(t, 'mentoring-results'),
    columns: codes.map((key) => ({ key, label: label(key) })),
    unlike: true,
    splits: { corridor: splitOf('corridor'), gender: splitOf('gender'), track: splitOf('track') },
    columnTotals: each.map(({ columnTotals }) => columnTotals[0] ?? null),
    total: null,
  };
}

// uses messages: mentoring.result.*
function said(t: Context['t'], key: 'mentoring-given' | 'mentoring-results') {
  return { key, title: t(`app.counts.figure.${key}`), definition: t(`app.counts.definition.${key}`) };
}

/** Withholds a row of one figure where another withholds the row, and the totals with its total. */
function alsoWithheld(figure: ShownFigure, by: ShownFigure): ShownFigure {
  const masked = (rows: ShownRow[] | undefined, others: ShownRow[] | undefined): ShownRow[] =>
    (rows ?? []).map((row) => {
      const hidden = (others ?? []).find(({ key }) => key === row.key)?.total === null;
      return hidden ? { ...row, cells: row.cells.map(() => null), total: null } : row;
    });
  const { corridor, gender, track } = figure.splits;
  return {
    ...figure,
    splits: {
      corridor: masked(corridor, by.splits.corridor),
      gender: masked(gender, by.splits.gender),
      track: masked(track, by.splits.track),
    },
    columnTotals: by.total === null ? figure.columnTotals.map(() => null) : figure.columnTotals,
  };
}
