import type { BoundingBox, Position } from './geo-json.ts';

/** A point on the earth, in degrees (WGS 84). */
export interface Coordinates {
  latitude: number;
  longitude: number;
}

/** The mean radius of the earth (IUGG R1); on a sphere a distance is right to about 0.5%. */
const earthRadiusKm = 6371.0088;

/** Tells whether two numbers are a latitude and a longitude. */
export function isCoordinates({ latitude, longitude }: Coordinates): boolean {
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
}

/** The point as GeoJSON writes it: longitude first. */
export function toPosition({ latitude, longitude }: Coordinates): Position {
  return [longitude, latitude];
}

/** The distance between two points along the surface, in kilometres (haversine formula). */
export function distanceKm(a: Coordinates, b: Coordinates): number {
  return earthRadiusKm * angleBetween(a, b);
}

/**
 * Points along the shortest way between two points, both included, `steps` + 1 of them, to draw as a line.
 * Longitudes run on beyond 180° instead of jumping, so that the line stays one. Opposite points of the globe
 * have no one shortest way; for them the line is only certain to have both ends.
 */
export function greatCircleArc(from: Coordinates, to: Coordinates, steps = 32): Position[] {
  const angle = angleBetween(from, to);
  const [a, b] = [unitVector(from), unitVector(to)];
  let previous = from.longitude;
  return Array.from({ length: steps + 1 }, (_, step): Position => {
    const share = step / steps;
    if (step === 0 || angle === 0) return toPosition(from);
    // Opposite points have a sine of almost 0, where interpolation divides by it: a straight blend serves.
    const sine = Math.sin(angle);
    const [weightA, weightB] = sine < 1e-9 ? [1 - share, share] : [Math.sin((1 - share) * angle) / sine, Math.sin(share * angle) / sine];
    const [x, y, z] = a.map((value, axis) => weightA * value + weightB * (b[axis] ?? 0)) as [number, number, number];
    const longitude = degrees(Math.atan2(y, x));
    previous = longitude + 360 * Math.round((previous - longitude) / 360);
    return [previous, degrees(Math.atan2(z, Math.hypot(x, y)))];
  });
}

/** The smallest box that holds all points, across the 180th meridian where that is smaller; undefined without points. */
export function boundingBox(points: readonly Coordinates[]): BoundingBox | undefined {
  const longitudes = points.map((point) => point.longitude).sort((a, b) => a - b);
  const [first, last] = [longitudes[0], longitudes.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  // The box leaves out the widest stretch without points; that stretch may be the one behind the meridian.
  let [west, east, widest] = [first, last, first + 360 - last];
  for (const [index, longitude] of longitudes.entries()) {
    const next = longitudes[index + 1];
    if (next !== undefined && next - longitude > widest) [west, east, widest] = [next, longitude, next - longitude];
  }
  const latitudes = points.map((point) => point.latitude);
  return [west, Math.min(...latitudes), east, Math.max(...latitudes)];
}

function angleBetween(a: Coordinates, b: Coordinates): number {
  const halfLatitude = radians(b.latitude - a.latitude) / 2;
  const halfLongitude = radians(b.longitude - a.longitude) / 2;
  const haversine =
    Math.sin(halfLatitude) ** 2 + Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * Math.sin(halfLongitude) ** 2;
  return 2 * Math.asin(Math.min(1, Math.sqrt(haversine)));
}

function unitVector({ latitude, longitude }: Coordinates): [number, number, number] {
  const [phi, lambda] = [radians(latitude), radians(longitude)];
  return [Math.cos(phi) * Math.cos(lambda), Math.cos(phi) * Math.sin(lambda), Math.sin(phi)];
}

function radians(angle: number): number {
  return (angle * Math.PI) / 180;
}

function degrees(angle: number): number {
  return (angle * 180) / Math.PI;
}
