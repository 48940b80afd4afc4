import { accountOf, refuseHttp, scopesOf, type Context } from '#kernel/http';
import { ownFiles } from '#modules/people';
import { getVenture, venturesOf, type Venture, type VentureId } from '#modules/ventures';
import type { Interest, InterestId, Reach, Side } from '../interest.ts';
import { sidesOf } from '../interest.ts';
import { getInterest } from '../ask-about-offer.ts';
import type { Offer, OfferId } from '../offer.ts';
import { getOffer } from '../read-offers.ts';

/** From where a page is opened: a founder's own space, or the desk of an office. */
export type Place = 'me' | 'desk';

/** The ventures that the actor founds. */
export async function myVentures(ctx: Context): Promise<Venture[]> {
  const found: Venture[] = [];
  for (const personId of await ownFiles(ctx.trx, accountOf(ctx))) found.push(...(await venturesOf(ctx.trx, personId)));
  return found;
}

export const desksOf = (ctx: Context): string[] => scopesOf(ctx, 'counsellor', 'office-manager');

/** For whom the actor speaks on the pages of a place. */
export async function reachOf(ctx: Context, place: Place): Promise<Reach> {
  if (place === 'desk') return { ventures: new Set(), offices: new Set(desksOf(ctx)), organisations: new Set() };
  const ventures = await myVentures(ctx);
  return { ventures: new Set(ventures.map(({ id }) => id)), offices: new Set(), organisations: new Set(scopesOf(ctx, 'provider')) };
}

const holds = (reach: Reach, one: { ventureId: string; officeId: string }) =>
  reach.ventures.has(one.ventureId) || reach.offices.has(one.officeId);

/** An offer for which the actor speaks; what is not theirs looks like what is not there. */
export async function offerIn(ctx: Context, place: Place, id: OfferId): Promise<Offer> {
  const offer = await getOffer(ctx.trx, id);
  if (!offer || !holds(await reachOf(ctx, place), offer)) throw refuseHttp('not-found');
  return offer;
}

/** A venture for which the actor writes. */
export async function ventureIn(ctx: Context, place: Place, id: VentureId): Promise<Venture> {
  const venture = await getVenture(ctx.trx, id);
  if (!venture || !holds(await reachOf(ctx, place), { ventureId: venture.id, officeId: venture.officeId })) throw refuseHttp('not-found');
  return venture;
}

/** An interest with the sides for which the actor speaks. */
export async function interestIn(ctx: Context, place: Place, id: InterestId): Promise<{ interest: Interest; sides: Side[] }> {
  const interest = await getInterest(ctx.trx, id);
  const sides = interest ? sidesOf(interest, await reachOf(ctx, place)) : [];
  if (!interest || sides.length === 0) throw refuseHttp('not-found');
  return { interest, sides };
}
