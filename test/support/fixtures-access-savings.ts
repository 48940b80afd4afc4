import { newId } from '#kernel/db';
import { makeTranslated } from '#kernel/i18n';
import type { Add } from './fixtures-access-published.ts';
import { days } from './fixtures-access-published.ts';
import { nobody, type May, type TableRule } from './fixtures-access-rule.ts';
import { at, type OneFile, type Row, type Stage } from './fixtures-access-world.ts';

const words = makeTranslated('en', 'Savings', { by: 'the bank', kind: 'human', at: '2026-11-01T09:00:00Z' });

const rules = {
  name: words,
  about: words,
  eligible: words,
  purposes: ['firm'],
  saving_currency: 'EUR',
  home_currency: 'XOF',
  draw_month_minor: 1000,
  draw_percent: 50,
  draw_wait_days: 5,
  credit_months: 3,
  credit_saved_minor: 100,
  credit_multiple: '2',
  credit_most_minor: 1000,
  pledge_percent: 20,
};

/** A draft and a published scheme of each organisation, each linked to a plan. */
export function plantSchemes(add: Add, stage: Stage, plans: readonly Row[]): void {
  for (const organisation_id of stage.organisations)
    for (const state of ['draft', 'published']) {
      const id = newId();
      const published_at = state === 'draft' ? null : days(-1);
      add('savings.schemes', { id, organisation_id, ...rules, state, published_at, withdrawn_at: null, created_by: at(stage.accounts, 0) });
      for (const plan of plans.slice(0, 2)) add('savings.aims', { scheme_id: id, plan_id: plan.id, part_id: newId() });
    }
}

const states = ['running', 'asked', 'declined', 'closed'];
const numberOf = (id: string) => id.replaceAll('-', '').slice(-12);

/** A saving that rests on a grant of the file, with what was paid in and drawn, and a credit. */
export function plantSavings(add: Add, stage: Stage, schemes: readonly Row[], of: Row, one: OneFile, grants: readonly string[]): void {
  grants.forEach((grant_id, place) => {
    const organisation_id = at(stage.organisations, one.meetsAt + place);
    const scheme = schemes.find((row) => row.organisation_id === organisation_id && row.state === 'published');
    const id = newId();
    const state = at(states, one.writtenIn + place);
    const kept = state === 'running' || state === 'closed';
    add('savings.memberships', {
      id,
      scheme_id: scheme?.id,
      organisation_id,
      person_id: of.person_id,
      office_id: of.office_id,
      grant_id,
      number: numberOf(id),
      state,
      purpose: 'firm',
      goal_minor: 1000,
      goal_on: '2030-01-01',
      office_follows: one.author % 2 === 0,
      account_id: kept ? newId() : null,
      reason: state === 'declined' ? 'too far' : null,
      sent_by: at(stage.accounts, 0),
    });
    const drawer_id = newId();
    add('savings.drawers', { id: drawer_id, membership_id: id, reference: 'K-1', ended_at: null });
    if (!kept) return;
    const moved = { membership_id: id, organisation_id, effective_on: '2026-11-02' };
    const none = { drawer_id: null, home_minor: null };
    const paid = newId();
    add('savings.movements', {
      ...moved,
      ...none,
      id: paid,
      kind: 'deposit',
      amount_minor: 500,
      reference: `D${numberOf(paid)}`,
      entry_id: newId(),
    });
    const drawn = newId();
    add('savings.movements', {
      ...moved,
      id: drawn,
      kind: 'draw',
      amount_minor: 100,
      reference: `W${numberOf(drawn)}`,
      entry_id: newId(),
      drawer_id,
      home_minor: 65_596,
    });
    add('savings.credits', { id: newId(), membership_id: id, organisation_id, state: 'asked', amount_minor: 100 });
  });
}

type Who = Parameters<May>[0];
const rowOf = (who: Who, table: string, id: unknown): Row => (who.rows[table] ?? []).find((row) => row.id === id) ?? {};
const keeps: May = (who, row) => who.lends.has(row.organisation_id);
const own: May = (who, row) => who.own.has(row.person_id);
const reached: May = (who, row) => row.state === 'running' || row.state === 'closed' || who.grants.has(row.grant_id);
const follows: May = (who, row) => row.office_follows === true && who.desks.has(row.office_id);
const readsSaving: May = (who, row) => own(who, row) || follows(who, row) || (keeps(who, row) && reached(who, row));
const savingOf = (who: Who, row: Row): Row => rowOf(who, 'savings.memberships', row.membership_id);
const withSaving: May = (who, row) => readsSaving(who, savingOf(who, row));
const ofOwn: May = (who, row) => own(who, savingOf(who, row));
const readsScheme: May = (who, row) => row.published_at !== null || keeps(who, row);
const schemeOf = (who: Who, row: Row): Row => rowOf(who, 'savings.schemes', row.scheme_id);

const asked = (who: Who, row: Row): Row => {
  const id = newId();
  return { ...row, id, number: numberOf(id), state: 'asked', account_id: null, reason: null, sent_by: who.accountId };
};

/** Organisations keep what they offer; a saving is read by the saver, the office that they let follow, and the organisation; money by functions alone. */
export const savingsRules: readonly TableRule[] = [
  {
    table: 'savings.schemes',
    reads: readsScheme,
    changes: [{ set: 'draw_percent = draw_percent', may: keeps }],
    adds: [
      { like: (who, row) => ({ ...row, id: newId(), state: 'draft', published_at: null, created_by: who.accountId }), may: keeps },
      { like: (who, row) => ({ ...row, id: newId(), state: 'published', published_at: days(-1), created_by: who.accountId }), may: nobody },
    ],
  },
  {
    table: 'savings.aims',
    key: "scheme_id || '/' || part_id",
    reads: (who, row) => readsScheme(who, schemeOf(who, row)),
    adds: [
      {
        like: (_who, row) => ({ ...row, part_id: newId() }),
        may: (who, row) => keeps(who, schemeOf(who, row)) && Number(rowOf(who, 'plans.plans', row.plan_id).version) > 0,
      },
    ],
    removes: (who, row) => keeps(who, schemeOf(who, row)),
  },
  {
    table: 'savings.memberships',
    reads: readsSaving,
    changes: [
      { set: 'goal_minor = goal_minor + 1', may: own },
      { set: "reason = 'another'", may: (who, row) => keeps(who, row) && (own(who, row) || reached(who, row)) },
    ],
    adds: [
      { like: asked, may: own },
      { like: (who, row) => ({ ...asked(who, row), state: 'running', account_id: newId() }), may: nobody },
    ],
  },
  {
    table: 'savings.drawers',
    reads: withSaving,
    changes: [{ set: 'ended_at = now()', may: ofOwn }],
    adds: [{ like: (_who, row) => ({ ...row, id: newId(), reference: `K${newId().slice(-8)}` }), may: ofOwn }],
  },
  // Money is written by the functions of the schema: the application has no right to add, change or remove here.
  { table: 'savings.movements', reads: withSaving },
  { table: 'savings.credits', reads: withSaving },
];
