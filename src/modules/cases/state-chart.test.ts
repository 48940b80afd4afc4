import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { array, assert, constantFrom, property, subarray } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fileParts } from '#kernel/consent';
import { projectRoot } from '#kernel/i18n';
import { allowedOnCase, caseActions, caseChart, caseStates, type CaseFacts } from './case.ts';
import { handoverActions, handoverChart, handoverStates } from './handover.ts';
import { partChoices, partsOf, type Sharing } from './parts.ts';
import { referralActions, referralChart, referralStates } from './referral.ts';
import { refuse } from './refusals.ts';
import { allowed, follow, type StateChart } from './state-chart.ts';
import { allowedOnStep, mayChangeStep, responsibles, stepActions, stepChart, stepStates } from './step.ts';

type AnyChart = StateChart<string, string, string>;

const charts: { name: string; chart: AnyChart; states: readonly string[]; actions: readonly string[]; expected: string[] }[] = [
  {
    name: 'case',
    chart: caseChart,
    states: caseStates,
    actions: ['close', 'reopen'],
    expected: ['open close closed', 'closed reopen open'],
  },
  {
    name: 'step',
    chart: stepChart,
    states: stepStates,
    actions: stepActions,
    expected: [
      'planned start under-way',
      'planned finish done',
      'planned drop dropped',
      'under-way stop planned',
      'under-way finish done',
      'under-way drop dropped',
      'done replan planned',
      'dropped replan planned',
    ],
  },
  {
    name: 'referral',
    chart: referralChart,
    states: referralStates,
    actions: referralActions,
    expected: [
      'sent open seen',
      'sent accept accepted',
      'sent decline declined',
      'sent withdraw withdrawn',
      'seen accept accepted',
      'seen decline declined',
      'seen withdraw withdrawn',
      'accepted report reported',
      'accepted withdraw withdrawn',
    ],
  },
  {
    name: 'handover',
    chart: handoverChart,
    states: handoverStates,
    actions: handoverActions,
    expected: [
      'asked offer offered',
      'asked decline declined',
      'asked lapse lapsed',
      'asked withdraw withdrawn',
      'offered open seen',
      'offered accept accepted',
      'offered decline declined',
      'offered lapse lapsed',
      'offered withdraw withdrawn',
      'seen accept accepted',
      'seen decline declined',
      'seen lapse lapsed',
      'seen withdraw withdrawn',
    ],
  },
];

describe.each(charts)('the state chart of a $name', ({ name, chart, states, actions, expected }) => {
  test('has exactly these moves', () => {
    const moves = states.flatMap((state) =>
      actions.flatMap((action) => {
        const next = chart.moves[state]?.[action];
        return next === undefined ? [] : [`${state} ${action} ${next}`];
      }),
    );
    expect(moves.sort()).toEqual([...expected].sort());
  });

  test('is drawn in docs/states as it is', () => {
    const page = readFileSync(join(projectRoot(), 'docs/states', `${name}.md`), 'utf8');
    const drawn = [...page.matchAll(/^ +([a-z-]+) --> ([a-z-]+): ([a-z]+)$/gm)].map(([, from, to, action]) => `${from} ${action} ${to}`);
    expect(drawn.sort()).toEqual([...expected].sort());
  });

  test('gives a reason that has a refusal for everything else', () => {
    const closed = states.flatMap((state) =>
      actions
        .filter((action) => !expected.some((move) => move.startsWith(`${state} ${action} `)))
        .map((action) => allowed(chart, state, action)),
    );
    expect(closed.filter((verdict) => verdict === true || !(verdict in refuse.table))).toEqual([]);
  });

  test('leads from any walk only to states that it knows, and stays where an action is closed', () => {
    const step = (state: string, action: string) => {
      try {
        return follow(chart, state, action, (reason) => refuse(reason as never)); // the charts name refusals of the module
      } catch (error) {
        return `${state}: ${String(error)}`;
      }
    };
    assert(
      property(constantFrom(...states), array(constantFrom(...actions), { maxLength: 30 }), (start, walk) => {
        let state = start;
        for (const action of walk) {
          const verdict = allowed(chart, state, action);
          const next = step(state, action);
          expect(next).toBe(verdict === true ? chart.moves[state]?.[action] : `${state}: Refusal: cases.${verdict}`);
          if (verdict === true) state = next;
          expect(states).toContain(state);
        }
      }),
    );
  });
});

