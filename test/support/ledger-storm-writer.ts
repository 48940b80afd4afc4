/** One writer of a storm, in a process of its own that may be killed at any moment: does its deeds in order and tells each answer once it is committed. */
import { writeSync } from 'node:fs';
import { asActor, openDatabase, openPool } from '#kernel/db';
import { Refusal } from '#kernel/errors';
import { doInLedger } from './ledger-deed.ts';
import { rowOf, type WriterOrder } from './ledger-storm.ts';

const { url, keeper, book, writer, seed, count, from } = JSON.parse(process.argv[2] ?? '') as WriterOrder;
const db = openDatabase(openPool(url, { size: 2 }));

async function attempt(deed: Parameters<typeof doInLedger>[2]): Promise<string> {
  for (let tries = 0; ; tries += 1) {
    try {
      const written = await asActor(db, { accountId: keeper, assurance: 2 }, async (trx) => await doInLedger(trx, book, deed));
      return written === 'not-found' ? 'no not-found' : `ok ${written.id}`;
    } catch (error) {
      if (error instanceof Refusal) return `no ${error.code}`;
      // The connection was cut: nobody knows whether it was done. The key makes asking again harmless.
      if (tries === 50) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

let place = 0;
for (let chunk = 0; place < count; chunk += 1) {
  for (const deed of rowOf(seed, writer, chunk)) {
    if (place >= from && place < count) {
      const twice = place % 16 === 0;
      const [answer, other = answer] = await Promise.all(twice ? [attempt(deed), attempt(deed)] : [attempt(deed)]);
      if (answer !== other && answer?.startsWith('ok') && other.startsWith('ok')) throw new Error(`${deed.key}: ${answer}, ${other}`);
      writeSync(1, `${deed.key} ${answer?.startsWith('ok') ? answer : other}\n`);
    }
    place += 1;
  }
}
await db.destroy();
