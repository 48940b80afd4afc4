import type { Reads, Writes } from '#kernel/db';
import { isLanguage, firstLanguage, textIn, translator, type Catalogue } from '#kernel/i18n';
import type { Keyring } from '#kernel/keys';
import { queueMail } from '#kernel/mail';
import { findOffice, type OfficeId } from '#modules/offices';
import type { ReviewId } from './review.ts';

/** What writing a letter needs besides the transaction. */
export interface Post {
  keyring: Keyring;
  catalogue: Catalogue;
  publicUrl: string;
}

// uses messages: peerreviews.mail.*
export type Letter = 'proposed' | 'invited' | 'shared' | 'due';

/** Writes to the public address of an office, in its first language; it names no person. False where the office has no address. */
export async function tellOffice(
  trx: Reads<'offices'> & Writes<'mail' | 'jobs'>,
  { keyring, catalogue, publicUrl }: Post,
  officeId: OfficeId,
  review: ReviewId,
  letter: Letter,
): Promise<boolean> {
  const office = await findOffice(trx, officeId);
  if (!office?.email) return false;
  const language = office.languages.find(isLanguage) ?? firstLanguage;
  const t = translator(catalogue, language);
  await queueMail(trx, keyring, {
    to: { address: office.email },
    subject: t(`peerreviews.mail.${letter}-subject`),
    text: `${t(`peerreviews.mail.${letter}`, { office: textIn(office.name, language).text })}\n\n${publicUrl}/${language}/desk/peer-reviews/${review}`,
    language,
  });
  return true;
}
