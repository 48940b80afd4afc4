import { geoAzimuthalEqualArea } from 'd3-geo';
import type { Position } from './atlas.ts';
import { pathOf, type MapSize } from './view.ts';

/**
 * The outlines of regions on a sheet as SVG path data, in their order. In an equal-area projection round their middle: on a map of
 * figures by area a region must not look larger than it is.
 */
export function regionsView(areas: readonly { rings: readonly (readonly Position[])[] }[], size: MapSize): string[] {
  const points = areas.flatMap(({ rings }) => rings.flatMap((ring) => [...ring]));
  const middle = middleOf(points);
  const projection = geoAzimuthalEqualArea()
    .rotate([-middle[0], -middle[1]])
    .fitExtent(
      [
        [12, 12],
        [size.width - 12, size.height - 12],
      ],
      { type: 'MultiPoint', coordinates: points },
    );
  return areas.map(({ rings }) =>
    rings
      .map((ring) => {
        const places = ring.map((point) => {
          const [x, y] = projection([point[0], point[1]]) ?? [0, 0];
          return { x: Math.round(x), y: Math.round(y) };
        });
        return pathOf(places, true, 0);
      })
      .join(''),
  );
}

/** The middle of the box round all points, by the shorter way round the globe. */
function middleOf(points: readonly Position[]): Position {
  const first = points[0]?.[0] ?? 0;
  const lons = points.map(([lon]) => lon + Math.round((first - lon) / 360) * 360);
  const lats = points.map(([, lat]) => lat);
  const least = (list: readonly number[]) => list.reduce((a, b) => Math.min(a, b), Infinity);
  const most = (list: readonly number[]) => list.reduce((a, b) => Math.max(a, b), -Infinity);
  return points.length === 0 ? [0, 0] : [(least(lons) + most(lons)) / 2, (least(lats) + most(lats)) / 2];
}
