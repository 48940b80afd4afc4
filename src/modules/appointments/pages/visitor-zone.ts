import type { Context } from '#kernel/http';
import { isTimeZone, type TimeZone } from '#kernel/time';
import type { Office } from '#modules/offices';
import { findPlaceByCode, resolvePlace, widerPlaces, type PlaceId } from '#modules/places';

/** In which zone the visitor reads hours, and how we know. */
export interface VisitorZone {
  zone: TimeZone;
  /** False while nobody has said: the browser's own zone may then take its place. */
  known: boolean;
  /** The place that was named, as found. */
  place: string | null;
  /** What was typed, where no place has that name. */
  unknownPlace: string | null;
}

/** The visitor's zone: chosen before (`zone`), of a place that was named (`from`), of the account, else the office's. */
export async function visitorZone(ctx: Context, office: Office, query: { zone: string; from: string }): Promise<VisitorZone> {
  const found = { place: null, unknownPlace: null };
  if (query.zone && isTimeZone(query.zone)) return { ...found, zone: query.zone, known: true };
  const place = query.from ? await findPlaceOf(ctx, query.from) : null;
  if (place) return { zone: place.zone, known: true, place: place.name, unknownPlace: null };
  const account = ctx.session?.account.timeZone;
  if (account) return { ...found, zone: account, known: true };
  return { zone: office.timeZone, known: false, place: null, unknownPlace: query.from || null };
}

/** Keeps what is known of the visitor's zone in the links of a page. */
export function zoneQuery(visitor: VisitorZone): Record<string, string> {
  return visitor.known ? { zone: visitor.zone } : {};
}

/** A place by its code, as links from a corridor name it, or as somebody typed it; the likeliest of several. */
async function findPlaceOf(ctx: Context, typed: string): Promise<{ name: string; zone: TimeZone } | null> {
  const byCode = await findPlaceByCode(ctx.trx, typed);
  if (byCode) return await withZone(ctx, byCode.id, null);
  const found = await resolvePlace(ctx.trx, typed, ctx.lang);
  const place = found.kind === 'one' ? found.place : found.kind === 'several' ? found.places[0] : undefined;
  return place ? await withZone(ctx, place.id, [place.name, ...place.within].join(', ')) : null;
}

async function withZone(ctx: Context, id: PlaceId, name: string | null): Promise<{ name: string; zone: TimeZone } | null> {
  const wider = await widerPlaces(ctx.trx, id);
  const zone = wider.find((place) => place.timeZone)?.timeZone;
  const own = wider[0];
  return zone ? { zone, name: name ?? own?.name.texts[ctx.lang]?.text ?? own?.code ?? '' } : null;
}
