import { newId } from '#kernel/db';
import { days, type Add } from './fixtures-access-published.ts';
import { fresh, anybody, nobody, type May, type TableRule } from './fixtures-access-rule.ts';
import type { Rights } from './fixtures-access-rights.ts';
import type { Row, Stage } from './fixtures-access-world.ts';

const content = { kind: 'places', title: 'Comparison', question: null, reason: null, peers: [], measures: [] };

/** Comparisons of two offices and of the network: one was never published, the others are, with a draft. */
export function plantBenchmarks(add: Add, { offices, accounts }: Stage): void {
  [offices[0], offices[1] ?? offices[0], null].forEach((office_id, number) => {
    const id = newId();
    const by = accounts[number] ?? accounts[0];
    add('benchmarks.comparisons', {
      id,
      code: `comparison-${id.slice(-8)}`,
      kind: 'places',
      office_id,
      lang: 'en',
      title: 'Comparison',
      version: number === 0 ? 0 : 1,
      created_by: by,
    });
    add('benchmarks.drafts', { comparison_id: id, content, revision: 1, changed_by: by });
    if (number > 0)
      add('benchmarks.versions', { comparison_id: id, number: 1, content, reason: 'First', published_by: by, published_at: days(-1) });
  });
}

const writesFor: May = (who, row) => (row.office_id === null ? who.holds('planner') : who.planned.has(row.office_id));
const seesFor: May = (who, row) =>
  writesFor(who, row) || who.holds('auditor') || (row.office_id !== null && who.managed.has(row.office_id));
const entryOf = (who: Rights, row: Row): Row =>
  (who.rows['benchmarks.comparisons'] ?? []).find((one) => one.id === row.comparison_id) ?? {};
const writes: May = (who, row) => writesFor(who, entryOf(who, row));
const begun = (who: Rights, row: Row): Row | null =>
  who.accountId === null
    ? null
    : {
        ...fresh(who, row),
        code: `comparison-${newId().slice(-8)}`,
        version: 0,
        created_by: who.accountId,
        words: '',
        demonstration: false,
      };

/** What the design says of comparisons: drafts for their office and auditors, versions for everybody. */
export const benchmarkRules: readonly TableRule[] = [
  {
    table: 'benchmarks.comparisons',
    reads: (who, row) => row.version !== 0 || seesFor(who, row),
    changes: [{ set: "title = 'Changed'", may: writesFor }],
    adds: [
      { like: begun, may: writesFor },
      { like: (who, row) => ({ ...begun({ ...who, accountId: newId() }, row) }), may: nobody },
    ],
    removes: (who, row) => row.version === 0 && writesFor(who, row),
  },
  {
    table: 'benchmarks.drafts',
    key: 'comparison_id',
    reads: (who, row) => seesFor(who, entryOf(who, row)),
    changes: [{ set: 'revision = revision + 1, changed_by = kernel.actor()', may: writes }],
    // There is one draft: a second is refused by its key, after row security has let it pass.
    adds: [
      { like: (who, row) => (who.accountId === null ? null : { ...row, changed_by: who.accountId }), may: writes },
      { like: (_who, row) => ({ ...row, changed_by: newId() }), may: nobody },
    ],
    removes: writes,
  },
  {
    table: 'benchmarks.versions',
    key: "comparison_id || '/' || number",
    reads: anybody,
    adds: [
      { like: (who, row) => (who.accountId === null ? null : { ...row, number: 2, published_by: who.accountId }), may: writes },
      { like: (_who, row) => ({ ...row, number: 3, published_by: newId() }), may: nobody },
    ],
  },
];
