import pg from 'pg';
import { forgetPseudonym } from '#kernel/audit';
import { openDatabase, type AnyWrites } from '#kernel/db';
import { forgetErased, type MasterKey } from '#kernel/keys';

/** Forgets again, in the client's transaction, everybody on the list of the erased beside the master key; answers how many a backup had brought back. */
export async function forgetAgain(client: pg.ClientBase, beside: Pick<MasterKey, 'directory'>): Promise<number> {
  const trx = onClient(client);
  const forgotten = await forgetErased(trx, beside);
  for (const id of forgotten) await forgetPseudonym(trx, 'subject', id);
  return forgotten.length;
}

/** The client's transaction as the handle that the kernel's functions ask for. */
function onClient(client: pg.ClientBase): AnyWrites {
  const lent = { query: client.query.bind(client), release: () => {} };
  const pool = { connect: async () => lent, end: async () => {} };
  return openDatabase(pool as unknown as pg.Pool) as unknown as AnyWrites; // one connection, in a transaction that the caller opened
}
