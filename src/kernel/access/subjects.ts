import { sql } from 'kysely';
import { record } from '#kernel/audit';
import { isForbidden, newId, type Id, type Reads, type Writes } from '#kernel/db';
import { refuse } from './refusals.ts';

export type SubjectId = Id<'access.subjects'>;

/** How it was proved that an account is the person of a file. */
export const linkProofs = ['desk-code', 'phone', 'email', 'officer-decision'] as const;
export type LinkProof = (typeof linkProofs)[number];

/** How the actor stands to a file. */
export interface Custody {
  custodianId: string;
  /** The actor works at the office that has custody. */
  desk: boolean;
  /** The file describes the actor. */
  own: boolean;
}

const forbidden = (error: unknown): never => {
  throw isForbidden(error) ? refuse('forbidden') : error;
};

/** Opens a file in the custody of an office; the module adds the person. Refusals: `forbidden` outside the actor's own offices. */
export async function openSubject(trx: Writes<'access'>, { custodianId }: { custodianId: string }): Promise<SubjectId> {
  const id = newId<'access.subjects'>();
  await trx.insertInto('access.subjects').values({ id, custodian_id: custodianId }).execute().catch(forbidden);
  return id;
}

/** Who has custody of a file and how the actor stands to it; null where the actor does not reach it. */
export async function custodyOf(trx: Reads<'access'>, subjectId: SubjectId): Promise<Custody | null> {
  const row = await trx
    .selectFrom('access.subjects')
    .select('custodian_id')
    .select(sql<boolean>`custodian_id in (select access.desks())`.as('desk'))
    .select(sql<boolean>`id in (select access.own_subjects())`.as('own'))
    .where('id', '=', subjectId)
    .executeTakeFirst();
  return row ? { custodianId: row.custodian_id, desk: row.desk, own: row.own } : null;
}

/** The files that describe the actor, oldest first. */
export async function ownSubjects(trx: Reads<'access'>): Promise<{ subjectId: SubjectId; custodianId: string }[]> {
  const rows = await trx
    .selectFrom('access.subjects')
    .select(['id', 'custodian_id'])
    .where('id', 'in', sql<SubjectId>`(select access.own_subjects())`)
    .orderBy('created_at')
    .execute();
  return rows.map((row) => ({ subjectId: row.id, custodianId: row.custodian_id }));
}

/**
 * Says that an account is the person of a file; for the desk that has custody, and for the data-protection officer by
 * decision. A person's own claim goes through a function of the owner that checks the proof (`access.link_account`).
 * Refusals: `forbidden`.
 */
export async function linkAccount(
  trx: Writes<'access' | 'audit'>,
  link: { subjectId: SubjectId; accountId: string; how: LinkProof },
): Promise<void> {
  await trx
    .insertInto('access.subject_accounts')
    .values({ subject_id: link.subjectId, account_id: link.accountId, how: link.how })
    .onConflict((conflict) =>
      conflict.columns(['subject_id', 'account_id']).doUpdateSet({ how: link.how, linked_at: sql<Date>`now()`, ended_at: null }),
    )
    .execute()
    .catch(forbidden);
  await record(trx, {
    verb: 'access.link-account',
    purpose: 'access.purpose.own-file',
    subjectId: link.subjectId,
    details: { how: link.how },
  });
}

/** Ends the link between an account and a file; for the desk, the data-protection officer and the person. Refusals: `not-found`. */
export async function unlinkAccount(trx: Writes<'access' | 'audit'>, link: { subjectId: SubjectId; accountId: string }): Promise<void> {
  // On record first: afterwards a person who unlinks does not reach the file any more.
  await record(trx, { verb: 'access.unlink-account', purpose: 'access.purpose.own-file', subjectId: link.subjectId });
  const ended = await trx
    .updateTable('access.subject_accounts')
    .set({ ended_at: sql<Date>`now()` })
    .where('subject_id', '=', link.subjectId)
    .where('account_id', '=', link.accountId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  if (ended.numUpdatedRows === 0n) throw refuse('not-found');
}

/** Accounts that are linked to a file now. */
export async function linkedAccounts(
  trx: Reads<'access'>,
  subjectId: SubjectId,
): Promise<{ accountId: string; how: LinkProof; linkedAt: Date }[]> {
  const rows = await trx
    .selectFrom('access.subject_accounts')
    .select(['account_id', 'how', 'linked_at'])
    .where('subject_id', '=', subjectId)
    .where('ended_at', 'is', null)
    .orderBy('linked_at')
    .execute();
  return rows.map((row) => ({ accountId: row.account_id, how: row.how as LinkProof, linkedAt: row.linked_at })); // check constraint subject_accounts_how
}
