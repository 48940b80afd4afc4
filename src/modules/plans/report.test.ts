import { expect, test } from 'vitest';
import { makeTranslated } from '#kernel/i18n';
import { bond, byAim, sharesOf } from './coherence.ts';
import { measuredOf, statesOf, type Report } from './report.ts';

const id = (number: number) => `018f0000-0000-7000-8000-${String(number).padStart(12, '0')}`;
const text = makeTranslated('en', 'Words', { by: 'account', kind: 'human', at: '2026-11-22T08:00:00Z' });
const report = (onDay: string, content: Partial<Report['content']>): Pick<Report, 'onDay' | 'content'> => ({
  onDay,
  content: { words: text, actions: [], measurements: [], ...content },
});
const measured = (on: string, value: string) => ({ id: id(1), on, value, words: null });

test('an indicator begins with its baseline and goes on with what reports measured, the last word on a day counting', () => {
  const indicator = { id: id(1), baseline: { value: '12', on: '2026' } };
  const reports = [
    report('2028-01-10', { measurements: [measured('2027-06', '15.5')] }),
    report('2027-07-01', { measurements: [measured('2027-06', '15'), measured('2027-03', '13')] }),
  ];
  expect(measuredOf(indicator, reports)).toEqual([
    { on: '2026', value: '12', at: '2026-01-01' },
    { on: '2027-03', value: '13', at: '2027-03-31' },
    { on: '2027-06', value: '15.5', at: '2027-06-30' },
  ]);
  const early = report('2026-11-20', { measurements: [measured('2026-11', '14')] });
  expect(measuredOf(indicator, [early]).map(({ on }) => on)).toEqual(['2026', '2026-11']);
  expect(measuredOf({ id: id(2), baseline: null }, reports)).toEqual([]);
});

test('an action stands as its last report says, and one that none names is left out', () => {
  const action = (number: number) => ({ id: id(number) }) as Parameters<typeof statesOf>[0]['actions'][number]; // only the id is read
  const reports = [
    report('2028-01-10', { actions: [{ id: id(5), state: 'done', words: null }] }),
    report('2027-01-10', { actions: [{ id: id(5), state: 'late', words: null }] }),
    report('2029-01-10', {}),
  ];
  const states = statesOf({ actions: [action(5), action(6)] }, reports);
  expect(states.map((one) => [one.action.id, one.state.state, one.state.onDay])).toEqual([[id(5), 'done', '2028-01-10']]);
});

test('coherence counts who leads, who takes part, and what each action serves; what nobody said is counted as such', () => {
  const [labour, social, idle] = [id(1), id(2), id(3)];
  const actions = [
    { unitId: labour, withUnits: [social], serves: 'both' as const },
    { unitId: labour, withUnits: [], serves: null },
  ];
  const units = [labour, social, idle].map((one) => ({ id: one, name: text }));
  expect(sharesOf({ units, actions: actions as Parameters<typeof sharesOf>[0]['actions'] })).toEqual([
    { id: labour, leads: 2, takesPart: 0 },
    { id: social, leads: 0, takesPart: 1 },
    { id: idle, leads: 0, takesPart: 0 },
  ]);
  expect([labour, social, idle].map((one) => bond(actions[0]!, one))).toEqual(['leads', 'takes-part', null]);
  expect(byAim(actions).map(({ aim, count }) => [aim, count])).toEqual([
    ['migration', 0],
    ['development', 0],
    ['both', 1],
    [null, 1],
  ]);
});
