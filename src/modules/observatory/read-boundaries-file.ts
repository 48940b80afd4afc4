import { TextDecoder } from 'node:util';
import { z } from 'zod';
import type { Position } from '#kernel/geo';
import { refuse } from './refusals.ts';
import type { Ring } from './simplify-rings.ts';

/** One region of a file: its code and every ring of it, outer ones and holes alike. */
export interface GivenRegion {
  code: string;
  rings: Ring[];
}

export const mostBoundaryBytes = 10 * 1024 * 1024;
/** More regions than the finest list of a continent has (NUTS 3: some 1,500). */
export const mostRegions = 2_000;
export const mostGivenPoints = 400_000;

/** As the constraint of the table has it. */
const codeShape = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,59}$/;
/** The only coordinate system of GeoJSON (RFC 7946, section 4), under the names that older files give it. */
const wgs84 = /(CRS84|EPSG:(:|0:)?4326)$/i;

const collection = z.object({
  type: z.literal('FeatureCollection'),
  crs: z.object({ properties: z.object({ name: z.string() }) }).nullish(),
  features: z.array(z.unknown()).min(1),
});
const feature = z.object({ type: z.literal('Feature'), properties: z.record(z.string(), z.unknown()), geometry: z.unknown() });
const rings = z.array(z.array(z.unknown())).min(1);
const geometry = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Polygon'), coordinates: rings }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(rings).min(1) }),
]);
const position = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]).rest(z.number());

/**
 * Reads the regions of a GeoJSON file (RFC 7946). Refuses it whole at the first thing that is wrong, and names the feature (counted from
 * 1) and the reason. `isKnown` says whether a code belongs to the chosen list.
 */
export function readBoundariesFile(bytes: Buffer, codeProperty: string, isKnown: (code: string) => boolean): GivenRegion[] {
  const { features } = readCollection(bytes);
  const seen = new Map<string, number>();
  let points = 0;
  return features.map((one, index) => {
    const number = index + 1;
    const read = feature.safeParse(one);
    if (!read.success) throw wrong('boundaries-feature', number);
    const code = codeOf(read.data.properties, codeProperty, number);
    if (!isKnown(code)) throw wrong('boundaries-code-unknown', number, { code });
    const before = seen.get(code);
    if (before !== undefined) throw wrong('boundaries-code-twice', number, { code, other: before });
    seen.set(code, number);
    const shape = geometry.safeParse(read.data.geometry);
    if (!shape.success) throw wrong('boundaries-no-area', number);
    const all = shape.data.type === 'Polygon' ? shape.data.coordinates : shape.data.coordinates.flat();
    points += all.reduce((sum, ring) => sum + ring.length, 0);
    if (points > mostGivenPoints) throw refuse('boundaries-too-many-points', { field: 'file', values: { limit: mostGivenPoints } });
    return { code, rings: all.map((ring) => readRing(ring, number)) };
  });
}

function readCollection(bytes: Buffer): z.output<typeof collection> {
  if (bytes.length > mostBoundaryBytes)
    throw refuse('boundaries-too-large', { field: 'file', values: { limit: mostBoundaryBytes / 1024 / 1024 } });
  const read = collection.safeParse(jsonOf(bytes));
  if (!read.success) throw refuse('boundaries-not-geojson', { field: 'file' });
  const { crs, features } = read.data;
  if (crs && !wgs84.test(crs.properties.name))
    throw refuse('boundaries-crs', { field: 'file', values: { name: crs.properties.name.slice(0, 60) } });
  if (features.length > mostRegions)
    throw refuse('boundaries-too-many', { field: 'file', values: { count: features.length, limit: mostRegions } });
  return read.data;
}

function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw refuse('boundaries-not-geojson', { field: 'file' });
  }
}

function codeOf(properties: Record<string, unknown>, name: string, number: number): string {
  const value = Object.hasOwn(properties, name) ? properties[name] : undefined;
  const code = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : '';
  if (code === '') throw wrong('boundaries-no-code', number, { property: name });
  if (!codeShape.test(code)) throw wrong('boundaries-code-unknown', number, { code: code.slice(0, 60) });
  return code;
}

function readRing(ring: readonly unknown[], number: number): Ring {
  const points = ring.map((one): Position => {
    const read = position.safeParse(one);
    if (!read.success) throw wrong('boundaries-position', number, { value: (JSON.stringify(one) ?? '').slice(0, 60) });
    return [read.data[0], read.data[1]];
  });
  const [first] = points;
  const last = points.at(-1);
  if (points.length < 4) throw wrong('boundaries-ring-short', number);
  if (!first || !last || first[0] !== last[0] || first[1] !== last[1]) throw wrong('boundaries-ring-open', number);
  const others = points.slice(1, -1).filter((point, index) => String(point) !== String(points[index]) && String(point) !== String(first));
  if (others.length < 2) throw wrong('boundaries-ring-short', number);
  return [first, ...others];
}

type Wrong =
  | 'boundaries-feature'
  | 'boundaries-code-unknown'
  | 'boundaries-code-twice'
  | 'boundaries-no-area'
  | 'boundaries-no-code'
  | 'boundaries-position'
  | 'boundaries-ring-short'
  | 'boundaries-ring-open';

function wrong(code: Wrong, number: number, values: Record<string, string | number> = {}) {
  return refuse(code, { field: 'file', values: { feature: number, ...values } });
}
