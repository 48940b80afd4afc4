import { sql } from 'kysely';
import type { SubjectId } from '#kernel/access';
import type { Reads } from '#kernel/db';
import type { GrantId } from './give-grant.ts';
import type { FilePart, GivenHow, Recipient, ToldHow } from './parts.ts';

// uses messages: consent.state.*
/** A grant as the person, the office and the recipient see it. */
export interface Grant {
  id: GrantId;
  subjectId: SubjectId;
  custodianId: string;
  recipient: Recipient;
  purpose: string;
  parts: FilePart[];
  language: string;
  wording: string;
  how: GivenHow;
  recordedBy: string;
  /** For an override: who asked for it, and why. */
  secondPerson: string | null;
  reason: string | null;
  /** For an override: the office whose officers decided it. */
  givenIn: string | null;
  /** For an override: when the person was told, and how; null until then. */
  toldAt: Date | null;
  toldHow: ToldHow | null;
  startsAt: Date;
  endsAt: Date;
  withdrawnAt: Date | null;
  /** Whether it opens anything now. */
  state: 'live' | 'future' | 'ended' | 'withdrawn';
}

/** Every grant on a file, newest first: for the person and for the office that has custody. */
export async function listGrants(trx: Reads<'consent'>, subjectId: SubjectId): Promise<Grant[]> {
  return (await grants(trx).where('subject_id', '=', subjectId).execute()).map(toGrant);
}

/** One grant that the actor may see (person, office, recipient, officer); null otherwise. Jobs see every one. */
export async function findGrant(trx: Reads<'consent'>, id: GrantId): Promise<Grant | null> {
  const row = await grants(trx).where('id', '=', id).executeTakeFirst();
  return row ? toGrant(row) : null;
}

/** Live grants by which the actor reads files of others, newest first. */
export async function listReceivedGrants(trx: Reads<'consent'>): Promise<Grant[]> {
  const rows = await grants(trx)
    .where('id', 'in', sql<GrantId>`(select consent.granted_to_actor())`)
    .limit(500)
    .execute();
  return rows.map(toGrant);
}

/** What was shared without the person's grant, newest first, at most 500: for the data-protection officer and the auditor; offices see their own. */
export async function listOverrides(trx: Reads<'consent'>): Promise<Grant[]> {
  return (await grants(trx).where('given_how', '=', 'override').limit(500).execute()).map(toGrant);
}

function grants(trx: Reads<'consent'>) {
  return trx
    .selectFrom('consent.grants')
    .selectAll()
    .select(
      sql<Grant['state']>`
        case when withdrawn_at is not null then 'withdrawn'
             when ends_at <= now() then 'ended'
             when starts_at > now() then 'future'
             else 'live' end`.as('state'),
    )
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc');
}

function toGrant(row: Awaited<ReturnType<ReturnType<typeof grants>['execute']>>[number]): Grant {
  return {
    id: row.id,
    subjectId: row.subject_id,
    custodianId: row.custodian_id,
    recipient: { kind: row.recipient_kind as Recipient['kind'], id: row.recipient_id }, // check constraint grants_recipient_kind
    purpose: row.purpose,
    parts: row.parts as FilePart[], // check constraint grants_parts_known
    language: row.language,
    wording: row.wording,
    how: row.given_how as GivenHow, // check constraint grants_given_how
    recordedBy: row.recorded_by,
    secondPerson: row.second_person,
    reason: row.reason,
    givenIn: row.given_how === 'override' ? (row.given_in ?? row.custodian_id) : null,
    toldAt: row.told_at,
    toldHow: row.told_how as ToldHow | null, // check constraint grants_told_how
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    withdrawnAt: row.withdrawn_at,
    state: row.state,
  };
}
