import { sql } from 'kysely';
import { ownSubjects } from '#kernel/access';
import { record } from '#kernel/audit';
import { newId, onConstraint, type Actor, type Writes } from '#kernel/db';
import type { PersonId } from '#modules/people';
import type { AccountId } from './course.ts';
import type { EnrolmentId, EnrolmentState } from './enrolment.ts';
import type { Group, GroupId } from './group.ts';
import { learnersOf } from './learners-of.ts';
import { planTelling } from './plan-tellings.ts';
import { refuse } from './refusals.ts';

// uses messages: learning.verb.*
// uses messages: learning.purpose.*
type Enrols = Writes<'learning' | 'access' | 'jobs' | 'audit'>;

/** What somebody says who asks for a place. */
export interface Asking {
  /** How they want to be called on the list. */
  name: string;
  /** That a group for women is for them; asked in no other group and kept nowhere. */
  forMe: boolean;
  /** Language and exact sentence of what they agree to. */
  language: string;
  wording: string;
}

const once = onConstraint({
  enrolments_account_once: () => refuse('enrolled-already'),
  enrolments_person_once: () => refuse('enrolled-already'),
  enrolments_person: () => refuse('not-found'),
});

/**
 * Asks for a place in a group for oneself: one gets it, or a place in the line. Refusals: `not-open`, `women-only`,
 * `enrolled-already`.
 */
export async function enrolSelf(
  trx: Enrols,
  accountId: string,
  group: Pick<Group, 'id' | 'womenOnly'>,
  asking: Asking,
): Promise<{ id: EnrolmentId; state: EnrolmentState }> {
  const [own] = await ownSubjects(trx);
  const file = own ? { person_id: own.subjectId, office_id: own.custodianId } : { person_id: null, office_id: null };
  return await ask(trx, group, asking, { account_id: accountId as AccountId, ...file, agreed_how: 'on-line', asked_by: accountId });
}

/** The same for a person at the desk that has custody of the file. Refusals: those of enrolSelf, `not-found`. */
export async function enrolAtDesk(
  trx: Enrols,
  actor: Actor & { accountId: string },
  person: { id: PersonId; officeId: string },
  group: Pick<Group, 'id' | 'womenOnly'>,
  { how, ...asking }: Asking & { how: 'signed-at-desk' | 'spoken-at-desk' },
): Promise<{ id: EnrolmentId; state: EnrolmentState }> {
  const [account] = await learnersOf(trx, person.id);
  const enrolled = await ask(trx, group, asking, {
    account_id: (account ?? null) as AccountId | null, // linkedAccounts gives plain text
    person_id: person.id,
    office_id: person.officeId,
    agreed_how: how,
    asked_by: actor.accountId,
  });
  await note(trx, 'learning.enrolled', group.id, person);
  if (enrolled.state === 'enrolled') await planTelling(trx, { kind: 'enrolled', groupId: group.id, enrolmentId: enrolled.id });
  return enrolled;
}

interface Who {
  account_id: AccountId | null;
  person_id: PersonId | null;
  office_id: string | null;
  agreed_how: string;
  asked_by: string;
}

async function ask(trx: Enrols, group: Pick<Group, 'id' | 'womenOnly'>, asking: Asking, who: Who) {
  if (group.womenOnly && !asking.forMe) throw refuse('women-only', { field: 'forMe' });
  const open = await sql`select from learning.open_groups() as open(id) where id = ${group.id}`.execute(trx);
  if (open.rows.length === 0) throw refuse('not-open');
  const id = newId<'learning.enrolments'>();
  const { name, language, wording } = asking;
  await trx
    .insertInto('learning.enrolments')
    .values({ id, group_id: group.id, name, language, wording, ...who })
    .execute()
    .catch(once);
  const placed = await moveUp(trx, group.id, id);
  return { id, state: placed.includes(id) ? ('enrolled' as const) : ('waiting' as const) };
}

/**
 * Gives free places to those who wait, in the order of the line, and tells them, but not the one who is looking at the page.
 * The lock is in the database: whoever comes at the same time waits until this transaction ends.
 */
export async function moveUp(
  trx: Writes<'learning' | 'jobs'>,
  groupId: GroupId,
  asking: EnrolmentId | null = null,
): Promise<EnrolmentId[]> {
  const { rows } = await sql<{ id: EnrolmentId }>`select learning.fill_places(${groupId}) as id`.execute(trx);
  const placed = rows.map(({ id }) => id);
  for (const enrolmentId of placed) if (enrolmentId !== asking) await planTelling(trx, { kind: 'moved-up', groupId, enrolmentId });
  return placed;
}

/**
 * Gives up a place, or the place in the line, without a reason; the next one moves up. What trainers saw closes at once.
 * Refusals: `not-found` (also when withdrawn already).
 */
export async function withdrawEnrolment(trx: Enrols, id: EnrolmentId): Promise<void> {
  const gone = await trx
    .updateTable('learning.enrolments')
    .set({ state: 'withdrawn', withdrawn_at: sql<Date>`now()` })
    .where('id', '=', id)
    .where('state', '<>', 'withdrawn')
    .returning([sql<GroupId>`group_id`.as('groupId'), sql<PersonId | null>`person_id`.as('personId'), 'office_id'])
    .executeTakeFirst();
  if (!gone) throw refuse('not-found');
  await moveUp(trx, gone.groupId);
  if (gone.personId && gone.office_id)
    await note(trx, 'learning.left-group', gone.groupId, { id: gone.personId, officeId: gone.office_id });
}

async function note(trx: Writes<'audit'>, verb: string, groupId: GroupId, { id, officeId }: { id: PersonId; officeId: string }) {
  await record(trx, {
    verb,
    purpose: 'learning.purpose.teaching',
    scopeId: officeId,
    subjectId: id,
    objectKind: 'group',
    objectId: groupId,
  });
}