describe('a case', () => {
  const facts = (given: Partial<CaseFacts> = {}): CaseFacts => ({
    state: 'open',
    standing: 'custody',
    openReferrals: 0,
    openOffers: 0,
    steps: 1,
    agreed: false,
    ...given,
  });

  test('lets the office that has custody do everything that its state allows', () => {
    const open = caseActions.filter((action) => allowedOnCase(facts(), action) === true);
    expect(open).toEqual(['change', 'work', 'write-note', 'task', 'document', 'agree-plan', 'refer', 'offer', 'close']);
    const closed = caseActions.filter((action) => allowedOnCase(facts({ state: 'closed' }), action) === true);
    expect(closed).toEqual(['write-note', 'document', 'reopen', 'follow-up']);
  });

  test('lets the office at the other end of joint work plan and write, not close', () => {
    const open = caseActions.filter((action) => allowedOnCase(facts({ standing: 'joint' }), action) === true);
    expect(open).toEqual(['work', 'write-note']);
    expect(allowedOnCase(facts({ standing: 'joint' }), 'close')).toBe('custodian-only');
  });

  test.each(['own', 'reader'] as const)('is as if absent to its %s for every act of the desk', (standing) => {
    for (const action of caseActions) {
      if (standing === 'own' && action === 'agree-plan') continue;
      expect(allowedOnCase(facts({ standing }), action)).toBe('not-found');
    }
  });

  test('says what has to be settled before it closes', () => {
    expect(allowedOnCase(facts({ openReferrals: 2, openOffers: 1 }), 'close')).toBe('referrals-open');
    expect(allowedOnCase(facts({ openOffers: 1 }), 'close')).toBe('offer-open');
  });

  test('lets the person agree to the plan themselves', () => {
    expect(allowedOnCase(facts({ standing: 'own' }), 'agree-plan')).toBe(true);
    expect(allowedOnCase(facts({ standing: 'own', state: 'closed' }), 'agree-plan')).toBe('case-closed');
  });

  test('has no plan to agree without steps or twice', () => {
    expect(allowedOnCase(facts({ steps: 0 }), 'agree-plan')).toBe('nothing-to-agree');
    expect(allowedOnCase(facts({ agreed: true }), 'agree-plan')).toBe('agreed-already');
  });
});

describe('a step', () => {
  test('is ticked by the person only where it is theirs, and never dropped by them', () => {
    for (const responsible of responsibles) {
      for (const state of stepStates) {
        for (const action of stepActions) {
          const verdict = allowedOnStep({ state, responsible, standing: 'own', caseState: 'open' }, action);
          const mayTick = responsible === 'person' && action !== 'drop' && state !== 'dropped';
          expect(verdict === true).toBe(mayTick && allowed(stepChart, state, action) === true);
        }
      }
    }
  });

  test('stands still once the case is closed', () => {
    for (const standing of ['custody', 'joint', 'own'] as const) {
      expect(allowedOnStep({ state: 'planned', responsible: 'person', standing, caseState: 'closed' }, 'finish')).toBe('case-closed');
    }
  });

  test('is not there for a reader', () => {
    expect(allowedOnStep({ state: 'planned', responsible: 'person', standing: 'reader', caseState: 'open' }, 'finish')).toBe('not-found');
  });

  test('is history once done or dropped', () => {
    expect(stepStates.map(mayChangeStep)).toEqual([true, true, 'step-done', 'step-dropped']);
  });
});

describe('the parts of a file', () => {
  test('are never more than the kind of sharing can have, and never fewer than it needs', () => {
    assert(
      property(constantFrom<Sharing>('referral', 'hand-over', 'joint'), subarray([...fileParts, 'all', '']), (sharing, chosen) => {
        const { needed, optional } = partChoices[sharing];
        const parts = partsOf(sharing, chosen);
        expect(parts).toEqual(expect.arrayContaining([...needed]));
        for (const part of parts) expect(needed.includes(part) || (optional.includes(part) && chosen.includes(part))).toBe(true);
        expect(new Set(parts).size).toBe(parts.length);
      }),
    );
  });
});
