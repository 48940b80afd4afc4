import { sql } from 'kysely';
import type { Reads } from '#kernel/db';

/** How the messages of the last 30 days stand, for the metrics. */
export interface MessageCount {
  channel: 'mail' | 'sms';
  state: 'queued' | 'sent' | 'shown' | 'failed';
  messages: number;
  /** When the first of them was written. */
  oldestAt: Date;
}

/** Counts the messages by channel and state; for the jobs role, the application sees none of them. */
export async function countMessages(trx: Reads<'mail'>): Promise<MessageCount[]> {
  const { rows } = await sql<MessageCount>`
    select channel, state, count(*)::int as messages, min(created_at) as "oldestAt"
      from mail.messages
     group by channel, state
     order by channel, state`.execute(trx);
  return rows;
}
