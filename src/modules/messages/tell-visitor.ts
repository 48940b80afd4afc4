import type { Writes } from '#kernel/db';
import { isLanguage, translator, type Catalogue, type Translate } from '#kernel/i18n';
import type { Keyring } from '#kernel/keys';
import { queueMail, queueSms } from '#kernel/mail';
import type { Question, QuestionId } from './question.ts';
import { questionLink } from './link.ts';
import { getQuestion } from './read-questions.ts';

export interface Telling {
  keyring: Keyring;
  catalogue: Catalogue;
  publicUrl: string;
  /** Name of the office in the visitor's language. */
  office: string;
}

/** Sends the desk's answer the way the visitor chose, in the visitor's language, with the link of their page. */
export async function sendAnswer(trx: Writes<'messages' | 'mail' | 'jobs'>, question: Question, telling: Telling): Promise<void> {
  const { office } = telling;
  await tell(trx, question, telling, {
    subject: (t) => t('messages.mail.subject'),
    mail: (t) => t('messages.mail.text', { office, answer: question.answer ?? '' }),
    sms: (t) => t('messages.sms.text', { office }),
  });
}

/** Sends the link of their page to a visitor who has just asked and gave a contact: who closes the page finds it again. */
export async function sendLink(trx: Writes<'messages' | 'mail' | 'jobs'>, id: QuestionId, telling: Telling): Promise<void> {
  const { office } = telling;
  const question = await getQuestion(trx, telling.keyring, id);
  if (!question) return;
  await tell(trx, question, telling, {
    subject: (t) => t('messages.mail.asked-subject'),
    mail: (t) => t('messages.mail.asked', { office }),
    sms: (t) => t('messages.sms.asked', { office }),
  });
}

/** Nothing of the question itself is sent: the address was typed by somebody whom nobody knows. */
async function tell(
  trx: Writes<'messages' | 'mail' | 'jobs'>,
  question: Question,
  { keyring, catalogue, publicUrl }: Telling,
  words: Record<'subject' | 'mail' | 'sms', (t: Translate) => string>,
): Promise<void> {
  const language = isLanguage(question.language) ? question.language : 'en';
  const t = translator(catalogue, language);
  const path = await questionLink(trx, keyring, question.id);
  const link = path && `${publicUrl}/${language}${path}`;
  const options = { language, subjectId: question.personId ?? undefined };
  if (question.replyBy === 'email' && question.email) {
    const text = [words.mail(t), link && t('messages.mail.link', { link })].filter(Boolean).join('\n\n');
    await queueMail(trx, keyring, { to: { address: question.email }, subject: words.subject(t), text, ...options });
  }
  if (question.replyBy === 'sms' && question.phone)
    await queueSms(trx, keyring, { to: question.phone, text: [words.sms(t), link].filter(Boolean).join('\n'), ...options });
}
