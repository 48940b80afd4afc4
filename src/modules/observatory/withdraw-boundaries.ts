import { record } from '#kernel/audit';
import type { Writes } from '#kernel/db';
import type { BoundariesId } from './boundaries.ts';
import { refuse } from './refusals.ts';

// uses messages: observatory.verb.*
// uses messages: observatory.purpose.*
/**
 * Takes boundaries away for good with their areas, e.g. since their terms no longer allow them to be shown; the same file may be given
 * again. Refusal: `boundaries-gone`, also for whoever may not.
 */
export async function withdrawBoundaries(trx: Writes<'observatory' | 'audit'>, id: BoundariesId): Promise<void> {
  const { numDeletedRows } = await trx.deleteFrom('observatory.boundaries').where('id', '=', id).executeTakeFirst();
  if (numDeletedRows === 0n) throw refuse('boundaries-gone');
  await record(trx, {
    verb: 'observatory.boundaries-withdrawn',
    purpose: 'observatory.purpose.statistics',
    objectKind: 'boundaries',
    objectId: id,
  });
}
