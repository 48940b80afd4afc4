import type { Id } from '#kernel/db';

export type RequestId = Id<'erasure.requests'>;
/** A proof has the id of its request. */
export type ProofId = Id<'erasure.proofs'>;

/** Grounds of GDPR article 17(1)(a) to (e), in this order. */
export const grounds = ['not-needed', 'consent-withdrawn', 'objection', 'unlawful', 'legal-duty'] as const;
export type Ground = (typeof grounds)[number] | 'period-over';

export const proposals = ['erase', 'keep'] as const;
export type Proposal = (typeof proposals)[number];

/** The states of docs/states/erasure.md. `erased` is what the proof says: the request itself has gone with the file. */
export const requestStates = ['asked', 'proposed', 'refused', 'withdrawn', 'erased'] as const;
export type RequestState = (typeof requestStates)[number];

/** Days after which the data-protection officer decides although the office has proposed nothing; the database has the same. */
export const SILENT_DAYS = 14;

/** A request or the proof of an erasure, as the lists show it. */
export interface Registered {
  id: RequestId;
  number: bigint;
  subjectId: Id<'access.subjects'>;
  officeId: string;
  /** By the person, at the desk, or because a period was over. */
  askedHow: 'person' | 'desk' | 'clock';
  askedAt: Date;
  state: RequestState;
  endedAt: Date | null;
}

/** One request with what was said about it. */
export interface Request extends Omit<Registered, 'state'> {
  state: Exclude<RequestState, 'erased'>;
  askedBy: string;
  accountToo: boolean;
  wish: string | null;
  proposal: Proposal | null;
  proposalReason: string | null;
  proposedBy: string | null;
  proposedAt: Date | null;
  /** Why it was refused; the person reads it. */
  reason: string | null;
  /** Where the law demands the file for a time: a day, `YYYY-MM-DD`. */
  keepUntil: string | null;
  decidedBy: string | null;
}

/** What stays of an erased file. */
export interface Proof extends Registered {
  ground: Ground;
  proposedBy: string | null;
  decidedBy: string;
  /** When the contents in the store and the messages were gone too; null while the job has not run. */
  finishedAt: Date | null;
}

/** Whether the officer may decide on a request now; the database asks the same. */
export function isDecidable(request: Pick<Request, 'state' | 'askedAt'>, now: Date): boolean {
  if (request.state === 'proposed') return true;
  return request.state === 'asked' && now.getTime() - request.askedAt.getTime() > SILENT_DAYS * 86_400_000;
}
