import { sql } from 'kysely';
import pg from 'pg';
import type { AnyWrites, Database } from './handles.ts';

/** Who acts in a transaction: an account with the factors of its session, a visitor with a link, or nobody. */
export interface Actor {
  readonly accountId: string | null;
  /** 0 nobody, 1 one factor, 2 two factors on this session. */
  readonly assurance: 0 | 1 | 2;
  /** Hash of a secret link that the visitor came with. */
  readonly token?: string | undefined;
  /** A visitor's own key, so that a resent form is recognised without an account. */
  readonly visitorKey?: string | undefined;
  readonly requestId?: string | undefined;
}

/** Nobody: sees what is published. */
export const nobody: Actor = { accountId: null, assurance: 0 };

/**
 * Runs `work` in one transaction in which the actor is set; a thrown refusal or defect undoes everything. It begins in the message that
 * sets the actor: one way to the database and back less for every request.
 */
export async function asActor<T>(db: Database, actor: Actor, work: (trx: AnyWrites) => Promise<T>): Promise<T> {
  const beginning = sql.raw(`begin; ${settingsOf(actor)}`);
  return await db.connection().execute(async (connection) => {
    try {
      await beginning.execute(connection);
      const answer = await work(connection as unknown as AnyWrites); // the brand says that the actor is set, which the line above did
      await sql`commit`.execute(connection);
      return answer;
    } catch (error) {
      await sql`rollback`.execute(connection).catch(() => {}); // where the connection is gone, so is the transaction: the first error says why
      throw error;
    }
  });
}

/** The statement that says who acts, until the end of the transaction. Refuses a value that no text of PostgreSQL can hold. */
function settingsOf({ accountId, assurance, token, visitorKey, requestId }: Actor): string {
  const settings = { actor: accountId, assurance: String(assurance), token, visitor: visitorKey, request: requestId };
  const each = Object.entries(settings).map(([name, value]) => {
    if (value?.includes('\0')) throw new Error(`app.${name} holds a character that no text can hold`);
    return `set_config('app.${name}', ${pg.escapeLiteral(value ?? '')}, true)`;
  });
  return `select ${each.join(', ')}`;
}

/** Runs `work` with the rights of the pool's role and no actor: for jobs, migrations and checks only. */
export async function asSystem<T>(db: Database, work: (trx: AnyWrites) => Promise<T>): Promise<T> {
  return await db.transaction().execute(async (trx) => await work(trx as unknown as AnyWrites)); // as above
}
