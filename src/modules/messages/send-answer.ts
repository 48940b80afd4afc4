import type { Writes } from '#kernel/db';
import { isLanguage, translator, type Catalogue } from '#kernel/i18n';
import type { Keyring } from '#kernel/keys';
import { queueMail, queueSms } from '#kernel/mail';
import type { Question } from './question.ts';

interface Sending {
  keyring: Keyring;
  catalogue: Catalogue;
  /** Name of the office in the visitor's language. */
  office: string;
  /** The visitor's own page of the question. */
  link: string;
}

/** Sends the desk's answer the way the visitor chose, in the visitor's language; who chose neither reads it on the page. */
export async function sendAnswer(
  trx: Writes<'mail' | 'jobs'>,
  question: Question,
  { keyring, catalogue, office, link }: Sending,
): Promise<void> {
  const language = isLanguage(question.language) ? question.language : 'en';
  const t = translator(catalogue, language);
  const answer = question.answer ?? '';
  if (question.replyBy === 'email' && question.email) {
    await queueMail(trx, keyring, {
      to: { address: question.email },
      subject: t('messages.mail.subject'),
      text: t('messages.mail.text', { office, answer }),
      language,
    });
  }
  if (question.replyBy === 'sms' && question.phone)
    await queueSms(trx, keyring, { to: question.phone, text: t('messages.sms.text', { office, link }), language });
}
