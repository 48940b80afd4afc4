import { sql, type RawBuilder } from 'kysely';
import type { Reads } from '#kernel/db';
import type { Day } from '#kernel/time';
import { personNames, searchPeople, type PersonId } from '#modules/people';
import { atStage, venturesById, type Stage, type VentureId } from '#modules/ventures';
import type { CaseId, CaseState } from './case.ts';

export const caseSorts = ['changed', '-changed', 'opened', '-opened', 'due'] as const;
export type CaseSort = (typeof caseSorts)[number];

export interface CaseFilter {
  /** The offices at whose desks the officer sits. */
  officeIds: readonly string[];
  /** Only the cases of this counsellor. */
  counsellorId?: string | null | undefined;
  state?: CaseState | null | undefined;
  /** Stage of the venture. */
  stage?: Stage | null | undefined;
  /** Only cases with a step or a task due on this day or before. */
  dueBy?: Day | null | undefined;
  /** Only cases with a referral that nobody has answered. */
  unanswered?: boolean | undefined;
  /** Name of the person, with typing mistakes; reference, phone or e-mail. */
  words?: string | undefined;
  sort?: CaseSort | undefined;
  page: number;
  pageSize: number;
}

/** A case in a list. */
export interface CaseListed {
  id: CaseId;
  personId: PersonId;
  /** Null where the actor may not read the name. */
  person: string | null;
  reason: string;
  state: CaseState;
  counsellorId: string | null;
  venture: { title: string; stage: Stage } | null;
  openedAt: Date;
  updatedAt: Date;
  /** The next day on which a step or a task is due. */
  nextDue: Day | null;
  unanswered: number;
}

/** Cases are counted this far; a longer list needs a filter anyway. */
export const MOST_COUNTED = 1_000;

/** Cases in the custody of the officer's desks. */
export async function listCases(
  trx: Reads<'cases' | 'people' | 'ventures'>,
  filter: CaseFilter,
): Promise<{ rows: CaseListed[]; total: number }> {
  if (filter.officeIds.length === 0) return { rows: [], total: 0 };
  const where = await conditions(trx, filter);
  if (!where) return { rows: [], total: 0 };
  const { rows } = await sql<CaseRow>`
    with shown as materialized (
      select c.id, c.person_id, c.reason, c.state, c.counsellor_id, c.venture_id, c.opened_at, c.updated_at,
             row_number() over () as place
        from (
          select *
            from cases.cases c
           where ${where}
           order by ${order(filter)}
           limit ${filter.pageSize} offset ${(filter.page - 1) * filter.pageSize}
        ) c
    )
    select shown.*,
           (
             select min(due_on)
               from (
                 select s.due_on from cases.steps s where s.case_id = shown.id and s.state in ('planned', 'under-way')
                  union all
                 select t.due_on from cases.tasks t where t.case_id = shown.id and t.done_at is null
               ) as due
           )::text as next_due,
           (select count(*)::int from cases.referrals r where r.case_id = shown.id and r.state in ('sent', 'seen')) as unanswered
      from shown
     order by place`.execute(trx);
  const counted = await sql<{ total: number }>`
    select count(*)::int as total from (select from cases.cases c where ${where} limit ${MOST_COUNTED}) as bounded`.execute(trx);
  return { rows: await named(trx, rows), total: counted.rows[0]?.total ?? 0 };
}

interface CaseRow {
  id: CaseId;
  person_id: PersonId;
  reason: string;
  state: CaseState;
  counsellor_id: string | null;
  venture_id: VentureId | null;
  opened_at: Date;
  updated_at: Date;
  next_due: string | null;
  unanswered: number;
}

/** The conditions on `cases.cases as c`; null where no case can meet them. The office comes first: row security alone would read every case. */
async function conditions(trx: Reads<'people'>, filter: CaseFilter): Promise<RawBuilder<boolean> | null> {
  const offices = sql`any (${[...filter.officeIds]}::uuid[])`;
  const all = [sql<boolean>`c.office_id = ${offices}`];
  if (filter.state) all.push(sql<boolean>`c.state = ${filter.state}`);
  if (filter.counsellorId) all.push(sql<boolean>`c.counsellor_id = ${filter.counsellorId}`);
  if (filter.stage) all.push(sql<boolean>`c.venture_id in ${atStage(filter.stage)}`);
  if (filter.dueBy) {
    all.push(sql<boolean>`c.id in (
      select s.case_id from cases.steps s where s.office_id = ${offices} and s.state in ('planned', 'under-way') and s.due_on <= ${filter.dueBy}
       union all
      select t.case_id from cases.tasks t where t.office_id = ${offices} and t.done_at is null and t.due_on <= ${filter.dueBy})`);
  }
  if (filter.unanswered) {
    all.push(
      sql<boolean>`c.id in (select r.case_id from cases.referrals r where r.office_id = ${offices} and r.state in ('sent', 'seen'))`,
    );
  }
  if (filter.words?.trim()) {
    const people = await searchPeople(trx, { words: filter.words, officeIds: filter.officeIds, sort: 'name', page: 1, pageSize: 200 });
    if (people.rows.length === 0) return null;
    all.push(sql<boolean>`c.person_id = any (${people.rows.map(({ id }) => id)}::uuid[])`);
  }
  return sql<boolean>`${sql.join(all, sql` and `)}`;
}

function order({ sort = '-changed' }: CaseFilter): RawBuilder<unknown> {
  if (sort === 'changed') return sql`c.updated_at, c.id`;
  if (sort === 'opened') return sql`c.opened_at, c.id`;
  if (sort === '-opened') return sql`c.opened_at desc, c.id desc`;
  if (sort === '-changed') return sql`c.updated_at desc, c.id desc`;
  return sql`(
    select min(s.due_on) from cases.steps s where s.case_id = c.id and s.state in ('planned', 'under-way')
  ) nulls last, c.updated_at desc`;
}

async function named(trx: Reads<'people' | 'ventures'>, rows: readonly CaseRow[]): Promise<CaseListed[]> {
  const names = await personNames(
    trx,
    rows.map((row) => row.person_id),
  );
  const ventures = await venturesById(
    trx,
    rows.flatMap((row) => row.venture_id ?? []),
  );
  return rows.map((row) => {
    const venture = row.venture_id ? ventures.get(row.venture_id) : undefined;
    return {
      id: row.id,
      personId: row.person_id,
      person: names.get(row.person_id) ?? null,
      reason: row.reason,
      state: row.state,
      counsellorId: row.counsellor_id,
      venture: venture ? { title: venture.title, stage: venture.stage } : null,
      openedAt: row.opened_at,
      updatedAt: row.updated_at,
      nextDue: row.next_due,
      unanswered: row.unanswered,
    };
  });
}
