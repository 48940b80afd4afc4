import { holdsRole, requireRole, rolesOf } from '#kernel/access';
import type { Actor, Reads } from '#kernel/db';
import type { OfficeId } from './office.ts';

/** Refuses an actor who is neither this office's manager nor the network's administrator. */
export async function requireManager(trx: Reads<'access'>, actor: Actor, officeId: OfficeId): Promise<void> {
  const roles = actor.accountId ? await rolesOf(trx, actor.accountId) : [];
  if (holdsRole(roles, 'administrator', { kind: 'network' })) requireRole(actor, roles, 'administrator', { kind: 'network' });
  else requireRole(actor, roles, 'office-manager', { kind: 'office', id: officeId });
}

/** Refuses an actor who is not the network's administrator. */
export async function requireAdministrator(trx: Reads<'access'>, actor: Actor): Promise<void> {
  const roles = actor.accountId ? await rolesOf(trx, actor.accountId) : [];
  requireRole(actor, roles, 'administrator', { kind: 'network' });
}
