import { sql } from 'kysely';
import type { Reads } from '#kernel/db';
import type { OfficeId } from '#modules/offices';
import type { Audience, CourseId, Mode } from './course.ts';
import type { Group, GroupId, GroupState } from './group.ts';

export interface GroupFilter {
  officeId: string | null;
  language: string | null;
  audience: Audience | null;
  way: Mode | null;
}

const columns = [
  'g.id',
  sql<CourseId>`g.course_id`.as('courseId'),
  'c.code as courseCode',
  'c.title as courseTitle',
  sql<OfficeId>`g.office_id`.as('officeId'),
  'g.name',
  sql<Mode>`g.way`.as('way'), // this and the two below: their check constraints hold the lists
  sql<Audience>`g.audience`.as('audience'),
  sql<GroupState>`g.state`.as('state'),
  'g.women_only as womenOnly',
  'g.language',
  sql<OfficeId | null>`g.other_office_id`.as('otherOfficeId'),
  'g.places',
  'g.enrol_from as enrolFrom',
  'g.enrol_until as enrolUntil',
  'g.attendance_percent as attendancePercent',
  'g.reason',
] as const;

const groups = (trx: Reads<'learning'>) =>
  trx
    .selectFrom('learning.groups as g')
    .innerJoin('learning.courses as c', 'c.id', 'g.course_id')
    .select(columns)
    .select((eb) => [
      eb
        .selectFrom('learning.sessions as n')
        .select((min) => min.fn.min('n.starts_at').as('at'))
        .whereRef('n.group_id', '=', 'g.id')
        .where('n.state', '=', 'planned')
        .where('n.starts_at', '>', sql<Date>`now()`)
        .as('nextAt'),
      eb
        .selectFrom('learning.sessions as f')
        .select((min) => min.fn.min('f.starts_at').as('at'))
        .whereRef('f.group_id', '=', 'g.id')
        .where('f.state', '=', 'planned')
        .as('firstAt'),
      eb
        .selectFrom('learning.sessions as l')
        .select((max) => max.fn.max('l.ends_at').as('at'))
        .whereRef('l.group_id', '=', 'g.id')
        .where('l.state', '=', 'planned')
        .as('lastAt'),
    ]);

type Row = Awaited<ReturnType<ReturnType<typeof groups>['execute']>>[number];

async function withNumbers(trx: Reads<'learning'>, rows: readonly Row[]): Promise<Group[]> {
  const { rows: numbers } = await sql<{ id: string; enrolled: number; waiting: number }>`
    select group_id as id, enrolled::int, waiting::int from learning.group_numbers(${rows.map(({ id }) => id)}::uuid[])`.execute(trx);
  const known = new Map(numbers.map((one) => [one.id, one]));
  return rows.map((row) => ({
    ...row,
    nextAt: row.nextAt ?? null,
    firstAt: row.firstAt ?? null,
    lastAt: row.lastAt ?? null,
    enrolled: known.get(row.id)?.enrolled ?? 0,
    waiting: known.get(row.id)?.waiting ?? 0,
  }));
}

/** Groups that somebody may join or that meet now, the next to meet first; at most 200. */
export async function listComingGroups(trx: Reads<'learning'>, { officeId, language, audience, way }: GroupFilter): Promise<Group[]> {
  let query = groups(trx).where('g.state', 'in', ['open', 'running']);
  if (officeId) query = query.where('g.office_id', '=', officeId as OfficeId); // only compared
  if (language) query = query.where('g.language', '=', language);
  if (audience) query = query.where('g.audience', '=', audience);
  if (way) query = query.where('g.way', '=', way);
  const rows = await query
    .orderBy(sql`"nextAt"`, (order) => order.asc().nullsLast())
    .orderBy('g.id')
    .limit(200)
    .execute();
  return await withNumbers(trx, rows);
}

/** Groups of a course that one may still join or follow. */
export async function groupsOfCourse(trx: Reads<'learning'>, courseId: CourseId): Promise<Group[]> {
  const rows = await groups(trx).where('g.course_id', '=', courseId).where('g.state', 'in', ['open', 'running']).limit(50).execute();
  return await withNumbers(trx, rows);
}

/** Languages in which groups are taught now. */
export async function groupLanguages(trx: Reads<'learning'>): Promise<string[]> {
  const rows = await trx
    .selectFrom('learning.groups')
    .select('language')
    .distinct()
    .where('state', 'in', ['open', 'running'])
    .orderBy('language')
    .execute();
  return rows.map(({ language }) => language);
}

/** One group that the actor may see; null else. */
export async function getGroup(trx: Reads<'learning'>, id: GroupId): Promise<Group | null> {
  return (await groupsById(trx, [id])).get(id) ?? null;
}

/** Groups by id, of those that the actor may see. */
export async function groupsById(trx: Reads<'learning'>, ids: readonly GroupId[]): Promise<Map<GroupId, Group>> {
  if (ids.length === 0) return new Map();
  const rows = await groups(trx)
    .where('g.id', 'in', [...new Set(ids)])
    .execute();
  return new Map((await withNumbers(trx, rows)).map((group) => [group.id, group]));
}

/** Groups that the account teaches and those of the offices, the running ones first. */
export async function listOwnGroups(trx: Reads<'learning'>, accountId: string, officeIds: readonly string[]): Promise<Group[]> {
  const rows = await groups(trx)
    .where((eb) =>
      eb.or([
        eb(
          'g.id',
          'in',
          eb
            .selectFrom('learning.group_trainers as t')
            .select(sql<GroupId>`t.group_id`.as('id'))
            .where('t.account_id', '=', accountId as never), // the id of an account is plain text in a request
        ),
        ...(officeIds.length > 0 ? [eb('g.office_id', 'in', officeIds as OfficeId[])] : []),
      ]),
    )
    .orderBy(sql`array_position(array['running', 'open', 'planned', 'ended', 'called-off'], g.state)`)
    .orderBy(sql`"firstAt"`, (order) => order.asc().nullsLast())
    .orderBy('g.id')
    .limit(200)
    .execute();
  return await withNumbers(trx, rows);
}

/** Accounts that teach a group, of those that the actor may know. */
export async function trainersOf(trx: Reads<'learning'>, id: GroupId): Promise<string[]> {
  const rows = await trx
    .selectFrom('learning.group_trainers')
    .select('account_id')
    .where('group_id', '=', id)
    .orderBy('added_at')
    .execute();
  return rows.map((row) => row.account_id);
}

/** Trainers of an office and of the network, for whoever plans its groups. */
export async function possibleTrainers(trx: Reads<'learning'>, officeId: string): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`select id, name from learning.trainers(${officeId})`.execute(trx);
  return rows;
}

/** Groups that the actor teaches now: on a session with two factors, while they hold the role and the group has not ended. */
export async function taughtGroups(trx: Reads<'learning'>): Promise<GroupId[]> {
  const { rows } = await sql<{ id: GroupId }>`select learning.taught() as id`.execute(trx);
  return rows.map(({ id }) => id);
}
