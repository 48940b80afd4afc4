import { sql } from 'kysely';
import { record } from '#kernel/audit';
import { newId, type Id, type Reads, type Writes } from '#kernel/db';
import { networkKey, seal, unsealText, type Keyring, type SealContext } from '#kernel/keys';
import type { AccountId, CourseId } from './course.ts';
import type { GroupId } from './group.ts';
import { workContext } from './learning-event.ts';
import { refuse } from './refusals.ts';
import type { StudyId } from './study.ts';

// uses messages: learning.verb.*
// uses messages: learning.purpose.*
export type EventId = Id<'learning.events'>;

export const verdicts = ['accepted', 'again'] as const;
export type Verdict = (typeof verdicts)[number];

/** What a trainer or the desk says of a piece of work. */
export interface Review {
  id: string;
  eventId: string;
  verdict: Verdict;
  text: string | null;
  writtenBy: string;
  writtenAt: Date;
}

/** A piece of work as it was handed in once; every time is kept. */
export interface Work {
  eventId: EventId;
  studyId: StudyId;
  accountId: string;
  lesson: string;
  item: string;
  text: string | null;
  fileId: string | null;
  at: Date;
  /** What was said of it, the newest first. */
  reviews: Review[];
}

const reviewContext = (id: string): SealContext => ({ table: 'learning.reviews', column: 'sealed', id });

/** What was said of the work of studies, the newest first; of others only what the actor may read. */
export async function reviewsOf(trx: Reads<'learning'>, keyring: Keyring, studies: readonly StudyId[]): Promise<Review[]> {
  if (studies.length === 0) return [];
  const rows = await trx
    .selectFrom('learning.reviews')
    .select(['id', sql<string>`event_id`.as('eventId'), 'verdict', 'sealed', 'written_by', 'written_at'])
    .where('study_id', 'in', [...studies])
    .orderBy('written_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    eventId: row.eventId,
    verdict: row.verdict as Verdict, // its check constraint holds the list
    text: row.sealed ? unsealText(networkKey(keyring, 'files'), row.sealed, reviewContext(row.id)) : null,
    writtenBy: row.written_by,
    writtenAt: row.written_at,
  }));
}

/** All that was handed in, the newest first, of the studies that the actor may read. */
export async function workOf(trx: Reads<'learning'>, keyring: Keyring, studies: readonly StudyId[]): Promise<Work[]> {
  if (studies.length === 0) return [];
  const rows = await trx
    .selectFrom('learning.events')
    .select([
      'id',
      sql<StudyId>`study_id`.as('studyId'),
      sql<string>`account_id`.as('accountId'),
      'lesson',
      'item',
      'sealed',
      'file_id',
      'happened_at',
    ])
    .where('study_id', 'in', [...studies])
    .where('kind', '=', 'handed-in')
    .orderBy('happened_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  const reviews = Map.groupBy(await reviewsOf(trx, keyring, studies), ({ eventId }) => eventId);
  return rows.map((row) => ({
    eventId: row.id as string as EventId,
    studyId: row.studyId,
    accountId: row.accountId,
    lesson: row.lesson,
    item: row.item ?? '',
    text: row.sealed ? unsealText(networkKey(keyring, 'files'), row.sealed, workContext(row.studyId, row.id)) : null,
    fileId: row.file_id,
    at: row.happened_at,
    reviews: reviews.get(row.id as string) ?? [],
  }));
}

/** Of each exercise of each study the work handed in last: what there is to mark. */
export function newestWork(work: readonly Work[]): Work[] {
  const seen = new Set<string>();
  return work.filter(({ studyId, lesson, item }) => {
    const key = `${studyId}/${lesson}/${item}`;
    const first = !seen.has(key);
    seen.add(key);
    return first;
  });
}

/** Studies of a group's course by those who have a place in it: what its trainers mark. Nothing for others. */
export async function studiesOfGroup(
  trx: Reads<'learning'>,
  groupId: GroupId,
  courseId: CourseId,
): Promise<{ id: StudyId; accountId: string }[]> {
  return await trx
    .selectFrom('learning.studies as s')
    .innerJoin('learning.enrolments as e', 'e.account_id', 's.account_id')
    .select(['s.id', sql<string>`s.account_id`.as('accountId')])
    .where('e.group_id', '=', groupId)
    .where('e.state', '=', 'enrolled')
    .where(sql<boolean>`e.group_id in (select learning.taught())`)
    .where('s.course_id', '=', courseId)
    .orderBy('s.begun_at', 'desc')
    .execute();
}

/** A piece of work that the actor may read and mark, with its learner; null where it is not there or not theirs. */
export async function findWork(trx: Reads<'learning'>, keyring: Keyring, studyId: StudyId, eventId: EventId): Promise<Work | null> {
  return (await workOf(trx, keyring, [studyId])).find((one) => one.eventId === eventId) ?? null;
}

/**
 * Says of a piece of work that it is accepted or asked for again, with words where there are any. Nothing is overwritten:
 * a later word stands above the earlier ones. Refusals: `not-found`, `say-what` (asking again says what is missing).
 */
export async function markWork(
  trx: Writes<'learning' | 'audit'>,
  keyring: Keyring,
  accountId: string,
  work: Pick<Work, 'studyId' | 'eventId' | 'accountId'>,
  { verdict, text }: { verdict: Verdict; text: string | null },
): Promise<void> {
  if (verdict === 'again' && !text) throw refuse('say-what', { field: 'text' });
  const id = newId<'learning.reviews'>();
  await trx
    .insertInto('learning.reviews')
    .values({
      id,
      study_id: work.studyId,
      event_id: work.eventId,
      account_id: work.accountId as AccountId, // of the event that was just read
      verdict,
      sealed: text ? seal(networkKey(keyring, 'files'), text, reviewContext(id)) : null,
      written_by: accountId,
    })
    .execute();
  await record(trx, { verb: 'learning.marked', purpose: 'learning.purpose.teaching', objectKind: 'study', objectId: work.studyId });
}
