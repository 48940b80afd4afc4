import { sql } from 'kysely';
import type { Reads } from '#kernel/db';
import { searchWords } from '#kernel/text';
import type { Day } from '#kernel/time';
import type { OfficeId } from '#modules/offices';
import type { PlaceId } from '#modules/places';
import type { Forum, ForumId, Kind } from './forum.ts';

function forums(trx: Reads<'forums'>) {
  return trx
    .selectFrom('forums.forums as f')
    .select([
      'f.id',
      'f.office_id as officeId',
      'f.place_id as placeId',
      'f.kind',
      'f.name',
      'f.about',
      'f.rules',
      'f.language',
      'f.contact',
      'f.ended_on as endedOn',
      'f.ended_because as endedBecause',
      'f.demonstration',
    ])
    .$narrowType<{ kind: Kind; officeId: OfficeId; placeId: PlaceId }>(); // a check constraint closes the list, foreign keys the ids
}

/** A board or forum with what a list says of it. */
export interface ListedForum extends Forum {
  /** Bodies that have a seat today. */
  seats: number;
  /** Beginning of the next meeting to which people are invited. */
  nextAt: Date | null;
  /** Opinions that have no answer yet, as far as the actor reads the minutes. */
  unanswered: number;
}

export interface ForumList {
  /** Boards and forums of these offices; all where nothing is said. */
  officeIds?: readonly OfficeId[];
  words?: string;
  today: Day;
  now: Date;
  page: number;
  pageSize: number;
}

/** Boards and forums by name, those that ended last. */
export async function listForums(
  trx: Reads<'forums'>,
  { officeIds, words = '', today, now, page, pageSize }: ForumList,
): Promise<{ rows: ListedForum[]; total: number }> {
  if (officeIds?.length === 0) return { rows: [], total: 0 };
  let query = forums(trx);
  if (officeIds) query = query.where('f.office_id', 'in', [...officeIds]);
  for (const word of searchWords(words).slice(0, 10)) query = query.where('f.words', 'like', `%${word.replaceAll(/[%_\\]/g, '\\$&')}%`);
  const rows = await query
    .select([
      sql<number>`(select count(*)::int from forums.seats s where s.forum_id = f.id and s.since_on <= ${today} and coalesce(s.until_on, ${today}) >= ${today})`.as(
        'seats',
      ),
      sql<Date | null>`(select min(m.starts_at) from forums.meetings m where m.forum_id = f.id and m.state = 'convened' and m.ends_at >= ${now})`.as(
        'nextAt',
      ),
      sql<number>`(select count(*)::int from forums.meetings m join forums.points p on p.meeting_id = m.id
                     join forums.minutes n on n.point_id = p.id
                    where m.forum_id = f.id and n.opinion is not null and n.answer is null)`.as('unanswered'),
    ])
    .select(({ fn }) => fn.countAll<string>().over().as('total'))
    .orderBy(sql`f.ended_on is not null`)
    .orderBy('f.name')
    .orderBy('f.id')
    .limit(pageSize)
    .offset((page - 1) * pageSize)
    .execute();
  return { rows: rows.map(({ total: _total, ...row }) => row), total: Number(rows[0]?.total ?? 0) };
}

export async function getForum(trx: Reads<'forums'>, id: ForumId): Promise<Forum | null> {
  return (await forums(trx).where('f.id', '=', id).executeTakeFirst()) ?? null;
}

/** Whether one of this name is there already, for loading what somebody tells twice. */
export async function findForumByName(trx: Reads<'forums'>, name: string): Promise<Forum | null> {
  return (await forums(trx).where('f.name', '=', name).executeTakeFirst()) ?? null;
}
