import type { Place } from '#kernel/files';
import type { Context } from '#kernel/http';

/** Where the network's documents lie, with the keys that seal them. */
export function placeOf(ctx: Context): Place {
  return { store: ctx.network.files, keyring: ctx.network.keyring };
}
