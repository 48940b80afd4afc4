import { asActor, newId, type AnyWrites } from '#kernel/db';
import type { Player, SeededWorld } from '#test/fixtures';
import type { Cast } from '#test/fixtures-cast';
import { payIn, plantSaver } from '#test/fixtures-savings';
import type { TestSite } from '#test/site';
import { nameDrawer } from './join.ts';
import { acceptMembership } from './keep.ts';
import { loadMembership, type DrawerId, type MembershipId } from './membership.ts';
import { recordOf } from './record.ts';

/** People of a seeded world who save with its bank: somebody new with deposits, how they stand, and what the ledger says. */
export function savers(site: TestSite, world: SeededWorld) {
  const { staff, awa, today } = world;
  const cast: Cast = {
    site,
    ground: { ...world, loans: newId() }, // the ground's loans are a service of the directory
    counsellor: staff.counsellor,
    counsellorAbroad: staff.counsellorAbroad,
    provider: staff.provider,
  };

  const as = async <T>(player: Exclude<Player, 'visitor'>, work: (trx: AnyWrites) => Promise<T>): Promise<T> =>
    await asActor(site.db.app, { ...staff[player], assurance: player.toLowerCase().includes('person') ? 1 : 2 }, work);
  let made = 0;
  /** Somebody who saves, with the deposits given, and a family member who may draw. */
  async function saver(deposits: readonly { minor: bigint; monthsAgo?: number; daysAgo?: number }[]): Promise<[MembershipId, DrawerId]> {
    made += 1;
    const code = `S${made}`;
    const id = await plantSaver(cast, staff.lender, staff.person, awa, `Scheme ${code}`);
    await as('lender', async (trx) => await acceptMembership(trx, staff.lender.accountId, id, 'Book'));
    await payIn(
      cast,
      staff.lender,
      id,
      deposits.map((one, n) => ({ ...one, reference: `${code}-${n}` })),
    );
    return [id, await as('person', async (trx) => await nameDrawer(trx, await loadMembership(trx, id), `K-${code}`))];
  }
  const stand = async (id: MembershipId, day = today) => await as('lender', async (trx) => await recordOf(trx, id, day));
  const ledgerOf = async (id: MembershipId) =>
    (
      await site.db.superuser.query<{ posted: bigint; pending: bigint }>(
        `select -a.posted_minor as posted, a.pending_in_minor as pending
           from savings.memberships m join ledger.accounts a on a.id = m.account_id where m.id = $1`,
        [id],
      )
    ).rows[0];
  return { cast, as, saver, stand, ledgerOf };
}
