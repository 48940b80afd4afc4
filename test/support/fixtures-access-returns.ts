import { newId } from '#kernel/db';
import { days, type Add } from './fixtures-access-published.ts';
import { anybody, forged, fresh, nobody, ofPerson, part, type May, type TableRule } from './fixtures-access-rule.ts';
import type { Row, Stage } from './fixtures-access-world.ts';

const rules = new WeakMap<Stage, string>();
let moves = 1;

const text = (words: string) => ({ source: 'en', texts: { en: { text: words, kind: 'human' } } });

/** A rule of the first office, one of the skeleton, and a state of the past. */
export function plantReturnRules(add: Add, stage: Stage): void {
  const [own, skeleton] = [newId(), newId()];
  const rule = {
    topic: 'tax',
    leaving: 'IT',
    arriving: 'SN',
    question: text('Which form?'),
    source_name: 'test',
    valid_from: '2026-01-01',
  };
  const fresh = { confirmed_by: null, confirmed_on: null };
  add('returns.rules', { id: own, code: null, office_id: stage.offices[0], ...rule, ...fresh });
  add('returns.rules', { id: skeleton, code: 'skeleton', office_id: null, ...rule, ...fresh });
  add('returns.rule_history', { id: '1', rule_id: own, kind: 'created', state: {} });
  rules.set(stage, own);
}

/** What both sides ticked of a file. */
export function plantReturns(add: Add, stage: Stage, of: { person_id: string; office_id: string }, officer: string): void {
  for (const side of ['person', 'counsellor']) {
    add('returns.ticks', { ...of, rule_id: rules.get(stage), side, done: true, note: null, at: days(-2), by_account: officer });
  }
  const plan_id = newId();
  const plan = { leaving: 'IT', arriving: 'SN', state: 'withdrawn', venture_id: null, venture_office_id: null, created_by: officer };
  add('returns.plans', { id: plan_id, ...of, ...plan });
  add('returns.moves', { id: String(moves++), plan_id, ...of, from_state: null, to_state: 'considering', by_account: officer });
  for (const side of ['person', 'counsellor']) {
    add('returns.sections', { plan_id, ...of, section: 'money', side, words: null, at: days(-2), by_account: officer });
  }
  add('returns.follow_ups', { id: newId(), plan_id, ...of, months: null, due_on: '2026-05-01', done_on: null });
  add('returns.checks', {
    id: newId(),
    plan_id,
    ...of,
    venture_id: newId(),
    asked_office_id: stage.offices[1],
    grant_id: newId(),
    question: '\\x00',
    asked_at: days(-2),
    asked_by: officer,
    answer: null,
  });
}

const keeps: May = (who, row) => who.keeps(row.person_id);
/** The person writes their own side, never the counsellor's. */
const ownSide: May = (who, row) => keeps(who, row) || (row.side === 'person' && who.own.has(row.person_id));
const manages: May = (who, row) => (row.office_id === null ? who.managed.size > 0 : who.managed.has(row.office_id));
const self: May = (who, row) => keeps(who, row) || who.own.has(row.person_id);
/** The desk that was asked, while it reads the return. */
const asked: May = (who, row) => who.desks.has(row.asked_office_id) && (who.shares(row.person_id, 'return') || who.keeps(row.person_id));
const begun = (row: Row): Row => ({ ...row, id: newId(), state: 'considering' });
const same = (_who: unknown, row: Row): Row => row;

/** What the design says of returns: the rules are public and kept by managers; ticks belong to the custody desk and the person. */
export const returnRules: readonly TableRule[] = [
  {
    table: 'returns.rules',
    reads: anybody,
    changes: [{ set: 'source_name = source_name', may: manages }],
    adds: [
      {
        like: (_who, row) => ({ ...row, id: newId(), code: null }),
        may: (who, row) => row.office_id !== null && who.managed.has(row.office_id),
      },
      { like: (_who, row) => ({ ...row, id: newId(), code: null, confirmed_by: 'x', confirmed_on: '2026-01-02' }), may: nobody },
    ],
  },
  { table: 'returns.rule_history', reads: (who) => who.desks.size > 0 },
  part('returns.ticks', 'return', ofPerson, {
    key: "person_id || '/' || side",
    changes: [{ set: 'by_account = by_account', may: ownSide }],
    adds: [{ like: same, may: ownSide }],
  }),
  part('returns.plans', 'return', ofPerson, {
    changes: [{ set: 'state = state', may: self }],
    adds: [
      { like: (_who, row) => begun(row), may: self },
      {
        like: (who, row) => {
          const wrong = forged('office_id')(who, row);
          return wrong && begun(wrong);
        },
        may: nobody,
      },
    ],
  }),
  {
    table: 'returns.moves',
    reads: (who, row) => keeps(who, row) || who.own.has(row.person_id) || who.shares(row.person_id, 'return'),
  },
  part('returns.sections', 'return', ofPerson, {
    key: "plan_id || '/' || side",
    changes: [{ set: 'by_account = by_account', may: ownSide }],
    adds: [{ like: same, may: ownSide }],
  }),
  part('returns.checks', 'return', ofPerson, {
    changes: [{ set: "answer = 'feasible', answered_at = now(), answered_by = kernel.actor()", may: asked }],
    adds: [{ like: fresh, may: keeps }],
  }),
  part('returns.follow_ups', 'return', ofPerson, {
    changes: [{ set: "done_on = current_date, how = 'phone', done_by = kernel.actor()", may: keeps }],
    adds: [{ like: fresh, may: keeps }],
  }),
];
