import { sql } from 'kysely';
import type { Reads } from '#kernel/db';
import type { Changes } from './entry-changes.ts';

/** One line of an entry's history. */
export interface Revision {
  id: string;
  at: Date;
  accountId: string | null;
  what: 'created' | 'changed' | 'checked' | 'imported';
  changes: Changes;
}

const mostShown = 100;

/** Who changed an entry, when and how, newest first; only who may change it sees any. */
export async function listRevisions(trx: Reads<'directory'>, objectId: string): Promise<Revision[]> {
  const { rows } = await sql<Revision>`
    select id, at, account_id as "accountId", what, changes
      from directory.revisions
     where object_id = ${objectId}
     order by at desc, id desc
     limit ${mostShown}`.execute(trx);
  return rows;
}
