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

/**
 * Files in the custody of the officer's desks, by near name, reference, phone or e-mail.
 * Counted up to 1,000; a longer answer needs more words anyway.
 */
export async function searchPeople(trx: Reads<'people'>, filter: PeopleFilter): Promise<{ rows: PersonFound[]; total: number }> {
  if (filter.officeIds.length === 0) return { rows: [], total: 0 };
  const typed = filter.words.trim();
  const words = searchWords(typed).join(' ');
  const digits = typed.replaceAll(/[^0-9+]/g, '');
  const order = words
    ? sql`public.word_similarity(${words}, i.search_words) desc, p.created_at desc`
    : filter.sort === 'name'
      ? sql`i.family_name, i.given_name`
      : sql`p.created_at desc`;
  const matches = typed
    ? sql`(
        ${words} <> '' and (${words} operator(public.<%) i.search_words or i.search_words like ${`%${words}%`})
        or p.reference = ${typed}
        or (length(${digits}) >= 6 and c.phone like ${`%${digits.replace(/^\+|^0+/, '')}`})
        or c.email = ${typed.toLowerCase()}
      )`
    : sql`true`;
  const from = sql`
      from people.people p
      join people.identities i on i.person_id = p.id
      left join people.contacts c on c.person_id = p.id
     where p.office_id = any (${[...filter.officeIds]}::uuid[]) and ${matches}`;
  const { rows } = await sql<{
    id: PersonId;
    office_id: string;
    reference: string;
    language: string;
    created_at: Date;
    given_name: string;
    family_name: string;
    name_in_other_script: string | null;
    birth_year: number | null;
  }>`
    select p.id, p.office_id, p.reference, p.language, p.created_at,
           i.given_name, i.family_name, i.name_in_other_script, i.birth_year
    ${from}
     order by ${order}
     limit ${filter.pageSize} offset ${(filter.page - 1) * filter.pageSize}`.execute(trx);
  const counted = await sql<{ total: number }>`select count(*)::int as total from (select 1 ${from} limit 1000) as bounded`.execute(trx);
  return {
    rows: rows.map((row) => ({
      id: row.id,
      officeId: row.office_id,
      reference: row.reference,
      name: fullName({ givenName: row.given_name, familyName: row.family_name }),
      nameInOtherScript: row.name_in_other_script,
      birthYear: row.birth_year,
      language: row.language,
      openedAt: row.created_at,
    })),
    total: counted.rows[0]?.total ?? 0,
  };
}
