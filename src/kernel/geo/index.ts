export type { BoundingBox, Feature, FeatureCollection, Geometry, Position } from './geo-json.ts';
export { boundingBox, distanceKm, greatCircleArc, isCoordinates, toPosition } from './sphere.ts';
export type { Coordinates } from './sphere.ts';
