import { sql } from 'kysely';
import type { GrantId } from '#kernel/consent';
import type { Id, Reads } from '#kernel/db';
import type { Day } from '#kernel/time';
import type { OrganisationId } from '#modules/directory';
import type { AccountId } from '#modules/ledger';
import type { PersonId } from '#modules/people';
import { refuse } from './refusals.ts';
import type { Purpose, SchemeId } from './scheme.ts';
import type { MembershipState } from './states.ts';

export type MembershipId = Id<'savings.memberships'>;
export type DrawerId = Id<'savings.drawers'>;

/** Somebody who saves by a scheme, as they, their office and the organisation see it. */
export interface Membership {
  readonly id: MembershipId;
  readonly schemeId: SchemeId;
  readonly organisationId: OrganisationId;
  readonly personId: PersonId;
  readonly officeId: string;
  readonly grantId: GrantId;
  /** What the account is called by; says nothing of the person. */
  readonly number: string;
  readonly state: MembershipState;
  readonly purpose: Purpose;
  readonly goalMinor: bigint;
  readonly goalOn: Day;
  readonly officeFollows: boolean;
  readonly accountId: AccountId | null;
  readonly reason: string | null;
  readonly sentAt: Date;
  readonly decidedAt: Date | null;
  /** True for somebody who keeps the organisation's savings. */
  readonly forKeeper: boolean;
}

/** Who of the family may draw, by a number of the organisation's own. */
export interface Drawer {
  readonly id: DrawerId;
  readonly reference: string;
  readonly endedAt: Date | null;
}

/** Memberships that the actor may see, newest first. */
export async function membershipsOf(
  trx: Reads<'savings'>,
  of: { personIds: readonly PersonId[] } | { keeper: true; states?: readonly MembershipState[] | undefined },
): Promise<Membership[]> {
  let query = rowsOf(trx);
  if ('personIds' in of) {
    if (of.personIds.length === 0) return [];
    query = query.where('person_id', 'in', [...of.personIds]);
  } else {
    query = query.where(sql<boolean>`organisation_id in (select savings.keeping())`);
    if (of.states) query = query.where('state', 'in', [...of.states]);
  }
  return (await query.orderBy('sent_at', 'desc').orderBy('id', 'desc').limit(500).execute()).map(toMembership);
}

/** One membership that the actor may see. Refusals: `not-found`. */
export async function loadMembership(trx: Reads<'savings'>, id: MembershipId): Promise<Membership> {
  const row = await rowsOf(trx).where('id', '=', id).executeTakeFirst();
  if (!row) throw refuse('not-found');
  return toMembership(row);
}

/** Who may draw or could once, the latest first. */
export async function drawersOf(trx: Reads<'savings'>, { id }: Pick<Membership, 'id'>): Promise<Drawer[]> {
  const rows = await trx
    .selectFrom('savings.drawers')
    .select(['id', 'reference', 'ended_at'])
    .where('membership_id', '=', id)
    .orderBy('added_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return rows.map((row) => ({ id: row.id, reference: row.reference, endedAt: row.ended_at }));
}

/** Whose drawer it is, as far as the actor sees it. Refusals: `not-found`. */
export async function membershipOfDrawer(trx: Reads<'savings'>, id: DrawerId): Promise<MembershipId> {
  const row = await trx.selectFrom('savings.drawers').select('membership_id').where('id', '=', id).executeTakeFirst();
  if (!row) throw refuse('not-found');
  return row.membership_id as MembershipId; // a foreign key
}

function rowsOf(trx: Reads<'savings'>) {
  return trx
    .selectFrom('savings.memberships')
    .selectAll()
    .select(sql<boolean>`organisation_id in (select savings.keeping())`.as('for_keeper'));
}

function toMembership(row: Awaited<ReturnType<ReturnType<typeof rowsOf>['execute']>>[number]): Membership {
  return {
    id: row.id,
    schemeId: row.scheme_id as SchemeId,
    organisationId: row.organisation_id as OrganisationId,
    personId: row.person_id as PersonId,
    officeId: row.office_id,
    grantId: row.grant_id as GrantId,
    number: row.number,
    state: row.state as MembershipState, // check constraint memberships_state
    purpose: row.purpose as Purpose, // check constraint memberships_purpose
    goalMinor: BigInt(row.goal_minor),
    goalOn: row.goal_on,
    officeFollows: row.office_follows,
    accountId: row.account_id as AccountId | null,
    reason: row.reason,
    sentAt: row.sent_at,
    decidedAt: row.decided_at,
    forKeeper: row.for_keeper,
  };
}
