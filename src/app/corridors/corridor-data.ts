import type { Context } from '#kernel/http';
import { toLocal } from '#kernel/time';
import { findServices, type ServicesFound } from '#modules/directory';
import { describeOffice, responsibleOffice, type OfficeView } from '#modules/offices';
import type { PracticeEntry } from '#modules/practices';
import type { PublishedPlan } from '#modules/plans';
import { readPlansAbout } from '#modules/plans/pages';
import { readPracticesAbout } from '#modules/practices/pages';
import { readEndOpportunities, type EndOpportunitiesData } from '#modules/opportunities/pages';
import { readCorridorStatistics } from '#modules/observatory/pages';
import { readCorridorRemittances, type CorridorRemittances } from '#modules/remittances/pages';
import { readCorridorTrade, type CorridorTradeData } from '#modules/trade/pages';
import {
  describePlace,
  findCorridor,
  listOpenings,
  widerPlaces,
  type CorridorId,
  type CorridorView,
  type Opening,
  type Place,
  type PlaceView,
} from '#modules/places';

/** What the corridor page shows of one end. */
export interface CorridorEnd {
  view: PlaceView;
  openings: Opening[];
  opportunities: EndOpportunitiesData;
  /** Some services of today there, the last checked first. */
  services: ServicesFound;
  /** The office responsible; null where there is none. */
  office: OfficeView | null;
  /** The place by which it is responsible. */
  territory: Place | undefined;
}

export interface CorridorData {
  recorded: CorridorView;
  /** What authorities did about the two places, or wider ones. */
  practices: PracticeEntry[];
  /** Published plans of the two places. */
  plans: PublishedPlan[];
  /** What official statistics say of the two countries. */
  figures: Awaited<ReturnType<typeof readCorridorStatistics>>;
  /** Offers and requests along the corridor that the facts tell of; null where there is none this way round. */
  trade: CorridorTradeData | null;
  /** Prices of sending money back; null where none is known. */
  remittances: CorridorRemittances | null;
  origin: CorridorEnd;
  destination: CorridorEnd;
}

/** Gathers both ends of a corridor. */
export async function readCorridor(ctx: Context, origin: Place, destination: Place): Promise<CorridorData> {
  const recorded = await findCorridor(ctx.trx, origin.id, destination.id);
  const around = [...(recorded.about ? [recorded.about.corridor] : []), ...recorded.wider, ...recorded.narrower];
  const ids = around.map(({ id }) => id);
  const practices = await readPracticesAbout(ctx, { placeIds: [origin.id, destination.id] });
  const trade = recorded.about && recorded.about.fit !== 'reverse' ? await readCorridorTrade(ctx, recorded.about.corridor) : null;
  const [from, to] = [await countryAround(ctx, origin), await countryAround(ctx, destination)];
  const figures = await readCorridorStatistics(ctx, from, to);
  return {
    recorded,
    practices,
    plans: await readPlansAbout(ctx, [origin.id, destination.id]),
    trade,
    figures,
    remittances: await readCorridorRemittances(ctx, from, to),
    origin: await readEnd(ctx, 'origin', origin, ids),
    destination: await readEnd(ctx, 'destination', destination, ids),
  };
}

/** The country (ISO 3166-1) in which a place lies; null for areas of several. */
async function countryAround({ trx }: Context, place: Place): Promise<string | null> {
  return (await widerPlaces(trx, place.id)).find(({ level }) => level === 'country')?.iso ?? null;
}

async function readEnd(
  ctx: Context,
  atEnd: 'origin' | 'destination',
  place: Place,
  corridorIds: readonly CorridorId[],
): Promise<CorridorEnd> {
  const { trx, lang, now } = ctx;
  const view = await describePlace(trx, place, lang, now);
  const { day } = toLocal(now.toISOString(), view.timeZone ?? 'UTC');
  const responsible = await responsibleOffice(trx, place.id);
  const opportunities = await readEndOpportunities(ctx, { placeId: place.id, place: view.name, atEnd, corridorIds });
  const openings = await listOpenings(trx, { placeId: place.id, corridorIds, onDay: day, limit: 12 });
  return {
    view,
    services: await findServices(trx, { lang, placeId: place.id, limit: 3 }),
    opportunities,
    // What an opportunity spells out is shown once.
    openings: openings.filter(({ id }) => !opportunities.spelt.has(id)),
    office: responsible && (await describeOffice(trx, responsible.office, lang, now)),
    territory: responsible?.territory,
  };
}
