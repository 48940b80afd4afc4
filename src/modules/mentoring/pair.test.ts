import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { projectRoot } from '#kernel/i18n';
import { allowedOnPair, pairActions, pairStates, sides, type PairFacts } from './pair.ts';
import { grantedParts } from './sharing.ts';
import { whenToRemind } from './plan-messages.ts';

const facts = (state: PairFacts['state'], said: Partial<PairFacts> = {}): PairFacts => ({
  state,
  mentorAcceptedAt: null,
  founderAcceptedAt: null,
  ...said,
});
const moment = new Date('2026-11-20T10:00:00Z');

describe('what a side may do to a pair', () => {
  test('is drawn with the same states in docs/states/mentoring.md', async () => {
    const page = await readFile(join(projectRoot(), 'docs/states/mentoring.md'), 'utf8');
    const drawn = [...page.matchAll(/^ {4}(\w+) --> (\w+)/gm)].map(([, from = '', to = '']) => `${from} ${to}`);
    expect(drawn.toSorted()).toEqual([
      'accepted ended',
      'accepted running',
      'offered accepted',
      'offered ended',
      'running ended',
      'suggested ended',
      'suggested offered',
    ]);
    for (const state of pairStates) expect(page).toContain(state);
  });

  test('each side says yes once', () => {
    expect(allowedOnPair(facts('offered'), 'mentor', 'accept')).toBe(true);
    expect(allowedOnPair(facts('accepted', { mentorAcceptedAt: moment }), 'mentor', 'accept')).toBe('answered-already');
    expect(allowedOnPair(facts('accepted', { mentorAcceptedAt: moment }), 'founder', 'accept')).toBe(true);
    expect(allowedOnPair(facts('accepted', { founderAcceptedAt: moment }), 'office', 'accept')).toBe('answered-already');
  });

  test('every side may end it as long as it has not ended, and nobody does anything afterwards', () => {
    for (const side of sides) {
      for (const state of pairStates) expect(allowedOnPair(facts(state), side, 'end')).toBe(state === 'ended' ? 'state-ended' : true);
      for (const action of pairActions) expect(allowedOnPair(facts('ended'), side, action)).not.toBe(true);
    }
  });

  test('only the office asks, and only the two meet', () => {
    expect(allowedOnPair(facts('suggested'), 'mentor', 'offer')).toBe('not-yours');
    expect(allowedOnPair(facts('running'), 'office', 'meet')).toBe('not-yours');
    expect(allowedOnPair(facts('accepted'), 'founder', 'meet')).toBe('state-accepted');
  });
});

test('a grant to a mentor holds the mentoring itself and what was ticked', () => {
  expect(grantedParts([])).toEqual(['mentoring']);
  expect(grantedParts(['venture', 'contact'])).toEqual(['mentoring', 'venture', 'contact']);
});

describe('the reminder of a session', () => {
  const at = (hours: number) => new Date(moment.getTime() + hours * 3_600_000);

  test('comes a day before', () => {
    expect(whenToRemind(at(72), moment)).toEqual(at(48));
  });

  test('comes two hours before where the session was planned late, and not at all where it is nearer', () => {
    expect(whenToRemind(at(20), moment)).toEqual(at(18));
    expect(whenToRemind(at(1), moment)).toBeNull();
    expect(whenToRemind(at(-5), moment)).toBeNull();
  });
});
