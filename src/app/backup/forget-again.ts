import pg from 'pg';
import { forgetPseudonym } from '#kernel/audit';
import { openDatabase, type AnyWrites } from '#kernel/db';
import { deferReferences, proveReferences, readReferences } from './references.ts';
import { forgetErased, readErasedAccounts, type MasterKey } from '#kernel/keys';

/**
 * Forgets again, in the client's transaction, everybody on the list of the erased beside the master key: their keys,
 * their pseudonym in the audit and every row that hangs on their file. Answers how many the backup had brought back.
 */
export async function forgetAgain(client: pg.ClientBase, beside: Pick<MasterKey, 'directory'>): Promise<number> {
  const trx = onClient(client);
  const forgotten = await forgetErased(trx, beside);
  if (forgotten.length === 0) return 0;
  // Rows of one file hold each other, so that they can only go together.
  const holding = (await readReferences(client)).filter(({ holds }) => holds);
  await deferReferences(client, holding);
  for (const id of forgotten) {
    await forgetPseudonym(trx, 'subject', id);
    await emptyFile(client, id);
  }
  for (const id of await readErasedAccounts(beside)) {
    await forgetPseudonym(trx, 'account', id);
    await client.query('delete from identity.accounts where id = $1', [id]);
  }
  await proveReferences(client, holding);
  return forgotten.length;
}

/** Leaves of a file what an erasure leaves: that it was, at which office, and that its key was destroyed. */
async function emptyFile(client: pg.ClientBase, id: string): Promise<void> {
  await client.query('savepoint emptying');
  try {
    if (await knowsErasure(client)) {
      await client.query('select erasure.empty_file($1)', [id]);
      await client.query('set constraints all immediate; set constraints all deferred; release savepoint emptying');
      return;
    }
    const { rows: files } = await client.query('select custodian_id, created_at from access.subjects where id = $1', [id]);
    const { rows: keys } = await client.query('select created_at, destroyed_at from access.subject_keys where subject_id = $1', [id]);
    await client.query('delete from access.subjects where id = $1', [id]);
    await client.query('insert into access.subjects (id, custodian_id, created_at) values ($1, $2, $3)', [
      id,
      files[0]?.custodian_id,
      files[0]?.created_at,
    ]);
    await client.query('insert into access.subject_keys (subject_id, wrapped, created_at, destroyed_at) values ($1, null, $2, $3)', [
      id,
      keys[0]?.created_at,
      keys[0]?.destroyed_at,
    ]);
    await client.query('set constraints all immediate; set constraints all deferred; release savepoint emptying');
  } catch (error) {
    // Something of somebody else hangs on the file (a co-founder's case on a venture): db/checks tells it, and a person decides.
    await client.query('rollback to savepoint emptying');
    if (!(error instanceof pg.DatabaseError) || error.code !== FOREIGN_KEY_VIOLATION) throw error;
  }
}

/** A backup made by a Ponte of before 0031_erasure.sql is forgotten in it as it stands; the migrations come after. */
async function knowsErasure(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ known: boolean }>(`select to_regprocedure('erasure.empty_file(uuid, uuid)') is not null as known`);
  return rows[0]?.known ?? false;
}

const FOREIGN_KEY_VIOLATION = '23503';

/** The client's transaction as the handle that the kernel's functions ask for. */
function onClient(client: pg.ClientBase): AnyWrites {
  const lent = { query: client.query.bind(client), release: () => {} };
  const pool = { connect: async () => lent, end: async () => {} };
  return openDatabase(pool as unknown as pg.Pool) as unknown as AnyWrites; // one connection, in a transaction that the caller opened
}
