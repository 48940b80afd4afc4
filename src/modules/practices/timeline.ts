import type { PracticeEntry } from './practice.ts';

export const timelineGroups = ['theme', 'country'] as const;
export type TimelineGroup = (typeof timelineGroups)[number];

/** A practice on the timeline. */
export interface TimelineEntry {
  practice: PracticeEntry;
  /** First and last year that somebody told of; null where not even the first is known. */
  span: readonly [number, number] | null;
}

export interface Timeline {
  /** First and last year of all bars; null where there is none. */
  range: readonly [number, number] | null;
  /** Entries by theme or country, those that began first on top, those without a year last. */
  groups: { code: string; entries: TimelineEntry[] }[];
}

const yearOf = (age: string | null): number | null => (age ? Number(age.slice(0, 4)) : null);

/**
 * Years of a practice as far as somebody told of them: until its end; until the sheet was confirmed or reported, where it
 * went on then; otherwise the year of its beginning alone.
 */
export function spanOf({
  starts,
  ends,
  ongoing,
  standing,
  standingOn,
  reported,
}: Pick<PracticeEntry, 'starts' | 'ends' | 'ongoing' | 'standing' | 'standingOn' | 'reported'>): readonly [number, number] | null {
  const first = yearOf(starts);
  if (first === null) return null;
  const known = standing === 'reported' ? yearOf(reported) : yearOf(standingOn);
  const last = yearOf(ends) ?? (ongoing || standing === 'ended' ? known : null);
  return [first, Math.max(first, last ?? first)];
}

/** Practices by theme or country. A practice with several of them stands under each; `codes` gives the order of the groups. */
export function timelineOf(practices: readonly PracticeEntry[], by: TimelineGroup, codes: readonly string[]): Timeline {
  const entries = practices
    .map((practice): TimelineEntry => ({ practice, span: spanOf(practice) }))
    .toSorted((a, b) => (a.span?.[0] ?? Infinity) - (b.span?.[0] ?? Infinity) || (a.practice.code < b.practice.code ? -1 : 1));
  const of = ({ practice }: TimelineEntry) => (by === 'theme' ? practice.themes : practice.countries);
  const spans = entries.flatMap(({ span }) => (span ? [span] : []));
  return {
    range: spans.length > 0 ? [Math.min(...spans.map(([first]) => first)), Math.max(...spans.map(([, last]) => last))] : null,
    groups: codes
      .map((code) => ({ code, entries: entries.filter((entry) => of(entry).includes(code)) }))
      .concat([{ code: '', entries: entries.filter((entry) => of(entry).length === 0) }])
      .filter((group) => group.entries.length > 0),
  };
}
