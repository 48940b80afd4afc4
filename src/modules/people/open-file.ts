import { sql } from 'kysely';
import { openSubject } from '#kernel/access';
import { record } from '#kernel/audit';
import { newId, type Writes } from '#kernel/db';
import { setContactClaims } from '#kernel/identity';
import type { Keyring } from '#kernel/keys';
import { searchWords } from '#kernel/text';
import type { Day } from '#kernel/time';
import type { Contact, Identity, PersonId, Profile } from './person.ts';
import { refuse } from './refusals.ts';

/** What the desk asks to open a file; everything but a name may stay empty. */
export interface Intake {
  officeId: string;
  /** The reference that the office uses already; without it the next one of the year is given. */
  reference?: string;
  language: string;
  identity: Identity;
  contact: Contact;
  profile: Profile;
  /**
   * The person was told, in their language, what is kept and why (GDPR article 13): now, or on that day. Null where a list from
   * before does not say so: the file then says that it is not on record.
   */
  informed: boolean | Day | null;
  /** When the office opened the file, for one that it kept before; now unless said. */
  openedAt?: Date | undefined;
  controllers: readonly string[];
}

/** Years a closed file is kept where the office has set no other period; an authority must confirm it. */
const KEEP_YEARS = 5;

/**
 * Opens a file in the custody of the officer's desk, and records the lawful basis for holding it.
 * Refusals: no such desk, person not informed, channel without address, guardian missing.
 */
export async function openFile(
  trx: Writes<'access' | 'people' | 'consent' | 'audit' | 'identity'>,
  keyring: Keyring,
  accountId: string,
  intake: Intake,
): Promise<PersonId> {
  const { informed } = intake;
  if (informed === false) throw refuse('information-not-given', { field: 'informed' });
  checkContact(intake.contact);
  checkProfile(intake.profile);
  const id = await openSubject(trx, { custodianId: intake.officeId });
  const custody = { person_id: id, office_id: intake.officeId };
  await trx
    .insertInto('people.people')
    .values({
      id,
      office_id: intake.officeId,
      reference: intake.reference ?? (await nextReference(trx, intake.officeId)),
      language: intake.language,
      created_by: accountId,
      informed_on: informed === true ? sql<Day>`current_date` : informed,
      ...(intake.openedAt ? { created_at: intake.openedAt } : {}),
    })
    .execute();
  await trx
    .insertInto('people.identities')
    .values({ ...custody, ...identityRow(intake.identity) })
    .execute();
  await trx
    .insertInto('people.contacts')
    .values({ ...custody, ...contactRow(intake.contact) })
    .execute();
  await trx
    .insertInto('people.profiles')
    .values({ ...custody, ...profileRow(intake.profile) })
    .execute();
  const { phone, email } = intake.contact;
  await setContactClaims({ keyring }, trx, { subjectId: id, custodianId: intake.officeId, phone, email });
  await recordBasis(trx, id, intake);
  await record(trx, { verb: 'people.opened', purpose: 'people.purpose.counselling', scopeId: intake.officeId, subjectId: id });
  return id;
}

/** Refuses a chosen channel without its address. */
export function checkContact(contact: Contact): void {
  if (contact.reachBy === 'sms' && !contact.phone) throw refuse('reach-without-address', { field: 'phone' });
  if (contact.reachBy === 'email' && !contact.email) throw refuse('reach-without-address', { field: 'email' });
}

/** Refuses a minor without a guardian. */
export function checkProfile(profile: Profile): void {
  if (profile.minor && !profile.guardian) throw refuse('guardian-missing', { field: 'guardian' });
}

export function identityRow(identity: Identity) {
  const words = searchWords([identity.givenName, identity.familyName, identity.nameInOtherScript ?? ''].join(' '));
  return {
    given_name: identity.givenName,
    family_name: identity.familyName,
    name_in_other_script: identity.nameInOtherScript,
    birth_year: identity.birthYear,
    search_words: words.join(' '),
  };
}

export function contactRow(contact: Contact) {
  return { phone: contact.phone, email: contact.email, reach_by: contact.reachBy, note: contact.note };
}

export function profileRow(profile: Profile) {
  return {
    gender: profile.gender,
    origin_place_id: profile.originPlaceId,
    residence_place_id: profile.residencePlaceId,
    languages: profile.languages,
    minor: profile.minor,
    guardian: profile.guardian,
  };
}

/** The next reference of the office: its count in this year, e.g. 2026-0042. Opening files waits in turn per office. */
async function nextReference(trx: Writes<'people'>, officeId: string): Promise<string> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${officeId}, 7))`.execute(trx);
  const { rows } = await sql<{ year: string; last: number }>`
    select to_char(now(), 'YYYY') as year,
           coalesce(max(split_part(reference, '-', 2)::int), 0) as last
      from people.people
     where office_id = ${officeId} and reference ~ ('^' || to_char(now(), 'YYYY') || '-[0-9]{1,9}$')`.execute(trx);
  const { year, last } = rows[0] ?? { year: '', last: 0 };
  return `${year}-${String(last + 1).padStart(4, '0')}`;
}

async function recordBasis(trx: Writes<'consent'>, personId: PersonId, intake: Intake): Promise<void> {
  await trx
    .insertInto('consent.bases')
    .values({
      id: newId(),
      subject_id: personId,
      custodian_id: intake.officeId,
      purpose: 'people.purpose.counselling',
      basis: 'public-task',
      controllers: [...intake.controllers],
      keep_until: sql<string>`(now() + make_interval(years => ${KEEP_YEARS}))::date`,
    })
    .execute();
}
