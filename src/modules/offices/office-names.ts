import { textIn } from '#kernel/i18n';
import type { Reads } from '#kernel/db';
import type { OfficeId } from './office.ts';

/** Names of offices in a language by id; ids that are no office's are left out. */
export async function officeNames(trx: Reads<'offices'>, ids: readonly string[], lang: string): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await trx
    .selectFrom('offices.offices')
    .select(['id', 'name'])
    .where('id', 'in', [...new Set(ids)] as OfficeId[]) // other modules keep the id of an office as plain text
    .execute();
  return new Map(rows.map((row) => [row.id, textIn(row.name, lang).text]));
}
