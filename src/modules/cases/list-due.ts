import { sql, type RawBuilder } from 'kysely';
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
  const limit = Math.min(filter.limit ?? 50, 500);
  // As in list-cases.ts: each kind walks its own index of what is open, office by office, no further than needed.
  const { rows } = await sql<Omit<Due, 'person'>>`
    select due.kind, due.id, due.case_id as "caseId", due.person_id as "personId", due.title, due.months, due.due_on::text as "dueOn"
      from unnest(${[...filter.officeIds]}::uuid[]) as o (id)
     cross join lateral (
       (select 'step' as kind, d.id, d.case_id, d.person_id, d.title, null::int as months, d.due_on
          from cases.steps d
          join cases.cases c on c.id = d.case_id and c.state = 'open'
         where d.office_id = o.id and d.state in ('planned', 'under-way') and d.due_on <= ${filter.until} and ${ownedBy(filter, sql`c.counsellor_id`)}
         order by d.due_on, d.id
         limit ${limit})
        union all
       (select 'task', d.id, d.case_id, d.person_id, d.title, null, d.due_on
          from cases.tasks d
          join cases.cases c on c.id = d.case_id and c.state = 'open'
         where d.office_id = o.id and d.done_at is null and d.due_on <= ${filter.until} and ${ownedBy(filter, sql`coalesce(d.assigned_to, c.counsellor_id)`)}
         order by d.due_on, d.id
         limit ${limit})
        union all
       (select 'follow-up', d.id, d.case_id, d.person_id, '', d.months, d.due_on
          from cases.follow_ups d
          join cases.cases c on c.id = d.case_id and c.state = 'closed'
         where d.office_id = o.id and d.done_at is null and d.due_on <= ${filter.until} and ${ownedBy(filter, sql`c.counsellor_id`)}
         order by d.due_on, d.id
         limit ${limit})
     ) as due
     order by due.due_on, due.id
     limit ${limit}`.execute(trx);
  const names = await personNames(
    trx,
    rows.map((row) => row.personId),
  );
  return rows.map((row) => ({ ...row, person: names.get(row.personId) ?? null }));
}

function ownedBy({ accountId }: DueFilter, owner: RawBuilder<unknown>): RawBuilder<boolean> {
  return accountId ? sql<boolean>`${owner} = ${accountId}` : sql<boolean>`true`;
}
