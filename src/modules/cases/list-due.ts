import { sql } from 'kysely';
import type { Reads } from '#kernel/db';
import type { Day } from '#kernel/time';
import { personNames, type PersonId } from '#modules/people';
import type { CaseId } from './case.ts';

/** Something that the office has to do, or to see done, by a day. */
export interface Due {
  kind: 'step' | 'task' | 'follow-up';
  id: string;
  caseId: CaseId;
  personId: PersonId;
  person: string | null;
  /** Title of the step or task; empty for a follow-up. */
  title: string;
  /** Months after the close; only for a follow-up. */
  months: number | null;
  dueOn: Day;
}

export interface DueFilter {
  officeIds: readonly string[];
  /** Only what this officer answers for: their cases, and the tasks given to them. */
  accountId?: string | null | undefined;
  /** The last day looked at; what is overdue comes first. */
  until: Day;
  /** At most 500. */
  limit?: number;
}

/** Steps, tasks and follow-ups that are due by a day, the oldest first. */
export async function listDue(trx: Reads<'cases' | 'people'>, filter: DueFilter): Promise<Due[]> {
  if (filter.officeIds.length === 0) return [];
  const offices = sql`any (${[...filter.officeIds]}::uuid[])`;
  const account = filter.accountId ?? null;
  const { rows } = await sql<Omit<Due, 'person'>>`
    select due.kind, due.id, due.case_id as "caseId", due.person_id as "personId", due.title, due.months, due.due_on::text as "dueOn"
      from (
        select 'step' as kind, s.id, s.case_id, s.person_id, s.title, null::int as months, s.due_on, null::uuid as assigned_to
          from cases.steps s
         where s.office_id = ${offices} and s.state in ('planned', 'under-way') and s.due_on <= ${filter.until}
         union all
        select 'task', t.id, t.case_id, t.person_id, t.title, null, t.due_on, t.assigned_to
          from cases.tasks t
         where t.office_id = ${offices} and t.done_at is null and t.due_on <= ${filter.until}
         union all
        select 'follow-up', f.id, f.case_id, f.person_id, '', f.months, f.due_on, null
          from cases.follow_ups f
         where f.office_id = ${offices} and f.done_at is null and f.due_on <= ${filter.until}
      ) as due
      join cases.cases c on c.id = due.case_id and (c.state = 'closed') = (due.kind = 'follow-up')
     where ${account}::uuid is null or coalesce(due.assigned_to, c.counsellor_id) = ${account}::uuid
     order by due.due_on, due.id
     limit ${Math.min(filter.limit ?? 50, 500)}`.execute(trx);
  const names = await personNames(
    trx,
    rows.map((row) => row.personId),
  );
  return rows.map((row) => ({ ...row, person: names.get(row.personId) ?? null }));
}
