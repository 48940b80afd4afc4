import { holdsRole, requireRole, rolesOf, type Held } from '#kernel/access';
import type { Actor, Reads } from '#kernel/db';
import type { OrganisationId } from './organisation.ts';

const keepers = ['administrator', 'editor'] as const;

/** Whether the roles make somebody a keeper of the whole directory. */
export function keepsAll(roles: readonly Held[]): boolean {
  return holdsRole(roles, keepers, { kind: 'network' }) || holdsRole(roles, 'office-manager');
}

/**
 * Refuses an actor who may not change an organisation's entries: its own providers may, and who keeps the whole
 * directory (administrator, editor, manager of an office). The database's policies say the same.
 */
export async function requireKeeper(trx: Reads<'access'>, actor: Actor, organisationId: OrganisationId | null): Promise<void> {
  const roles = actor.accountId ? await rolesOf(trx, actor.accountId) : [];
  if (keepsAll(roles) || organisationId === null) requireRole(actor, roles, [...keepers, 'office-manager']);
  else requireRole(actor, roles, 'provider', { kind: 'organisation', id: organisationId });
}
