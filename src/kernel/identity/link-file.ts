import { sql } from 'kysely';
import type { SubjectId } from '#kernel/access';
import { record } from '#kernel/audit';
import { asActor, onConstraint, type Reads, type Writes } from '#kernel/db';
import type { Address } from './address.ts';
import { cardHash, readCardCode } from './card-code.ts';
import type { Identity } from './identity.ts';
import type { Visit } from './open-session.ts';
import { refuse } from './refusals.ts';
import { addressFingerprint } from './secrets.ts';
import { actorOf, type Session } from './session-of.ts';
import { countTries, settleTries } from './tries.ts';

/** A file that a signed-in person may link, because its phone or e-mail is one that they have proved. */
export interface ClaimableFile {
  readonly subjectId: SubjectId;
  /** The office, for its name on the page. */
  readonly custodianId: string;
  readonly by: Address['kind'];
}

/**
 * Links the signed-in account to the file whose card the desk handed over; answers the file.
 * Refusals: `card-wrong`, `too-many-tries`, `card-account` (signed in by card: that account belongs to one file),
 * `own-office` (staff and a file of their own office), `signed-out`.
 */
export async function linkByCode(identity: Identity, visit: Visit, session: Session, card: string): Promise<SubjectId> {
  if (session.locked) throw refuse('signed-out');
  const code = readCardCode(card);
  if (!code) throw refuse('card-wrong', { field: 'card' });
  await countTries(identity, ['network', visit.ip], ['card', code.lookup]);
  const subjectId = await asActor(identity.db, actorOf(session), async (trx) => {
    const { rows } = await sql<{ id: SubjectId | null }>`
      select identity.link_by_card(${code.lookup}, ${cardHash(identity, code)}, ${identity.now()}) as id`
      .execute(trx)
      .catch(onConstraint({ accounts_card_one_file: () => refuse('card-account'), accounts_not_own_office: () => refuse('own-office') }));
    const linked = rows[0]?.id ?? null;
    if (linked) await recordLink(trx, linked, 'desk-code');
    return linked;
  });
  if (!subjectId) throw refuse('card-wrong', { field: 'card' });
  await settleTries(identity, ['network', visit.ip], ['card', code.lookup]);
  return subjectId;
}

/** The files that the actor may link by an address they proved; empty where an office has it in several files. */
export async function claimableFiles(trx: Reads<'identity'>): Promise<ClaimableFile[]> {
  const { rows } = await sql<{ subject_id: SubjectId; custodian_id: string; kind: Address['kind'] }>`
    select * from identity.claimable()`.execute(trx);
  return rows.map((row) => ({ subjectId: row.subject_id, custodianId: row.custodian_id, by: row.kind }));
}

/**
 * Links the actor's account to a file that it may claim.
 * Refusals: `not-claimable`.
 */
export async function linkByAddress(trx: Writes<'identity' | 'audit'>, subjectId: SubjectId): Promise<void> {
  const { rows } = await sql<{ how: string | null }>`select identity.link_by_address(${subjectId}) as how`.execute(trx);
  const how = rows[0]?.how;
  if (!how) throw refuse('not-claimable');
  await recordLink(trx, subjectId, how);
}

async function recordLink(trx: Writes<'audit'>, subjectId: SubjectId, how: string): Promise<void> {
  await record(trx, { verb: 'identity.file-linked', purpose: 'identity.purpose.account', subjectId, details: { how } });
}

/**
 * Keeps what a person gave at the desk as keyed hashes, so that they may later claim their file by proving it.
 * Called whenever a file's phone or e-mail changes, by the desk that has custody; null takes the claim away.
 */
export async function setContactClaims(
  identity: Pick<Identity, 'keyring'>,
  trx: Writes<'identity'>,
  file: { subjectId: SubjectId; custodianId: string; phone: string | null; email: string | null },
): Promise<void> {
  await trx.deleteFrom('identity.contact_claims').where('subject_id', '=', file.subjectId).execute();
  const given: Address[] = [];
  if (file.email) given.push({ kind: 'email', value: file.email.trim().toLowerCase() });
  if (file.phone) given.push({ kind: 'phone', value: file.phone });
  if (given.length === 0) return;
  await trx
    .insertInto('identity.contact_claims')
    .values(
      given.map((address) => ({
        subject_id: file.subjectId,
        custodian_id: file.custodianId,
        kind: address.kind,
        fingerprint: addressFingerprint(identity, address),
      })),
    )
    .execute();
}
