import type { Reads, Writes } from '#kernel/db';
import { firstLanguage, isLanguage, textIn, translator, type Catalogue } from '#kernel/i18n';
import type { Keyring } from '#kernel/keys';
import { queueMail } from '#kernel/mail';
import { findOffice, type OfficeId } from '#modules/offices';

/** What writing a letter needs besides the transaction. */
export interface Post {
  keyring: Keyring;
  catalogue: Catalogue;
  publicUrl: string;
}

// uses messages: exchanges.mail.*
export type Letter = 'twinning' | 'twinning-answer' | 'visit' | 'visit-answer';

/** Writes to the public address of an office, in its first language; it names no person. An office without address is not written to. */
export async function tellOffice(
  trx: Reads<'offices'> & Writes<'mail' | 'jobs'>,
  { keyring, catalogue, publicUrl }: Post,
  officeId: OfficeId,
  letter: Letter,
  path: string,
): Promise<void> {
  const office = await findOffice(trx, officeId);
  if (!office?.email) return;
  const language = office.languages.find(isLanguage) ?? firstLanguage;
  const t = translator(catalogue, language);
  await queueMail(trx, keyring, {
    to: { address: office.email },
    subject: t(`exchanges.mail.${letter}-subject`),
    text: `${t(`exchanges.mail.${letter}`, { office: textIn(office.name, language).text })}\n\n${publicUrl}/${language}${path}`,
    language,
  });
}
