import type { Reads } from '#kernel/db';
import { scopesOf, type Context } from '#kernel/http';
import { frozenAreas, type FrozenArea } from '#modules/counts';
import { officeNames, type OfficeAtPlace } from '#modules/offices';
import { placeIdsByCode, placeName, placesById, widerPlaces } from '#modules/places';

/** Offices that are counted together. No office is in two parts, so no two parts can be subtracted. */
interface Part {
  key: string;
  name: string;
}

/** Offices at whose desk the reader works: every file behind these counts is theirs to read. */
export function ownOffices(ctx: Context, offices: readonly OfficeAtPlace[]): OfficeAtPlace[] {
  const own = scopesOf(ctx, 'counsellor', 'office-manager');
  return offices.filter(({ id }) => own.includes(id));
}

/**
 * Of whom the frozen counts of a quarter are that the reader may read: regions for officers of the network, else their offices one
 * by one. At their own desk they count from day to day.
 */
export async function frozenParts(ctx: Context, quarter: string, own: readonly OfficeAtPlace[]): Promise<Part[]> {
  const { trx, lang, roles } = ctx;
  const areas = await frozenAreas(trx, quarter);
  const ofNetwork = roles.some(({ role, scopeKind }) => scopeKind === 'network' && officers.some((one) => one === role));
  if (ofNetwork) return await namedRegions(ctx, areas);
  const ownIds = new Set<string>(own.map(({ id }) => id));
  const others = areas.filter(({ officeIds }) => officeIds.every((id) => !ownIds.has(id)));
  const names = await officeNames(
    trx,
    others.flatMap(({ officeIds }) => officeIds),
    lang,
  );
  return inOrder(
    others.map(({ area, officeIds }) => ({ key: area, name: names.get(officeIds[0] ?? '') ?? area })),
    lang,
  );
}

/** Regions of a quarter that the reader may read: what they may show to everybody. */
export async function citableParts(ctx: Pick<Context, 'trx' | 'lang'>, quarter: string): Promise<Part[]> {
  const areas = await frozenAreas(ctx.trx, quarter);
  return await namedRegions(
    ctx,
    areas.filter(({ kind }) => kind === 'region'),
  );
}

async function namedRegions({ trx, lang }: Pick<Context, 'trx' | 'lang'>, areas: readonly FrozenArea[]): Promise<Part[]> {
  const ids = await placeIdsByCode(
    trx,
    areas.map(({ area }) => area),
  );
  const places = await placesById(trx, [...ids.values()]);
  const nameOf = (area: string) => {
    const id = ids.get(area);
    const place = id && places.get(id);
    return place ? placeName(place, lang) : area;
  };
  return inOrder(
    areas.map(({ area }) => ({ key: area, name: nameOf(area) })),
    lang,
  );
}

const officers = ['planner', 'administrator', 'auditor', 'data-protection-officer'] as const;

const inOrder = (parts: Part[], lang: string) => parts.toSorted((a, b) => a.name.localeCompare(b.name, lang));

/** The offices by the region in which they stand, or the country where no region is known; each in one of them. */
export async function regionsOf(trx: Reads<'places'>, offices: readonly OfficeAtPlace[]): Promise<{ key: string; officeIds: string[] }[]> {
  const parts = new Map<string, string[]>();
  for (const { id, place } of offices) {
    const above = await widerPlaces(trx, place.id);
    const wider = above.find(({ level }) => level === 'region') ?? above.find(({ level }) => level === 'country') ?? place;
    parts.set(wider.code, [...(parts.get(wider.code) ?? []), id]);
  }
  return [...parts].map(([key, officeIds]) => ({ key, officeIds }));
}
