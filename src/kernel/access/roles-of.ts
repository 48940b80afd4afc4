import type { Actor, Id, Reads } from '#kernel/db';
import type { Scope, ScopeKind, Role } from './roles.ts';
import { refuse } from './refusals.ts';

export type AssignmentId = Id<'access.assignments'>;

/** A role that an account holds now. */
export interface Held {
  id: AssignmentId;
  accountId: string;
  role: Role;
  scopeKind: ScopeKind;
  scopeId: string | null;
  grantedBy: string | null;
  grantedAt: Date;
}

/** The roles an account holds now: one's own always, another's for administrators, auditors and the office concerned. */
export async function rolesOf(trx: Reads<'access'>, accountId: string): Promise<Held[]> {
  return (await held(trx).where('account_id', '=', accountId).execute()).map(toHeld);
}

/** Who holds a role in a scope, for the pages of administration; oldest first, at most 500. */
export async function listHolders(trx: Reads<'access'>, filter: { role?: Role; scope?: Scope } = {}): Promise<Held[]> {
  let query = held(trx).limit(500);
  if (filter.role) query = query.where('role', '=', filter.role);
  if (filter.scope)
    query = query.where('scope_kind', '=', filter.scope.kind).where('scope_id', 'is not distinct from', filter.scope.id ?? null);
  return (await query.execute()).map(toHeld);
}

function held(trx: Reads<'access'>) {
  return trx
    .selectFrom('access.assignments')
    .select(['id', 'account_id', 'role', 'scope_kind', 'scope_id', 'granted_by', 'granted_at'])
    .where('ended_at', 'is', null)
    .orderBy('granted_at')
    .orderBy('id');
}

function toHeld(row: Awaited<ReturnType<ReturnType<typeof held>['execute']>>[number]): Held {
  return {
    id: row.id,
    accountId: row.account_id,
    role: row.role as Role, // the check constraint assignments_role holds the same list; a test compares them
    scopeKind: row.scope_kind as ScopeKind, // as above, assignments_scope_kind
    scopeId: row.scope_id,
    grantedBy: row.granted_by,
    grantedAt: row.granted_at,
  };
}

/** Whether the roles include one of those wanted, in the scope where one is named. */
export function holdsRole(actorRoles: readonly Held[], wanted: Role | readonly Role[], scope?: Scope): boolean {
  const accepted: readonly string[] = typeof wanted === 'string' ? [wanted] : wanted;
  return actorRoles.some(
    (held) => accepted.includes(held.role) && (!scope || (held.scopeKind === scope.kind && held.scopeId === (scope.id ?? null))),
  );
}

/**
 * Refuses an actor who holds none of the roles wanted: `second-factor` where the role is held but this session
 * has only one factor (the database would show nothing), else `forbidden`.
 */
export function requireRole(actor: Actor, actorRoles: readonly Held[], wanted: Role | readonly Role[], scope?: Scope): void {
  if (!holdsRole(actorRoles, wanted, scope)) throw refuse('forbidden');
  if (actor.assurance < 2) throw refuse('second-factor');
}
