import { sql } from 'kysely';
import { record } from '#kernel/audit';
import { isForbidden, newId, onConstraint, type Actor, type Id, type Reads, type Writes } from '#kernel/db';
import { refuse } from './refusals.ts';
import type { SubjectId } from './subjects.ts';

export type FileLinkId = Id<'access.links'>;

// uses messages: access.link-how.*
/** Who said that two files are of one person: the person, on line or at the desk, or the data-protection officer. */
export type LinkHow = 'on-line' | 'signed-at-desk' | 'spoken-at-desk' | 'officer-decision';

interface LinkedFile {
  subjectId: SubjectId;
  custodianId: string;
}

/** Two files of one person, as both offices, the person and the network's officers see it. */
export interface FileLink {
  id: FileLinkId;
  files: readonly [LinkedFile, LinkedFile];
  how: LinkHow;
  madeBy: string;
  /** Of the data-protection officer's decision. */
  reason: string | null;
  madeAt: Date;
}

/**
 * Says that two files describe one person; both stay as they are, and the link opens no part of either. For the person of
 * both, for the desk that has both, and for the data-protection officer with a reason of 20 to 2000 characters.
 * Refusals: `same-file`, `forbidden`, `linked-already`, `link-reason`, `not-found` (custody moved meanwhile).
 */
export async function linkFiles(
  trx: Writes<'access' | 'audit'>,
  actor: Actor,
  wanted: { files: readonly [LinkedFile, LinkedFile]; how: LinkHow; reason?: string },
): Promise<FileLinkId> {
  const [first, second] = wanted.files.toSorted((a, b) => (a.subjectId < b.subjectId ? -1 : 1));
  if (!first || !second || first.subjectId === second.subjectId) throw refuse('same-file');
  if (!actor.accountId) throw refuse('forbidden');
  const id = newId<'access.links'>();
  await trx
    .insertInto('access.links')
    .values({
      id,
      first_id: first.subjectId,
      first_custodian_id: first.custodianId,
      second_id: second.subjectId,
      second_custodian_id: second.custodianId,
      how: wanted.how,
      made_by: actor.accountId,
      reason: wanted.reason ?? null,
    })
    .execute()
    .catch((error: unknown) => {
      throw isForbidden(error) ? refuse('forbidden') : error;
    })
    .catch(
      onConstraint({
        links_once: () => refuse('linked-already'),
        links_reason: () => refuse('link-reason', { field: 'reason' }),
        links_first: () => refuse('not-found'),
        links_second: () => refuse('not-found'),
      }),
    );
  await recordBoth(trx, 'access.link-files', [first, second], wanted.how);
  return id;
}

/**
 * Ends a link: the person and the desk that has both files end what the person agreed to, the data-protection officer any.
 * Refusals: `not-found` for everybody else, and where it has ended.
 */
export async function unlinkFiles(trx: Writes<'access' | 'audit'>, actor: Actor, id: FileLinkId): Promise<void> {
  const found = await findLink(trx, id);
  if (!found || !actor.accountId) throw refuse('not-found');
  const ended = await trx
    .updateTable('access.links')
    .set({ ended_at: sql<Date>`now()`, ended_by: actor.accountId })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  if (ended.numUpdatedRows === 0n) throw refuse('not-found');
  await recordBoth(trx, 'access.unlink-files', found.files, found.how);
}

/** A link that holds now, where the actor may see it; null otherwise. */
export async function findLink(trx: Reads<'access'>, id: FileLinkId): Promise<FileLink | null> {
  const row = await live(trx).where('id', '=', id).executeTakeFirst();
  return row ? toLink(row) : null;
}

/** The links of these files that hold now and that the actor may see, oldest first. */
export async function linksOf(trx: Reads<'access'>, subjectIds: readonly SubjectId[]): Promise<FileLink[]> {
  if (subjectIds.length === 0) return [];
  const ids = [...subjectIds];
  const rows = await live(trx)
    .where((eb) => eb.or([eb('first_id', 'in', ids), eb('second_id', 'in', ids)]))
    .execute();
  return rows.map(toLink);
}

/** Every link that holds now, newest first, at most 500: for the network's officers. */
export async function listLinks(trx: Reads<'access'>): Promise<FileLink[]> {
  return (await live(trx).clearOrderBy().orderBy('made_at', 'desc').limit(500).execute()).map(toLink);
}

function live(trx: Reads<'access'>) {
  return trx.selectFrom('access.links').selectAll().where('ended_at', 'is', null).orderBy('made_at').orderBy('id');
}

function toLink(row: Awaited<ReturnType<ReturnType<typeof live>['execute']>>[number]): FileLink {
  return {
    id: row.id,
    files: [
      { subjectId: row.first_id as SubjectId, custodianId: row.first_custodian_id }, // the composite key leads to access.subjects
      { subjectId: row.second_id as SubjectId, custodianId: row.second_custodian_id },
    ],
    how: row.how as LinkHow, // check constraint links_how
    madeBy: row.made_by,
    reason: row.reason,
    madeAt: row.made_at,
  };
}

async function recordBoth(trx: Writes<'audit'>, verb: string, files: readonly LinkedFile[], how: LinkHow): Promise<void> {
  for (const { subjectId } of files) await record(trx, { verb, purpose: 'access.purpose.one-person', subjectId, details: { how } });
}
