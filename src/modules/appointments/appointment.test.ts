import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { projectRoot } from '#kernel/i18n';
import { allowed, appointmentActions, appointmentMoves, appointmentStates, type AppointmentState } from './appointment.ts';
import { refuse } from './refusals.ts';

const START = '2026-12-01T10:00:00.000Z';
const at = (time: string) => new Date(`2026-12-01T${time}:00Z`);
const verdict = (state: AppointmentState, action: (typeof appointmentActions)[number], time: string) =>
  allowed({ state, startsAt: START }, action, at(time));

describe('the state chart of an appointment', () => {
  test('is drawn in docs/states as it is', () => {
    const page = readFileSync(join(projectRoot(), 'docs/states/appointment.md'), 'utf8');
    const drawn = [...page.matchAll(/^ +([a-z-]+) --> ([a-z-]+): ([a-z]+)$/gm)].map(([, from, to, action]) => `${from} ${action} ${to}`);
    const moves = appointmentStates.flatMap((state) =>
      appointmentActions.flatMap((action) =>
        appointmentMoves[state][action] ? [`${state} ${action} ${appointmentMoves[state][action]}`] : [],
      ),
    );
    expect(drawn.toSorted()).toEqual(moves.toSorted());
  });

  test('gives a reason that has a refusal for everything that is closed', () => {
    for (const state of appointmentStates)
      for (const action of appointmentActions)
        for (const time of ['08:00', '09:30', '10:00', '12:00']) {
          const answer = verdict(state, action, time);
          if (answer !== true) expect(refuse.table).toHaveProperty(answer);
        }
  });
});

test('an appointment is moved and cancelled until it begins, not after', () => {
  expect(verdict('booked', 'move', '09:59')).toBe(true);
  expect(verdict('booked', 'cancel', '09:59')).toBe(true);
  expect(verdict('booked', 'move', '10:00')).toBe('past');
  expect(verdict('booked', 'cancel', '10:00')).toBe('past');
});

test('a visitor who comes early is noted up to an hour before, an absent one from the start on', () => {
  expect(verdict('booked', 'keep', '08:59')).toBe('not-yet');
  expect(verdict('booked', 'keep', '09:00')).toBe(true);
  expect(verdict('booked', 'miss', '09:59')).toBe('not-yet');
  expect(verdict('booked', 'miss', '10:00')).toBe(true);
});

test('a cancelled appointment stays cancelled', () => {
  for (const action of appointmentActions) expect(verdict('cancelled', action, '09:00')).toBe('already-cancelled');
});
