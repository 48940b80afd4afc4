import type { Reads } from '#kernel/db';
import type { OfficeId } from '#modules/offices';
import type { ProjectId } from './project.ts';

// uses messages: projects.change-kind.*
export const changeKinds = [
  'projects',
  'partners',
  'packages',
  'deliverables',
  'meetings',
  'corridors',
  'criteria',
  'evaluations',
] as const;
export type ChangeKind = (typeof changeKinds)[number];

// uses messages: projects.deed.*
export type Deed = 'added' | 'changed' | 'removed';

/** What was done with a project or a part of it. The database writes it down. */
export interface Change {
  id: string;
  kind: ChangeKind;
  deed: Deed;
  label: string | null;
  officeId: OfficeId | null;
  /** By column: what stood there before, and after. */
  columns: Readonly<Record<string, readonly [unknown, unknown]>>;
  byAccount: string;
  byOfficeId: OfficeId | null;
  happenedAt: Date;
}

/** The history of a project, the newest first. */
export async function changesOf(
  trx: Reads<'projects'>,
  id: ProjectId,
  { page, pageSize }: { page: number; pageSize: number },
): Promise<{ rows: Change[]; total: number }> {
  const query = trx.selectFrom('projects.changes').where('project_id', '=', id);
  const { count } = await query.select(({ fn }) => fn.countAll<bigint>().as('count')).executeTakeFirstOrThrow();
  const rows = await query
    .select([
      'id',
      'kind',
      'deed',
      'label',
      'office_id as officeId',
      'columns',
      'by_account as byAccount',
      'by_office_id as byOfficeId',
      'happened_at as happenedAt',
    ])
    .orderBy('happened_at', 'desc')
    .orderBy('id')
    .limit(pageSize)
    .offset((page - 1) * pageSize)
    .$castTo<Change>() // check constraints close the lists, the trigger writes the columns
    .execute();
  return { rows, total: Number(count) };
}
