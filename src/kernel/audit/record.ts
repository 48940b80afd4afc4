import { sql } from 'kysely';
import type { Writes } from '#kernel/db';

/** What was read or done. The actor, the instant and the request are taken from the transaction and cannot be forged. */
export interface AuditEntry {
  /** `module.verb`, e.g. `cases.read`; its sentence for the person is the message `cases.verb.read`. */
  verb: string;
  /** Why, as a full message key, e.g. `cases.purpose.counselling`. */
  purpose: string;
  /** Office, organisation or fund for which the actor acted. */
  scopeId?: string | null;
  /** The person concerned (access.subjects); kept as a pseudonym. */
  subjectId?: string | null;
  objectKind?: string | null;
  objectId?: string | null;
  /** Parts read or names of fields changed; never their content. */
  details?: Readonly<Record<string, string | number | boolean | null | readonly string[]>>;
}

/** Writes one entry of the audit; it commits or disappears with the change that it tells. */
export async function record(trx: Writes<'audit'>, entry: AuditEntry): Promise<void> {
  if (entry.objectId && entry.objectId === entry.subjectId)
    throw new Error('the audit knows a person by pseudonym only: the object must not be the person');
  await sql`
    select audit.record(
      ${entry.verb}, ${entry.purpose}, ${entry.scopeId ?? null}::uuid, ${entry.subjectId ?? null}::uuid,
      ${entry.objectKind ?? null}, ${entry.objectId ?? null}::uuid, ${JSON.stringify(entry.details ?? {})}::jsonb
    )`.execute(trx);
}

/** The message key of a verb's sentence: `cases.read` → `cases.verb.read`. */
export function verbKey(verb: string): string {
  const dot = verb.indexOf('.');
  return `${verb.slice(0, dot)}.verb.${verb.slice(dot + 1)}`;
}
