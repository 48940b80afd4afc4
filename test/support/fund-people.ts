import { asActor, type AnyWrites } from '#kernel/db';
import { sessionOf, type Player, type SeededWorld } from './fixtures.ts';
import type { Hands } from './fixtures-guaranteed-loans.ts';
import type { FormFields, TestSite } from './site.ts';

/** The seeded people as they work with guarantees: in the database, and on the pages in English. */
export function fundPeople(site: TestSite, world: SeededWorld) {
  const as = async <T>(player: Exclude<Player, 'visitor'>, work: (trx: AnyWrites) => Promise<T>): Promise<T> =>
    await asActor(site.db.app, { ...world.staff[player], assurance: player === 'person' ? 1 : 2 }, work);
  const hands: Hands = {
    fund: async (work) => await as('fundManager', work),
    lender: async (work) => await as('lender', work),
    accounts: { fund: world.staff.fundManager.accountId, lender: world.staff.lender.accountId },
  };
  const get = async (player: Player, path: string) => await site.get(`/en${path}`, await sessionOf(site, world, player));
  const post = async (player: Player, path: string, fields: FormFields) =>
    await site.post(`/en${path}`, fields, await sessionOf(site, world, player));
  return { as, hands, get, post };
}
