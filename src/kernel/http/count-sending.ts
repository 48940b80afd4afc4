import { sql } from 'kysely';
import { networkAddress } from '#kernel/identity';
import { fingerprint } from '#kernel/keys';
import type { Opened } from './open-request.ts';
import { refuse } from './refusals.ts';
import type { Route } from './route.ts';

const HOUR = 3600;

/**
 * Counts the sending of a public form: of a visitor by network address, of a signed-in person by account. Staff with two
 * factors are not counted, since a whole desk writes from one address. Counted in a transaction of its own, before the form
 * is judged: what is refused afterwards counts too. The allowance (setting FORM_LIMIT, an hour) grows back evenly.
 * Refusals: `too-many` with the minutes to wait.
 */
export async function countSending({ network, session, roles, request }: Opened, route: Route): Promise<void> {
  const allowed = network.settings.formLimit;
  if (route.who.kind !== 'everyone' || allowed === 0) return;
  if (session?.assurance === 2 && roles.length > 0) return;
  const sender = session ? ['account', session.accountId] : ['address', networkAddress(request.ip)];
  const key = fingerprint(network.keyring, 'link-tokens', JSON.stringify(['sending', route.path, ...sender]));
  const { rows } = await sql<{ wait: number }>`
    select kernel.count_sending(${key}, ${allowed}, ${HOUR}, ${network.now()}) as wait`.execute(network.identity.db);
  const wait = rows[0]?.wait ?? 0;
  if (wait > 0) throw refuse('too-many', { values: { minutes: Math.ceil(wait / 60) } });
}
