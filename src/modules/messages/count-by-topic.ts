import { sql } from 'kysely';
import type { Reads } from '#kernel/db';

/** A span of time, its end not included. */
export interface Span {
  from: Date;
  until: Date;
}

/** Questions at the desks by topic, of the offices whose counts the actor may read. */
export async function countByTopic(
  trx: Reads<'messages'>,
  officeIds: readonly string[],
  span: Span,
): Promise<{ officeId: string; topic: string; answered: boolean; count: number }[]> {
  const { rows } = await sql<{ officeId: string; topic: string; answered: boolean; count: number }>`
    select office_id as "officeId", topic, answered, contacts::int as count
      from messages.count_contacts(${[...officeIds]}::uuid[], ${span.from}, ${span.until})`.execute(trx);
  return rows;
}
