import { sql, type RawBuilder } from 'kysely';
import type { Reads } from '#kernel/db';
import type { FlowEnds } from './flow-ends.ts';
import type { ReleaseId } from './import-statistics.ts';
import { refuse } from './refusals.ts';

/** One figure between two places in one period. */
export interface Flow {
  no: number;
  /** Numbers of the two codes. */
  origin: number;
  destination: number;
  /** An exact decimal; null where the publisher lists it without a value. */
  value: string | null;
  flags: string;
  confidentiality: string;
}

export interface FlowQuestion extends FlowEnds {
  releaseId: ReleaseId;
  /** Numbers of the codes chosen in the other dimensions, and of the end that the reader filters by. */
  codes: readonly number[];
  period: string;
}

export const flowSorts = ['figure', 'origin', 'destination'] as const;
export type FlowSort = { key: (typeof flowSorts)[number]; descending: boolean };

/** Lines in one file; more are taken in parts, by the filters. */
const mostExported = 200_000;

function flowsOf({ releaseId, codes, period, origin, destination }: FlowQuestion): RawBuilder<unknown> {
  return sql`
    select s.no, s.codes[${origin + 1}::int] as origin, s.codes[${destination + 1}::int] as destination, s.figures[p.at] as figure,
           s.flags[p.at] as flags, s.confidentiality[p.at] as confidentiality
      from observatory.series s
     cross join lateral (select array_position(s.periods, ${period}) as at) p
     where s.release_id = ${releaseId} and s.codes @> ${codes}::int[] and p.at is not null`;
}

/** Periods in which the chosen codes have figures, the latest first. */
export async function flowPeriods(trx: Reads<'observatory'>, releaseId: ReleaseId, codes: readonly number[]): Promise<string[]> {
  const { rows } = await sql<{ period: string }>`
    select distinct unnest(periods) collate "C" as period
      from observatory.series
     where release_id = ${releaseId} and codes @> ${codes}::int[]
     order by 1 desc
     limit 500`.execute(trx);
  return rows.map(({ period }) => period);
}

/** How many figures there are between places, and how many of them are missing or zero. */
export async function countFlows(
  trx: Reads<'observatory'>,
  question: FlowQuestion,
): Promise<{ total: number; missing: number; zero: number }> {
  const { rows } = await sql<{ total: number; missing: number; zero: number }>`
    select count(*)::int as total, (count(*) filter (where figure is null))::int as missing, (count(*) filter (where figure = 0))::int as zero
      from (${flowsOf(question)}) flows`.execute(trx);
  return rows[0] ?? { total: 0, missing: 0, zero: 0 };
}

/** Figures between two places, the largest first unless sorted otherwise; missing ones stand last. */
export async function readFlows(
  trx: Reads<'observatory'>,
  question: FlowQuestion,
  { sort = { key: 'figure', descending: true }, limit, offset = 0 }: { sort?: FlowSort | undefined; limit: number; offset?: number },
): Promise<Flow[]> {
  const way = sort.descending ? sql`desc` : sql`asc`;
  const by = { figure: sql`figure`, origin: sql`a.label`, destination: sql`b.label` }[sort.key];
  const { rows } = await sql<Flow>`
    select no, origin, destination, figure::text as value, flags, flows.confidentiality
      from (${flowsOf(question)}) flows
      join observatory.codes a on a.id = origin
      join observatory.codes b on b.id = destination
     order by ${by} ${way} nulls last, no
     limit ${limit} offset ${offset}`.execute(trx);
  return rows;
}

/** All of them for a file. Refuses more than one file holds (`too-much-to-export`). */
export async function flowsForFile(trx: Reads<'observatory'>, question: FlowQuestion, sort: FlowSort | undefined): Promise<Flow[]> {
  const { total } = await countFlows(trx, question);
  if (total > mostExported) throw refuse('too-much-to-export', { values: { count: total, limit: mostExported } });
  return await readFlows(trx, question, { sort, limit: mostExported });
}

/**
 * The largest figures above zero between two different places, and how many there are of that kind. `placed` names for each number
 * of a code the place that it means, so that Italy in one list and Italy in the other are one place.
 */
export async function largestFlows(
  trx: Reads<'observatory'>,
  question: FlowQuestion,
  placed: ReadonlyMap<number, string>,
  limit: number,
): Promise<{ rows: Flow[]; total: number }> {
  const { rows } = await sql<Flow & { total: number }>`
    with placed as (
      select * from unnest(${[...placed.keys()]}::int[], ${[...placed.values()]}::text[]) as given (id, place)
    )
    select no, origin, destination, figure::text as value, flags, confidentiality, (count(*) over ())::int as total
      from (${flowsOf(question)}) flows
      join placed a on a.id = origin
      join placed b on b.id = destination and b.place <> a.place
     where figure > 0
     order by figure desc, no
     limit ${limit}`.execute(trx);
  return { rows: rows.map(({ total: _total, ...flow }) => flow), total: rows[0]?.total ?? 0 };
}
