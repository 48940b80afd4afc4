import { sql } from 'kysely';
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

/** Runs `work` in one transaction in which the actor is set; a thrown refusal or defect undoes everything. */
export async function asActor<T>(db: Database, actor: Actor, work: (trx: AnyWrites) => Promise<T>): Promise<T> {
  return await db.transaction().execute(async (trx) => {
    await sql`
      select set_config('app.actor', ${actor.accountId ?? ''}, true),
             set_config('app.assurance', ${String(actor.assurance)}, true),
             set_config('app.token', ${actor.token ?? ''}, true),
             set_config('app.visitor', ${actor.visitorKey ?? ''}, true),
             set_config('app.request', ${actor.requestId ?? ''}, true)`.execute(trx);
    return await work(trx as unknown as AnyWrites); // the brand says that the actor is set, which the line above did
  });
}

/** Runs `work` with the rights of the pool's role and no actor: for jobs, migrations and checks only. */
export async function asSystem<T>(db: Database, work: (trx: AnyWrites) => Promise<T>): Promise<T> {
  return await db.transaction().execute(async (trx) => await work(trx as unknown as AnyWrites)); // as above
}
