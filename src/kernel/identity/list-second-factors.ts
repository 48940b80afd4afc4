import { sql } from 'kysely';
import type { Id, Reads, Writes } from '#kernel/db';
import { requireFactors } from './add-address.ts';
import { recordEvent } from './record-event.ts';
import { refuse } from './refusals.ts';
import type { Session } from './session-of.ts';

/** The second factors of the actor's account. */
export interface SecondFactors {
  readonly authenticatorSince: Date | null;
  readonly passkeys: readonly {
    readonly id: Id<'identity.passkeys'>;
    readonly name: string;
    readonly createdAt: Date;
    readonly lastUsedAt: Date | null;
  }[];
  readonly recoveryCodesLeft: number;
}

export async function listSecondFactors(trx: Reads<'identity'>): Promise<SecondFactors> {
  const authenticator = await trx.selectFrom('identity.authenticators').select('confirmed_at').executeTakeFirst();
  const passkeys = await trx
    .selectFrom('identity.passkeys')
    .select(['id', 'name', 'created_at', 'last_used_at'])
    .orderBy('created_at')
    .execute();
  const { rows } = await sql<{ left: number }>`select count(*)::int as left from identity.recovery_codes where used_at is null`.execute(
    trx,
  );
  return {
    authenticatorSince: authenticator?.confirmed_at ?? null,
    passkeys: passkeys.map((one) => ({ id: one.id, name: one.name, createdAt: one.created_at, lastUsedAt: one.last_used_at })),
    recoveryCodesLeft: rows[0]?.left ?? 0,
  };
}

/**
 * Takes a second factor off the actor's account: the authenticator app, or one passkey. The recovery codes go with the last.
 * Refusals: `second-factor-first`, `second-factor-last` (staff keep one), `not-found`, `signed-out`.
 */
export async function removeSecondFactor(
  trx: Writes<'identity'>,
  session: Session,
  which: 'authenticator' | Id<'identity.passkeys'>,
): Promise<void> {
  requireFactors(session);
  const { authenticatorSince, passkeys } = await listSecondFactors(trx);
  const there = which === 'authenticator' ? authenticatorSince !== null : passkeys.some((one) => one.id === which);
  if (!there) throw refuse('not-found');
  const last = passkeys.length + (authenticatorSince ? 1 : 0) === 1;
  if (last && session.staff) throw refuse('second-factor-last');
  const accountId = session.accountId as Id<'identity.accounts'>; // the session's own
  if (which === 'authenticator') {
    await trx.deleteFrom('identity.authenticators').where('account_id', '=', accountId).execute(); // the session's own
  } else {
    await trx.deleteFrom('identity.passkeys').where('id', '=', which).execute();
  }
  if (last) await trx.deleteFrom('identity.recovery_codes').where('account_id', '=', accountId).execute();
  await recordEvent(trx, 'identity.second-factor-removed', accountId, { kind: which === 'authenticator' ? which : 'passkey' });
}
