import { sql } from 'kysely';
import type { Reads } from '#kernel/db';
import { personNames } from '#modules/people';
import { handoverRows, toHandover, type Handover } from './load-handover.ts';

/** A hand-over in the list of one of its two offices. */
export interface HandoverListed extends Handover {
  /** Name as the actor may read it, or as the person gave it at the other end. */
  person: string | null;
}

export interface HandoverFilter {
  /** `in` comes to the actor's office: offers made to it and requests for its files. `out` is what it started itself. */
  direction: 'in' | 'out';
  /** Those that wait for an answer or are joint work, or those that are over. */
  state: 'open' | 'over';
  page: number;
  pageSize: number;
}

/** Hand-overs, joint work and requests of the actor's offices, newest first. */
export async function listHandovers(
  trx: Reads<'cases' | 'people'>,
  filter: HandoverFilter,
): Promise<{ rows: HandoverListed[]; total: number }> {
  const toActor = sql<boolean>`h.to_office_id in (select access.desks())`;
  const fromActor = sql<boolean>`h.from_office_id in (select access.desks())`;
  const started = sql<boolean>`(h.started_by = 'custodian' and ${fromActor} or h.started_by = 'other-end' and ${toActor})`;
  const received = sql<boolean>`(h.started_by = 'custodian' and ${toActor} or h.started_by = 'other-end' and ${fromActor})`;
  const open = sql<boolean>`(h.state in ('asked', 'offered', 'seen') or h.kind = 'joint' and h.state = 'accepted' and h.ended_at is null)`;
  const found = await handoverRows(trx)
    .where(filter.direction === 'in' ? received : started)
    .where(filter.state === 'open' ? open : sql<boolean>`not ${open}`)
    .select(sql<number>`count(*) over ()::int`.as('total'))
    .orderBy('h.started_at', 'desc')
    .orderBy('h.id', 'desc')
    .limit(filter.pageSize)
    .offset((filter.page - 1) * filter.pageSize)
    .execute();
  const names = await personNames(
    trx,
    found.flatMap((row) => row.person_id ?? []),
  );
  const rows = found.map((row) => {
    const handover = toHandover(row);
    return { ...handover, person: (handover.personId && names.get(handover.personId)) || handover.claim?.name || null };
  });
  return { rows, total: found[0]?.total ?? 0 };
}
