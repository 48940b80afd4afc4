import { newId } from '#kernel/db';
import { days, type Add } from './fixtures-access-published.ts';
import { READINESS_VERSION } from './fixtures-access-instruments.ts';
import { forged, fresh, nobody, ofPerson, part, type May, type TableRule } from './fixtures-access-rule.ts';
import type { Row } from './fixtures-access-world.ts';

/** A finished assessment of a file, and an open one with answers of both sides. */
export function plantReadiness(add: Add, of: { person_id: string; office_id: string }, officer: string): void {
  const [finished, open] = [newId(), newId()];
  const begun = { version_id: READINESS_VERSION, rules: 1, started_at: days(-20), started_by: officer };
  add(
    'readiness.assessments',
    { id: finished, ...of, ...begun, finished_at: days(-10), finished_by: officer, result: 'train-first' },
    { id: open, ...of, ...begun, finished_at: null, finished_by: null, result: null },
  );
  const wrote = { answered_at: days(-5), by_account: officer };
  for (const side of ['founder', 'counsellor']) {
    add('readiness.answers', { assessment_id: open, ...of, side, question: 'money-start', points: 1, ...wrote });
    add('readiness.blockers', { assessment_id: open, ...of, side, blocker: 'debt', state: 'no', ...wrote });
    add('readiness.area_results', { assessment_id: finished, ...of, side, area: 'money', points: 1, most: 9, level: 'weak' });
  }
  add('readiness.planned', { assessment_id: finished, ...of, advice: 'train-money', planned_at: days(-9), by_account: officer });
}

const keeps: May = (who, row) => who.keeps(row.person_id);
const self: May = (who, row) => keeps(who, row) || who.own.has(row.person_id);
/** The person writes their own side, never the counsellor's. */
const ownSide: May = (who, row) => keeps(who, row) || (row.side === 'founder' && who.own.has(row.person_id));
const same = (_who: unknown, row: Row): Row => row;
const ofAssessment = (table: string, what: string, may: May, changes?: TableRule['changes']): TableRule =>
  part(table, 'readiness', ofPerson, {
    key: `assessment_id || '/' || ${what}`,
    ...(changes ? { changes } : {}),
    // The same row again: refused by its key, after row security has let it pass.
    adds: [{ like: same, may }],
  });

/** What the design says of readiness: the desk that has custody, the person for their own side, and whoever a grant shows it to. */
export const readinessRules: readonly TableRule[] = [
  part('readiness.assessments', 'readiness', ofPerson, {
    changes: [{ set: 'office_id = office_id', may: self }],
    adds: [
      { like: (who, row) => (row.finished_at === null ? null : fresh(who, row)), may: self },
      { like: (who, row) => (row.finished_at === null ? null : forged('office_id')(who, row)), may: nobody },
    ],
  }),
  ofAssessment('readiness.answers', "side || '/' || question", ownSide, [{ set: 'by_account = by_account', may: ownSide }]),
  ofAssessment('readiness.blockers', "side || '/' || blocker", ownSide, [{ set: 'by_account = by_account', may: ownSide }]),
  ofAssessment('readiness.area_results', "side || '/' || area", self),
  ofAssessment('readiness.planned', 'advice', keeps),
];
