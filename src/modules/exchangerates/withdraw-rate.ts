import { record } from '#kernel/audit';
import { isForbidden, type Writes } from '#kernel/db';
import type { RateId } from './rate.ts';
import { refuse } from './refusals.ts';

/**
 * Withdraws a rate that was wrong, so that the right one of that day can be imported. It stays on record with the reason.
 * Refusal: `not-found`, also where it was withdrawn before.
 */
export async function withdrawRate(
  trx: Writes<'exchangerates' | 'audit'>,
  accountId: string,
  id: RateId,
  why: string,
  now: Date,
): Promise<void> {
  const changed = await trx
    .updateTable('exchangerates.rates')
    .set({ withdrawn_by: accountId, withdrawn_at: now, withdrawn_why: why })
    .where('id', '=', id)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
    .catch((error: unknown) => {
      throw isForbidden(error) ? refuse('not-found') : error;
    });
  if (changed.numUpdatedRows === 0n) throw refuse('not-found');
  await record(trx, {
    verb: 'exchangerates.rate-withdrawn',
    purpose: 'exchangerates.purpose.rates',
    objectKind: 'rate',
    objectId: id,
  });
}
