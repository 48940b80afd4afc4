import { scopesOf, type Context } from '#kernel/http';
import { keepsAll } from '../require-keeper.ts';

/** Whether the actor may change an organisation's entries; the use cases and the database ask again. */
export function mayChange(ctx: Context, organisationId: string): boolean {
  return ctx.actor.assurance === 2 && (keepsAll(ctx.roles) || scopesOf(ctx, 'provider').includes(organisationId));
}

/** Whether the actor keeps the whole directory. */
export function keepsDirectory(ctx: Context): boolean {
  return ctx.actor.assurance === 2 && keepsAll(ctx.roles);
}
