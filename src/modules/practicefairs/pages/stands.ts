import type { Context } from '#kernel/http';
import { practicesById, type PracticeEntry } from '#modules/practices';
import type { FairId } from '../fair.ts';
import { standsOf } from '../read-fairs.ts';

/** The practices of a fair as the library lists them. */
export async function readStands(ctx: Context, id: FairId): Promise<PracticeEntry[]> {
  const stands = await standsOf(ctx.trx, id);
  return await practicesById(
    ctx.trx,
    stands.map(({ practiceId }) => practiceId),
  );
}
