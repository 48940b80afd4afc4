import type { Box, Outline, Position } from './atlas.ts';

/** The copies of an outline, a turn of the globe to either side, that reach into a box. */
export function copiesIn({ points, box: own }: Outline, box: Box): Position[][] {
  if (own.south > box.north || own.north < box.south) return [];
  return [-360, 0, 360]
    .filter((turn) => own.west + turn < box.east && own.east + turn > box.west)
    .map((turn) => (turn === 0 ? points : points.map(([lon, lat]): Position => [lon + turn, lat])));
}

type Side = { inside: (point: Position) => boolean; cross: (a: Position, b: Position) => Position };

function sidesOf({ west, east, south, north }: Box): Side[] {
  const atLon =
    (lon: number) =>
    (a: Position, b: Position): Position => [lon, a[1] + ((lon - a[0]) / (b[0] - a[0])) * (b[1] - a[1])];
  const atLat =
    (lat: number) =>
    (a: Position, b: Position): Position => [a[0] + ((lat - a[1]) / (b[1] - a[1])) * (b[0] - a[0]), lat];
  return [
    { inside: ([lon]) => lon >= west, cross: atLon(west) },
    { inside: ([lon]) => lon <= east, cross: atLon(east) },
    { inside: ([, lat]) => lat >= south, cross: atLat(south) },
    { inside: ([, lat]) => lat <= north, cross: atLat(north) },
  ];
}

/** A ring cut off at a box, closed along its edges (Sutherland and Hodgman, 1974). */
export function clipRing(ring: Position[], box: Box): Position[] {
  return sidesOf(box).reduce((points, { inside, cross }) => {
    const kept: Position[] = [];
    points.forEach((point, index) => {
      const before = points.at(index - 1) ?? point;
      if (inside(point) !== inside(before)) kept.push(cross(before, point));
      if (inside(point)) kept.push(point);
    });
    return kept;
  }, ring);
}

/** The pieces of a line that lie in a box, each with one point beyond its ends. */
export function clipLine(line: Position[], { west, east, south, north }: Box): Position[][] {
  const inside = (point: Position | undefined) =>
    point !== undefined && point[0] >= west && point[0] <= east && point[1] >= south && point[1] <= north;
  const pieces: Position[][] = [];
  let piece: Position[] = [];
  line.forEach((point, index) => {
    if (inside(point) || inside(line[index - 1]) || inside(line[index + 1])) piece.push(point);
    else if (piece.length > 0) {
      pieces.push(piece);
      piece = [];
    }
  });
  if (piece.length > 1) pieces.push(piece);
  return pieces;
}
