import { sql } from 'kysely';
import type { SubjectId } from '#kernel/access';
import type { Reads } from '#kernel/db';
import type { Ground, Proof, ProofId, Proposal, Registered, Request, RequestId, RequestState } from './erasure.ts';

type Reading = Reads<'erasure'>;

export interface RegisterFilter {
  /** Offices; all that the actor may see where nothing is said. */
  officeIds?: readonly string[] | undefined;
  /** `open` is asked or proposed. */
  state: RequestState | 'open' | null;
  page: number;
  pageSize: number;
}

/** Requests and proofs that the actor may see, the oldest open ones first, then the newest. */
export async function listErasures(trx: Reading, filter: RegisterFilter): Promise<{ rows: Registered[]; total: number }> {
  const { rows } = await sql<RegisterRow>`
    select r.*, count(*) over () as total
      from (
        select id, number, subject_id, custodian_id as office_id, asked_how, asked_at, state, coalesce(decided_at, withdrawn_at) as ended_at
          from erasure.requests
         union all
        select id, number, subject_id, office_id, asked_how, asked_at, 'erased', erased_at from erasure.proofs
      ) r
     where (${filter.officeIds ?? null}::uuid[] is null or office_id = any (${filter.officeIds ?? null}::uuid[]))
       and (${filter.state}::text is null or state = ${filter.state} or (${filter.state} = 'open' and state in ('asked', 'proposed')))
     order by (state in ('asked', 'proposed')) desc, case when state in ('asked', 'proposed') then asked_at end, asked_at desc, number
     limit ${filter.pageSize} offset ${(filter.page - 1) * filter.pageSize}`.execute(trx);
  return { rows: rows.map(registered), total: Number(rows[0]?.total ?? 0n) };
}

interface RegisterRow {
  id: RequestId;
  number: bigint;
  subject_id: SubjectId;
  office_id: string;
  asked_how: Registered['askedHow'];
  asked_at: Date;
  state: RequestState;
  ended_at: Date | null;
  total: bigint;
}

function registered(row: RegisterRow): Registered {
  return {
    id: row.id,
    number: row.number,
    subjectId: row.subject_id,
    officeId: row.office_id,
    askedHow: row.asked_how,
    askedAt: row.asked_at,
    state: row.state,
    endedAt: row.ended_at,
  };
}

const requestRows = (trx: Reading) => trx.selectFrom('erasure.requests').selectAll();
type RequestRow = Awaited<ReturnType<ReturnType<typeof requestRows>['execute']>>[number];

function requestOf(row: RequestRow): Request {
  return {
    id: row.id,
    number: row.number,
    subjectId: row.subject_id,
    officeId: row.custodian_id,
    askedHow: row.asked_how as Request['askedHow'], // check constraint requests_asked_how
    askedAt: row.asked_at,
    askedBy: row.asked_by,
    accountToo: row.account_too,
    wish: row.wish,
    state: row.state as Request['state'], // check constraint requests_state
    proposal: row.proposal as Proposal | null, // check constraint requests_proposal
    proposalReason: row.proposal_reason,
    proposedBy: row.proposed_by,
    proposedAt: row.proposed_at,
    reason: row.reason,
    keepUntil: row.keep_until,
    decidedBy: row.decided_by,
    endedAt: row.decided_at ?? row.withdrawn_at,
  };
}

/** A request that the actor may see; null otherwise, and once the file is erased. */
export async function findRequest(trx: Reading, id: RequestId): Promise<Request | null> {
  const row = await requestRows(trx).where('id', '=', id).executeTakeFirst();
  return row ? requestOf(row) : null;
}

/** The requests about one file, the newest first. */
export async function requestsOf(trx: Reading, subjectId: SubjectId): Promise<Request[]> {
  const rows = await requestRows(trx).where('subject_id', '=', subjectId).orderBy('asked_at', 'desc').execute();
  return rows.map(requestOf);
}

/** The proof of an erasure that the actor may see; null otherwise. */
export async function findProof(trx: Reading, id: RequestId): Promise<Proof | null> {
  const row = await trx
    .selectFrom('erasure.proofs')
    .select([
      'id',
      'number',
      'subject_id',
      'office_id',
      'asked_how',
      'asked_at',
      'ground',
      'proposed_by',
      'decided_by',
      'erased_at',
      'finished_at',
    ])
    .where('id', '=', id as string as ProofId) // a proof has the id of its request
    .executeTakeFirst();
  if (!row) return null;
  return {
    id,
    number: row.number,
    subjectId: row.subject_id as SubjectId, // kept without a foreign key
    officeId: row.office_id,
    askedHow: row.asked_how as Proof['askedHow'], // check constraint proofs_asked_how
    askedAt: row.asked_at,
    state: 'erased',
    endedAt: row.erased_at,
    ground: row.ground as Ground, // check constraint proofs_ground
    proposedBy: row.proposed_by,
    decidedBy: row.decided_by,
    finishedAt: row.finished_at,
  };
}

/** What a file holds, by kind and number. */
export const countedKinds = [
  'cases',
  'steps',
  'notes',
  'tasks',
  'referrals',
  'handovers',
  'documents',
  'numbers',
  'appointments',
  'questions',
  'messages',
  'grants',
  'accounts',
  'ventures',
  'ventures-kept',
] as const;
export interface Counted {
  what: (typeof countedKinds)[number];
  number: number;
}

/** How much of the person goes, for who decides about a file without reading it; empty where the actor may not know. */
export async function countFile(trx: Reading, subjectId: SubjectId): Promise<Counted[]> {
  const { rows } = await sql<{ what: Counted['what']; number: bigint }>`
    select what, number from erasure.counts_of(${subjectId}::uuid)`.execute(trx);
  return rows.map(({ what, number }) => ({ what, number: Number(number) }));
}

/** References of the files on a list, as the desks call them. */
export async function referencesOf(trx: Reading, subjectIds: readonly SubjectId[]): Promise<Map<SubjectId, string>> {
  const { rows } = await sql<{ id: SubjectId; reference: string }>`
    select id, reference from erasure.references_of(${[...subjectIds]}::uuid[])`.execute(trx);
  return new Map(rows.map(({ id, reference }) => [id, reference]));
}
