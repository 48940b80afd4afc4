import { expect, test } from 'vitest';
import { testSite } from '#test/site';

const site = await testSite({ network: 'demonstration' });

test('the demonstration has a published analysis, marked as invented, and one that only its writers see', async () => {
  const list = await site.get('/ar/analyses');
  expect(list.body).toContain('/ar/analyses/demo-example-region');
  expect(list.body).not.toContain('demo-second-region');
  const { body, statusCode } = await site.get('/en/analyses/demo-example-region');
  expect(statusCode).toBe(200);
  expect(body).toContain('This analysis is invented');
  expect(body).toContain('Example region');
  expect((await site.get('/en/analyses/demo-second-region')).statusCode).toBe(404);
});

test.each(['en', 'ar'])('a published analysis can be taken along as a document and as figures, in %s', async (lang) => {
  const paper = await site.get(`/${lang}/analyses/demo-example-region?format=pdf&in=${lang}`);
  expect(paper.headers['content-type']).toBe('application/pdf');
  expect(paper.body.slice(0, 5)).toBe('%PDF-');
  const figures = await site.get(`/${lang}/analyses/demo-example-region?format=csv`);
  // The heading, one figure, nine years of it, and a count of women, of men and of all.
  expect(figures.body.trim().split('\n')).toHaveLength(14);
  expect(figures.body).toContain('Example statistics of the demonstration');
});
