import { sql } from 'kysely';
import type { Reads } from '#kernel/db';
import type { Translated } from '#kernel/i18n';
import type { Track } from '#modules/tracks';
import { toContent } from './read-content.ts';
import type { Audience, CourseContent, CourseId, Mode, VersionId } from './course.ts';

/** A course in the catalogue. */
export interface CourseCard {
  id: CourseId;
  code: string;
  officeId: string | null;
  title: Translated;
  summary: Translated;
  audience: Audience[];
  /** Tracks to which it is assigned; none means every one that its audience fits. */
  tracks: Track[];
  mode: Mode;
  minutes: number;
  languages: string[];
  lessons: number;
}

/** A course as it is published now. */
export interface PublishedCourse extends Omit<CourseCard, 'lessons'> {
  versionId: VersionId;
  number: number;
  publishedAt: Date;
  withdrawn: boolean;
  content: CourseContent;
}

export interface CourseFilter {
  audience: Audience | null;
  mode: Mode | null;
  /** Courses of which every text stands in this language. */
  language: string | null;
  words: string;
}

const published = (trx: Reads<'learning'>) =>
  trx
    .selectFrom('learning.courses as c')
    .innerJoin('learning.versions as v', 'v.id', 'c.version_id')
    .select([
      'c.id',
      'c.code',
      'c.office_id as officeId',
      'v.title',
      'v.summary',
      'v.audience',
      sql<Track[]>`coalesce(v.content -> 'tracks', '[]')`.as('tracks'),
      'v.mode',
      'v.minutes',
      'v.languages',
    ]);

/** Courses that somebody may begin now, by title in the reader's language. */
export async function listCourses(
  trx: Reads<'learning'>,
  { audience, mode, language, words }: CourseFilter,
  lang: string,
): Promise<CourseCard[]> {
  let query = published(trx)
    .select(sql<number>`jsonb_array_length(v.content -> 'lessons')`.as('lessons'))
    .where('c.withdrawn_at', 'is', null);
  if (audience) query = query.where('v.audience', '@>', sql<string[]>`array[${audience}]::text[]`);
  if (mode) query = query.where('v.mode', '=', mode);
  if (language) query = query.where('v.languages', '@>', sql<string[]>`array[${language}]::text[]`);
  const wanted = words.toLowerCase();
  if (wanted)
    query = query.where(
      sql<boolean>`position(${wanted} in lower(kernel.text_in(v.title, ${lang}) || ' ' || kernel.text_in(v.summary, ${lang}))) > 0`,
    );
  const rows = await query
    .orderBy(sql`kernel.text_in(v.title, ${lang})`)
    .orderBy('c.code')
    .limit(200)
    .execute();
  return rows.map((row) => ({ ...row, audience: row.audience as Audience[], mode: row.mode as Mode })); // their checks hold the lists
}

/** A published course by its code; null where there is none. */
export async function findCourse(trx: Reads<'learning'>, code: string): Promise<PublishedCourse | null> {
  const row = await published(trx)
    .select(['v.id as versionId', 'v.number', 'v.published_at as publishedAt', 'v.content', 'c.withdrawn_at'])
    .where('c.code', '=', code)
    .executeTakeFirst();
  if (!row) return null;
  const { content, withdrawn_at, audience, mode, ...rest } = row;
  return { ...rest, audience: audience as Audience[], mode: mode as Mode, withdrawn: withdrawn_at !== null, content: toContent(content) };
}

/** Titles of courses by id, for lists of other modules and of groups. */
export async function courseTitles(
  trx: Reads<'learning'>,
  ids: readonly CourseId[],
): Promise<Map<CourseId, { code: string; title: Translated }>> {
  if (ids.length === 0) return new Map();
  const rows = await trx
    .selectFrom('learning.courses')
    .select(['id', 'code', 'title'])
    .where('id', 'in', [...new Set(ids)])
    .execute();
  return new Map(rows.map(({ id, code, title }) => [id, { code, title }]));
}

/** Languages in which at least one course stands whole. */
export async function courseLanguages(trx: Reads<'learning'>): Promise<string[]> {
  const { rows } = await sql<{ language: string }>`
    select distinct unnest(v.languages) as language
      from learning.courses c
      join learning.versions v on v.id = c.version_id
     where c.withdrawn_at is null`.execute(trx);
  return rows.map(({ language }) => language);
}
