import { withheldParts } from './fixtures-access-moves.ts';
import type { Row, Rows } from './fixtures-access-world.ts';

const replaced = (rows: Rows, table: string, change: (row: Row) => Row): Rows => ({ ...rows, [table]: (rows[table] ?? []).map(change) });

export const added = (rows: Rows, table: string, row: Row): Rows => ({ ...rows, [table]: [...(rows[table] ?? []), row] });

export const handovers = (rows: Rows) => rows['cases.handovers'] ?? [];

export const isOpen = (one: Row) => one.state === 'offered' || one.state === 'seen';

export const isLive = (rows: Rows, id: unknown) =>
  (rows['consent.grants'] ?? []).some((grant) => grant.id === id && grant.withdrawn_at === null);

export const isJoint = (one: Row) => one.kind === 'joint' && one.state === 'accepted' && one.ended_at === null;

/** Ends grants, and with them what rests on them. */
export function withdrawn(rows: Rows, grants: readonly unknown[], now: Date): Rows {
  const without = replaced(rows, 'consent.grants', (row) =>
    grants.includes(row.id) && row.withdrawn_at === null ? { ...row, withdrawn_at: now.toISOString() } : row,
  );
  return replaced(without, 'cases.handovers', (row) => {
    if (!grants.includes(row.grant_id)) return row;
    if (isOpen(row)) return { ...row, state: 'withdrawn' };
    return isJoint(row) ? { ...row, ended_at: now.toISOString() } : row;
  });
}

/** Ends hand-overs, and the grants that carried them. */
export function ended(rows: Rows, which: (row: Row) => boolean, how: 'declined' | 'withdrawn' | 'ended', now: Date): Rows {
  const grants = handovers(rows)
    .filter(which)
    .map((row) => row.grant_id);
  const without = replaced(rows, 'cases.handovers', (row) =>
    which(row) ? (how === 'ended' ? { ...row, ended_at: now.toISOString() } : { ...row, state: how }) : row,
  );
  return withdrawn(without, grants, now);
}

/** Custody moves with everything about the person; what they did not agree to pass on is kept back. */
export function accepted({ rows, person }: { rows: Rows; person: string }, one: Row, now: Date): Rows {
  const open = replaced(rows, 'cases.handovers', (row) => (row.id === one.id ? { ...row, state: 'accepted' } : row));
  if (one.kind === 'joint') return open;
  const office = one.to_office_id;
  const moved = Object.fromEntries(
    Object.entries(open).map(([table, list]) => [table, list.map((row) => follow(table, row, person, office))]),
  );
  const agreed = one.parts as string[]; // a list in every row
  const kept = withheldParts
    .filter((part) => !agreed.includes(part))
    .map((part) => ({ subject_id: person, custodian_id: office, part, before: now.toISOString() }));
  const before = (moved['access.withheld'] ?? []).filter((row) => agreed.includes(String(row.part)));
  const withKept: Rows = { ...moved, 'access.withheld': [...before, ...kept] };
  const others = ended(withKept, (row) => row.id !== one.id && isOpen(row), 'withdrawn', now);
  const joined = ended(others, (row) => isJoint(row) && row.to_office_id === office, 'ended', now);
  const carried = replaced(joined, 'cases.handovers', (row) => (isJoint(row) ? { ...row, from_office_id: office } : row));
  return withdrawn(carried, [one.grant_id], now);
}

/** Columns that say which office has custody, by table; everything else stays with the office where it happened. */
const CUSTODY: Record<string, readonly string[]> = {
  'ventures.founders': ['office_id', 'person_office_id'],
  'cases.cases': ['office_id', 'venture_office_id'],
  'appointments.appointments': ['custodian_id'],
  'documents.issued': ['custodian_id'],
  'messages.contacts': [],
  'messages.questions': [],
  'cases.handovers': [],
  'access.assignments': [],
};

function follow(table: string, row: Row, person: string, office: unknown): Row {
  const subject = row.person_id ?? row.subject_id ?? row.lead_person_id ?? (table === 'ventures.events' ? person : row.id);
  if (subject !== person) return row;
  const columns = CUSTODY[table] ?? ['office_id', 'custodian_id'].filter((column) => column in row);
  return { ...row, ...Object.fromEntries(columns.map((column) => [column, office])) };
}
