import { newId } from '#kernel/db';
import { days, type Add } from './fixtures-access-published.ts';
import { fresh, nobody, type May, type TableRule } from './fixtures-access-rule.ts';
import type { Rights } from './fixtures-access-rights.ts';
import type { Row, Stage } from './fixtures-access-world.ts';

interface Planted {
  venture_id: string;
  office_id: string;
}

const text = (words: string) => ({ source: 'en', texts: { en: { text: words, kind: 'human' } } });
const day = (count: number) => days(count).slice(0, 10);
let histories = 1;

/** A published, an expired and a draft opportunity of each office; each venture told of and answered to the published ones. */
export function plantOpportunities(add: Add, stage: Stage, ventures: readonly Planted[]): void {
  const published = stage.offices.map((office_id) => {
    const common = {
      office_id,
      kind: 'call',
      title: text('Call'),
      about: text('Text'),
      place_id: stage.place,
      at_end: 'both',
      source: { name: 'test' },
      source_seen_on: '2026-01-01',
      valid_from: day(-100),
    };
    const shown = { id: newId(), ...common, valid_until: day(60), state: 'published', published_revision: 1 };
    const over = { id: newId(), ...common, valid_until: day(-2), state: 'published', published_revision: 1 };
    const draft = { id: newId(), ...common, valid_until: day(60), state: 'draft', published_revision: null };
    add('opportunities.opportunities', shown, over, draft);
    for (const { id } of [shown, draft]) {
      add('opportunities.history', {
        id: String(histories++),
        opportunity_id: id,
        office_id,
        by_account: stage.accounts[0],
        kind: 'created',
        revision: 1,
        state: {},
      });
    }
    return [shown, over] as const;
  });
  ventures.forEach(({ venture_id, office_id }, number) => {
    const of = { venture_id, office_id };
    add('opportunities.answers', { ...of, field: 'jobs', value: 2, by_account: stage.accounts[0] });
    const [shown, over] = published[number % published.length] ?? [];
    const none = {
      stance: 'interested',
      stance_at: days(-3),
      stance_by: stage.accounts[0],
      planned_at: null,
      planned_by: null,
      told_at: null,
      told_by: null,
    };
    for (const one of [shown, over]) if (one) add('opportunities.responses', { opportunity_id: one.id, ...of, ...none });
  });
}

const founds = (who: Rights, venture: unknown) =>
  (who.rows['ventures.founders'] ?? []).some((one) => one.venture_id === venture && !one.left_at && who.own.has(one.person_id));
/** Founders and the desk in custody. */
const owns: May = (who, row) => who.desks.has(row.office_id) || founds(who, row.venture_id);
/** Desks of the office, and the editors of the network. */
const keeps: May = (who, row) => who.desks.has(row.office_id) || who.holds('administrator', 'editor');
const isShown = (row: Row) => row.state === 'published' && String(row.valid_until) >= day(0);
const answered: May = (who, row) =>
  (who.rows['opportunities.responses'] ?? []).some((one) => one.opportunity_id === row.id && founds(who, one.venture_id));

/** What the design says of opportunities. */
export const opportunityRules: readonly TableRule[] = [
  {
    table: 'opportunities.opportunities',
    reads: (who, row) => isShown(row) || keeps(who, row) || answered(who, row),
    changes: [
      { set: "state = 'withdrawn'", may: keeps },
      // New words are never public by the hand that wrote them, whoever it is.
      { set: `title = '${JSON.stringify(text('Mine'))}', state = 'published'`, may: nobody },
    ],
    adds: [
      { like: (who, row) => ({ ...fresh(who, row), state: 'draft', published_revision: null }), may: keeps },
      { like: (who, row) => ({ ...fresh(who, row), valid_until: day(60), state: 'published', published_revision: 1 }), may: nobody },
    ],
  },
  { table: 'opportunities.history', reads: keeps },
  {
    table: 'opportunities.answers',
    key: "venture_id || '/' || field",
    reads: owns,
    changes: [{ set: 'value = value', may: owns }],
    adds: [{ like: (_who, row) => row, may: owns }],
    removes: owns,
  },
  {
    table: 'opportunities.responses',
    key: "opportunity_id || '/' || venture_id",
    reads: owns,
    changes: [
      { set: 'stance = null', may: owns },
      { set: 'told_at = now()', may: (who, row) => who.desks.has(row.office_id) },
    ],
    adds: [{ like: (_who, row) => row, may: owns }],
  },
];
