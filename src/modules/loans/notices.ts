import { asSystem, type Database, type Reads, type Writes } from '#kernel/db';
import { firstLanguage, isLanguage, textIn, translator, type Catalogue } from '#kernel/i18n';
import { addJob, defineTask, type JobContext } from '#kernel/jobs';
import type { Keyring } from '#kernel/keys';
import { queueMail, queueSms } from '#kernel/mail';
import { organisationsById, type OrganisationId } from '#modules/directory';
import { officesById, type OfficeId } from '#modules/offices';
import { getPerson } from '#modules/people';
import { z } from 'zod';
import { loadApplication, type Application, type ApplicationId } from './application.ts';

/** What sending needs of the network. */
export interface NoticeSender {
  readonly keyring: Keyring;
  readonly catalogue: Catalogue;
  readonly publicUrl: string;
}

type MailTrx = Writes<'mail' | 'jobs'>;

/** Tells a lender that something waits for it. Names nobody: mail boxes are read by more people than files. */
export async function tellLender(
  trx: MailTrx & Reads<'directory'>,
  { keyring, catalogue, publicUrl }: NoticeSender,
  organisationId: OrganisationId,
  path: string,
): Promise<void> {
  const [lender] = await organisationsById(trx, [organisationId]);
  if (!lender?.email) return;
  const language = lender.languages.find(isLanguage) ?? firstLanguage;
  const t = translator(catalogue, language);
  await queueMail(trx, keyring, {
    to: { address: lender.email, name: textIn(lender.name, language).text },
    subject: t('loans.mail.lender.subject'),
    text: t('loans.mail.lender.text', { link: `${publicUrl}/${language}${path}` }),
    language,
  });
}

interface TellContext extends NoticeSender {
  readonly db: Database;
}

/**
 * Tells the person, in their language and by the way they chose, that the lender did something, and the office where it follows. A job,
 * since the lender need not see how to reach them. Names neither lender nor decision: others may read it.
 */
export const tellBorrower = defineTask(
  'loans.tell-borrower',
  z.object({ applicationId: z.uuid() }),
  async ({ db, ...sender }: TellContext & JobContext, { applicationId }) => {
    await asSystem(db, async (trx) => {
      const one = await loadApplication(trx, applicationId as ApplicationId); // the payload is the id of the application
      await toPerson(trx, sender, one);
      if (one.officeFollows) await toOffice(trx, sender, one);
    });
  },
);

/** Queues what {@link tellBorrower} sends, in the transaction of the decision. */
export async function queueTelling(trx: Writes<'jobs'>, { id }: Pick<Application, 'id'>): Promise<void> {
  await addJob(trx, tellBorrower, { applicationId: id }, { key: `loans.tell-borrower:${id}` });
}

async function toPerson(trx: MailTrx & Reads<'people'>, { keyring, catalogue, publicUrl }: NoticeSender, one: Application): Promise<void> {
  const person = await getPerson(trx, one.personId);
  const contact = person?.contact;
  if (!person || !contact) return;
  const language = isLanguage(person.language) ? person.language : firstLanguage;
  const t = translator(catalogue, language);
  const text = t('loans.mail.person.text', { link: `${publicUrl}/${language}/me/loans` });
  if (contact.reachBy === 'sms' && contact.phone) await queueSms(trx, keyring, { to: contact.phone, text, language, subjectId: person.id });
  if (contact.reachBy === 'email' && contact.email) {
    const subject = t('loans.mail.person.subject');
    await queueMail(trx, keyring, { to: { address: contact.email }, subject, text, language, subjectId: person.id });
  }
}

async function toOffice(trx: MailTrx & Reads<'offices'>, { keyring, catalogue, publicUrl }: NoticeSender, one: Application): Promise<void> {
  const officeId = one.officeId as OfficeId; // other tables keep it as plain text
  const office = (await officesById(trx, [officeId])).get(officeId);
  if (!office?.email) return;
  const language = office.languages.find(isLanguage) ?? firstLanguage;
  const t = translator(catalogue, language);
  await queueMail(trx, keyring, {
    to: { address: office.email, name: textIn(office.name, language).text },
    subject: t('loans.mail.office.subject'),
    text: t('loans.mail.office.text', { link: `${publicUrl}/${language}/desk/loans/${one.id}` }),
    language,
  });
}
