import { sql } from 'kysely';
import { record } from '#kernel/audit';
import { isForbidden, newId, type Reads, type Writes } from '#kernel/db';
import { searchWords } from '#kernel/text';
import { addMonths, type Day } from '#kernel/time';
import type { OfficeId } from '#modules/offices';
import type { Project, ProjectId } from './project.ts';
import { refuse } from './refusals.ts';

// uses messages: projects.verb.*
// uses messages: projects.purpose.*
export type Trx = Writes<'projects' | 'audit'>;

/** No grant agreement runs longer. */
const LONGEST_MONTHS = 120;

const projects = (trx: Reads<'projects'>) =>
  trx
    .selectFrom('projects.projects as p')
    .select([
      'p.id',
      'p.acronym',
      'p.title',
      'p.purpose',
      'p.lead_id as leadId',
      'p.funder',
      'p.agreement',
      'p.from_day as fromDay',
      'p.until_day as untilDay',
      'p.published_at as publishedAt',
      'p.demonstration',
    ]);

const OWN = sql<boolean>`(p.id in (select projects.known()))`;

/** A project of which an office of the actor is a partner; null otherwise, also where it is public. */
export async function getProject(trx: Reads<'projects'>, id: ProjectId): Promise<Project | null> {
  return (await projects(trx).where('p.id', '=', id).where(OWN).executeTakeFirst()) ?? null;
}

/** Projects of the actor's offices, the latest first. */
export async function ownProjects(trx: Reads<'projects'>): Promise<Project[]> {
  return await projects(trx).where(OWN).orderBy('p.from_day', 'desc').orderBy('p.id').limit(1_000).execute();
}

/** A project that its lead made public; null otherwise. */
export async function publishedProject(trx: Reads<'projects'>, id: ProjectId): Promise<Project | null> {
  return (await projects(trx).where('p.id', '=', id).where('p.published_at', 'is not', null).executeTakeFirst()) ?? null;
}

/** Projects that their leads made public and in which every word is found, the latest first: one page of them, and how many there are. */
export async function publishedProjects(
  trx: Reads<'projects'>,
  { words, page, pageSize }: { words: string; page: number; pageSize: number },
): Promise<{ rows: Project[]; total: number }> {
  const all = await projects(trx)
    .where('p.published_at', 'is not', null)
    .orderBy('p.from_day', 'desc')
    .orderBy('p.id')
    .limit(1_000)
    .execute();
  const wanted = searchWords(words);
  const found = all.filter((one) => {
    const text = searchWords([one.acronym, one.title, one.purpose, one.funder ?? ''].join(' ')).join(' ');
    return wanted.every((word) => text.includes(word));
  });
  return { rows: found.slice((page - 1) * pageSize, page * pageSize), total: found.length };
}

export interface ProjectText {
  acronym: string;
  title: string;
  purpose: string;
  funder: string | null;
  agreement: string | null;
  fromDay: Day;
  untilDay: Day;
}

function check({ fromDay, untilDay }: ProjectText): void {
  if (untilDay <= fromDay) throw refuse('days-wrong', { field: 'until' });
  if (untilDay > addMonths(fromDay, LONGEST_MONTHS)) throw refuse('too-long', { field: 'until' });
}

const columnsOf = ({ fromDay, untilDay, ...text }: ProjectText) => ({ ...text, from_day: fromDay, until_day: untilDay });

/** Begins a project of one's own office, its lead and first partner. Refusals: `days-wrong`, `too-long`, `not-yours`. */
export async function beginProject(
  trx: Trx,
  by: string,
  { leadId, demonstration = false, ...text }: ProjectText & { leadId: OfficeId; demonstration?: boolean },
  now: Date,
): Promise<ProjectId> {
  check(text);
  const id = newId<'projects.projects'>();
  await trx
    .insertInto('projects.projects')
    .values({ id, ...columnsOf(text), lead_id: leadId, created_by: by, created_at: now, demonstration })
    .execute()
    .catch(notYours('lead'));
  await trx.insertInto('projects.partners').values({ project_id: id, office_id: leadId }).execute();
  await note(trx, id);
  return id;
}

/** What row security does not let through is not the actor's to write. */
export const notYours =
  (field?: string) =>
  (error: unknown): never => {
    throw isForbidden(error) ? refuse('not-yours', field ? { field } : {}) : error;
  };

/** Writes into the audit that somebody worked on a project. */
export const note = async (trx: Trx, id: ProjectId): Promise<void> =>
  await record(trx, { verb: 'projects.done', purpose: 'projects.purpose.project', objectKind: 'project', objectId: id });

/** Changes what a project is. Refusals: as in beginning, `not-yours`. */
export async function changeProject(trx: Trx, id: ProjectId, text: ProjectText): Promise<void> {
  check(text);
  const changed = await trx.updateTable('projects.projects').set(columnsOf(text)).where('id', '=', id).executeTakeFirst();
  if (changed.numUpdatedRows === 0n) throw refuse('not-yours');
  await note(trx, id);
}

/** Makes a project public, or takes it back. Refusals: `not-yours`. */
export async function publishProject(trx: Trx, id: ProjectId, publishedAt: Date | null): Promise<void> {
  const changed = await trx.updateTable('projects.projects').set({ published_at: publishedAt }).where('id', '=', id).executeTakeFirst();
  if (changed.numUpdatedRows === 0n) throw refuse('not-yours');
  await note(trx, id);
}
