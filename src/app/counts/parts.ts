import { scopesOf, type Context } from '#kernel/http';
import { textIn } from '#kernel/i18n';
import type { OfficeAtPlace } from '#modules/offices';
import { widerPlaces } from '#modules/places';

/** Offices that are counted together. No office is in two parts, so no two parts can be subtracted. */
interface Part {
  key: string;
  name: string;
  officeIds: readonly string[];
}

/** Who reads counts for the whole network, or for the offices where they hold the role (`access.countable`). */
const officers = ['planner', 'administrator', 'auditor', 'data-protection-officer'] as const;

/** Offices at whose desk the reader works: every file behind these counts is theirs to read. */
export function ownOffices(ctx: Context, offices: readonly OfficeAtPlace[]): OfficeAtPlace[] {
  const own = scopesOf(ctx, 'counsellor', 'office-manager');
  return offices.filter(({ id }) => own.includes(id));
}

/** What a reader counts who does not work at the desk: regions for officers of the network, else their offices one by one. */
export async function partsFor(ctx: Context, offices: readonly OfficeAtPlace[]): Promise<Part[]> {
  if (ctx.roles.some(({ role, scopeKind }) => scopeKind === 'network' && officers.some((one) => one === role)))
    return await regionsOf(ctx, offices);
  const named = scopesOf(ctx, ...officers);
  const own = ownOffices(ctx, offices);
  return offices
    .filter((office) => named.includes(office.id) && !own.includes(office))
    .map((office) => ({ key: office.id, name: textIn(office.name, ctx.lang).text, officeIds: [office.id] }));
}

/** The offices by the region in which they stand, or the country where no region is known; each in one of them. */
async function regionsOf(ctx: Context, offices: readonly OfficeAtPlace[]): Promise<Part[]> {
  const parts = new Map<string, Part>();
  for (const { id, place } of offices) {
    const above = await widerPlaces(ctx.trx, place.id);
    const wider = above.find(({ level }) => level === 'region') ?? above.find(({ level }) => level === 'country') ?? place;
    const known = parts.get(wider.code) ?? { key: wider.code, name: textIn(wider.name, ctx.lang).text, officeIds: [] };
    parts.set(wider.code, { ...known, officeIds: [...known.officeIds, id] });
  }
  return [...parts.values()].toSorted((a, b) => a.name.localeCompare(b.name, ctx.lang));
}
