import { sql } from 'kysely';
import { record } from '#kernel/audit';
import { brokenConstraint, isForbidden, newId, type Id, type Reads, type Writes } from '#kernel/db';
import type { Day } from '#kernel/time';
import type { FundId, GuaranteeFund, Window, WindowId } from './fund.ts';
import { refuse } from './refusals.ts';

export type ContributorId = Id<'guarantees.contributors'>;

/** A body that pays in the capital of a fund. */
export interface Contributor {
  id: ContributorId;
  name: string;
}

const purpose = 'guarantees.purpose.keep';

/** Bodies that pay in the capital of a fund, in the order in which they came. */
export async function listContributors(trx: Reads<'guarantees'>, fundId: FundId): Promise<Contributor[]> {
  return await trx.selectFrom('guarantees.contributors').select(['id', 'name']).where('fund_id', '=', fundId).orderBy('number').execute();
}

/** Puts a contributor on record; the fund's manager does. Refusals: `contributor-known`, `not-found`. */
export async function addContributor(
  trx: Writes<'guarantees' | 'audit'>,
  by: string,
  { id: fundId }: Pick<GuaranteeFund, 'id'>,
  name: string,
): Promise<ContributorId> {
  const id = newId<'guarantees.contributors'>();
  const { number } = await trx
    .selectFrom('guarantees.contributors')
    .select(({ fn }) => fn.coalesce(fn.max('number'), sql<number>`0`).as('number'))
    .where('fund_id', '=', fundId)
    .executeTakeFirstOrThrow();
  await trx
    .insertInto('guarantees.contributors')
    .values({ id, fund_id: fundId, number: number + 1, name, created_by: by })
    .execute()
    .catch((error: unknown) => {
      if (isForbidden(error)) throw refuse('not-found');
      if (['contributors_name_once', 'contributors_number'].includes(brokenConstraint(error) ?? ''))
        throw refuse('contributor-known', { field: 'name' });
      throw error;
    });
  await record(trx, { verb: 'guarantees.contributor', purpose, scopeId: fundId, objectKind: 'guarantee-contributor', objectId: id });
  return id;
}

/** Books what a contributor paid into a window, once for each step. Refusals: `no-amount`, `period-closed`, `not-found`. */
export async function bookContribution(
  trx: Writes<'guarantees' | 'audit'>,
  step: string,
  { id, fundId }: Pick<Window, 'id' | 'fundId'>,
  contributor: ContributorId,
  { onDay, amountMinor }: { onDay: Day; amountMinor: bigint },
): Promise<void> {
  await sql`select guarantees.contribute(${id}, ${contributor}, ${step}, ${onDay}, ${amountMinor})`.execute(trx).catch((error: unknown) => {
    const name = brokenConstraint(error) ?? '';
    if (name === 'guarantees_contribution' || name === 'postings_amount') throw refuse('no-amount', { field: 'amount' });
    if (name === 'entries_open_period') throw refuse('period-closed', { field: 'day' });
    throw isForbidden(error) || name === 'guarantees_missing' ? refuse('not-found') : error;
  });
  await record(trx, { verb: 'guarantees.contributed', purpose, scopeId: fundId, objectKind: 'guarantee-window', objectId: id });
}

/** Capital paid in, by window and contributor, in minor units of the fund's currency. */
export async function paidIn(
  trx: Reads<'guarantees'>,
  fundId: FundId,
): Promise<{ windowId: WindowId; contributorId: ContributorId; amountMinor: bigint }[]> {
  const { rows } = await sql<{ windowId: WindowId; contributorId: ContributorId; amountMinor: bigint }>`
    select window_id as "windowId", contributor_id as "contributorId", amount_minor as "amountMinor" from guarantees.paid_in(${fundId})`.execute(
    trx,
  );
  return rows;
}
