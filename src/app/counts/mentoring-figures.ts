import { resultCodes } from '#modules/mentoring';
import { genders } from '#modules/people';
import { tracks } from '#modules/tracks';
import { figureOf, sharesOf, shownFigure, splits, type CountRow, type Figure, type KeptFigure, type Split } from './figure.ts';

/** Pairs with the time given to them, and pairs by what came of them, each with what they are split by. */
export interface MentoringCounted {
  pairs: readonly (CountRow & { officeId: string; sessions: number; minutes: number })[];
  results: readonly (CountRow & { officeId: string; result: string })[];
}

type KeptRow = NonNullable<KeptFigure['splits'][Split]>[number];
const lists = { genders, tracks };

/**
 * What mentors gave and what came of it, with all withheld that would tell of fewer than five pairs; of the offices, each of which
 * knows its own, also without one of them.
 */
export function mentoringFigures(counted: MentoringCounted, offices: readonly string[] = []): KeptFigure[] {
  const pairs = sharesOf(counted.pairs, offices, (row) => ({ ...row, count: 0, sessions: 0, minutes: 0 }));
  const results = sharesOf(counted.results, offices);
  const shares = pairs.map((of, at) => ({ pairs: of, results: results[at] ?? [] }));
  return [given(counted, shares), resultsOf(counted, shares)];
}

/** Sessions held and full hours given. A row is withheld where its pairs are: the hours of one pair are one person's. */
function given(counted: MentoringCounted, shares: readonly MentoringCounted[]): KeptFigure {
  const shown = (laidOut: (counted: MentoringCounted) => Figure) => shownFigure(laidOut(counted), shares.map(laidOut));
  return alsoWithheld(shown(inHours), shown(inPairs));
}

const inPairs = ({ pairs }: MentoringCounted): Figure =>
  figureOf(
    pairs.map((row) => ({ ...row, state: 'pairs' })),
    { ...lists, key: 'mentoring-given', states: ['pairs'] },
  );

function inHours({ pairs }: MentoringCounted): Figure {
  const figure = figureOf(
    pairs.flatMap((row) => [
      { ...row, state: 'sessions', count: row.sessions },
      { ...row, state: 'hours', count: row.minutes / 60 },
    ]),
    { ...lists, key: 'mentoring-given', states: ['sessions', 'hours'] },
  );
  const whole = (rows: Figure['splits'][Split] = []) =>
    rows.map((row) => ({ ...row, counts: row.counts.map((count) => Math.round(count)) }));
  const { corridor, gender, track } = figure.splits;
  return { ...figure, splits: { corridor: whole(corridor), gender: whole(gender), track: whole(track) } };
}

/**
 * Pairs by each result. A pair has several or none, so that each is withheld against the pairs without it: five of six would
 * tell of the sixth.
 */
function resultsOf(counted: MentoringCounted, shares: readonly MentoringCounted[]): KeptFigure {
  const named = counted.results;
  const codes = [...resultCodes, 'no-answer'].filter((code) => named.some(({ result }) => result === code));
  const laidOut = (code: string) => (of: MentoringCounted) => {
    const having = of.results.filter(({ result }) => result === code);
    const rows = [
      ...having.map((row) => ({ ...row, state: 'with' })),
      ...of.pairs.map((row) => ({ ...row, state: 'without' })),
      ...having.map((row) => ({ ...row, state: 'without', count: -row.count })),
    ];
    return figureOf(rows, { ...lists, key: 'mentoring-results', states: ['with', 'without'] });
  };
  const each = codes.map((code) => shownFigure(laidOut(code)(counted), shares.map(laidOut(code))));
  const splitOf = (by: Split): KeptRow[] =>
    (each[0]?.splits[by] ?? []).map(({ key }, index) => ({
      key,
      cells: each.map((one) => one.splits[by]?.[index]?.cells[0] ?? null),
      total: null,
    }));
  return {
    key: 'mentoring-results',
    columns: codes,
    splits: Object.fromEntries(splits.map((by) => [by, splitOf(by)])),
    columnTotals: each.map(({ columnTotals }) => columnTotals[0] ?? null),
    total: null,
  };
}

/** Withholds a row of one figure where another withholds the row, and the totals with its total. */
function alsoWithheld(figure: KeptFigure, by: KeptFigure): KeptFigure {
  const masked = (split: Split): KeptRow[] =>
    (figure.splits[split] ?? []).map((row) => {
      const hidden = by.splits[split]?.find(({ key }) => key === row.key)?.total === null;
      return hidden ? { ...row, cells: row.cells.map(() => null), total: null } : row;
    });
  return {
    ...figure,
    splits: Object.fromEntries(splits.map((split) => [split, masked(split)])),
    columnTotals: by.total === null ? figure.columnTotals.map(() => null) : figure.columnTotals,
  };
}
