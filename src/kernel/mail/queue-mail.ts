import { newId, type Id, type Writes } from '#kernel/db';
import { addJob } from '#kernel/jobs';
import { networkKey, seal, type Keyring, type SealContext } from '#kernel/keys';
import { checkMail, checkSms, type MailContent, type SmsContent } from './content.ts';
import { deliverName } from './deliver-name.ts';

export type MessageId = Id<'mail.messages'>;

/** What every message carries besides its content. A reminder is a job of its module that queues the message when its time has come. */
export interface MessageOptions {
  /** Language of the text. */
  language: string;
  /** The person's file, where the message is about one. */
  subjectId?: Id<'access.subjects'> | undefined;
  /** Not sent any more after this instant: a sign-in code, a reminder. */
  notAfter?: Date | undefined;
}

export const messageContext = (id: MessageId): SealContext => ({ table: 'mail.messages', column: 'sealed', id });

/** Queues an e-mail; it goes out if and only if this transaction commits. Refusals: `address`, `subject`, `text`. */
export async function queueMail(trx: Writes<'mail' | 'jobs'>, keyring: Keyring, mail: MailContent & MessageOptions): Promise<MessageId> {
  const { to, subject, text, html, calendar } = mail;
  return await queue(trx, keyring, 'mail', checkMail({ to, subject, text, html, calendar }), mail);
}

/** Queues a text message to a number in E.164 form. Refusals: `number`, `text`. */
export async function queueSms(trx: Writes<'mail' | 'jobs'>, keyring: Keyring, sms: SmsContent & MessageOptions): Promise<MessageId> {
  return await queue(trx, keyring, 'sms', checkSms(sms), sms);
}

async function queue(
  trx: Writes<'mail' | 'jobs'>,
  keyring: Keyring,
  channel: 'mail' | 'sms',
  content: object,
  options: MessageOptions,
): Promise<MessageId> {
  const id = newId<'mail.messages'>();
  await trx
    .insertInto('mail.messages')
    .values({
      id,
      channel,
      subject_id: options.subjectId ?? null,
      sealed: seal(networkKey(keyring, 'mail'), JSON.stringify(content), messageContext(id)),
      language: options.language,
      not_after: options.notAfter ?? null,
    })
    .execute();
  await addJob(trx, deliverName, { messageId: id });
  return id;
}
