import { randomBytes } from 'node:crypto';
import { record } from '#kernel/audit';
import { giveGrant, withdrawGrant, type FilePart } from '#kernel/consent';
import { newId, onConstraint, type Actor, type Writes } from '#kernel/db';
import type { Day } from '#kernel/time';
import type { PersonId } from '#modules/people';
import { loadMembership, type DrawerId, type Membership, type MembershipId } from './membership.ts';
import { refuse } from './refusals.ts';
import { MOST_MINOR, type Purpose, type Scheme } from './scheme.ts';
import { nextMembership } from './states.ts';

/** Parts of the file that the organisation sees while the agreement lasts. */
export const shownParts = ['identity', 'contact'] as const satisfies readonly FilePart[];

/** What somebody saves for, how much and by when. */
export interface Goal {
  readonly purpose: Purpose;
  readonly goalMinor: bigint;
  readonly goalOn: Day;
}

type Trx = Writes<'savings' | 'access' | 'audit' | 'consent'>;

/** Refusals: `not-an-amount`, `goal-over`, `not-a-purpose`. */
function checkGoal({ purpose, goalMinor, goalOn }: Goal, { purposes }: Pick<Scheme, 'purposes'>, today: Day): void {
  if (!purposes.includes(purpose)) throw refuse('not-a-purpose', { field: 'purpose' });
  if (goalMinor <= 0n || goalMinor > MOST_MINOR) throw refuse('not-an-amount', { field: 'amount' });
  if (goalOn <= today) throw refuse('goal-over', { field: 'goalOn' });
}

/**
 * Asks to save by a scheme, by a grant of the person that shows the organisation who they are.
 * Refusals: `scheme-closed`, `joined-already`, those of the goal and of the grant.
 */
export async function askToJoin(
  trx: Trx,
  actor: Actor & { accountId: string },
  of: { personId: PersonId; officeId: string; scheme: Scheme; today: Day },
  ask: Goal & { officeFollows: boolean; agreement: { language: string; wording: string }; endsAt: Date },
): Promise<MembershipId> {
  const { personId, officeId, scheme, today } = of;
  if (scheme.state !== 'published') throw refuse('scheme-closed');
  checkGoal(ask, scheme, today);
  const grantId = await giveGrant(trx, actor, {
    subjectId: personId,
    recipient: { kind: 'organisation', id: scheme.organisationId },
    purpose: 'savings.purpose.membership',
    parts: [...shownParts],
    ...ask.agreement,
    how: 'on-line',
    endsAt: ask.endsAt,
  });
  const id = newId<'savings.memberships'>();
  await trx
    .insertInto('savings.memberships')
    .values({
      id,
      scheme_id: scheme.id,
      organisation_id: scheme.organisationId,
      person_id: personId,
      office_id: officeId,
      grant_id: grantId,
      number: randomBytes(6).toString('hex'),
      ...goalColumns(ask),
      office_follows: ask.officeFollows,
      sent_by: actor.accountId,
    })
    .execute()
    .catch(onConstraint({ memberships_one_open: () => refuse('joined-already') }));
  await tell(trx, { id, personId }, 'joined');
  return id;
}

const goalColumns = ({ purpose, goalMinor, goalOn }: Goal) => ({ purpose, goal_minor: goalMinor, goal_on: goalOn });

/** The person takes the question back: the organisation sees nothing any more. Refusals: `not-found`, where it stands. */
export async function withdrawMembership(trx: Trx, actor: Actor, one: Membership): Promise<void> {
  nextMembership(one.state, 'withdraw');
  await tell(trx, one, 'withdrawn');
  await withdrawGrant(trx, actor, one.grantId);
}

/** Another goal. Refusals: where the membership stands, those of the goal. */
export async function changeGoal(trx: Trx, one: Membership, goal: Goal, scheme: Scheme, today: Day): Promise<void> {
  if (one.state !== 'asked' && one.state !== 'running') throw refuse(`membership-${one.state}`);
  checkGoal(goal, scheme, today);
  await trx.updateTable('savings.memberships').set(goalColumns(goal)).where('id', '=', one.id).execute();
  await tell(trx, one, 'goal-changed');
}

/** The person lets the counsellor of their office see it, or not any more. */
export async function letOfficeFollow(trx: Trx, one: Membership, follows: boolean): Promise<void> {
  await trx.updateTable('savings.memberships').set({ office_follows: follows }).where('id', '=', one.id).execute();
  await tell(trx, one, follows ? 'follow-allowed' : 'follow-ended');
}

/** Names somebody of the family who may draw at home. Refusals: `not-running`, `named-already`. */
export async function nameDrawer(trx: Trx, one: Membership, reference: string): Promise<DrawerId> {
  if (one.state !== 'running') throw refuse('not-running');
  const id = newId<'savings.drawers'>();
  await trx
    .insertInto('savings.drawers')
    .values({ id, membership_id: one.id, reference })
    .execute()
    .catch(onConstraint({ drawers_once: () => refuse('named-already', { field: 'reference' }) }));
  await tell(trx, one, 'drawer-named');
  return id;
}

/** From now on they draw no more. Refusals: `not-found`. */
export async function endDrawer(trx: Trx, id: DrawerId, now: Date): Promise<Membership> {
  const row = await trx
    .updateTable('savings.drawers')
    .set({ ended_at: now })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .returning('membership_id')
    .executeTakeFirst();
  if (!row) throw refuse('not-found');
  const one = await loadMembership(trx, row.membership_id as MembershipId); // a foreign key
  await tell(trx, one, 'drawer-ended');
  return one;
}

// uses messages: savings.verb.*
async function tell(trx: Writes<'audit'>, { id, personId }: Pick<Membership, 'id' | 'personId'>, verb: string): Promise<void> {
  await record(trx, {
    verb: `savings.${verb}`,
    purpose: 'savings.purpose.membership',
    scopeId: null,
    subjectId: personId,
    objectKind: 'saving',
    objectId: id,
  });
}
