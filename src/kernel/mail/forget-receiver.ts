import type { Writes } from '#kernel/db';
import { networkKey, unsealText, type Keyring } from '#kernel/keys';
import { mailContent, smsContent } from './content.ts';
import { messageContext, type MessageId } from './queue-mail.ts';

/** To whom a message goes: an address in lower case or a number in E.164 form. */
export interface Receiver {
  kind: 'email' | 'phone';
  value: string;
}

const BATCH = 500;

/**
 * Removes the messages to a receiver that are about no file, sent or waiting; those about a file go with it. Messages are
 * sealed, so each is opened: a network keeps 30 days of them. For the jobs role (erasure). Returns how many were removed.
 */
export async function forgetReceiver(trx: Writes<'mail'>, keyring: Keyring, isTheirs: (receiver: Receiver) => boolean): Promise<number> {
  const key = networkKey(keyring, 'mail');
  let removed = 0;
  for (let after: MessageId | null = null; ;) {
    const rows: { id: MessageId; channel: string; sealed: Buffer }[] = await trx
      .selectFrom('mail.messages')
      .select(['id', 'channel', 'sealed'])
      .where('subject_id', 'is', null)
      .$if(after !== null, (query) => query.where('id', '>', after))
      .orderBy('id')
      .limit(BATCH)
      .execute();
    const theirs = rows.filter(({ id, channel, sealed }) =>
      isTheirs(receiverOf(channel, JSON.parse(unsealText(key, sealed, messageContext(id))))),
    );
    if (theirs.length > 0) {
      await trx
        .deleteFrom('mail.messages')
        .where(
          'id',
          'in',
          theirs.map(({ id }) => id),
        )
        .execute();
    }
    removed += theirs.length;
    after = rows.at(-1)?.id ?? null;
    if (after === null) return removed;
  }
}

function receiverOf(channel: string, content: unknown): Receiver {
  return channel === 'mail'
    ? { kind: 'email', value: mailContent.parse(content).to.address.toLowerCase() }
    : { kind: 'phone', value: smsContent.parse(content).to };
}
