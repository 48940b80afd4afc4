import type { AnyWrites, Database } from '#kernel/db';
import { firstLanguage, isLanguage, translator, type Catalogue, type Language, type Translate } from '#kernel/i18n';
import type { Keyring } from '#kernel/keys';
import { queueMail, queueSms } from '#kernel/mail';
import { organisationsById } from '#modules/directory';
import { findOffice, type OfficeId } from '#modules/offices';
import { getPerson, type PersonId } from '#modules/people';
import { foundersOf, type VentureId } from '#modules/ventures';

/** What messages about trade need of the worker. */
export interface TradeContext {
  /** Of the jobs role. */
  db: Database;
  keyring: Keyring;
  catalogue: Catalogue;
  publicUrl: string;
}

/** A message in whatever language its reader has; it names nobody, since others may read it. */
export interface Message {
  subject: (t: Translate) => string;
  text: (t: Translate, link: string, lang: Language) => string;
  /** Path below the language to which the link leads. */
  path: string;
}

/** A venture, or an organisation where it is none. */
export interface SideToTell {
  ventureId: VentureId | null;
  organisationId: Parameters<typeof organisationsById>[1][number] | null;
}

/** Tells the founders of a venture, each as they wish to be reached, or an organisation at its address. */
export async function tellSide(trx: AnyWrites, context: TradeContext, side: SideToTell, message: Message): Promise<void> {
  if (side.ventureId) {
    for (const { personId } of await foundersOf(trx, side.ventureId)) await tellPerson(trx, context, personId, message);
    return;
  }
  if (!side.organisationId) return;
  const [organisation] = await organisationsById(trx, [side.organisationId]);
  if (organisation?.email) await send(trx, context, { language: firstLanguage, email: organisation.email, phone: null }, message);
}

/** Tells an office at its own address, in the first of its languages in which Ponte writes. */
export async function tellOffice(trx: AnyWrites, context: TradeContext, id: string, message: Message): Promise<void> {
  const office = await findOffice(trx, id as OfficeId); // the column refers to the table
  const language = office?.languages.find(isLanguage) ?? firstLanguage;
  if (office?.email) await send(trx, context, { language, email: office.email, phone: null }, message);
}

async function tellPerson(trx: AnyWrites, context: TradeContext, personId: PersonId, message: Message): Promise<void> {
  const person = await getPerson(trx, personId);
  const contact = person?.contact;
  if (!person || !contact || contact.reachBy === 'none') return;
  const to = {
    language: isLanguage(person.language) ? person.language : firstLanguage,
    email: contact.reachBy === 'email' ? contact.email : null,
    phone: contact.reachBy === 'sms' ? contact.phone : null,
  };
  await send(trx, context, to, message, personId);
}

async function send(
  trx: AnyWrites,
  { keyring, catalogue, publicUrl }: TradeContext,
  { language, email, phone }: { language: Language; email: string | null; phone: string | null },
  message: Message,
  subjectId?: PersonId,
): Promise<void> {
  const t = translator(catalogue, language);
  const text = message.text(t, `${publicUrl}/${language}${message.path}`, language);
  const options = { language, subjectId };
  if (email) await queueMail(trx, keyring, { to: { address: email }, subject: message.subject(t), text, ...options });
  else if (phone) await queueSms(trx, keyring, { to: phone, text, ...options });
}
