import { refuseHttp, scopesOf, type Context } from '#kernel/http';
import { placesById, placeName, type PlaceId } from '#modules/places';
import type { OfficeId } from '#modules/offices';
import type { Association, AssociationId, PlacesOf } from '../association.ts';
import type { Post } from '../act-on-association.ts';
import { getAssociation, placesOf, writesFor } from '../read-associations.ts';
import { dayOf } from '../write-association.ts';

export const todayOf = (ctx: Context) => dayOf(ctx.now);

export const postOf = ({ network: { keyring, catalogue, publicUrl } }: Context): Post => ({ keyring, catalogue, publicUrl });

/** An association for which the actor writes; anybody else's is not there. */
export async function ownAssociation(ctx: Context, id: AssociationId): Promise<Association> {
  const entry = await getAssociation(ctx.trx, id);
  if (!entry || !(await writesFor(ctx.trx, id))) throw refuseHttp('not-found');
  return entry;
}

export const desksOf = (ctx: Context) => scopesOf(ctx, 'counsellor', 'office-manager') as OfficeId[]; // their roles are held in offices

/** An association that an office of the actor verifies. */
export async function associationAtDesk(ctx: Context, id: AssociationId): Promise<Association> {
  const entry = await getAssociation(ctx.trx, id);
  if (!entry || entry.state === 'unconfirmed' || !desksOf(ctx).includes(entry.officeId)) throw refuseHttp('not-found');
  return entry;
}

/** An address below an association's own page; it keeps the secret of the link. */
export function mineHref(ctx: Context, id: AssociationId, rest = ''): string {
  const [path, query = ''] = rest.split('?');
  const all = new URLSearchParams(query);
  const token = ctx.query.get('token');
  if (token) all.set('token', token);
  return `/associations/mine/${id}${path}${all.size > 0 ? `?${all.toString()}` : ''}`;
}

export const crumbs = (ctx: Context, entry?: Association) => [
  { label: ctx.t('associations.list.title'), href: '/associations' },
  ...(entry ? [{ label: entry.name, href: mineHref(ctx, entry.id) }] : []),
];

/** Places of associations with their names in the reader's language. */
export interface PlaceNames {
  of: Map<AssociationId, PlacesOf>;
  names: Map<PlaceId, string>;
}

export async function readPlaces(ctx: Context, ids: readonly AssociationId[]): Promise<PlaceNames> {
  const of = await placesOf(ctx.trx, ids);
  const all = [...of.values()].flatMap(({ origin, destination }) => [...origin, ...destination]);
  const places = await placesById(ctx.trx, all);
  return { of, names: new Map([...places].map(([id, place]) => [id, placeName(place, ctx.lang)])) };
}

export const namesOf = ({ of, names }: PlaceNames, id: AssociationId, side: keyof PlacesOf): string[] =>
  (of.get(id)?.[side] ?? []).map((place) => names.get(place) ?? '');
