/** GeoJSON (RFC 7946), as far as maps of places need it. Positions are longitude first, in degrees (WGS 84). */
export type Position = [longitude: number, latitude: number];

export type Geometry =
  | { type: 'Point'; coordinates: Position }
  | { type: 'MultiPoint'; coordinates: Position[] }
  | { type: 'LineString'; coordinates: Position[] }
  | { type: 'MultiLineString'; coordinates: Position[][] }
  | { type: 'Polygon'; coordinates: Position[][] }
  | { type: 'MultiPolygon'; coordinates: Position[][][] };

export interface Feature<Shape extends Geometry = Geometry, Properties = Record<string, unknown>> {
  type: 'Feature';
  id?: string | number;
  geometry: Shape;
  properties: Properties;
  bbox?: BoundingBox;
}

export interface FeatureCollection<Shape extends Geometry = Geometry, Properties = Record<string, unknown>> {
  type: 'FeatureCollection';
  features: Feature<Shape, Properties>[];
}

/** West, south, east, north, in degrees. Where it crosses the 180th meridian, west is greater than east (RFC 7946, 5.2). */
export type BoundingBox = [west: number, south: number, east: number, north: number];
