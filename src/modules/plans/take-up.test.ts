import { expect, test } from 'vitest';
import { makeTranslated } from '#kernel/i18n';
import { filledPlan } from '#test/fixtures-plans';
import { contentSchema, emptyContent } from './plan-content.ts';
import { takenUp, takeUp } from './take-up.ts';

const author = { by: 'test', kind: 'human', at: '2026-11-22T08:00:00Z' } as const;
const content = filledPlan('test', new Date(author.at))(emptyContent(makeTranslated('en', 'Plan', author)));
const recommended = {
  id: crypto.randomUUID(),
  words: 'Open on Sundays\nfor those who work',
  byWhen: '2027-05-31',
  address: '/peer-reviews/x',
};
const measureId = content.measures[0]?.id ?? '';
const given = { recommended, measureId, lang: 'en', author };

test('a recommendation becomes the last action of a measure, with a link to the report it comes from', () => {
  const next = takeUp(content, given);
  const action = next.actions.at(-1);
  expect(action).toMatchObject({ measureId, ends: '2027-05-31', budget: null, unitId: null });
  expect(action?.title.texts['en']?.text).toBe('Open on Sundays');
  expect(next.links.at(-1)).toMatchObject({ kind: 'recommendation', of: action?.id, ref: recommended.id, address: '/peer-reviews/x' });
  expect(contentSchema.safeParse(next).success).toBe(true);
  expect([...takenUp(next)]).toEqual([recommended.id]);
});

test('it is taken up once, and under a measure that is there', () => {
  expect(() => takeUp(takeUp(content, given), given)).toThrow(expect.objectContaining({ code: 'taken-up' }));
  expect(() => takeUp(content, { ...given, measureId: crypto.randomUUID() })).toThrow(expect.objectContaining({ code: 'no-such-part' }));
});

test('very long words are cut for the title only', () => {
  const next = takeUp(content, { ...given, recommended: { ...recommended, words: 'x'.repeat(2_000) } });
  expect(next.actions.at(-1)?.title.texts['en']?.text).toHaveLength(300);
  expect(next.actions.at(-1)?.words?.texts['en']?.text).toHaveLength(2_000);
});
