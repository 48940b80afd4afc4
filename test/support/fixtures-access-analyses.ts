import { newId } from '#kernel/db';
import { days, type Add } from './fixtures-access-published.ts';
import { anybody, fresh, nobody, type May, type TableRule } from './fixtures-access-rule.ts';
import type { Rights } from './fixtures-access-rights.ts';
import type { Row, Stage } from './fixtures-access-world.ts';

const content = { title: 'Analysis', summary: null, sections: { data: [], trends: [], policies: [], problems: [], chances: [] } };

/** Analyses of two offices and of the network: one was never published, the others are, with a draft. */
export function plantAnalyses(add: Add, { offices, accounts, place }: Stage): void {
  [offices[0], offices[1] ?? offices[0], null].forEach((office_id, number) => {
    const id = newId();
    const by = accounts[number] ?? accounts[0];
    add('analyses.analyses', {
      id,
      code: `analysis-${id.slice(-8)}`,
      place_id: place,
      office_id,
      lang: 'en',
      title: 'Analysis',
      version: number === 0 ? 0 : 1,
      created_by: by,
    });
    add('analyses.drafts', { analysis_id: id, content, revision: 1, changed_by: by });
    if (number > 0)
      add('analyses.versions', { analysis_id: id, number: 1, content, reason: 'First', published_by: by, published_at: days(-1) });
  });
}

const writesFor: May = (who, row) => (row.office_id === null ? who.holds('planner', 'editor') : who.authorities.has(row.office_id));
const entryOf = (who: Rights, row: Row): Row => (who.rows['analyses.analyses'] ?? []).find((one) => one.id === row.analysis_id) ?? {};
const writes: May = (who, row) => writesFor(who, entryOf(who, row));
const begun = (who: Rights, row: Row): Row | null =>
  who.accountId === null
    ? null
    : { ...fresh(who, row), code: `analysis-${newId().slice(-8)}`, version: 0, created_by: who.accountId, words: '', demonstration: false };

/** What the design says of situation analyses: drafts for their authority alone, versions for everybody. */
export const analysisRules: readonly TableRule[] = [
  {
    table: 'analyses.analyses',
    reads: (who, row) => row.version !== 0 || writesFor(who, row),
    changes: [{ set: "title = 'Changed'", may: writesFor }],
    adds: [
      { like: begun, may: writesFor },
      { like: (who, row) => ({ ...begun({ ...who, accountId: newId() }, row) }), may: nobody },
    ],
    removes: (who, row) => row.version === 0 && writesFor(who, row),
  },
  {
    table: 'analyses.drafts',
    key: 'analysis_id',
    reads: writes,
    changes: [{ set: 'revision = revision + 1, changed_by = kernel.actor()', may: writes }],
    // There is one draft: a second is refused by its key, after row security has let it pass.
    adds: [
      { like: (who, row) => (who.accountId === null ? null : { ...row, changed_by: who.accountId }), may: writes },
      { like: (_who, row) => ({ ...row, changed_by: newId() }), may: nobody },
    ],
    removes: writes,
  },
  {
    table: 'analyses.versions',
    key: "analysis_id || '/' || number",
    reads: anybody,
    adds: [
      { like: (who, row) => (who.accountId === null ? null : { ...row, number: 2, published_by: who.accountId }), may: writes },
      { like: (_who, row) => ({ ...row, number: 3, published_by: newId() }), may: nobody },
    ],
  },
];
