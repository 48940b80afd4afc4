import { sql } from 'kysely';
import type { Reads } from '#kernel/db';
import { searchWords } from '#kernel/text';
import { fullName, type PersonId } from './person.ts';

/** A file in a list. */
export interface PersonFound {
  id: PersonId;
  officeId: string;
  reference: string;
  name: string;
  nameInOtherScript: string | null;
  birthYear: number | null;
  language: string;
  openedAt: Date;
}

export interface PeopleFilter {
  /** Name with typing mistakes, reference, phone or e-mail. */
  words: string;
  /** The offices at whose desks the officer sits; a file shared by another office is reached through its case. */
  officeIds: readonly string[];
  sort: 'name' | 'newest';
  page: number;
  pageSize: number;
}

/** A longer answer needs more words anyway. */
const mostFound = 1_000;

/**
 * Files in the custody of the officer's desks, by near name, reference, last digits of the phone or e-mail.
 * Found and counted up to 1,000.
 */
export async function searchPeople(trx: Reads<'people'>, filter: PeopleFilter): Promise<{ rows: PersonFound[]; total: number }> {
  const { officeIds, words, sort, page, pageSize } = filter;
  if (officeIds.length === 0) return { rows: [], total: 0 };
  const typed = words.trim();
  const last = page * pageSize;
  const { rows } = await sql<FoundRow>`
    with found as materialized (${typed ? nearest(officeIds, typed) : all(officeIds)}),
         shown as materialized (${typed ? sql`select person_id, row_number() over (order by score desc, person_id desc) as nth from found` : firstOf(officeIds, sort, last)})
    select p.id, p.office_id, p.reference, p.language, p.created_at,
           i.given_name, i.family_name, i.name_in_other_script, i.birth_year, (select count(*)::int from found) as total
      from (select * from shown order by nth limit ${pageSize} offset ${last - pageSize}) s
      join people.people p on p.id = s.person_id
      join people.identities i on i.person_id = s.person_id
     order by s.nth`.execute(trx);
  return { rows: rows.map(toFound), total: rows[0]?.total ?? 0 };
}

function nearest(officeIds: readonly string[], typed: string) {
  const digits = typed.replaceAll(/[^0-9]/g, '').replace(/^0+/, '');
  return sql`
    select person_id, score
      from people.find_files(${[...officeIds]}::uuid[], ${searchWords(typed).join(' ')}, ${typed}, ${digits}, ${mostFound})`;
}

function all(officeIds: readonly string[]) {
  return sql`select id as person_id from people.people where office_id = any (${[...officeIds]}::uuid[]) limit ${mostFound}`;
}

/** The first of each office by its index, then the first of those: a join of all files with all names took 45 ms. */
function firstOf(officeIds: readonly string[], sort: PeopleFilter['sort'], last: number) {
  const lead =
    sort === 'name'
      ? sql`select person_id, family_name, given_name, null::timestamptz as created_at from people.identities where office_id = o order by family_name, given_name limit ${last}`
      : sql`select id as person_id, null as family_name, null as given_name, created_at from people.people where office_id = o order by created_at desc limit ${last}`;
  return sql`
    select first.person_id, row_number() over (order by first.family_name, first.given_name, first.created_at desc, first.person_id) as nth
      from unnest(${[...officeIds]}::uuid[]) o
     cross join lateral (${lead}) first`;
}

interface FoundRow {
  id: PersonId;
  office_id: string;
  reference: string;
  language: string;
  created_at: Date;
  given_name: string;
  family_name: string;
  name_in_other_script: string | null;
  birth_year: number | null;
  total: number;
}

function toFound(row: FoundRow): PersonFound {
  return {
    id: row.id,
    officeId: row.office_id,
    reference: row.reference,
    name: fullName({ givenName: row.given_name, familyName: row.family_name }),
    nameInOtherScript: row.name_in_other_script,
    birthYear: row.birth_year,
    language: row.language,
    openedAt: row.created_at,
  };
}
