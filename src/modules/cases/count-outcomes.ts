import { sql } from 'kysely';
import type { Reads } from '#kernel/db';

/** Cases closed in a span, by outcome. */
export interface OutcomeCount {
  gender: string;
  personOutcome: string;
  ventureOutcome: string | null;
  count: number;
}

/** Counts the cases closed at the offices whose counts the actor may read. */
export async function countOutcomes(
  trx: Reads<'cases'>,
  officeIds: readonly string[],
  span: { from: Date; until: Date },
): Promise<OutcomeCount[]> {
  const { rows } = await sql<OutcomeCount>`
    select gender, person_outcome as "personOutcome", venture_outcome as "ventureOutcome", sum(cases)::int as count
      from cases.count_outcomes(${[...officeIds]}::uuid[], ${span.from}, ${span.until})
     group by gender, person_outcome, venture_outcome`.execute(trx);
  return rows;
}
