import { newId } from '#kernel/db';
import type { Add } from './fixtures-access-published.ts';
import { as, forged, fresh, nobody, type May, type TableRule } from './fixtures-access-rule.ts';
import type { Row, Stage } from './fixtures-access-world.ts';

/** A plan of each venture with a row in every table, and a review asked of one account. */
export function plantBusinessplans(add: Add, stage: Stage, ventures: readonly { venture_id: string; office_id: string }[]): void {
  ventures.forEach((of, number) => {
    const [plan_id, line_id, version_id] = [newId(), newId(), newId()];
    const by = stage.accounts[number % stage.accounts.length];
    const expert_id = stage.accounts[(number + 1) % stage.accounts.length];
    add('businessplans.plans', { id: plan_id, ...of, currency: 'EUR', starts_in: '2027-01', created_by: by });
    add('businessplans.answers', { plan_id, ...of, question: 'idea.what', text: 'A bakery', by_account: by });
    add('businessplans.lines', { id: line_id, plan_id, ...of, kind: 'cost', label: 'Rent' });
    const money = { value: 80_000, currency: 'EUR', unit: 'money', said_by: 'quote' };
    add('businessplans.figures', { line_id, ...of, name: 'amount', ...money, by_account: by });
    add('businessplans.versions', { id: version_id, plan_id, ...of, number: 1, label: 'First', frozen: '{}', created_by: by });
    for (const side of ['founder', 'counsellor']) add('businessplans.signatures', { version_id, ...of, side, by_account: by });
    for (const side of ['founder', 'counsellor', 'expert']) {
      add('businessplans.comments', { id: newId(), plan_id, ...of, section: 'idea', text: 'Good', side, by_account: by });
    }
    add('businessplans.reviews', { id: newId(), plan_id, version_id, ...of, expert_id, state: 'asked', asked_by: by });
  });
}

const founders: (who: Parameters<May>[0], row: Row) => readonly Row[] = (who, row) =>
  (who.rows['ventures.founders'] ?? []).filter((one) => one.venture_id === row.venture_id);
const atDesk: May = (who, row) => who.desks.has(row.office_id);
const founds: May = (who, row) => founders(who, row).some((one) => who.own.has(one.person_id));
const shared: May = (who, row) => founders(who, row).some((one) => who.shares(one.person_id, 'business-plan'));
const writes: May = (who, row) => atDesk(who, row) || founds(who, row);
const reads: May = (who, row) => writes(who, row) || shared(who, row);
/** Each side speaks for itself. */
const speaks: May = (who, row) => (row.side === 'counsellor' ? atDesk : row.side === 'founder' ? founds : shared)(who, row);

/** The same row again: its key refuses it after row security has let it pass. */
const same = (_who: unknown, row: Row): Row => row;
const of = (table: string, more: Partial<TableRule>): TableRule => ({ table: `businessplans.${table}`, reads, ...more });
const byOther = (column: string) => (who: Parameters<May>[0], row: Row) => (row[column] === who.accountId ? null : fresh(who, row));

/** What the design says of plans: desk in custody and founders write; whoever a founder shares the plan with reads, comments, answers. */
export const businessplanRules: readonly TableRule[] = [
  of('plans', {
    changes: [{ set: 'rate_source = rate_source', may: writes }],
    adds: [
      { like: same, may: writes },
      { like: forged('office_id'), may: nobody },
    ],
  }),
  of('answers', {
    key: "plan_id || '/' || question",
    changes: [{ set: 'text = text', may: writes }],
    adds: [{ like: same, may: writes }],
    removes: writes,
  }),
  of('lines', { changes: [{ set: 'note = note', may: writes }], adds: [{ like: fresh, may: writes }], removes: writes }),
  of('figures', {
    key: "line_id || '/' || name",
    changes: [{ set: 'source = source', may: writes }],
    adds: [{ like: same, may: writes }],
    removes: writes,
  }),
  of('versions', {
    adds: [
      { like: as('created_by'), may: writes },
      { like: byOther('created_by'), may: nobody },
    ],
  }),
  of('signatures', {
    key: "version_id || '/' || side",
    adds: [{ like: (who, row) => ({ ...row, by_account: who.accountId }), may: speaks }],
  }),
  of('comments', {
    adds: [
      { like: as('by_account'), may: speaks },
      { like: byOther('by_account'), may: nobody },
    ],
  }),
  of('reviews', {
    changes: [{ set: "state = 'in-review'", may: (who, row) => row.expert_id === who.accountId && shared(who, row) }],
    adds: [
      { like: as('asked_by'), may: writes },
      { like: (who, row) => ({ ...as('asked_by')(who, row), state: 'in-review' }), may: nobody },
    ],
  }),
];
