import type { Reads } from '#kernel/db';
import { networkKey, unsealText, type Keyring } from '#kernel/keys';
import { mailContent, smsContent, type MailContent, type SmsContent } from './content.ts';
import { messageContext, type MessageId } from './queue-mail.ts';

/** A message that a demonstration shows on a page instead of sending it. */
export type ShownMessage = { id: MessageId; language: string; createdAt: Date } & (
  | ({ channel: 'mail' } & MailContent)
  | ({ channel: 'sms' } & SmsContent)
);

/** The newest messages shown on the page of the demonstration, at most 50. Elsewhere the application sees none. */
export async function listOutbox(trx: Reads<'mail'>, keyring: Keyring): Promise<ShownMessage[]> {
  const rows = await trx
    .selectFrom('mail.messages')
    .selectAll()
    .where('state', '=', 'shown')
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(50)
    .execute();
  return rows.map((row) => {
    const content: unknown = JSON.parse(unsealText(networkKey(keyring, 'mail'), row.sealed, messageContext(row.id)));
    const about = { id: row.id, language: row.language, createdAt: row.created_at };
    return row.channel === 'mail'
      ? { ...about, channel: 'mail', ...mailContent.parse(content) }
      : { ...about, channel: 'sms', ...smsContent.parse(content) };
  });
}
