import { describe, expect, test } from 'vitest';
import { languages, makeTranslated } from '#kernel/i18n';
import { putPart, removePart, retypedUnits } from './change-parts.ts';
import { checklistItems, checklistSections } from './checklist.ts';
import { inOrder, totalsOf } from './figures.ts';
import { axisOf, endsBefore, firstDay, isAge, lastDay, spanOf } from './period.ts';
import { contentSchema, emptyContent, IN_SITE, missingIn, needed, type Action, type Content } from './plan-content.ts';

const author = { by: 'account', kind: 'human', at: '2026-11-22T08:00:00Z' } as const;
const text = (words: string) => makeTranslated('en', words, author);
const id = (number: number) => `018f0000-0000-7000-8000-${String(number).padStart(12, '0')}`;
const objective = (number: number) => ({ id: id(number), title: text(`Objective ${number}`), words: null });
const measure = (number: number, of: number) => ({ id: id(number), objectiveId: id(of), title: text(`Measure ${number}`), words: null });
const action = (number: number, of: number, more: Partial<Action> = {}): Action => ({
  id: id(number),
  measureId: id(of),
  title: text(`Action ${number}`),
  words: null,
  unitId: null,
  withUnits: [],
  partners: [],
  corridor: null,
  serves: null,
  budget: null,
  sources: [],
  sourceNote: null,
  starts: null,
  ends: null,
  ...more,
});
const plan = (more: Partial<Content> = {}): Content => ({ ...emptyContent(text('Plan')), ...more });
const whole = plan({
  units: [
    { id: id(90), name: text('Labour office') },
    { id: id(91), name: text('Schools') },
  ],
  objectives: [objective(1), objective(2)],
  measures: [measure(10, 1), measure(11, 2), measure(12, 1)],
  actions: [action(20, 10, { unitId: id(90) }), action(21, 11), action(22, 12)],
});

describe('a period', () => {
  test('of a year or a month begins with its first day and ends with its last', () => {
    expect(['2028', '2028-02', '2028-02-10'].map(firstDay)).toEqual(['2028-01-01', '2028-02-01', '2028-02-10']);
    expect(['2027', '2028-02', '2028-02-10'].map(lastDay)).toEqual(['2027-12-31', '2028-02-29', '2028-02-10']);
    expect(['2027-02-30', '2028-02-29'].map(isAge)).toEqual([false, true]);
  });

  test('does not end before it starts, and what is not known does not', () => {
    expect(endsBefore({ starts: '2027-05', ends: '2027' })).toBe(false);
    expect(endsBefore({ starts: '2027-05', ends: '2027-04' })).toBe(true);
    expect(endsBefore({ starts: null, ends: '1999' })).toBe(false);
  });

  test('stands on an axis of whole years; without both ends it has no bar', () => {
    const axis = axisOf([
      { starts: '2027-03', ends: '2029' },
      { starts: null, ends: null },
    ]);
    expect(axis?.years.map(({ year }) => year)).toEqual([2027, 2028, 2029]);
    expect(spanOf({ starts: '2027', ends: '2029' })).toEqual([axis?.from, axis?.to]);
    expect(spanOf({ starts: '2027', ends: null })).toBeNull();
    expect(axisOf([{ starts: null, ends: null }])).toBeNull();
    expect(axisOf([{ starts: '1990', ends: '2090' }])?.years.length).toBeLessThanOrEqual(8);
  });
});

describe('parts', () => {
  test('stand in the order of the page, whatever order they were written in', () => {
    expect(inOrder(whole).map((one) => one.action.id)).toEqual([id(20), id(22), id(21)]);
  });

  test('move among those under the same part and leave the others alone', () => {
    const moved = putPart(whole, 'measures', measure(12, 1), 1);
    expect(moved.measures.filter(({ objectiveId }) => objectiveId === id(1)).map((one) => one.id)).toEqual([id(12), id(10)]);
    expect(putPart(whole, 'objectives', objective(3), 999).objectives.at(-1)?.id).toBe(id(3));
    expect(moved.measures).toHaveLength(3);
  });

  test('that others name cannot be taken out', () => {
    expect(() => removePart(whole, 'objectives', id(1))).toThrow(expect.objectContaining({ code: 'parts-under' }));
    expect(() => removePart(whole, 'actions', id(77))).toThrow(expect.objectContaining({ code: 'not-found' }));
    expect(removePart(whole, 'actions', id(20)).actions.map((one) => one.id)).toEqual([id(21), id(22)]);
  });

  test('that name what is not there are no plan', () => {
    expect(contentSchema.safeParse(whole).success).toBe(true);
    expect(contentSchema.safeParse({ ...whole, objectives: [objective(1)] }).success).toBe(false);
    expect(contentSchema.safeParse({ ...whole, actions: [action(20, 10), action(20, 10)] }).success).toBe(false);
    expect(contentSchema.safeParse({ ...whole, actions: [action(20, 10, { withUnits: [id(99)] })] }).success).toBe(false);
  });
});

describe('units', () => {
  test('keep who they are when they are reworded or moved', () => {
    expect(retypedUnits(whole, 'Schools\nLabour office', 'en', author).map((one) => one.id)).toEqual([id(91), id(90)]);
    expect(retypedUnits(whole, 'Employment office\nSchools', 'en', author).map((one) => one.id)).toEqual([id(90), id(91)]);
    expect(retypedUnits(whole, 'Labour office\nSchools\nHealth', 'en', author)).toHaveLength(3);
  });

  test('that an action names cannot be taken out', () => {
    expect(() => retypedUnits(whole, 'Schools', 'en', author)).toThrow(expect.objectContaining({ code: 'parts-under' }));
    expect(retypedUnits(whole, 'Labour office', 'en', author)).toHaveLength(1);
  });
});

test('budgets add up by currency, and one that is not known is counted, never taken for nothing', () => {
  const euro = (minor: string) => action(1, 1, { budget: { minor, currency: 'EUR' } });
  const total = totalsOf([euro('150'), euro('0'), action(2, 1), action(3, 1, { budget: { minor: '5000', currency: 'XOF' } })]);
  expect(total).toEqual({
    known: [
      { amountMinor: 150n, currency: 'EUR' },
      { amountMinor: 5000n, currency: 'XOF' },
    ],
    unknown: 1,
  });
});

test('a new plan lacks what every plan needs, and says so', () => {
  const missing = missingIn(emptyContent(text('Plan')));
  expect(missing).toEqual(needed.filter((one) => !['measures', 'actions', 'units'].includes(one)));
  expect(missingIn(whole)).toContain('units');
});

test('an address leads within this site only', () => {
  const good = ['/associations', '/plans/padua-2027?x=1#time'];
  const bad = ['//elsewhere.example', 'https://elsewhere.example', 'javascript:x', '/\\elsewhere', '/a b', ''];
  expect([...good, ...bad].map((one) => IN_SITE.test(one))).toEqual([...good.map(() => true), ...bad.map(() => false)]);
});

test('the checklist has its 36 statements in every language, each once', () => {
  expect(checklistSections.map(({ id: section, items }) => [section, items.length])).toEqual([
    ['lessons', 13],
    ['policy-inputs', 23],
  ]);
  expect(new Set(checklistItems.map((item) => item.id)).size).toBe(36);
  for (const { code } of languages)
    for (const item of checklistItems) {
      expect(item.text[code], `${item.id} in ${code}`).toBeTruthy();
      expect(item.detail[code], `${item.id} in ${code}`).toBeTruthy();
      if (code !== 'en') expect(item.text[code]).not.toBe(item.text.en);
    }
});
