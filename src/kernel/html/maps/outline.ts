import { geoMercator, geoPath, type GeoProjection } from 'd3-geo';
import { feature, mesh } from 'topojson-client';
import atlas from 'world-atlas/countries-110m.json' with { type: 'json' };

export type Coordinates = { lat: number; lon: number };

export type MapSize = { width: number; height: number };

const land = feature(atlas, atlas.objects.land);
const borders = mesh(atlas, atlas.objects.countries, (a, b) => a !== b);

/** Smallest width of the part of the earth that a map shows, in degrees: nearer in, the outlines turn coarse. */
const LEAST_DEGREES = 12;

/** A projection that shows all places with room around them, cut off at the map's edge. */
export function projectionFor(places: Coordinates[], size: MapSize): GeoProjection {
  const lons = places.map((place) => place.lon);
  const lats = places.map((place) => place.lat);
  const middle = { lon: (Math.min(...lons) + Math.max(...lons)) / 2, lat: (Math.min(...lats) + Math.max(...lats)) / 2 };
  const half = LEAST_DEGREES / 2;
  const corners = [...places, { lat: middle.lat, lon: middle.lon - half }, { lat: middle.lat, lon: middle.lon + half }];
  const marginX = size.width * 0.16;
  const marginY = size.height * 0.2;
  return geoMercator()
    .rotate([-middle.lon, 0])
    .fitExtent(
      [
        [marginX, marginY],
        [size.width - marginX, size.height - marginY],
      ],
      { type: 'MultiPoint', coordinates: corners.map((place) => [place.lon, place.lat]) },
    )
    .clipExtent([
      [0, 0],
      [size.width, size.height],
    ]);
}

/** Land and borders as SVG path data, in whole units to stay small. */
export function outlines(projection: GeoProjection): { land: string; borders: string } {
  const draw = geoPath(projection).digits(0);
  return { land: draw(land) ?? '', borders: draw(borders) ?? '' };
}
