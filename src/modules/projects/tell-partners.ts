import type { Reads, Writes } from '#kernel/db';
import { firstLanguage, formatters, isLanguage, translator, type Catalogue } from '#kernel/i18n';
import type { Keyring } from '#kernel/keys';
import { queueMail } from '#kernel/mail';
import { toLocal } from '#kernel/time';
import { listOffices, type OfficeId } from '#modules/offices';
import type { Meeting } from './meeting.ts';
import { partnersOf } from './partners.ts';
import { takesPart, type Project } from './project.ts';

/** What writing a letter needs besides the transaction. */
export interface Post {
  keyring: Keyring;
  catalogue: Catalogue;
  publicUrl: string;
  /** Offices of whoever did it: they know. */
  own: readonly OfficeId[];
}

// uses messages: projects.mail.*
export type Letter = 'meeting-planned' | 'meeting-changed' | 'meeting-called-off' | 'meeting-closed';

/**
 * Writes to the public address of each office that takes part on the day of a meeting, in its first language and by its own clock, save those of whoever did it.
 * Place, link, agenda and minutes stay on the page: an address of an office is read by many. An office without address is not written to.
 */
export async function tellPartners(
  trx: Reads<'projects' | 'offices' | 'places'> & Writes<'mail' | 'jobs'>,
  { keyring, catalogue, publicUrl, own }: Post,
  { id, acronym }: Pick<Project, 'id' | 'acronym'>,
  { id: item, startsAt, zone, title }: Pick<Meeting, 'id' | 'startsAt' | 'zone' | 'title'>,
  letter: Letter,
): Promise<void> {
  const { day } = toLocal(startsAt.toISOString(), zone);
  const others = (await partnersOf(trx, id)).filter((one) => !own.includes(one.officeId) && takesPart(one, day));
  const ids = others.map((one) => one.officeId);
  if (ids.length === 0) return;
  for (const office of await listOffices(trx, { lang: firstLanguage, ids })) {
    if (!office.email) continue;
    const language = office.languages.find(isLanguage) ?? firstLanguage;
    const t = translator(catalogue, language);
    const when = formatters(language, office.timeZone).instant(startsAt, 'long');
    await queueMail(trx, keyring, {
      to: { address: office.email },
      subject: t(`projects.mail.${letter}-subject`, { acronym }),
      text: `${t(`projects.mail.${letter}`, { title, when })}\n\n${publicUrl}/${language}/desk/projects/${id}/meetings/${item}`,
      language,
    });
  }
}
