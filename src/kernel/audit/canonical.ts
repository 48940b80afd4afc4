import { createHash } from 'node:crypto';
import { sql } from 'kysely';

/**
 * One entry as it goes into the hash: a JSON array in PostgreSQL's own `jsonb` writing. The instant is seconds since 1970
 * with six decimals, as text: JavaScript's dates would lose the microseconds. The README tells an outsider how to check.
 */
export const canonicalLine = sql<string>`
  jsonb_build_array(
    e.id, extract(epoch from e.at)::text, e.actor, e.scope_id, e.verb, e.purpose,
    e.subject, e.object_kind, e.object_id, e.details, e.request_id
  )::text`;

/** What stands before the first seal. */
export const CHAIN_START = '0'.repeat(64);

/** Hash of a seal: SHA-256 (hexadecimal) of the previous hash and the entries' canonical lines, joined by line feeds, in UTF-8. */
export function sealHash(previousHash: string, canonicalLines: readonly string[]): string {
  return createHash('sha256')
    .update([previousHash, ...canonicalLines].join('\n'), 'utf8')
    .digest('hex');
}
