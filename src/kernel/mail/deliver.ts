import { sql } from 'kysely';
import { asSystem, type Database } from '#kernel/db';
import { implementTask, type JobContext } from '#kernel/jobs';
import { networkKey, unsealText, type Keyring } from '#kernel/keys';
import { cleanseText } from '#kernel/log';
import { mailContent, smsContent } from './content.ts';
import { deliverName } from './deliver-name.ts';
import { messageContext, type MessageId } from './queue-mail.ts';
import { PermanentFailure } from './envelope.ts';
import type { Senders } from './senders.ts';

/** What delivery needs of the worker. */
export interface MailContext {
  /** Of the jobs role. */
  db: Database;
  keyring: Keyring;
  senders: Senders;
  /** Its host is in the Message-ID, and in the sender's address where the network has not chosen one. */
  publicUrl: string;
}

interface Waiting {
  id: MessageId;
  channel: string;
  sealed: Buffer;
  language: string;
  tooLate: boolean;
  /** Of a network of invented people, which shows what it would send. */
  demonstration: boolean;
  from: { address: string; name: string };
}

/**
 * Sends a queued message, again later when it fails (12 attempts over some ten hours), and says in the row how it ended.
 * A crash between the mail server's yes and ours sends it twice, with the same Message-ID; none is ever lost.
 */
export const deliver = implementTask(deliverName, async (context: MailContext & JobContext, { messageId }) => {
  const { db, log, job } = context;
  const id = messageId as MessageId; // the payload of queueMail and queueSms
  const message = await readWaiting(db, id, context.publicUrl);
  if (!message) return;
  if (message.tooLate) return await end(db, id, 'failed', 'too late: it was of no use any more');
  try {
    await end(db, id, await send(context, message), null);
  } catch (error) {
    const reason = cleanseText(error instanceof Error ? error.message : String(error)).slice(0, 500);
    const final = job.last || error instanceof PermanentFailure;
    if (!final) {
      await tried(db, id, reason);
      throw error;
    }
    log.error({ err: error, message: id, channel: message.channel }, 'a message was given up');
    await end(db, id, 'failed', reason);
  }
});

async function send({ keyring, senders, publicUrl, signal }: MailContext & JobContext, message: Waiting): Promise<'sent' | 'shown'> {
  const sender = message.channel === 'mail' ? senders.mail : senders.sms;
  if (sender === null && message.demonstration) return 'shown';
  if (sender === null) throw new Error(message.channel === 'mail' ? 'no mail server is set (SMTP_URL)' : 'no SMS gateway is set (SMS_URL)');
  const content: unknown = JSON.parse(unsealText(networkKey(keyring, 'mail'), message.sealed, messageContext(message.id)));
  const messageId = `<${message.id}@${new URL(publicUrl).hostname}>`;
  if (message.channel === 'mail' && senders.mail) {
    await senders.mail(mailContent.parse(content), { messageId, from: message.from, language: message.language, signal });
  } else if (senders.sms) {
    await senders.sms(smsContent.parse(content), { signal });
  }
  return 'sent';
}

async function readWaiting(db: Database, id: MessageId, publicUrl: string): Promise<Waiting | null> {
  return await asSystem(db, async (trx) => {
    const row = await trx
      .selectFrom('mail.messages')
      .leftJoin('kernel.network', (join) => join.onTrue())
      .select(['id', 'channel', 'sealed', 'language'])
      .select([
        sql<boolean>`coalesce(not_after < now(), false)`.as('tooLate'),
        sql<boolean>`coalesce(network.demonstration, false)`.as('demonstration'),
        sql<string | null>`network.mail ->> 'from'`.as('fromAddress'),
        sql<string | null>`coalesce(network.mail ->> 'name', kernel.text_in(network.name, language))`.as('fromName'),
      ])
      .where('id', '=', id)
      .where('state', '=', 'queued')
      .executeTakeFirst();
    if (!row) return null;
    const { fromAddress, fromName, ...waiting } = row;
    return {
      ...waiting,
      from: { address: fromAddress ?? `no-reply@${new URL(publicUrl).hostname}`, name: (fromName ?? 'Ponte').replace(/\p{Cc}/gu, ' ') },
    };
  });
}

async function end(db: Database, id: MessageId, state: 'sent' | 'shown' | 'failed', error: string | null): Promise<void> {
  await asSystem(db, (trx) =>
    trx
      .updateTable('mail.messages')
      .set((eb) => ({ state, error, attempts: eb('attempts', '+', 1), ended_at: sql<Date>`now()` }))
      .where('id', '=', id)
      .where('state', '=', 'queued')
      .execute(),
  );
}

async function tried(db: Database, id: MessageId, error: string): Promise<void> {
  await asSystem(db, (trx) =>
    trx
      .updateTable('mail.messages')
      .set((eb) => ({ error, attempts: eb('attempts', '+', 1) }))
      .where('id', '=', id)
      .execute(),
  );
}
