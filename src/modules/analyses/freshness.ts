import type { FiguresBlock } from './content.ts';

/** A figure as published: an exact decimal, or null where it is missing, which is not zero. */
export interface StoredFigure {
  period: string;
  value: string | null;
  flags: string;
}

/** How figures in a document stand to what the publisher says now. */
export type Freshness =
  | { state: 'newest' }
  /** The place, a code or the dataset is not in the newest release. */
  | { state: 'gone' }
  | {
      state: 'older';
      /** When the newest release came out. */
      published: string;
      /** Figures of the document that the publisher has changed since. */
      revised: { period: string; was: string | null; is: string | null }[];
      /** The newest figure after the last period of the document. */
      later: StoredFigure | null;
    };

/** What the newest release has for the place of a block, in the order of time; null where it has nothing. */
export interface Newest {
  releaseId: string;
  published: string;
  figures: readonly StoredFigure[];
}

/**
 * Compares the figures of a document with the newest release. A newer release that says the same of the same periods, and of no
 * later one, leaves the document as new as it can be.
 */
export function compareFigures(block: FiguresBlock, newest: Newest | null): Freshness {
  if (!newest || newest.figures.length === 0) return { state: 'gone' };
  if (newest.releaseId === block.releaseId) return laterOnly(block, newest);
  const now = new Map(newest.figures.map((one) => [one.period, one]));
  const revised = block.rows.flatMap(({ period, value }) => {
    const is = now.get(period)?.value ?? null;
    return sameFigure(value, is) ? [] : [{ period, was: value, is }];
  });
  const later = laterThan(block, newest);
  if (revised.length === 0 && !later) return { state: 'newest' };
  return { state: 'older', published: newest.published, revised, later };
}

/** Whoever took some years of a release left out the others knowingly, unless they come after the last one. */
function laterOnly(block: FiguresBlock, newest: Newest): Freshness {
  const later = laterThan(block, newest);
  return later ? { state: 'older', published: newest.published, revised: [], later } : { state: 'newest' };
}

function laterThan({ rows }: FiguresBlock, { figures }: Newest): StoredFigure | null {
  const last = rows.at(-1)?.period ?? '';
  // Periods of one series have one shape, so that their order is that of their letters.
  return figures.findLast(({ period, value }) => period > last && value !== null) ?? null;
}

/** 12.5 and 12.50 are one figure. */
function sameFigure(one: string | null, other: string | null): boolean {
  if (one === null || other === null) return one === other;
  return trimmed(one) === trimmed(other);
}

const trimmed = (value: string) => (value.includes('.') ? value.replace(/\.?0+$/, '') : value);
