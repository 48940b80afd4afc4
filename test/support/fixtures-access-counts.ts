import { newId } from '#kernel/db';
import type { Add } from './fixtures-access-published.ts';
import { anybody, type May, type TableRule } from './fixtures-access-rule.ts';
import type { Stage } from './fixtures-access-world.ts';

const shown = { columns: [], splits: {}, columnTotals: [], total: null };

/** A quarter of a region of two offices, of each of them, and of a region of one. */
export function plantFrozenCounts(add: Add, { offices }: Stage): void {
  const [one, other = offices[0]] = offices;
  const quarter = '2025-1';
  add('counts.quarters', {
    key: quarter,
    from_day: '2025-01-01',
    until_day: '2025-03-31',
    ends_at: '2025-03-31T22:00:00Z',
    wait_days: 14,
  });
  const frozen = (kind: string, area: string, office_ids: unknown[]) =>
    add('counts.frozen', { id: newId(), quarter, kind, area, office_ids, figure: 'people', shown });
  frozen('region', 'of-two', [one, other]);
  frozen('office', String(one), [one]);
  frozen('office', String(other), [other]);
  frozen('region', 'of-one', [one]);
}

const reads: May = (who, row) => {
  const ofNetwork = who.holds('planner', 'administrator', 'data-protection-officer', 'auditor');
  const offices = row.office_ids as unknown[]; // a column of ids
  return ofNetwork ? row.kind === 'region' : offices.length === 1 && who.counted.has(offices[0]);
};

/** Everybody knows which quarters are frozen; who plans or is an officer reads regions, or single offices; nobody writes. */
export const countsRules: readonly TableRule[] = [
  {
    table: 'counts.quarters',
    key: 'key',
    reads: anybody,
  },
  {
    table: 'counts.frozen',
    reads,
  },
];
