import { distanceKm } from '#kernel/geo';
import type { Ring } from './simplify-rings.ts';

/** Regions farther than this from the others would make all of them too small to be seen on one sheet. */
const farKm = 2_800;

/** What lies together; without what lies across an ocean, such as the outermost regions of a country. */
export function nearOnes<T>(items: readonly T[], ringsOf: (item: T) => readonly Ring[]): T[] {
  const centres = items.map((item) => centreOf(ringsOf(item)));
  const middle = {
    latitude: median(centres.map(({ latitude }) => latitude)),
    longitude: median(centres.map(({ longitude }) => longitude)),
  };
  return items.filter((_, index) => distanceKm(centres[index] ?? middle, middle) <= farKm);
}

function centreOf(rings: readonly Ring[]) {
  const points = rings.flatMap((ring) => [...ring]);
  const mean = (at: 0 | 1) => points.reduce((sum, point) => sum + point[at], 0) / Math.max(1, points.length);
  return { longitude: mean(0), latitude: mean(1) };
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}
