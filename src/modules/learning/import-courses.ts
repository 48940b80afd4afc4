import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { newId, type Writes } from '#kernel/db';
import type { ImportProblem, ImportReport } from '#kernel/import';
import { courseProblems } from './course-problems.ts';
import { languagesOf } from './course-texts.ts';
import type { CourseContent, CourseId, MediaId } from './course.ts';
import { sniffMedia } from './media-kind.ts';
import { keepMedia, LARGEST_MEDIA } from './media.ts';
import { contentFrom, courseRecord, filesOf, type CourseRecord } from './read-course-record.ts';

export interface CourseImport {
  /** Reads a file that a course shows or plays; null where there is none of that name. */
  readFile: (name: string) => Promise<Uint8Array | null>;
  dryRun?: boolean;
  by?: string | null;
  now: Date;
}

/**
 * Brings courses of the network up to date by their code. A course that changed gets a new version; one that an editor has
 * published a version of since the last import is left as it is and told. With a problem in any course nothing is written.
 */
export async function importCourses(trx: Writes<'learning'>, records: readonly unknown[], options: CourseImport): Promise<ImportReport> {
  const { dryRun = false, by = null, now } = options;
  const problems: ImportProblem[] = [];
  const wanted: { record: CourseRecord; hash: string; files: Map<string, Uint8Array> }[] = [];
  for (const [index, given] of records.entries()) {
    const read = await readRecord(given, index + 1, options, problems);
    if (read) wanted.push(read);
  }
  if (problems.length > 0) return { created: 0, updated: 0, unchanged: 0, problems };
  const report = { created: 0, updated: 0, unchanged: 0, problems };
  for (const { record, hash, files } of wanted) {
    const stored = await storedCourse(trx, record.code);
    if (stored?.imported_hash === hash || (stored && stored.imported_hash === null)) {
      report.unchanged += 1;
      continue;
    }
    report[stored ? 'updated' : 'created'] += 1;
    if (dryRun) continue;
    const media = new Map<string, MediaId>();
    for (const [name, bytes] of files) media.set(name, await keepMedia(trx, by, { name, bytes }));
    await writeCourse(trx, { id: stored?.id ?? null, code: record.code, hash, content: contentFrom(record, media, now.toISOString()), by });
  }
  return report;
}

async function readRecord(given: unknown, row: number, { readFile }: CourseImport, problems: ImportProblem[]) {
  const parsed = courseRecord.safeParse(given);
  if (!parsed.success) {
    problems.push(...parsed.error.issues.slice(0, 20).map((issue) => shapeProblem(row, issue)));
    return null;
  }
  const files = new Map<string, Uint8Array>();
  for (const name of filesOf(parsed.data)) {
    const bytes = await readFile(name);
    if (bytes && bytes.byteLength <= LARGEST_MEDIA && sniffMedia(bytes)) files.set(name, bytes);
    else problems.push({ row, field: 'file', problem: 'learning.import.no-file', values: { file: name } });
  }
  // Any id will do to see whether the course is whole: the files are kept when it is written.
  const trial = new Map([...filesOf(parsed.data)].map((name) => [name, newId<'learning.media'>()]));
  for (const { problem, lesson, item } of courseProblems(contentFrom(parsed.data, trial, new Date(0).toISOString()))) {
    problems.push({ row, field: [lesson, item].filter(Boolean).join('/') || null, problem: `learning.problem.${problem}` });
  }
  const content = JSON.stringify(parsed.data);
  const hash = createHash('sha256').update(content);
  for (const [name, bytes] of files) hash.update(`\0${name}\0`).update(bytes);
  return { record: parsed.data, hash: hash.digest('hex'), files };
}

function shapeProblem(row: number, issue: z.core.$ZodIssue): ImportProblem {
  return { row, field: issue.path.join('.').slice(0, 120) || null, problem: 'learning.import.shape' };
}

async function storedCourse(trx: Writes<'learning'>, code: string) {
  return await trx.selectFrom('learning.courses').select(['id', 'imported_hash']).where('code', '=', code).executeTakeFirst();
}

interface Written {
  id: CourseId | null;
  code: string;
  hash: string;
  content: CourseContent;
  by: string | null;
}

async function writeCourse(trx: Writes<'learning'>, { id: known, code, hash, content, by }: Written): Promise<void> {
  const id = known ?? newId<'learning.courses'>();
  const title = JSON.stringify(content.title);
  if (known) await trx.updateTable('learning.courses').set({ title, imported_hash: hash }).where('id', '=', id).execute();
  else await trx.insertInto('learning.courses').values({ id, code, title, imported_hash: hash, created_by: by }).execute();
  await trx
    .insertInto('learning.drafts')
    .values({ course_id: id, content: JSON.stringify(content), updated_by: by })
    .onConflict((conflict) =>
      conflict.column('course_id').doUpdateSet((eb) => ({
        content: JSON.stringify(content),
        number: eb('learning.drafts.number', '+', 1),
        updated_by: by,
        updated_at: new Date(),
      })),
    )
    .execute();
  await publishContent(trx, id, content, by);
}

/** Adds a version with this content and makes it the one that new learners begin. */
export async function publishContent(
  trx: Writes<'learning'>,
  courseId: CourseId,
  content: CourseContent,
  by: string | null,
): Promise<void> {
  const { last } = await trx
    .selectFrom('learning.versions')
    .select((eb) => eb.fn.max('number').as('last'))
    .where('course_id', '=', courseId)
    .executeTakeFirstOrThrow();
  const id = newId<'learning.versions'>();
  const whole = languagesOf(content);
  await trx
    .insertInto('learning.versions')
    .values({
      id,
      course_id: courseId,
      number: (last ?? 0) + 1,
      title: JSON.stringify(content.title),
      summary: JSON.stringify(content.summary),
      audience: content.audience,
      mode: content.mode,
      minutes: content.minutes,
      languages: whole.length > 0 ? whole : [content.title.source],
      content: JSON.stringify(content),
      published_by: by,
    })
    .execute();
  await trx
    .updateTable('learning.courses')
    .set({ version_id: id, title: JSON.stringify(content.title), withdrawn_at: null })
    .where('id', '=', courseId)
    .execute();
}
