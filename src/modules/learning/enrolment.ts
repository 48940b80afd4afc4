import { sql } from 'kysely';
import type { Id, Reads } from '#kernel/db';
import type { PersonId } from '#modules/people';
import type { AccountId } from './course.ts';
import type { GroupId } from './group.ts';

export type EnrolmentId = Id<'learning.enrolments'>;

/** Drawn in docs/states/enrolment.md. */
export const enrolmentStates = ['waiting', 'enrolled', 'withdrawn'] as const;
export type EnrolmentState = (typeof enrolmentStates)[number];

/** Somebody in a group, or in the line for it. */
export interface Enrolment {
  id: EnrolmentId;
  groupId: GroupId;
  accountId: string | null;
  personId: PersonId | null;
  /** Name on the list. */
  name: string;
  state: EnrolmentState;
  language: string;
  wording: string;
  askedAt: Date;
  enrolledAt: Date | null;
  withdrawnAt: Date | null;
  /** Whether they have judged the course. */
  evaluated: boolean;
}

const enrolments = (trx: Reads<'learning'>) =>
  trx
    .selectFrom('learning.enrolments')
    .select([
      'id',
      sql<GroupId>`group_id`.as('groupId'),
      sql<string | null>`account_id`.as('accountId'),
      sql<PersonId | null>`person_id`.as('personId'), // keys that share a column hide the brand
      'name',
      sql<EnrolmentState>`state`.as('state'),
      'language',
      'wording',
      'asked_at as askedAt',
      'enrolled_at as enrolledAt',
      'withdrawn_at as withdrawnAt',
      'evaluated',
    ])
    .orderBy('asked_at')
    .orderBy('id');

/** The enrolments of the account or of a file linked to it, those given up left out. */
export async function ownEnrolments(trx: Reads<'learning'>, accountId: string): Promise<Enrolment[]> {
  return await enrolments(trx)
    .where((eb) =>
      eb.or([eb('account_id', '=', accountId as AccountId), eb('person_id', 'in', sql<PersonId>`(select access.own_subjects())`)]),
    )
    .where('state', '<>', 'withdrawn')
    .execute();
}

/** Every enrolment of an account, given up ones too: for the copy of one's data. */
export async function everyEnrolment(trx: Reads<'learning'>, accountId: string): Promise<Enrolment[]> {
  return await enrolments(trx)
    .where((eb) =>
      eb.or([eb('account_id', '=', accountId as AccountId), eb('person_id', 'in', sql<PersonId>`(select access.own_subjects())`)]),
    )
    .execute();
}

/** Enrolments of a file, for its desk. */
export async function enrolmentsOfPerson(trx: Reads<'learning'>, personId: PersonId): Promise<Enrolment[]> {
  return await enrolments(trx).where('person_id', '=', personId).execute();
}

/** Those with a place in a group by name, as its trainers see them; others see only their own or those of their desk. */
export async function learnersOfGroup(trx: Reads<'learning'>, groupId: GroupId): Promise<Enrolment[]> {
  const rows = await enrolments(trx).where('group_id', '=', groupId).where('state', '=', 'enrolled').execute();
  return rows.toSorted((a, b) => a.name.localeCompare(b.name) || a.id.localeCompare(b.id));
}

export async function getEnrolment(trx: Reads<'learning'>, id: EnrolmentId): Promise<Enrolment | null> {
  return (await enrolments(trx).where('id', '=', id).executeTakeFirst()) ?? null;
}

/** Which place in the line somebody has, from 1; for themselves and their desk. */
export async function placeInLine(trx: Reads<'learning'>, id: EnrolmentId): Promise<number> {
  const { rows } = await sql<{ place: number }>`select learning.place_in_line(${id})::int as place`.execute(trx);
  return rows[0]?.place ?? 0;
}

/** Everybody in these states in a group: for the jobs that tell them; of others only what the actor may see. */
export async function enrolmentsOfGroup(trx: Reads<'learning'>, groupId: GroupId, states: readonly EnrolmentState[]): Promise<Enrolment[]> {
  return await enrolments(trx).where('group_id', '=', groupId).where('state', 'in', states).execute();
}
