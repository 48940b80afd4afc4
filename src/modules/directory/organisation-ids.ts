import type { Reads } from '#kernel/db';
import type { OrganisationId } from './organisation.ts';

/** Ids of organisations by their code; codes that name none are left out. */
export async function organisationIds(trx: Reads<'directory'>, codes: readonly string[]): Promise<Map<string, OrganisationId>> {
  if (codes.length === 0) return new Map();
  const rows = await trx.selectFrom('directory.organisations').select(['code', 'id']).where('code', 'in', [...new Set(codes)]).execute();
  return new Map(rows.map((row) => [row.code, row.id]));
}
