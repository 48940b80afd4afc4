import { record } from '#kernel/audit';
import { custodyOf, type SubjectId } from '#kernel/access';
import { newId, type Id, type Reads, type Writes } from '#kernel/db';
import { cardHash, newCardCode, printCardCode } from './card-code.ts';
import type { Identity } from './identity.ts';
import { after } from './limits.ts';
import { refuse } from './refusals.ts';

/** A card that holds now: never its code, which is printed once. */
export interface CodeCard {
  readonly id: Id<'identity.code_cards'>;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
}

/**
 * Makes the code card of a file and answers its code, to be printed now: it cannot be shown again. The file's former
 * card, and every session opened with it, ends. The card holds a year or until it is replaced.
 * Refusals: `not-found` where the file is not in custody of the actor's desk.
 */
export async function issueCodeCard(
  identity: Identity,
  trx: Writes<'identity' | 'audit'> & Reads<'access'>,
  issuedBy: string,
  subjectId: SubjectId,
): Promise<CodeCard & { code: string }> {
  const custody = await custodyOf(trx, subjectId);
  if (!custody?.desk) throw refuse('not-found');
  await revokeCodeCard(identity, trx, subjectId);
  const code = newCardCode();
  const card: CodeCard = { id: newId(), issuedAt: identity.now(), expiresAt: after(identity.now(), identity.limits.cardLife) };
  await trx
    .insertInto('identity.code_cards')
    .values({
      id: card.id,
      subject_id: subjectId,
      custodian_id: custody.custodianId,
      lookup: code.lookup,
      secret_hash: cardHash(identity, code),
      issued_by: issuedBy,
      issued_at: card.issuedAt,
      expires_at: card.expiresAt,
    })
    .execute();
  await record(trx, {
    verb: 'identity.card-issued',
    purpose: 'identity.purpose.account',
    scopeId: custody.custodianId,
    subjectId,
    objectKind: 'code-card',
    objectId: card.id,
  });
  return { ...card, code: printCardCode(code) };
}

/** Ends the card of a file, and the sessions opened with it. */
export async function revokeCodeCard(identity: Identity, trx: Writes<'identity'>, subjectId: SubjectId): Promise<void> {
  await trx
    .updateTable('identity.code_cards')
    .set({ revoked_at: identity.now() })
    .where('subject_id', '=', subjectId)
    .where('revoked_at', 'is', null)
    .execute();
}

/** The card that a file has now, for the desk and for the person; null where there is none. */
export async function codeCardOf(identity: Identity, trx: Reads<'identity'>, subjectId: SubjectId): Promise<CodeCard | null> {
  const row = await trx
    .selectFrom('identity.code_cards')
    .select(['id', 'issued_at', 'expires_at'])
    .where('subject_id', '=', subjectId)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', identity.now())
    .executeTakeFirst();
  return row ? { id: row.id, issuedAt: row.issued_at, expiresAt: row.expires_at } : null;
}
