import { sql } from 'kysely';
import { record } from '#kernel/audit';
import type { Writes } from '#kernel/db';
import { setContactClaims } from '#kernel/identity';
import type { Keyring } from '#kernel/keys';
import { checkContact, checkProfile, contactRow, identityRow, profileRow } from './open-file.ts';
import type { Contact, Identity, PersonId, Profile } from './person.ts';
import { refuse } from './refusals.ts';

/** What may change in a file; a part that is absent stays. */
export interface FileChange {
  language?: string;
  identity?: Identity;
  contact?: Contact;
  profile?: Profile;
  /** The person has been told now what is kept and why; a day that stands already stays. */
  informed?: boolean;
}

/** Changes parts of a file in the officer's custody. Refusals: not found, channel without address, guardian missing. */
export async function changeFile(
  trx: Writes<'people' | 'audit' | 'identity'>,
  keyring: Keyring,
  id: PersonId,
  change: FileChange,
): Promise<void> {
  if (change.contact) checkContact(change.contact);
  if (change.profile) checkProfile(change.profile);
  const changed = await trx
    .updateTable('people.people')
    .set({
      updated_at: new Date(),
      ...(change.language ? { language: change.language } : {}),
      ...(change.informed ? { informed_on: sql<string>`coalesce(informed_on, current_date)` } : {}),
    })
    .where('id', '=', id)
    .returning('office_id')
    .executeTakeFirst();
  if (!changed) throw refuse('not-found');
  if (change.identity) await trx.updateTable('people.identities').set(identityRow(change.identity)).where('person_id', '=', id).execute();
  if (change.contact) {
    await trx.updateTable('people.contacts').set(contactRow(change.contact)).where('person_id', '=', id).execute();
    const { phone, email } = change.contact;
    await setContactClaims({ keyring }, trx, { subjectId: id, custodianId: changed.office_id, phone, email });
  }
  if (change.profile) await trx.updateTable('people.profiles').set(profileRow(change.profile)).where('person_id', '=', id).execute();
  const parts = (['identity', 'contact', 'profile'] as const).filter((part) => change[part]);
  await record(trx, {
    verb: 'people.changed',
    purpose: 'people.purpose.counselling',
    scopeId: changed.office_id,
    subjectId: id,
    details: { parts },
  });
}
