import { expect, test } from 'vitest';
import { testSite } from '#test/site';

const site = await testSite({ network: 'demonstration' });

test('the demonstration has a published impact analysis, marked as invented, and one that only its writers see', async () => {
  const list = await site.get('/ar/impacts');
  expect(list.body).toContain('/ar/impacts/demo-office-padova');
  expect(list.body).not.toContain('demo-office-kaolack');
  const { body, statusCode } = await site.get('/en/impacts/demo-office-padova');
  expect(statusCode).toBe(200);
  expect(body).toContain('This analysis is invented');
  expect(body).toContain('That is a result, not a zero.');
  expect(body).toContain('Inside the range foreseen.');
  expect(body).toContain('120 × 0.15 × 0.65 = 11.7');
  // 90,000 ÷ 200 ÷ 0.25 ÷ 0.8 to 140,000 ÷ 80 ÷ 0.08 ÷ 0.5.
  expect(body).toContain('2,250');
  expect(body).toContain('43,750');
  expect((await site.get('/en/impacts/demo-office-kaolack')).statusCode).toBe(404);
});

test.each(['en', 'ar'])('it can be taken along as a document, its effects and assumptions as lists, in %s', async (lang) => {
  const paper = await site.get(`/${lang}/impacts/demo-office-padova?format=pdf&in=${lang}`);
  expect(paper.headers['content-type']).toBe('application/pdf');
  expect(paper.body.slice(0, 5)).toBe('%PDF-');
  const effects = await site.get(`/${lang}/impacts/demo-office-padova?format=csv`);
  expect(effects.body.trim().split('\n')).toHaveLength(5);
  expect(effects.body).toContain('2250');
  const assumptions = await site.get(`/${lang}/impacts/demo-office-padova?list=assumptions&format=csv`);
  expect(assumptions.body.trim().split('\n')).toHaveLength(5);
});
