import { sql } from 'kysely';
import { record } from '#kernel/audit';
import { newId, onConstraint, type Actor, type Writes } from '#kernel/db';
import { refuse } from './refusals.ts';
import { holdsRole, requireRole, rolesOf, type AssignmentId } from './roles-of.ts';
import { scopeKindsOf, type Scope, type ScopeKind, type Role } from './roles.ts';

export interface RoleToGrant {
  accountId: string;
  role: Role;
  scope: Scope;
}

/**
 * Gives an account a role: administrators any, an office manager counsellors of the own office.
 * Refusals: `forbidden`, `second-factor`, `wrong-scope`, `held-already`.
 */
export async function grantRole(
  trx: Writes<'access' | 'audit'>,
  actor: Actor,
  { accountId, role, scope }: RoleToGrant,
): Promise<AssignmentId> {
  await requireGiver(trx, actor, role, scope);
  if (!(scopeKindsOf[role] as readonly ScopeKind[]).includes(scope.kind)) throw refuse('wrong-scope', { field: 'scope' });
  const id = newId<'access.assignments'>();
  await trx
    .insertInto('access.assignments')
    .values({ id, account_id: accountId, role, scope_kind: scope.kind, scope_id: scope.id ?? null, granted_by: actor.accountId })
    .execute()
    .catch(onConstraint({ assignments_once: () => refuse('held-already', { field: 'role' }) }));
  await recordChange(trx, 'access.grant-role', id, role, scope);
  return id;
}

/**
 * Ends a role. Refusals: `forbidden`, `second-factor`, `not-found` (also when it has ended already), `last-administrator`.
 */
export async function endRole(trx: Writes<'access' | 'audit'>, actor: Actor, id: AssignmentId): Promise<void> {
  const found = await trx
    .selectFrom('access.assignments')
    .select(['role', 'scope_kind', 'scope_id'])
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  if (!found) throw refuse('not-found');
  const role = found.role as Role; // the check constraint assignments_role holds the same list
  const scope = { kind: found.scope_kind, id: found.scope_id } as Scope; // the check constraint assignments_scope says so
  await requireGiver(trx, actor, role, scope);
  await trx
    .updateTable('access.assignments')
    .set({ ended_at: sql<Date>`now()` })
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
    .catch(
      onConstraint({
        assignments_last_administrator: () => refuse('last-administrator'),
        assignments_ending_is_final: () => refuse('not-found'),
      }),
    );
  await recordChange(trx, 'access.end-role', id, role, scope);
}

// uses messages: access.verb.*
/** Gives the network its first administrator (set-up assistant, `ponte user`); false once it ever had one. */
export async function makeFirstAdministrator(trx: Writes<'access' | 'audit'>, accountId: string): Promise<boolean> {
  const id = newId<'access.assignments'>();
  const { rows } = await sql<{ made: boolean }>`select access.make_first_administrator(${accountId}::uuid, ${id}::uuid) as made`.execute(
    trx,
  );
  const made = rows[0]?.made ?? false;
  if (made) await recordChange(trx, 'access.grant-role', id, 'administrator', { kind: 'network' });
  return made;
}

/** Gives a role for the whole network as the owner role (`ponte user`), where no account acts. Refusals: `wrong-scope`, `held-already`. */
export async function grantAsOperator(trx: Writes<'access' | 'audit'>, accountId: string, role: Role): Promise<AssignmentId> {
  if (!(scopeKindsOf[role] as readonly ScopeKind[]).includes('network')) throw refuse('wrong-scope');
  const id = newId<'access.assignments'>();
  await trx
    .insertInto('access.assignments')
    .values({ id, account_id: accountId, role, scope_kind: 'network', scope_id: null })
    .execute()
    .catch(onConstraint({ assignments_once: () => refuse('held-already') }));
  await recordChange(trx, 'access.grant-role', id, role, { kind: 'network' });
  return id;
}

async function requireGiver(trx: Writes<'access'>, actor: Actor, role: Role, scope: Scope): Promise<void> {
  if (!actor.accountId) throw refuse('forbidden');
  const own = await rolesOf(trx, actor.accountId);
  const managesHere = role === 'counsellor' && scope.kind === 'office' && holdsRole(own, 'office-manager', scope);
  if (managesHere) requireRole(actor, own, 'office-manager', scope);
  else requireRole(actor, own, 'administrator', { kind: 'network' });
}

async function recordChange(trx: Writes<'audit'>, verb: string, id: AssignmentId, role: Role, scope: Scope): Promise<void> {
  await record(trx, {
    verb,
    purpose: 'access.purpose.administration',
    scopeId: scope.id ?? null,
    objectKind: 'assignment',
    objectId: id,
    details: { role },
  });
}
