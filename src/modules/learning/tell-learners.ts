import { asSystem, type AnyWrites, type Database } from '#kernel/db';
import { firstLanguage, formatters, isLanguage, textIn, translator, type Catalogue, type Language } from '#kernel/i18n';
import { accountContact } from '#kernel/identity';
import { implementTask, type JobContext, type Task } from '#kernel/jobs';
import type { Keyring } from '#kernel/keys';
import { queueMail, queueSms } from '#kernel/mail';
import { findOffice, type Office } from '#modules/offices';
import { getPerson } from '#modules/people';
import { enrolmentsOfGroup, getEnrolment, type Enrolment, type EnrolmentId } from './enrolment.ts';
import { calendarOfSessions, SESSIONS_FILE } from './group-calendar.ts';
import type { Group, GroupId } from './group.ts';

import { tellLearners, type Telling } from './plan-tellings.ts';
import { getGroup } from './read-groups.ts';
import { getSession, type Session, type SessionId } from './session.ts';

// uses messages: learning.tell.*
/** What the messages to learners need of the worker. */
export interface LearningContext {
  /** Of the jobs role. */
  db: Database;
  keyring: Keyring;
  catalogue: Catalogue;
  publicUrl: string;
}

/**
 * Tells learners, each in their language, what has changed in their group. What no longer holds is not told: a session that
 * has moved once more, a place given up meanwhile. All are told in one transaction, so that a crash tells nobody twice.
 */
export const tellLearnersTask = implementTask(tellLearners, async (context: LearningContext & JobContext, telling) => {
  await asSystem(context.db, async (trx) => {
    const group = await getGroup(trx, telling.groupId as GroupId); // the payload holds the ids that planTelling was given
    const office = group ? await findOffice(trx, group.officeId) : null;
    const session = telling.sessionId ? await getSession(trx, telling.sessionId as SessionId) : null;
    if (!group || !office || (telling.sessionId && session?.sequence !== telling.sequence)) return;
    for (const learner of await learnersTold(trx, telling, group)) await tell(trx, context, { telling, group, office, session, learner });
  });
});

export const learningTasks: readonly Task<LearningContext>[] = [tellLearnersTask];

async function learnersTold(trx: AnyWrites, { kind, enrolmentId }: Telling, group: Group): Promise<Enrolment[]> {
  if (enrolmentId === undefined)
    return await enrolmentsOfGroup(trx, group.id, kind === 'group-off' ? ['enrolled', 'waiting'] : ['enrolled']);
  const one = await getEnrolment(trx, enrolmentId as EnrolmentId); // as above
  return one?.state === 'enrolled' ? [one] : [];
}

interface Told {
  telling: Telling;
  group: Group;
  office: Office;
  session: Session | null;
  learner: Enrolment;
}

async function tell(trx: AnyWrites, context: LearningContext, { telling: { kind }, group, office, session, learner }: Told): Promise<void> {
  const to = await contactOf(trx, learner);
  if (!to) return;
  const { keyring, catalogue, publicUrl } = context;
  const { language } = to;
  const t = translator(catalogue, language);
  const values = {
    course: textIn(group.courseTitle, language).text,
    group: group.name,
    office: textIn(office.name, language).text,
    when: session ? formatters(language, office.timeZone).instant(session.startsAt, 'weekday') : '',
    reason: session?.reason ?? group.reason ?? '',
    link: `${publicUrl}/${language}/groups/${group.id}`,
  };
  const [subject, text] = [t(`learning.tell.${kind}.subject`), t(`learning.tell.${kind}.text`, values)];
  const options = { language, subjectId: learner.personId ?? undefined, notAfter: session?.endsAt };
  if (to.email) {
    const method = session?.state === 'called-off' ? ('cancel' as const) : ('publish' as const);
    const calendar = session && {
      method,
      content: calendarOfSessions([{ session, group, office }], { t, lang: language, publicUrl, method }),
      filename: SESSIONS_FILE,
    };
    await queueMail(trx, keyring, {
      to: { address: to.email },
      subject: subject.replaceAll(/\s+/g, ' ').slice(0, 240),
      text,
      ...(calendar ? { calendar } : {}),
      ...options,
    });
  } else if (to.phone) await queueSms(trx, keyring, { to: to.phone, text, ...options });
}

/** By the way the person chose at the desk; who has no file is written to at their account. */
async function contactOf(
  trx: AnyWrites,
  { personId, accountId, language: agreedIn }: Enrolment,
): Promise<{ language: Language; email: string | null; phone: string | null } | null> {
  const language = isLanguage(agreedIn) ? agreedIn : firstLanguage;
  if (personId) {
    const contact = (await getPerson(trx, personId))?.contact;
    if (contact && contact.reachBy !== 'none')
      return {
        language,
        email: contact.reachBy === 'email' ? contact.email : null,
        phone: contact.reachBy === 'sms' ? contact.phone : null,
      };
  }
  const account = accountId ? await accountContact(trx, accountId) : null;
  return account && { language, email: account.email, phone: account.phone };
}
