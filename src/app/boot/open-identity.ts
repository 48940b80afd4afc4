import type { Settings } from '#kernel/config';
import { createIdentity, type Identity, type Message } from '#kernel/identity';
import { translator, type AnyTranslate, type Catalogue } from '#kernel/i18n';
import type { Keyring } from '#kernel/keys';
import { queueMail, queueSms } from '#kernel/mail';
import type { Databases } from './open-databases.ts';

interface Parts {
  settings: Settings;
  databases: Pick<Databases, 'identity'>;
  keyring: Keyring;
  catalogue: Catalogue;
  publicUrl: string;
}

/** A code is of no use after ten minutes, so it is not sent any more after them. */
const USELESS_AFTER_MS = 10 * 60_000;

/** Opens identity with the ways to reach people: its messages are queued in the language of the receiver. */
export function openIdentity({ settings, databases, keyring, catalogue, publicUrl }: Parts): Identity {
  // uses messages: identity.mail.*
  // uses messages: identity.sms.*
  const words = ({ language, template, values }: Message, part: 'subject' | 'text') =>
    (translator(catalogue, language) as AnyTranslate)(`${template}.${part}`, values); // the template is known only now
  return createIdentity({
    db: databases.identity,
    keyring,
    baseUrl: publicUrl,
    oidcProviders: settings.oidcProviders,
    sendMail: async (trx, message) => {
      const { to, language } = message;
      await queueMail(trx, keyring, {
        to: { address: to },
        subject: words(message, 'subject'),
        text: words(message, 'text'),
        language,
        ...lifeOf(message),
      });
    },
    sendSms: async (trx, message) => {
      await queueSms(trx, keyring, { to: message.to, text: words(message, 'text'), language: message.language, ...lifeOf(message) });
    },
  });
}

function lifeOf(message: Message): { notAfter?: Date } {
  return 'code' in message.values ? { notAfter: new Date(Date.now() + USELESS_AFTER_MS) } : {};
}
