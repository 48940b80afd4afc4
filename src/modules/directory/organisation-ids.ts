import type { Reads } from '#kernel/db';
import type { OrganisationId } from './organisation.ts';
import type { ServiceId } from './service.ts';

/** Ids of organisations by their code; codes that name none are left out. */
export async function organisationIds(trx: Reads<'directory'>, codes: readonly string[]): Promise<Map<string, OrganisationId>> {
  if (codes.length === 0) return new Map();
  const rows = await trx
    .selectFrom('directory.organisations')
    .select(['code', 'id'])
    .where('code', 'in', [...new Set(codes)])
    .execute();
  return new Map(rows.map((row) => [row.code, row.id]));
}

/** Ids of all usable services by their code. */
export async function serviceIds(trx: Reads<'directory'>): Promise<Map<string, ServiceId>> {
  const rows = await trx.selectFrom('directory.services').select(['code', 'id']).where('standing', '=', 'live').execute();
  return new Map(rows.map((row) => [row.code, row.id]));
}
