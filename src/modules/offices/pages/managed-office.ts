import { holds, refuseHttp, scopesOf, type Context } from '#kernel/http';
import { findOfficeByCode } from '../find-office.ts';
import { listOffices } from '../list-offices.ts';
import type { Office, OfficeAtPlace, OfficeId } from '../office.ts';

/** Whether the actor administers the whole network. */
export function isAdministrator(ctx: Context): boolean {
  return holds(ctx, 'administrator');
}

/** The office of an address, if the actor may change it; otherwise it looks as if it were not there. */
export async function managedOffice(ctx: Context, code: string): Promise<Office> {
  const office = await findOfficeByCode(ctx.trx, code);
  if (!office || !(isAdministrator(ctx) || scopesOf(ctx, 'office-manager').includes(office.id))) throw refuseHttp('not-found');
  return office;
}

/** The offices that the actor may change, closed ones too. */
export async function managedOffices(ctx: Context): Promise<OfficeAtPlace[]> {
  const own = scopesOf(ctx, 'office-manager') as OfficeId[]; // a manager's scopes are offices
  return await listOffices(ctx.trx, { lang: ctx.lang, closed: true, ...(isAdministrator(ctx) ? {} : { ids: own }) });
}
