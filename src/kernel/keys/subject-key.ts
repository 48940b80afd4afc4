import { randomBytes, createSecretKey } from 'node:crypto';
import { sql } from 'kysely';
import type { Id, Reads, Writes } from '#kernel/db';
import { networkKey, type Keyring } from './keyring.ts';
import { refuse } from './refusals.ts';
import { seal, unseal, type SealingKey } from './seal.ts';

type SubjectId = Id<'access.subjects'>;

const contextOf = (id: string) => ({ table: 'access.subject_keys', column: 'wrapped', id });

/**
 * The key under which a person's notes and documents are sealed; made on first use.
 * Refusals: `erased` where the person's key was destroyed. Where the actor does not reach the file, row-level security refuses.
 */
export async function subjectKey(trx: Writes<'access'>, keyring: Keyring, subjectId: SubjectId): Promise<SealingKey> {
  const found = await readKey(trx, keyring, subjectId);
  if (found) return found;
  await trx
    .insertInto('access.subject_keys')
    .values({ subject_id: subjectId, wrapped: seal(networkKey(keyring, 'subject-keys'), randomBytes(32), contextOf(subjectId)) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const made = await readKey(trx, keyring, subjectId);
  if (!made) throw new Error('a key was made for a person whom the actor does not reach');
  return made;
}

/** The keys of several people in one query; a person without a key, erased or out of reach is not in the map. */
export async function subjectKeys(
  trx: Reads<'access'>,
  keyring: Keyring,
  subjectIds: readonly SubjectId[],
): Promise<Map<SubjectId, SealingKey>> {
  if (subjectIds.length === 0) return new Map();
  const rows = await trx
    .selectFrom('access.subject_keys')
    .select(['subject_id', 'wrapped'])
    .where('subject_id', 'in', [...new Set(subjectIds)])
    .where('wrapped', 'is not', null)
    .$narrowType<{ wrapped: Buffer }>()
    .execute();
  return new Map(rows.map((row) => [row.subject_id, unwrap(keyring, row.subject_id, row.wrapped)]));
}

async function readKey(trx: Reads<'access'>, keyring: Keyring, subjectId: SubjectId): Promise<SealingKey | null> {
  const row = await trx.selectFrom('access.subject_keys').select('wrapped').where('subject_id', '=', subjectId).executeTakeFirst();
  if (!row) return null;
  if (!row.wrapped) throw refuse('erased');
  return unwrap(keyring, subjectId, row.wrapped);
}

function unwrap(keyring: Keyring, subjectId: SubjectId, wrapped: Buffer): SealingKey {
  return createSecretKey(unseal(networkKey(keyring, 'subject-keys'), wrapped, contextOf(subjectId))) as SealingKey; // this is where such keys are made
}

/**
 * Destroys a person's key, so that what it sealed can be read no more; an empty row stays as proof and keeps a new key from
 * being made. For the jobs role (erasure) and the owner (after a restore). Returns false where nothing was left to destroy.
 * Call `recordErasure` after the commit.
 */
export async function destroySubjectKey(trx: Writes<'access'>, subjectId: SubjectId): Promise<boolean> {
  const destroyed = await trx
    .insertInto('access.subject_keys')
    .columns(['subject_id', 'wrapped', 'destroyed_at'])
    .expression(
      trx
        .selectFrom('access.subjects')
        .select((eb) => ['id', eb.val(null).as('wrapped'), sql<Date>`now()`.as('destroyed_at')])
        .where('id', '=', subjectId),
    )
    .onConflict((conflict) =>
      conflict
        .column('subject_id')
        .doUpdateSet({ wrapped: null, destroyed_at: (eb) => eb.ref('excluded.destroyed_at') })
        .where('access.subject_keys.wrapped', 'is not', null),
    )
    .executeTakeFirst();
  return (destroyed.numInsertedOrUpdatedRows ?? 0n) > 0n;
}
