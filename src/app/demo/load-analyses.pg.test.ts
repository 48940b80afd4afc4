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

test('it shows own counts of a quarter, with definition and source, and says that a newer one is frozen', async () => {
  const body = (await site.get('/en/analyses/demo-example-region')).body.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');
  expect(body).toMatch(/Woman 21 21 Man 25 25 Total 46 46/);
  expect(body).toContain('Ponte’s own counts, frozen');
  expect(body).toContain('There are counts of a newer quarter');
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
