import type { Reads } from '#kernel/db';
import type { Contact, Gender, Person, PersonId, ReachBy } from './person.ts';
import { fullName } from './person.ts';

/** The file of a person as far as the actor may read it; null when it is not there or not open to them. */
export async function getPerson(trx: Reads<'people'>, id: PersonId): Promise<Person | null> {
  const row = await files(trx).where('p.id', '=', id).executeTakeFirst();
  return row ? toPerson(row) : null;
}

/** Those files of an office that carry one of these references, by reference; at most some thousands at once. */
export async function peopleByReference(
  trx: Reads<'people'>,
  officeId: string,
  references: readonly string[],
): Promise<Map<string, Person>> {
  if (references.length === 0) return new Map();
  const rows = await files(trx)
    .where('p.office_id', '=', officeId)
    .where('p.reference', 'in', [...references])
    .execute();
  return new Map(rows.map((row) => [row.reference, toPerson(row)]));
}

function files(trx: Reads<'people'>) {
  return trx
    .selectFrom('people.people as p')
    .leftJoin('people.identities as i', 'i.person_id', 'p.id')
    .leftJoin('people.contacts as c', 'c.person_id', 'p.id')
    .leftJoin('people.profiles as f', 'f.person_id', 'p.id')
    .select([
      'p.id',
      'p.office_id',
      'p.reference',
      'p.language',
      'p.created_at',
      'p.informed_on',
      'i.given_name',
      'i.family_name',
      'i.name_in_other_script',
      'i.birth_year',
      'i.person_id as identity_of',
      'c.phone',
      'c.email',
      'c.reach_by',
      'c.note',
      'c.person_id as contact_of',
      'f.gender',
      'f.origin_place_id',
      'f.residence_place_id',
      'f.languages',
      'f.minor',
      'f.guardian',
      'f.person_id as profile_of',
    ]);
}

type Row = Awaited<ReturnType<ReturnType<typeof files>['execute']>>[number];

function toPerson(row: Row): Person {
  return {
    id: row.id,
    officeId: row.office_id,
    reference: row.reference,
    language: row.language,
    openedAt: row.created_at,
    informedOn: row.informed_on,
    identity: row.identity_of
      ? {
          givenName: row.given_name ?? '',
          familyName: row.family_name ?? '',
          nameInOtherScript: row.name_in_other_script,
          birthYear: row.birth_year,
        }
      : null,
    // The check constraints of both tables hold the closed lists.
    contact: row.contact_of ? { phone: row.phone, email: row.email, reachBy: (row.reach_by ?? 'none') as ReachBy, note: row.note } : null,
    profile: row.profile_of
      ? {
          gender: row.gender as Gender | null,
          originPlaceId: row.origin_place_id,
          residencePlaceId: row.residence_place_id,
          languages: row.languages ?? [],
          minor: row.minor ?? false,
          guardian: row.guardian,
        }
      : null,
  };
}

/** How to reach a person, for whoever was given that part of the file alone; null where it is not open to the actor. */
export async function readContact(trx: Reads<'people'>, id: PersonId): Promise<Contact | null> {
  const row = await trx
    .selectFrom('people.contacts')
    .select(['phone', 'email', 'reach_by', 'note'])
    .where('person_id', '=', id)
    .executeTakeFirst();
  return row ? { phone: row.phone, email: row.email, reachBy: row.reach_by as ReachBy, note: row.note } : null; // its check constraint holds the list
}

/** Full names by file, where the actor may read them. */
export async function personNames(trx: Reads<'people'>, ids: readonly PersonId[]): Promise<Map<PersonId, string>> {
  if (ids.length === 0) return new Map();
  const rows = await trx
    .selectFrom('people.identities')
    .select(['person_id', 'given_name', 'family_name'])
    .where('person_id', 'in', [...new Set(ids)])
    .execute();
  return new Map(rows.map((row) => [row.person_id, fullName({ givenName: row.given_name, familyName: row.family_name })]));
}

/** The files that describe the actor, oldest first; normally one. */
export async function ownFiles(trx: Reads<'people' | 'access'>, accountId: string): Promise<PersonId[]> {
  const rows = await trx
    .selectFrom('access.subject_accounts')
    .select('subject_id')
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .orderBy('linked_at')
    .execute();
  return rows.map((row) => row.subject_id);
}
