import { sql } from 'kysely';
import type { FilePart, GrantId } from '#kernel/consent';
import type { Reads } from '#kernel/db';
import type { PersonId } from '#modules/people';
import type { DeskHow } from './agreement.ts';
import type { CaseId } from './case.ts';
import type { HandoverId, HandoverKind, HandoverState } from './handover.ts';
import { refuse } from './refusals.ts';

/** A hand-over or joint work as both offices and the person see it. */
export interface Handover {
  id: HandoverId;
  kind: HandoverKind;
  startedBy: 'custodian' | 'other-end';
  personId: PersonId | null;
  caseId: CaseId | null;
  fromOfficeId: string;
  toOfficeId: string;
  state: HandoverState;
  parts: FilePart[];
  grantId: GrantId | null;
  /** What the person said of themselves at the other end; only for a request. */
  claim: { name: string; contact: string | null; birthYear: number | null; agreement: string; language: string; how: DeskHow } | null;
  message: string;
  reason: string | null;
  startedAt: Date;
  lapsesAt: Date;
  seenAt: Date | null;
  answeredAt: Date | null;
  endedAt: Date | null;
  /** The actor works at the office that has, or had, custody. */
  forFrom: boolean;
  /** The actor works at the office at the other end. */
  forTo: boolean;
}

/** Hand-overs with all their columns, to be narrowed by the caller and read by {@link toHandover}. */
export function handoverRows(trx: Reads<'cases'>) {
  return trx
    .selectFrom('cases.handovers as h')
    .selectAll('h')
    .select([
      sql<boolean>`h.from_office_id in (select access.desks())`.as('for_from'),
      sql<boolean>`h.to_office_id in (select access.desks())`.as('for_to'),
    ]);
}

type HandoverRow = Awaited<ReturnType<ReturnType<typeof handoverRows>['execute']>>[number];

export function toHandover(row: HandoverRow): Handover {
  return {
    id: row.id,
    // Check constraints hold the closed lists of kind, state, started_by, agreement_how; consent holds that of the parts.
    kind: row.kind as HandoverKind,
    startedBy: row.started_by as Handover['startedBy'],
    state: row.state as HandoverState,
    parts: row.parts as FilePart[],
    personId: row.person_id,
    caseId: row.case_id,
    fromOfficeId: row.from_office_id,
    toOfficeId: row.to_office_id,
    grantId: row.grant_id,
    claim:
      row.claimed_name !== null && row.agreement !== null && row.agreement_language !== null
        ? {
            name: row.claimed_name,
            contact: row.claimed_contact,
            birthYear: row.claimed_birth_year,
            agreement: row.agreement,
            language: row.agreement_language,
            how: (row.agreement_how ?? 'spoken-at-desk') as DeskHow,
          }
        : null,
    message: row.message,
    reason: row.reason,
    startedAt: row.started_at,
    lapsesAt: row.lapses_at,
    seenAt: row.seen_at,
    answeredAt: row.answered_at,
    endedAt: row.ended_at,
    forFrom: row.for_from,
    forTo: row.for_to,
  };
}

/** A hand-over that the actor may see. Refusals: `not-found`. */
export async function loadHandover(trx: Reads<'cases'>, id: HandoverId): Promise<Handover> {
  const row = await handoverRows(trx).where('h.id', '=', id).executeTakeFirst();
  if (!row) throw refuse('not-found');
  return toHandover(row);
}

/** The hand-overs and joint work of a case, newest first. */
export async function handoversOf(trx: Reads<'cases'>, caseId: CaseId): Promise<Handover[]> {
  const rows = await handoverRows(trx).where('h.case_id', '=', caseId).orderBy('h.started_at', 'desc').execute();
  return rows.map(toHandover);
}
