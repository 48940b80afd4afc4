import { sql } from 'kysely';
import type { Reads, Writes } from '#kernel/db';
import { record } from './record.ts';

/** An entry as the person and the auditor read it. */
export interface AuditLine {
  id: bigint;
  at: Date;
  verb: string;
  purpose: string;
  scopeId: string | null;
  /** The account that acted; null for the system and for an account that was erased. */
  actorId: string | null;
  objectKind: string | null;
  objectId: string | null;
  details: Record<string, unknown>;
  requestId: string | null;
}

/** A page of lines, newest first; `next` is the `before` of the page that follows. */
export interface AuditPage {
  lines: AuditLine[];
  next: bigint | null;
}

export interface AuditPaging {
  before?: bigint | undefined;
  /** Lines a page, at most 200. */
  limit?: number | undefined;
}

export interface AuditFilter {
  from?: Date | undefined;
  until?: Date | undefined;
  verb?: string | undefined;
  scopeId?: string | undefined;
  actorId?: string | undefined;
  subjectId?: string | undefined;
  requestId?: string | undefined;
}

/** Who read or changed the files that describe the actor (or one of them), newest first. Nobody else's file gives anything. */
export async function listReads(trx: Reads<'audit'>, subjectId: string | null, paging: AuditPaging = {}): Promise<AuditPage> {
  const pseudonyms = subjectId
    ? [await pseudonymOf(trx, 'subject', subjectId)].filter((found) => found !== null)
    : await ownPseudonyms(trx);
  if (pseudonyms.length === 0) return { lines: [], next: null };
  return await page(lines(trx).where('subject', 'in', pseudonyms), paging);
}

// uses messages: audit.verb.*
/**
 * The audit for the auditor and the data-protection officer, newest first. A search for one person is itself put on record
 * with the search's purpose. Anybody else sees only the entries about their own file.
 */
export async function listEntries(trx: Writes<'audit'>, filter: AuditFilter, paging: AuditPaging = {}): Promise<AuditPage> {
  let query = lines(trx);
  if (filter.from) query = query.where('at', '>=', filter.from);
  if (filter.until) query = query.where('at', '<', filter.until);
  if (filter.verb) query = query.where('verb', '=', filter.verb);
  if (filter.scopeId) query = query.where('scope_id', '=', filter.scopeId);
  if (filter.requestId) query = query.where('request_id', '=', filter.requestId);
  if (filter.actorId) query = query.where('actor', '=', await pseudonymOf(trx, 'account', filter.actorId));
  if (!filter.subjectId) return await page(query, paging);
  const subject = await pseudonymOf(trx, 'subject', filter.subjectId);
  // An erased person has none, and a record of the search must not give them one again.
  if (!subject) return { lines: [], next: null };
  const found = await page(query.where('subject', '=', subject), paging);
  await record(trx, { verb: 'audit.search', purpose: 'audit.purpose.control', subjectId: filter.subjectId });
  return found;
}

async function pseudonymOf(trx: Reads<'audit'>, kind: 'account' | 'subject', id: string): Promise<string | null> {
  const { rows } = await sql<{ pseudonym: string | null }>`select audit.pseudonym_of(${kind}, ${id}::uuid) as pseudonym`.execute(trx);
  return rows[0]?.pseudonym ?? null;
}

async function ownPseudonyms(trx: Reads<'audit'>): Promise<string[]> {
  const { rows } = await sql<{ pseudonym: string }>`select own.pseudonym from audit.own_pseudonyms() as own (pseudonym)`.execute(trx);
  return rows.map((row) => row.pseudonym);
}

function lines(trx: Reads<'audit'>) {
  return trx
    .selectFrom('audit.entries')
    .select(['id', 'at', 'verb', 'purpose', 'scope_id', 'object_kind', 'object_id', 'details', 'request_id'])
    .select(sql<string | null>`audit.account_of(actor)`.as('actor_id'))
    .orderBy('id', 'desc');
}

async function page(query: ReturnType<typeof lines>, { before, limit = 50 }: AuditPaging): Promise<AuditPage> {
  const size = Math.min(Math.max(1, limit), 200);
  const rows = await (before === undefined ? query : query.where('id', '<', before)).limit(size + 1).execute();
  const shown = rows.slice(0, size).map((row) => ({
    id: row.id,
    at: row.at,
    verb: row.verb,
    purpose: row.purpose,
    scopeId: row.scope_id,
    actorId: row.actor_id,
    objectKind: row.object_kind,
    objectId: row.object_id,
    details: row.details as Record<string, unknown>, // `record` writes an object
    requestId: row.request_id,
  }));
  return { lines: shown, next: rows.length > size ? (shown.at(-1)?.id ?? null) : null };
}
