import type { Position } from '#kernel/geo';

/** A closed line without its last point, which is the first again. */
export type Ring = readonly Position[];

/** The tolerance is told to this many decimals. */
const decimals = 6;
/** Of a region that would vanish this many points stay. */
const leastPoints = 4;

/** Kilometres of one degree: of latitude, and of longitude at the equator. */
const KM = { latitude: 110.57, longitude: 111.32 };

interface Corner {
  point: Position;
  /** What the ring would gain or lose without this point, in km²; the largest met so far (Visvalingam and Whyatt). */
  area: number;
  before: Corner;
  after: Corner;
  gone: boolean;
}

/**
 * Leaves out the points that matter least, until at most so many are left: those whose triangle with their neighbours is smallest
 * (M. Visvalingam and J. D. Whyatt, Line generalisation by repeated elimination of points, The Cartographic Journal 30, 1993).
 * Points where three borders meet are kept, and a border is simplified alike from both sides, so neighbours keep one border without
 * a gap. Rings that shrink to nothing are left out, but one of each region. Answers the tolerance in km²: 0 if all was kept.
 */
export function simplifyRings(regions: readonly (readonly Ring[])[], most: number): { regions: Ring[][]; tolerance: number } {
  const total = regions.flat().reduce((sum, ring) => sum + ring.length, 0);
  if (total <= most) return { regions: regions.map((rings) => [...rings]), tolerance: 0 };
  const meets = meetingPoints(regions.flat());
  const weighed = regions.map((rings) => rings.map((ring) => weigh(ring, meets)));
  const areas = weighed.flat(2).filter((area) => area < Infinity);
  const falling = areas.toSorted((a, b) => b - a);
  const kept = Math.max(0, most - (total - areas.length));
  const exact = falling[kept] ?? 0;
  // Rounded up, so that the number that is told is the one that was used.
  const tolerance = Math.ceil(exact * 10 ** decimals) / 10 ** decimals;
  return {
    tolerance,
    regions: regions.map((rings, region) => {
      const thinned = rings.map((ring, at) => ring.filter((_, index) => (weighed[region]?.[at]?.[index] ?? 0) > tolerance));
      const left = thinned.filter((ring) => ring.length >= 3);
      return left.length > 0 ? left : [atLeast(rings, weighed[region] ?? [])];
    }),
  };
}

/** Points at which more than one border goes on: their neighbours in all rings are not exactly two. */
function meetingPoints(rings: readonly Ring[]): Set<string> {
  const neighbours = new Map<string, Set<string>>();
  for (const ring of rings)
    ring.forEach((point, index) => {
      const known = neighbours.get(String(point)) ?? new Set();
      known.add(String(ring.at(index - 1))).add(String(ring[(index + 1) % ring.length]));
      neighbours.set(String(point), known);
    });
  return new Set([...neighbours].filter(([, known]) => known.size !== 2).map(([point]) => point));
}

/** For each point the area at which it goes; infinite where it must stay. */
function weigh(ring: Ring, meets: ReadonlySet<string>): number[] {
  const corners = linked(ring);
  const heap: Waiting[] = [];
  for (const corner of corners) {
    corner.area = meets.has(String(corner.point)) ? Infinity : triangle(corner);
    if (corner.area < Infinity) push(heap, { corner, area: corner.area });
  }
  let reached = 0;
  for (let next = pop(heap); next; next = pop(heap)) {
    const { corner, area } = next;
    if (corner.gone || area !== corner.area) continue; // weighed again meanwhile
    reached = Math.max(reached, area);
    corner.area = reached;
    corner.gone = true;
    corner.before.after = corner.after;
    corner.after.before = corner.before;
    for (const near of [corner.before, corner.after]) {
      if (near.gone || near.area === Infinity) continue;
      near.area = triangle(near);
      push(heap, { corner: near, area: near.area });
    }
  }
  return corners.map(({ area }) => area);
}

function linked(ring: Ring): Corner[] {
  const corners = ring.map((point): Corner => ({ point, area: 0, gone: false }) as Corner); // its neighbours follow at once
  corners.forEach((corner, index) => {
    corner.before = corners.at(index - 1) ?? corner;
    corner.after = corners[(index + 1) % corners.length] ?? corner;
  });
  return corners;
}

/** In km². The two neighbours are taken in one order, so that both sides of a border come to the same number. */
function triangle({ point: [x, y], before, after }: Corner): number {
  const [a, b] = isBefore(before.point, after.point) ? [before.point, after.point] : [after.point, before.point];
  const degrees = Math.abs((a[0] - x) * (b[1] - y) - (b[0] - x) * (a[1] - y)) / 2;
  return degrees * KM.latitude * KM.longitude * Math.cos((y * Math.PI) / 180);
}

function isBefore(a: Position, b: Position): boolean {
  return a[0] < b[0] || (a[0] === b[0] && a[1] < b[1]);
}

/** What is left of a region of which nothing would be: the points of its longest ring that matter most. */
function atLeast(rings: readonly Ring[], weights: readonly (readonly number[])[]): Ring {
  const at = rings.reduce((longest, ring, index) => (ring.length > (rings[longest]?.length ?? 0) ? index : longest), 0);
  const ring = rings[at] ?? [];
  const fewest = (weights[at] ?? []).toSorted((a, b) => b - a)[leastPoints - 1] ?? 0;
  const left = ring.filter((_, index) => (weights[at]?.[index] ?? 0) >= fewest);
  return left.length <= 2 * leastPoints ? left : left.slice(0, 2 * leastPoints);
}

/** A queue by area, as a binary heap: the smallest first, of equals the one whose point comes first. */
interface Waiting {
  corner: Corner;
  area: number;
}

function comesFirst(a: Waiting, b: Waiting): boolean {
  return a.area < b.area || (a.area === b.area && isBefore(a.corner.point, b.corner.point));
}

function push(heap: Waiting[], one: Waiting): void {
  let at = heap.push(one) - 1;
  while (at > 0) {
    const above = (at - 1) >> 1;
    const other = heap[above];
    if (!other || !comesFirst(one, other)) break;
    heap[at] = other;
    at = above;
  }
  heap[at] = one;
}

function pop(heap: Waiting[]): Waiting | undefined {
  const first = heap[0];
  const last = heap.pop();
  if (!first || !last || heap.length === 0) return first;
  let at = 0;
  for (;;) {
    const left = 2 * at + 1;
    const [one, other] = [heap[left], heap[left + 1]];
    const below = other && one && comesFirst(other, one) ? left + 1 : left;
    const smaller = heap[below];
    if (!smaller || !comesFirst(smaller, last)) break;
    heap[at] = smaller;
    at = below;
  }
  heap[at] = last;
  return first;
}
