import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { SubjectId } from '#kernel/access';
import { asActor, newId, type Actor, type AnyWrites } from '#kernel/db';
import { openKeyring, openMasterKey } from '#kernel/keys';
import type { TestDatabase } from '#test/database';
import { createIdentity, type Identity, type Message } from './identity.ts';
import { defaultLimits, type Limits } from './limits.ts';
import type { SignedIn, Visit } from './open-session.ts';
import type { Session } from './session-of.ts';
import { createStaffAccount } from './create-staff-account.ts';
import { signInWithPassword } from './sign-in-with-password.ts';

/** An identity on a test database, with its own clock and the messages that it sent. */
export interface Rehearsal {
  identity: Identity;
  sent: Message[];
  /** Moves the clock on, in seconds. */
  wait(seconds: number): void;
  /** The value in the last message, e.g. its code. */
  last(value: string): string;
}

export const MINUTE = 60;
export const HOUR = 3600;
export const DAY = 86_400;

export async function rehearse(
  db: TestDatabase,
  options: { baseUrl?: string; oidcProviders?: string; limits?: Limits } = {},
): Promise<Rehearsal> {
  const folder = await mkdtemp(join(tmpdir(), 'ponte-identity-'));
  afterAll(async () => await rm(folder, { recursive: true, force: true }));
  const keyring = await openKeyring(db.app, await openMasterKey({ dataDirectory: folder, masterKey: 'ab'.repeat(32), required: false }));
  const sent: Message[] = [];
  const keep = async (_trx: AnyWrites, message: Message) => void sent.push(message);
  let now = Date.UTC(2027, 2, 27, 9);
  const identity = createIdentity({
    db: db.app,
    keyring,
    baseUrl: options.baseUrl ?? 'https://ponte.example',
    sendMail: keep,
    sendSms: keep,
    oidcProviders: options.oidcProviders ?? '[]',
    limits: options.limits ?? defaultLimits,
    now: () => new Date(now),
  });
  return {
    identity,
    sent,
    wait: (seconds) => void (now += seconds * 1000),
    last: (value) => String(sent.at(-1)?.values[value] ?? ''),
  };
}

let visitors = 0;

/** A visit from a network address of its own, so that tests do not slow each other down. */
export function visit(setCookie?: string): Visit {
  visitors += 1;
  return {
    ip: `198.51.${Math.floor(visitors / 250)}.${visitors % 250}`,
    userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
    cookie: setCookie ? cookieOf(setCookie) : undefined,
  };
}

/** The Cookie header that a browser sends after a Set-Cookie. */
export function cookieOf(setCookie: string): string {
  return setCookie.split(';')[0] ?? '';
}

/** The session after a sign-in; fails where there is none. */
export async function sessionAfter(identity: Identity, { setCookie }: { setCookie: string }): Promise<Session> {
  const session = await identity.sessionOf(cookieOf(setCookie));
  if (!session) throw new Error('no session');
  return session;
}

export const PASSWORD = 'violet harbour 83 lanterns';

/** An address that no other test uses. */
export function freshEmail(): string {
  return `kim.${randomUUID().slice(0, 8)}@office.example`;
}

/** Gives a role as the database's superuser. */
export async function giveRole(
  db: TestDatabase,
  accountId: string,
  role: string,
  scope: { kind: string; id: string | null },
): Promise<void> {
  await db.superuser.query('insert into access.assignments (id, account_id, role, scope_kind, scope_id) values ($1, $2, $3, $4, $5)', [
    newId(),
    accountId,
    role,
    scope.kind,
    scope.id,
  ]);
}

/** An account of staff with password and role, signed in with its password. */
export async function signedInStaff(db: TestDatabase, { identity }: Rehearsal, role = 'counsellor'): Promise<SignedIn & { email: string }> {
  const email = freshEmail();
  const { accountId } = await asActor(db.app, { accountId: null, assurance: 0 }, async (trx) => {
    return await createStaffAccount(trx, { email, name: 'Noor Vento', language: 'en', password: PASSWORD, now: identity.now() });
  });
  await giveRole(db, accountId, role, role === 'administrator' ? { kind: 'network', id: null } : { kind: 'office', id: newId() });
  return { ...(await signInWithPassword(identity, visit(), { email, password: PASSWORD })), email };
}

/** A counsellor's office with one file, and the counsellor as actor. */
export async function officeWithFile(
  db: TestDatabase,
): Promise<{ counsellor: Actor & { accountId: string }; custodianId: string; subjectId: SubjectId }> {
  const counsellor = { accountId: newId(), assurance: 2 as const };
  const custodianId = newId();
  const subjectId = newId<'access.subjects'>();
  await giveRole(db, counsellor.accountId, 'counsellor', { kind: 'office', id: custodianId });
  await db.superuser.query('insert into access.subjects (id, custodian_id) values ($1, $2)', [subjectId, custodianId]);
  return { counsellor, custodianId, subjectId };
}

/** The code of a refusal that a promise is expected to give. */
export async function refusalOf(promise: Promise<unknown>): Promise<string> {
  return await promise.then(
    () => 'none',
    (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : String(error)),
  );
}
