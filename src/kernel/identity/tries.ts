import { isIPv6 } from 'node:net';
import { sql } from 'kysely';
import type { Identity } from './identity.ts';
import type { TryKind } from './limits.ts';
import { refuse } from './refusals.ts';
import { keyedHash } from './secrets.ts';

/** One thing that tries are counted for. */
export type Counted = readonly [kind: TryKind, of: string];

/**
 * Counts a try before it is judged, so that guesses sent side by side all count. Counted in a transaction of its own:
 * the refusal that follows a wrong guess must not undo it.
 * Refusals: `too-many-tries` with the minutes to wait; the same whether the account exists or not.
 */
export async function countTries(identity: Identity, ...counted: Counted[]): Promise<void> {
  const now = identity.now();
  for (const [kind, of] of counted) {
    const rule = identity.limits.tries[kind];
    const { rows } = await sql<{ blocked_until: Date | null }>`
      select blocked_until
        from identity.count_try(
          ${keyOf(identity, [kind, of])}, ${rule.free}, ${rule.firstDelay}, ${rule.longestDelay}, ${rule.forgetAfter}, ${now}
        )`.execute(identity.db);
    const until = rows[0]?.blocked_until;
    if (until) throw refuse('too-many-tries', { values: { minutes: Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 60_000)) } });
  }
}

/** After a right proof: the account's own count is forgotten, the network address only gets its one try back. */
export async function settleTries(identity: Identity, ...counted: Counted[]): Promise<void> {
  const keys = (network: boolean) => counted.filter(([kind]) => (kind === 'network') === network).map((one) => keyOf(identity, one));
  await sql`select identity.settle_tries(${keys(false)}, ${keys(true)})`.execute(identity.db);
}

function keyOf(identity: Identity, [kind, of]: Counted): string {
  return keyedHash(identity, 'tries', kind, kind === 'network' ? networkOf(of) : of);
}

/** An IPv6 subscriber has a whole /64 to vary, so that counts as one. */
export function networkOf(ip: string): string {
  const plain = ip.replace(/^::ffff:(?=\d+\.)/i, '');
  if (!isIPv6(plain)) return plain;
  const [head = '', tail] = plain.toLowerCase().split('::');
  const groups = head.split(':').filter(Boolean);
  if (tail !== undefined) {
    const rest = tail.split(':').filter(Boolean);
    while (groups.length + rest.length < 8) groups.push('0');
    groups.push(...rest);
  }
  return groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':');
}
