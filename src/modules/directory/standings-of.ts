import { sql } from 'kysely';
import type { Reads } from '#kernel/db';
import type { Standing } from './standing.ts';

/** Which of the codes stand in the directory, and how: what was reported never becomes live by an import, nor the other way round. */
export async function standingsOf(
  trx: Reads<'directory'>,
  table: 'organisations' | 'services',
  codes: readonly string[],
): Promise<Map<string, Standing>> {
  const { rows } = await sql<{ code: string; standing: Standing }>`
    select code, standing from ${sql.table(`directory.${table}`)} where code = any (${[...codes]}::text[])`.execute(trx);
  return new Map(rows.map(({ code, standing }) => [code, standing]));
}
