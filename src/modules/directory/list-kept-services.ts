import { sql } from 'kysely';
import type { Reads } from '#kernel/db';
import { correctQuery } from './correct-query.ts';
import { inLanguage, type TextInLanguage } from './in-language.ts';
import type { ServiceId, Status } from './service.ts';

/** A service as its keepers' list shows it. */
export interface KeptService {
  id: ServiceId;
  code: string;
  name: TextInLanguage;
  organisation: TextInLanguage;
  status: Status;
  assuredOn: string;
  demonstration: boolean;
}

export interface KeptFilter {
  lang: string;
  words: string;
  /** Only these organisations'; null for who keeps the whole directory. */
  organisationIds: readonly string[] | null;
  sort?: 'checked' | '-checked' | 'name' | '-name';
  page?: number;
  pageSize?: number;
}

const orders = {
  checked: sql`s.assured_on, s.id`,
  '-checked': sql`s.assured_on desc, s.id`,
  name: sql`sorting, s.id`,
  '-name': sql`sorting desc, s.id`,
};

/** The services of today that somebody keeps, closed ones too; those that nobody has checked for longest come first. */
export async function listKeptServices(trx: Reads<'directory'>, filter: KeptFilter): Promise<{ services: KeptService[]; total: number }> {
  const { lang, words, organisationIds, sort = 'checked', page = 1, pageSize = 25 } = filter;
  const conditions = [sql`s.standing = 'live'`];
  if (organisationIds) conditions.push(sql`s.organisation_id = any (${[...organisationIds]}::uuid[])`);
  const query = await correctQuery(trx, words, lang);
  if (query) {
    conditions.push(sql`s.id in (
      select e.service_id from directory.search_entries e where e.words @@ ${query.groups.join(' & ')}::tsquery
    )`);
  }
  const where = sql.join(conditions, sql` and `);
  const { rows } = await sql<KeptService & { total: number }>`
    select s.id, s.code, ${inLanguage(sql`s.name`, lang)} as name, ${inLanguage(sql`o.name`, lang)} as organisation, s.status,
           s.assured_on as "assuredOn", s.demonstration, lower(kernel.text_in(s.name, ${lang})) as sorting,
           (select count(*)::int from directory.services s where ${where}) as total
      from directory.services s
      join directory.organisations o on o.id = s.organisation_id
     where ${where}
     order by ${orders[sort]}
     limit ${pageSize} offset ${(page - 1) * pageSize}`.execute(trx);
  return { services: rows, total: rows[0]?.total ?? 0 };
}
