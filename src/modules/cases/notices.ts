import type { Reads, Writes } from '#kernel/db';
import {
  firstLanguage,
  isLanguage,
  textIn,
  translator,
  type Catalogue,
  type Language,
  type MessageKey,
  type Translate,
} from '#kernel/i18n';
import type { Keyring } from '#kernel/keys';
import { queueMail, queueSms } from '#kernel/mail';
import { organisationsById, servicesById, type OrganisationId, type ServiceId } from '#modules/directory';
import { officesById, type OfficeId } from '#modules/offices';
import { getPerson, type PersonId } from '#modules/people';

/** What sending needs of the network. */
export interface NoticeSender {
  keyring: Keyring;
  catalogue: Catalogue;
  publicUrl: string;
}

type Subject = MessageKey & `cases.mail.${string}.subject`;
/** Name of a notice: its subject and text are the messages `cases.mail.<name>.subject` and `.text`. */
type NoticeName = Subject extends `cases.mail.${infer Name}.subject` ? Name : never;
type ToOffice = Exclude<NoticeName, `person-${string}` | 'referral-sent'>;
type ToPerson = Extract<NoticeName, `person-${string}`>;

type MailTrx = Writes<'mail' | 'jobs'>;

/** Tells an office that something waits for it. Names nobody: mail boxes are read by more people than files. */
export async function tellOffice(
  trx: MailTrx & Reads<'offices'>,
  sender: NoticeSender,
  officeId: string,
  notice: ToOffice,
  path: string,
): Promise<void> {
  const office = (await officesById(trx, [officeId as OfficeId])).get(officeId as OfficeId); // other tables keep it as plain text
  if (!office?.email) return;
  const language = office.languages.find(isLanguage) ?? firstLanguage;
  await send(trx, sender, { address: office.email, name: textIn(office.name, language).text }, language, notice, path);
}

/** Tells a provider that somebody was sent to it. */
export async function tellProvider(
  trx: MailTrx & Reads<'directory'>,
  sender: NoticeSender,
  to: { organisationId: OrganisationId; serviceId: ServiceId | null },
  path: string,
): Promise<void> {
  const [service] = to.serviceId ? await servicesById(trx, [to.serviceId]) : [];
  const [organisation] = await organisationsById(trx, [to.organisationId]);
  const address = service?.email ?? organisation?.email;
  if (!address || !organisation) return;
  const language = organisation.languages.find(isLanguage) ?? firstLanguage;
  await send(trx, sender, { address, name: textIn(organisation.name, language).text }, language, 'referral-sent', path);
}

/** Tells the person, in their language and by the way they chose, what became of their file; silent where they chose none. */
export async function tellPerson(
  trx: MailTrx & Reads<'people'>,
  sender: NoticeSender,
  personId: PersonId,
  notice: ToPerson,
  values: { office: (lang: Language) => string },
): Promise<void> {
  const person = await getPerson(trx, personId);
  const contact = person?.contact;
  if (!person || !contact) return;
  const language = isLanguage(person.language) ? person.language : firstLanguage;
  const t = translator(sender.catalogue, language);
  const text = t(`cases.mail.${notice}.text`, { office: values.office(language), link: `${sender.publicUrl}/${language}/me` });
  if (contact.reachBy === 'sms' && contact.phone)
    await queueSms(trx, sender.keyring, { to: contact.phone, text, language, subjectId: personId });
  if (contact.reachBy === 'email' && contact.email) {
    await queueMail(trx, sender.keyring, {
      to: { address: contact.email },
      subject: t(`cases.mail.${notice}.subject`, { office: values.office(language) }),
      text,
      language,
      subjectId: personId,
    });
  }
}

async function send(
  trx: MailTrx,
  { keyring, catalogue, publicUrl }: NoticeSender,
  to: { address: string; name: string },
  language: Language,
  notice: ToOffice | 'referral-sent',
  path: string,
): Promise<void> {
  const t: Translate = translator(catalogue, language);
  const text = t(`cases.mail.${notice}.text`, { link: `${publicUrl}/${language}${path}` });
  await queueMail(trx, keyring, { to, subject: t(`cases.mail.${notice}.subject`), text, language });
}
