import { sql } from 'kysely';
import { record } from '#kernel/audit';
import { isForbidden, newId, type Reads, type Writes } from '#kernel/db';
import { addDays, type Day } from '#kernel/time';
import { listCourses, type CourseId } from '#modules/learning';
import type { OfficeId } from '#modules/offices';
import type { Kind, Mode, Notice, NoticeId, Topic } from './exchange.ts';
import { reasonsFor, type Reasons } from './match.ts';
import { refuse } from './refusals.ts';

// uses messages: exchanges.verb.*
// uses messages: exchanges.purpose.*
/** A notice stands for a year at most; whoever still needs it then says so again. */
const LONGEST_DAYS = 366;
/** Most notices that suggestions look at; a network of offices has far fewer. */
const MOST = 2_000;

const notices = (trx: Reads<'exchanges'>) =>
  trx
    .selectFrom('exchanges.notices as n')
    .select([
      'n.id',
      'n.office_id as officeId',
      'n.kind',
      'n.topic',
      'n.words',
      'n.about',
      'n.languages',
      'n.mode',
      'n.course_id as courseId',
      'n.valid_until as validUntil',
      'n.ended_at as endedAt',
      'n.demonstration',
    ])
    .$narrowType<{ kind: Kind; topic: Topic | null; mode: Mode }>(); // check constraints close the lists

/** A notice that the actor may read: one that stands, or one of their own office; null otherwise. */
export async function getNotice(trx: Reads<'exchanges'>, id: NoticeId): Promise<Notice | null> {
  return (await notices(trx).where('n.id', '=', id).executeTakeFirst()) ?? null;
}

export interface NoticeFilter {
  kind: Kind | null;
  topic: Topic | null;
  language: string | null;
  officeId: OfficeId | null;
  words: string;
  page: number;
  pageSize: number;
}

/** Needs and offers that stand, the newest first; those of the actor's offices also once they have lapsed. */
export async function listNotices(
  trx: Reads<'exchanges'>,
  { kind, topic, language, officeId, words, page, pageSize }: NoticeFilter,
): Promise<{ rows: Notice[]; total: number }> {
  let query = notices(trx).where('n.ended_at', 'is', null);
  if (kind) query = query.where('n.kind', '=', kind);
  if (topic) query = query.where('n.topic', '=', topic);
  if (language) query = query.where(sql<boolean>`n.languages @> array[${language}]::text[]`);
  if (officeId) query = query.where('n.office_id', '=', officeId);
  if (words) query = query.where(sql<boolean>`position(lower(${words}) in lower(coalesce(n.words, '') || ' ' || n.about)) > 0`);
  const { count } = await query
    .clearSelect()
    .select(({ fn }) => fn.countAll<bigint>().as('count'))
    .executeTakeFirstOrThrow();
  const rows = await query
    .orderBy('n.written_at', 'desc')
    .orderBy('n.id')
    .limit(pageSize)
    .offset((page - 1) * pageSize)
    .execute();
  return { rows, total: Number(count) };
}

export interface NoticeText {
  topic: Topic | null;
  words: string | null;
  about: string;
  languages: string[];
  mode: Mode;
  courseId: CourseId | null;
  validUntil: Day;
}

function check(given: NoticeText, kind: Kind, today: Day): void {
  if ((given.topic === null) === (given.words === null)) throw refuse('topic-missing', { field: 'topic' });
  if (given.languages.length === 0) throw refuse('no-language', { field: 'languages' });
  if (given.courseId && kind === 'need') throw refuse('course-of-need', { field: 'course' });
  if (given.validUntil < today) throw refuse('past-day', { field: 'validUntil' });
  if (given.validUntil > addDays(today, LONGEST_DAYS)) throw refuse('too-far', { field: 'validUntil' });
}

/** Courses of the network that are made for officers and can be begun now. */
export const officerCourses = async (trx: Reads<'learning'>, lang: string) =>
  await listCourses(trx, { audience: 'officers', mode: null, language: null, words: '' }, lang);

async function checkCourse(trx: Reads<'learning'>, courseId: CourseId | null): Promise<void> {
  if (courseId && !(await officerCourses(trx, 'en')).some(({ id }) => id === courseId)) throw refuse('no-course', { field: 'course' });
}

/**
 * Writes what an office needs or offers. Refusals: `topic-missing`, `no-language`, `course-of-need`, `no-course`, `past-day`,
 * `too-far`, `not-yours`.
 */
export async function writeNotice(
  trx: Writes<'exchanges' | 'audit'> & Reads<'learning'>,
  by: string,
  given: NoticeText & { officeId: OfficeId; kind: Kind; demonstration?: boolean },
  { now, today }: { now: Date; today: Day },
): Promise<NoticeId> {
  check(given, given.kind, today);
  await checkCourse(trx, given.courseId);
  const id = newId<'exchanges.notices'>();
  await trx
    .insertInto('exchanges.notices')
    .values({
      id,
      office_id: given.officeId,
      kind: given.kind,
      ...columnsOf(given),
      written_by: by,
      written_at: now,
      demonstration: given.demonstration ?? false,
    })
    .execute()
    .catch((error: unknown) => {
      throw isForbidden(error) ? refuse('not-yours', { field: 'office' }) : error;
    });
  await record(trx, { verb: 'exchanges.done', purpose: 'exchanges.purpose.exchange', objectKind: 'training-notice', objectId: id });
  return id;
}

const columnsOf = ({ topic, words, about, languages, mode, courseId, validUntil }: NoticeText) => ({
  topic,
  words,
  about,
  languages,
  mode,
  course_id: courseId,
  valid_until: validUntil,
});

/** Changes a notice of one's own office, also to let it stand longer. Refusals: as in writing, `not-yours`. */
export async function changeNotice(
  trx: Writes<'exchanges'> & Reads<'learning'>,
  { id, kind }: Pick<Notice, 'id' | 'kind'>,
  given: NoticeText,
  today: Day,
): Promise<void> {
  check(given, kind, today);
  await checkCourse(trx, given.courseId);
  const changed = await trx
    .updateTable('exchanges.notices')
    .set(columnsOf(given))
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  if (changed.numUpdatedRows === 0n) throw refuse('not-yours');
}

/** Takes a notice back. Refusals: `not-yours`. */
export async function endNotice(trx: Writes<'exchanges'>, id: NoticeId, now: Date): Promise<void> {
  const changed = await trx
    .updateTable('exchanges.notices')
    .set({ ended_at: now })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  if (changed.numUpdatedRows === 0n) throw refuse('not-yours');
}

export interface Suggestion {
  notice: Notice;
  reasons: Reasons;
}

/** Notices of other offices that may answer this one, each with its reasons; those in the most languages first. */
export async function suggestionsFor(trx: Reads<'exchanges'>, given: Notice, today: Day): Promise<Suggestion[]> {
  const others = await notices(trx)
    .where('n.kind', '=', given.kind === 'need' ? 'offer' : 'need')
    .where('n.office_id', '<>', given.officeId)
    .where('n.ended_at', 'is', null)
    .where('n.valid_until', '>=', today)
    .orderBy('n.valid_until')
    .orderBy('n.id')
    .limit(MOST)
    .execute();
  return others
    .flatMap((notice) => {
      const reasons = reasonsFor(given, notice);
      return reasons ? [{ notice, reasons }] : [];
    })
    .toSorted((one, two) => two.reasons.languages.length - one.reasons.languages.length);
}
