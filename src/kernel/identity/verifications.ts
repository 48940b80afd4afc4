import { sql, type QueryExecutorProvider } from 'kysely';
import type { Identity } from './identity.ts';
import { after } from './limits.ts';

/** What waits for its proof, with what must be remembered until it comes. */
export interface VerificationValues {
  code: { kind: 'email' | 'phone'; value: string; language: string };
  address: { kind: 'email' | 'phone'; value: string };
  'password-link': { email: string; fingerprint: string };
  provider: {
    provider: string;
    nonce: string;
    verifier: string;
    browser: string;
    returnTo: string;
    language: string;
    linkTo: string | null;
  };
  authenticator: { sealed: string };
  'passkey-new': { challenge: string };
  passkey: { challenge: string };
}
export type VerificationKind = keyof VerificationValues;

interface Begun<K extends VerificationKind> {
  kind: K;
  /** Hash by which it is found. */
  key: string;
  /** Keyed hash of the code that proves it; none where knowing the key is the proof. */
  secret?: string;
  accountId?: string | null;
  value: VerificationValues[K];
  /** Seconds. */
  life: number;
}

/** Keeps what was begun until its proof comes. */
export async function keepVerification<K extends VerificationKind>(
  db: QueryExecutorProvider,
  identity: Identity,
  begun: Begun<K>,
): Promise<void> {
  await sql`
    select identity.keep_verification(
      ${begun.kind}, ${begun.key}, ${begun.secret ?? null}, ${begun.accountId ?? null}::uuid, ${JSON.stringify(begun.value)},
      ${after(identity.now(), begun.life)}
    )`.execute(db);
}

interface Judged<K extends VerificationKind> {
  outcome: 'right' | 'wrong' | 'spent' | 'expired';
  accountId: string | null;
  value: VerificationValues[K] | null;
}

/** Judges a proof and uses it up, in a statement of its own: a wrong try stays counted whatever follows. */
export async function tryVerification<K extends VerificationKind>(
  identity: Identity,
  kind: K,
  key: string,
  secret: string | null = null,
): Promise<Judged<K>> {
  const { rows } = await sql<{ outcome: Judged<K>['outcome']; account_id: string | null; value: VerificationValues[K] | null }>`
    select *
      from identity.try_verification(${kind}, ${key}, ${secret}, ${identity.limits.codeTries}, ${identity.now()})`.execute(identity.db);
  const row = rows[0];
  return { outcome: row?.outcome ?? 'expired', accountId: row?.account_id ?? null, value: row?.value ?? null };
}

/** What waits, without using it up. */
export async function waitingValue<K extends VerificationKind>(
  identity: Identity,
  kind: K,
  key: string,
): Promise<VerificationValues[K] | null> {
  const { rows } = await sql<{ value: VerificationValues[K] | null }>`
    select identity.waiting_value(${kind}, ${key}, ${identity.now()}) as value`.execute(identity.db);
  return rows[0]?.value ?? null;
}
