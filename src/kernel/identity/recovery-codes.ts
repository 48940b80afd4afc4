import { sql } from 'kysely';
import { asActor, type Id, type Writes } from '#kernel/db';
import { requireFactors } from './add-address.ts';
import type { Identity } from './identity.ts';
import { recordEvent } from './record-event.ts';
import { refuse } from './refusals.ts';
import { clearSigns, keyedHash, readClearSigns } from './secrets.ts';
import type { Session } from './session-of.ts';

const COUNT = 10;
const SIGNS = 10;

const hashOf = (identity: Identity, accountId: string, code: string) => keyedHash(identity, 'recovery', accountId, readClearSigns(code));

/** Makes ten new recovery codes in place of the old and answers them, to be shown once. */
export async function writeRecoveryCodes(identity: Identity, trx: Writes<'identity'>, accountId: string): Promise<string[]> {
  const codes = Array.from({ length: COUNT }, () => clearSigns(SIGNS).replace(/^.{5}/, '$&-'));
  await trx
    .deleteFrom('identity.recovery_codes')
    .where('account_id', '=', accountId as Id<'identity.accounts'>)
    .execute(); // only compared
  await sql`
    insert into identity.recovery_codes (account_id, code_hash)
    select ${accountId}, unnest(${codes.map((code) => hashOf(identity, accountId, code))}::text[])`.execute(trx);
  return codes;
}

/**
 * New recovery codes for a holder who lost or used up theirs.
 * Refusals: `second-factor-first`, `signed-out`.
 */
export async function renewRecoveryCodes(identity: Identity, trx: Writes<'identity'>, session: Session): Promise<string[]> {
  requireFactors(session);
  if (!session.hasSecondFactor) throw refuse('second-factor-first');
  return await writeRecoveryCodes(identity, trx, session.accountId);
}

/** Uses up a recovery code; false where it is wrong or was used. */
export async function checkRecoveryCode(identity: Identity, accountId: string, code: string): Promise<boolean> {
  return await asActor(identity.db, { accountId, assurance: 1 }, async (trx) => {
    const { rows } = await sql<{ used: boolean }>`
      select identity.use_recovery_code(${hashOf(identity, accountId, code)}, ${identity.now()}) as used`.execute(trx);
    const used = rows[0]?.used ?? false;
    if (used) await recordEvent(trx, 'identity.recovery-code-used', accountId);
    return used;
  });
}
