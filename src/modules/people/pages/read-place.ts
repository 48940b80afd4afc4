import type { Context } from '#kernel/http';
import type { Id, Reads } from '#kernel/db';
import { resolvePlace } from '#modules/places';
import { refuse } from '../refusals.ts';

/** The place that somebody typed; null when nothing was typed. Refusals: no such place, several of that name. */
export async function readPlace(
  ctx: Context,
  trx: Reads<'places'>,
  field: string,
  typed: string | null,
): Promise<Id<'places.places'> | null> {
  if (!typed) return null;
  const found = await resolvePlace(trx, typed, ctx.lang);
  if (found.kind === 'one') return found.place.id;
  if (found.kind === 'none') throw refuse('place-unknown', { field, values: { typed } });
  const names = found.places.slice(0, 4).map((place) => [place.name, ...place.within].join(', '));
  throw refuse('place-unclear', { field, values: { names: ctx.format.list(names, 'disjunction') } });
}
