import { sql } from 'kysely';
import { z } from 'zod';
import type { SubjectId } from '#kernel/access';
import { forgetPseudonym } from '#kernel/audit';
import { asSystem, type Database } from '#kernel/db';
import type { FileStore } from '#kernel/files';
import { declareTask, implementTask, type JobContext } from '#kernel/jobs';
import { fingerprint, recordErasure, type Keyring } from '#kernel/keys';
import { forgetReceiver } from '#kernel/mail';
import type { ProofId } from './erasure.ts';

/** What the job needs of the worker. */
export interface ErasureContext {
  /** Of the jobs role. */
  db: Database;
  keyring: Keyring;
  files: FileStore;
}

export const finishName = declareTask('erasure.finish', z.object({ erasureId: z.uuid() }));

const todo = z.object({ files: z.array(z.uuid()), addresses: z.array(z.string()), accounts: z.array(z.uuid()) });

/**
 * Removes, after the erasure has committed, what lies outside its transaction: the line on the list that makes backups forget,
 * contents in the file store, messages to the person's number and address. Done again, it does no harm; the proof says when
 * it was through.
 */
export const finishErasure = implementTask(finishName, async ({ db, keyring, files, log }: ErasureContext & JobContext, { erasureId }) => {
  const id = erasureId as ProofId; // the payload of finishLater
  const proof = await asSystem(db, (trx) =>
    trx.selectFrom('erasure.proofs').select(['subject_id', 'erased_at', 'pending']).where('id', '=', id).executeTakeFirst(),
  );
  if (!proof?.pending) return;
  const pending = todo.parse(proof.pending);
  const subjectId = proof.subject_id as SubjectId; // the proof keeps the number without a foreign key
  await recordErasure(keyring, subjectId, proof.erased_at, pending.accounts);
  for (const file of pending.files) await files.remove(file);
  const theirs = new Set(pending.addresses);
  const messages = await asSystem(db, async (trx) => {
    const removed =
      theirs.size === 0
        ? 0
        : await forgetReceiver(trx, keyring, ({ kind, value }) => theirs.has(fingerprint(keyring, 'contacts', `${kind}:${value}`)));
    // A request that read the file while it was being erased may have put these back.
    await forgetPseudonym(trx, 'subject', subjectId);
    for (const account of pending.accounts) await forgetPseudonym(trx, 'account', account);
    await trx
      .updateTable('erasure.proofs')
      .set({ pending: sql`null`, finished_at: new Date() })
      .where('id', '=', id)
      .execute();
    return removed;
  });
  log.info({ erasure: id, files: pending.files.length, messages }, 'erasure finished');
});
