import { asSystem, type AnyWrites, type Database } from '#kernel/db';
import { firstLanguage, formatters, isLanguage, translator, type Catalogue, type Language, type Translate } from '#kernel/i18n';
import { implementTask, type JobContext, type Task } from '#kernel/jobs';
import type { Keyring } from '#kernel/keys';
import { queueMail, queueSms } from '#kernel/mail';
import { getPerson, type PersonId } from '#modules/people';
import { followUpsOf } from './follow-up.ts';
import type { Mentor } from './mentor.ts';
import type { Pair, PairId } from './pair.ts';
import { tellFollowUp, tellOffer, tellSession } from './plan-messages.ts';
import { mentorsById } from './read-mentors.ts';
import { pairById } from './read-pairs.ts';
import { sessionById, type SessionId } from './session.ts';

/** What the messages about mentoring need of the worker. */
export interface MentoringContext {
  /** Of the jobs role. */
  db: Database;
  keyring: Keyring;
  catalogue: Catalogue;
  publicUrl: string;
}

interface Message {
  subject: (t: Translate) => string;
  text: (t: Translate, link: string, lang: Language) => string;
  notAfter?: Date;
}

/** Both are asked; the message names nobody, since others may read it. */
const offer = implementTask(tellOffer, async (context: MentoringContext & JobContext, { pairId }) => {
  await asSystem(context.db, async (trx) => {
    const pair = await pairById(trx, pairId as PairId); // the payload is the id of a pair
    if (!pair || (pair.state !== 'offered' && pair.state !== 'accepted')) return;
    const message: Message = {
      subject: (t) => t('mentoring.mail.offer.subject'),
      text: (t, link) => t('mentoring.mail.offer.text', { link }),
    };
    if (!pair.mentorAcceptedAt) await tellMentor(trx, context, pair, message, `/mentoring/pairs/${pair.id}`);
    if (!pair.founderAcceptedAt) await tellFounder(trx, context, pair.personId, message, `/me/mentoring/pairs/${pair.id}`);
  });
});

/** Each reads the hour of their own clock. */
const session = implementTask(tellSession, async (context: MentoringContext & JobContext, { sessionId, startsAt }) => {
  await asSystem(context.db, async (trx) => {
    const found = await sessionById(trx, sessionId as SessionId); // as above
    const pair = found ? await pairById(trx, found.pairId) : null;
    if (!found || pair?.state !== 'running' || found.state !== 'planned' || found.startsAt.toISOString() !== startsAt) return;
    const mentor = (await mentorsById(trx, [pair.mentorId])).get(pair.mentorId);
    const message = (zone: string): Message => ({
      subject: (t) => t('mentoring.mail.session.subject'),
      text: (t, link, lang) => t('mentoring.mail.session.text', { when: formatters(lang, zone).instant(found.startsAt, 'weekday'), link }),
      notAfter: found.startsAt,
    });
    if (mentor) await tellMentor(trx, context, pair, message(mentor.timeZone), `/mentoring/sessions/${found.id}`);
    await tellFounder(trx, context, pair.personId, message(pair.timeZone), `/me/mentoring/sessions/${found.id}`);
  });
});

/** Whoever has not answered yet is asked. */
const followUp = implementTask(tellFollowUp, async (context: MentoringContext & JobContext, { pairId, days }) => {
  await asSystem(context.db, async (trx) => {
    const pair = await pairById(trx, pairId as PairId); // as above
    if (pair?.state !== 'running') return;
    const message: Message = {
      subject: (t) => t('mentoring.mail.follow-up.subject'),
      text: (t, link) => t('mentoring.mail.follow-up.text', { link }),
    };
    for (const one of await followUpsOf(trx, [pair.id])) {
      if (one.days !== days || one.doneAt) continue;
      if (one.side === 'mentor') await tellMentor(trx, context, pair, message, `/mentoring/follow-ups/${one.id}`);
      else await tellFounder(trx, context, pair.personId, message, `/me/mentoring/follow-ups/${one.id}`);
    }
  });
});

/** The messages to mentors and founders. */
export const mentoringTasks: readonly Task<MentoringContext>[] = [offer, session, followUp];

async function tellMentor(trx: AnyWrites, context: MentoringContext, pair: Pair, message: Message, path: string): Promise<void> {
  const mentor = (await mentorsById(trx, [pair.mentorId])).get(pair.mentorId);
  if (mentor) await send(trx, context, { language: languageOfMentor(mentor), email: mentor.email, phone: mentor.phone }, message, path);
}

/** The first of a mentor's languages in which Ponte writes. */
function languageOfMentor(mentor: Mentor): Language {
  return mentor.languages.find(isLanguage) ?? firstLanguage;
}

async function tellFounder(trx: AnyWrites, context: MentoringContext, personId: PersonId, message: Message, path: string): Promise<void> {
  const person = await getPerson(trx, personId);
  const contact = person?.contact;
  if (!person || !contact || contact.reachBy === 'none') return;
  const language = isLanguage(person.language) ? person.language : firstLanguage;
  const to = {
    language,
    email: contact.reachBy === 'email' ? contact.email : null,
    phone: contact.reachBy === 'sms' ? contact.phone : null,
  };
  await send(trx, context, to, message, path, personId);
}

/** By e-mail where there is an address, else by text message. */
async function send(
  trx: AnyWrites,
  { keyring, catalogue, publicUrl }: MentoringContext,
  to: { language: Language; email: string | null; phone: string | null },
  message: Message,
  path: string,
  subjectId?: PersonId,
): Promise<void> {
  const t = translator(catalogue, to.language);
  const text = message.text(t, `${publicUrl}/${to.language}${path}`, to.language);
  const options = { language: to.language, subjectId, notAfter: message.notAfter };
  if (to.email) await queueMail(trx, keyring, { to: { address: to.email }, subject: message.subject(t), text, ...options });
  else if (to.phone) await queueSms(trx, keyring, { to: to.phone, text, ...options });
}
