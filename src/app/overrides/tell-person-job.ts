import { findGrant, notifyOverride, recordTold, type GrantId } from '#kernel/consent';
import { asSystem, type Database } from '#kernel/db';
import { firstLanguage, isLanguage, textIn, translator, type Catalogue } from '#kernel/i18n';
import { implementTask, type JobContext } from '#kernel/jobs';
import type { Keyring } from '#kernel/keys';
import { queueMail, queueSms } from '#kernel/mail';
import { officesById, type OfficeId } from '#modules/offices';
import { getPerson } from '#modules/people';

interface TellContext {
  db: Database;
  keyring: Keyring;
  catalogue: Catalogue;
  publicUrl: string;
}

/**
 * Tells the person, in their language and by the way they chose, that an office shared parts of their file without their
 * permission. Who chose no way is told by the desk: the override stays on its list until then. The message names neither the
 * recipient nor the reason, since others may read it; both stand in the person's space.
 */
export const tellOverride = implementTask(
  notifyOverride,
  async ({ db, keyring, catalogue, publicUrl }: TellContext & JobContext, { grantId }) => {
    await asSystem(db, async (trx) => {
      const grant = await findGrant(trx, grantId as GrantId); // the payload is the id of the grant
      if (!grant || grant.toldAt) return;
      const person = await getPerson(trx, grant.subjectId);
      const contact = person?.contact;
      if (!person || !contact) return;
      const language = isLanguage(person.language) ? person.language : firstLanguage;
      const t = translator(catalogue, language);
      const officeId = (grant.givenIn ?? grant.custodianId) as OfficeId; // the kernel keeps an office's id as plain text
      const office = (await officesById(trx, [officeId])).get(officeId);
      const values = { office: office ? textIn(office.name, language).text : '', link: `${publicUrl}/${language}/me/sharing` };
      const message = { text: t('app.mail.override.text', values), language, subjectId: person.id };
      if (contact.reachBy === 'sms' && contact.phone) {
        await queueSms(trx, keyring, { to: contact.phone, ...message });
        await recordTold(trx, grant.id, 'sms');
      } else if (contact.reachBy === 'email' && contact.email) {
        const subject = t('app.mail.override.subject', { office: values.office });
        await queueMail(trx, keyring, { to: { address: contact.email }, subject, ...message });
        await recordTold(trx, grant.id, 'email');
      }
    });
  },
);
