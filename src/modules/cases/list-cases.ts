import { sql, type RawBuilder } from 'kysely';
import type { Reads } from '#kernel/db';
import type { Day } from '#kernel/time';
import { personNames, searchPeople, type PersonId } from '#modules/people';
import { atStage, venturesById, type Stage, type VentureId } from '#modules/ventures';
import { caseStates, type CaseId, type CaseState } from './case.ts';

export const caseSorts = ['changed', '-changed', 'opened', '-opened', 'due', '-due'] as const;
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
  const states = filter.state ? [filter.state] : caseStates;
  const order = orders[filter.sort ?? '-changed'];
  // One walk along an index for each office and state, merged: whatever the size of the office, a page reads a page.
  const { rows } = await sql<CaseRow>`
    select c.id, c.person_id, c.reason, c.state, c.counsellor_id, c.venture_id, c.opened_at, c.updated_at, c.next_due_on::text as next_due
      from unnest(${[...filter.officeIds]}::uuid[]) as o (id)
     cross join unnest(${[...states]}::text[]) as s (state)
     cross join lateral (
       select *
         from cases.cases c
        where c.office_id = o.id and c.state = s.state and ${where}
        order by ${order}
        limit ${filter.page * filter.pageSize}
     ) c
     order by ${order}
     limit ${filter.pageSize} offset ${(filter.page - 1) * filter.pageSize}`.execute(trx);
  const counted = await sql<{ total: number }>`
    select count(*)::int as total
      from (
        select
          from cases.cases c
         where c.office_id = any (${[...filter.officeIds]}::uuid[]) and c.state = any (${[...states]}::text[]) and ${where}
         limit ${MOST_COUNTED}
      ) as bounded`.execute(trx);
  return { rows: await named(trx, rows), total: counted.rows[0]?.total ?? 0 };
}

/** Every order ends with the key, so that pages neither skip nor repeat a case. */
const orders = {
  '-changed': sql`c.updated_at desc, c.id desc`,
  changed: sql`c.updated_at, c.id`,
  '-opened': sql`c.opened_at desc, c.id desc`,
  opened: sql`c.opened_at, c.id`,
  due: sql`c.next_due_on, c.id`,
  '-due': sql`c.next_due_on desc, c.id desc`,
} as const satisfies Record<CaseSort, RawBuilder<unknown>>;

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
}

/** What else is asked of `cases.cases as c`; null where no case can meet it. */
async function conditions(trx: Reads<'people'>, filter: CaseFilter): Promise<RawBuilder<boolean> | null> {
  const all = [sql<boolean>`true`];
  if (filter.counsellorId) all.push(sql<boolean>`c.counsellor_id = ${filter.counsellorId}`);
  if (filter.stage) all.push(atStage('c.venture_id', filter.stage));
  if (filter.dueBy) all.push(sql<boolean>`c.next_due_on <= ${filter.dueBy}`);
  if (filter.unanswered) {
    all.push(sql<boolean>`c.id in (
      select r.case_id from cases.referrals r where r.office_id = any (${[...filter.officeIds]}::uuid[]) and r.state in ('sent', 'seen'))`);
  }
  if (filter.words?.trim()) {
    const people = await searchPeople(trx, { words: filter.words, officeIds: filter.officeIds, sort: 'name', page: 1, pageSize: 200 });
    if (people.rows.length === 0) return null;
    all.push(sql<boolean>`c.person_id = any (${people.rows.map(({ id }) => id)}::uuid[])`);
  }
  return sql<boolean>`${sql.join(all, sql` and `)}`;
}

async function named(trx: Reads<'cases' | 'people' | 'ventures'>, rows: readonly CaseRow[]): Promise<CaseListed[]> {
  const names = await personNames(
    trx,
    rows.map((row) => row.person_id),
  );
  const ventures = await venturesById(
    trx,
    rows.flatMap((row) => row.venture_id ?? []),
  );
  const unanswered = await unansweredOf(
    trx,
    rows.map((row) => row.id),
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
      unanswered: unanswered.get(row.id) ?? 0,
    };
  });
}

/** How many referrals of each case nobody has answered. */
async function unansweredOf(trx: Reads<'cases'>, ids: readonly CaseId[]): Promise<Map<CaseId, number>> {
  if (ids.length === 0) return new Map();
  const rows = await trx
    .selectFrom('cases.referrals')
    .select(['case_id', sql<number>`count(*)::int`.as('count')])
    .where('case_id', 'in', [...ids])
    .where('state', 'in', ['sent', 'seen'])
    .groupBy('case_id')
    .execute();
  return new Map(rows.map((row) => [row.case_id, row.count]));
}
