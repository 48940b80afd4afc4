import type { Reads } from '#kernel/db';
import { textIn } from '#kernel/i18n';
import { officesById, type OfficeId } from '#modules/offices';
import { placeName, placesById, widerPlaces, type PlaceId } from '#modules/places';
import type { Venture } from '#modules/ventures';
import { listExperts, type Expert } from './review.ts';

/** An expert with the office where they work, as somebody who chooses one needs it. */
export interface ExpertAtPlace extends Expert {
  readonly office: string | null;
  readonly place: string | null;
  /** Works in the country where the firm is or will be. */
  readonly atEnd: boolean;
}

const FAR = Number.MAX_SAFE_INTEGER;

/** Experts to ask about a venture's plan: those nearest to where the firm is or will be first, then the others by name. */
export async function expertsFor(
  trx: Reads<'businessplans' | 'offices' | 'places'>,
  venture: Pick<Venture, 'location' | 'herePlaceId' | 'therePlaceId' | 'officeId'>,
  lang: string,
): Promise<ExpertAtPlace[]> {
  const experts = await listExperts(trx);
  const own = venture.officeId as OfficeId; // other tables keep it as plain text
  const ids = [own, ...experts.flatMap(({ scopeId }) => (scopeId ? [scopeId as OfficeId] : []))]; // organisations are simply not found
  const offices = await officesById(trx, [...new Set(ids)]);
  const places = await placesById(trx, [...new Set([...offices.values()].map(({ placeId }) => placeId))]);
  const ends = [
    ...(venture.location === 'there' ? [] : [venture.herePlaceId ?? offices.get(own)?.placeId]),
    ...(venture.location === 'here' ? [] : [venture.therePlaceId]),
  ].filter((id): id is PlaceId => Boolean(id));
  const chains = await Promise.all(ends.map(async (id) => await stepsUp(trx, id)));
  const steps = new Map<PlaceId, number>();
  for (const id of places.keys()) {
    const above = [...(await stepsUp(trx, id)).keys()];
    steps.set(id, Math.min(FAR, ...chains.flatMap((chain) => above.flatMap((one) => chain.get(one) ?? []))));
  }
  const found = experts.map((expert) => {
    const office = expert.scopeId ? offices.get(expert.scopeId as OfficeId) : undefined; // as above
    const place = office && places.get(office.placeId);
    const far = office ? (steps.get(office.placeId) ?? FAR) : FAR;
    const shown = { office: office ? textIn(office.name, lang).text : null, place: place ? placeName(place, lang) : null };
    return { ...expert, ...shown, atEnd: far < FAR, far };
  });
  return found.toSorted((a, b) => a.far - b.far || a.name.localeCompare(b.name, lang)).map(({ far: _far, ...expert }) => expert);
}

/** A place and what is wider, up to its country, each with its steps up. */
async function stepsUp(trx: Reads<'places'>, id: PlaceId): Promise<Map<PlaceId, number>> {
  const wider = await widerPlaces(trx, id);
  return new Map(wider.filter(({ level }) => level !== 'area').map((one) => [one.id, one.distance]));
}
