import { scopesOf, type Context } from '#kernel/http';
import { organisationNames } from '#modules/directory';
import { officeNames } from '#modules/offices';
import type { Body } from '../sheet.ts';

/** A body with its name in the reader's language. */
export type NamedBody = Body & { name: string };

/** Offices and organisations for which the actor fills in sheets: as `instruments.bodies()` says. */
export async function ownBodies(ctx: Context): Promise<NamedBody[]> {
  const ids = scopesOf(ctx, 'counsellor', 'office-manager', 'planner', 'editor', 'provider', 'association-representative');
  return await namedBodies(ctx, ids);
}

/** The offices and organisations among some ids. */
export async function namedBodies(ctx: Context, ids: readonly string[]): Promise<NamedBody[]> {
  const offices = await officeNames(ctx.trx, ids, ctx.lang);
  const rest = ids.filter((id) => !offices.has(id));
  const organisations = await organisationNames(ctx.trx, rest, ctx.lang);
  return [
    ...[...offices].map(([id, name]) => ({ kind: 'office' as const, id, name })),
    ...[...organisations].map(([id, name]) => ({ kind: 'organisation' as const, id, name })),
  ];
}
