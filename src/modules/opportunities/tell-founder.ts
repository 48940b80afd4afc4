import type { Writes } from '#kernel/db';
import { firstLanguage, isLanguage, textIn, translator, type Catalogue } from '#kernel/i18n';
import type { Keyring } from '#kernel/keys';
import { queueMail, queueSms } from '#kernel/mail';
import { getPerson } from '#modules/people';
import type { Venture } from '#modules/ventures';
import type { Opportunity } from './opportunity.ts';
import { refuse } from './refusals.ts';
import { markTold } from './respond.ts';

interface Sending {
  keyring: Keyring;
  catalogue: Catalogue;
  publicUrl: string;
  now: Date;
}

/**
 * Tells the lead founder of an opportunity the way they chose, in their language; the message names neither them nor their firm.
 * Refusals: no message (they want none, or the desk has no address), not open, told already.
 */
export async function tellFounder(
  trx: Writes<'opportunities' | 'audit' | 'mail' | 'jobs' | 'people'>,
  accountId: string,
  opportunity: Opportunity,
  venture: Pick<Venture, 'id' | 'officeId' | 'leadPersonId'>,
  { keyring, catalogue, publicUrl, now }: Sending,
): Promise<void> {
  const person = await getPerson(trx, venture.leadPersonId);
  const contact = person?.contact;
  const address = contact?.reachBy === 'email' ? contact.email : contact?.reachBy === 'sms' ? contact.phone : null;
  if (!person || !address) throw refuse('no-message', { field: 'tell' });
  await markTold(trx, accountId, opportunity, venture, now);
  const language = isLanguage(person.language) ? person.language : firstLanguage;
  const t = translator(catalogue, language);
  const text = t('opportunities.mail.text', {
    title: textIn(opportunity.title, language).text,
    link: `${publicUrl}/${language}/opportunities/${opportunity.id}`,
  });
  const options = { language, subjectId: person.id };
  if (contact?.reachBy === 'email')
    await queueMail(trx, keyring, { to: { address }, subject: t('opportunities.mail.subject'), text, ...options });
  else await queueSms(trx, keyring, { to: address, text, ...options });
}
