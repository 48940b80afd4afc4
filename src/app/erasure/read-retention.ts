import { sql } from 'kysely';
import type { SubjectId } from '#kernel/access';
import { record } from '#kernel/audit';
import type { Reads, Writes } from '#kernel/db';

/** How long a file is kept for a purpose. */
export interface Clock {
  /** Message key of the purpose. */
  purpose: string;
  /** After the last activity in the file. */
  months: number;
  law: string | null;
  /** When the data controller's period was entered; null while it is the default that nobody has confirmed. */
  confirmedAt: Date | null;
}

/** A file whose periods are over. */
export interface Due {
  subjectId: SubjectId;
  officeId: string;
  /** Days, `YYYY-MM-DD`. */
  lastActivityOn: string;
  dueOn: string;
  extendedUntil: string | null;
  extendedReason: string | null;
}

export async function listClocks(trx: Reads<'erasure'>): Promise<Clock[]> {
  const rows = await trx.selectFrom('erasure.clocks').selectAll().orderBy('purpose').execute();
  return rows.map(({ purpose, months, law, confirmed_at }) => ({ purpose, months, law, confirmedAt: confirmed_at }));
}

/** The administrator enters the period that the data controller has confirmed; answers whether there is such a purpose. */
export async function setClock(
  trx: Writes<'audit' | 'erasure'>,
  accountId: string,
  { purpose, months, law }: Pick<Clock, 'purpose' | 'months' | 'law'>,
): Promise<boolean> {
  const set = await trx
    .updateTable('erasure.clocks')
    .set({ months, law, confirmed_by: accountId, confirmed_at: new Date() })
    .where('purpose', '=', purpose)
    .executeTakeFirst();
  if (set.numUpdatedRows === 0n) return false;
  await record(trx, { verb: 'app.retention-set', purpose: 'access.purpose.administration', details: { for: purpose, months } });
  return true;
}

export interface DueFilter {
  officeId: string | null;
  /** Those that wait for a decision, or those that somebody extended. */
  extended: boolean;
  page: number;
  pageSize: number;
}

/** Files whose clock has run out, the longest waiting first. */
export async function listDueFiles(trx: Reads<'erasure'>, filter: DueFilter): Promise<{ rows: Due[]; total: number }> {
  const rows = await trx
    .selectFrom('erasure.due')
    .select(['subject_id', 'custodian_id', 'last_activity_on', 'due_on', 'extended_until', 'extended_reason'])
    .select(sql<bigint>`count(*) over ()`.as('total'))
    .where(sql<boolean>`coalesce(extended_until >= current_date, false)`, '=', filter.extended)
    .$if(filter.officeId !== null, (query) => query.where('custodian_id', '=', filter.officeId ?? ''))
    .orderBy('due_on')
    .orderBy('subject_id')
    .limit(filter.pageSize)
    .offset((filter.page - 1) * filter.pageSize)
    .execute();
  return { rows: rows.map(dueOf), total: Number(rows[0]?.total ?? 0n) };
}

/** One due file; null where it is not on the list or the actor may not see it. */
export async function findDue(trx: Reads<'erasure'>, subjectId: SubjectId): Promise<Due | null> {
  const row = await trx
    .selectFrom('erasure.due')
    .select(['subject_id', 'custodian_id', 'last_activity_on', 'due_on', 'extended_until', 'extended_reason'])
    .where('subject_id', '=', subjectId)
    .executeTakeFirst();
  return row ? dueOf(row) : null;
}

interface DueRow {
  subject_id: SubjectId;
  custodian_id: string;
  last_activity_on: string;
  due_on: string;
  extended_until: string | null;
  extended_reason: string | null;
}

function dueOf(row: DueRow): Due {
  return {
    subjectId: row.subject_id,
    officeId: row.custodian_id,
    lastActivityOn: row.last_activity_on,
    dueOn: row.due_on,
    extendedUntil: row.extended_until,
    extendedReason: row.extended_reason,
  };
}
