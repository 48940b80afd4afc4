/** `BENCH_COUNT=1000000 npm run bench ledger-storm`: the ledger under several processes that are killed on the way; says what does not hold. */
import { asActor } from '#kernel/db';
import { openTrialBook } from '../test/support/ledger-deed.ts';
import { storm } from '../test/support/ledger-storm.ts';
import { withLedger } from './ledger-ground.ts';

const OPERATIONS = Number(process.env['BENCH_COUNT'] ?? 100_000);

export async function bench(): Promise<string[]> {
  return await withLedger('bench_ledger_storm', 0, async ({ urls, superuser, app, keeper, fundId }) => {
    const book = await asActor(app, keeper, async (trx) => await openTrialBook(trx, fundId));
    const seed = Date.now() % 1_000_000;
    const order = { url: urls.app, superuser, keeper: keeper.accountId, book, operations: OPERATIONS, writers: 4, kills: 5, seed };
    const report = await storm(order);
    return [
      `${report.operations} deeds (${report.done} done, ${report.refused} refused) in ${report.seconds.toFixed(0)} s; ${report.kills} writers killed, ${report.cuts} connections cut; seed ${seed}`,
      report.broken.length === 0 ? 'all holds' : `BROKEN: ${report.broken.join('; ')}`,
    ];
  });
}
