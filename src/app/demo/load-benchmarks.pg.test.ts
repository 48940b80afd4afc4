import { expect, test } from 'vitest';
import { testSite } from '#test/site';

const site = await testSite({ network: 'demonstration' });

test('the demonstration has a published comparison, marked as invented, and one that only its writers see', async () => {
  const list = await site.get('/ar/benchmarks');
  expect(list.body).toContain('/ar/benchmarks/demo-example-regions');
  expect(list.body).not.toContain('demo-second-comparison');
  const { body, statusCode } = await site.get('/en/benchmarks/demo-example-regions');
  expect(statusCode).toBe(200);
  expect(body).toContain('This comparison is invented');
  expect(body).toContain('The table has no such place');
  expect(body).toContain('the order is no judgement');
  expect((await site.get('/en/benchmarks/demo-second-comparison')).statusCode).toBe(404);
});

test('its figures can be taken along with definition, source and caveat', async () => {
  const figures = await site.get('/en/benchmarks/demo-example-regions?format=csv');
  expect(figures.body.trim().split('\n')).toHaveLength(4);
  expect(figures.body).toContain('Few people live in the smaller region');
});

test('it has one of offices too: facts with their day, declared figures with their document, and what nobody says is not zero', async () => {
  expect((await site.get('/en/benchmarks?kind=places')).body).not.toContain('demo-example-offices');
  expect((await site.get('/ar/benchmarks?kind=offices')).body).toContain('/ar/benchmarks/demo-example-offices');
  const { body } = await site.get('/en/benchmarks/demo-example-offices');
  expect(body).toContain('/en/offices/padova-desk');
  expect(body).toContain('Hours for women only in a week');
  expect(body).toContain('This network did not count them');
  expect(body).toContain('Invented yearly report 2025, page 4');
  expect(body).toContain('Not known, which is not zero');
  const figures = (await site.get('/en/benchmarks/demo-example-offices?format=csv')).body;
  expect(figures.trim().split('\n')).toHaveLength(9);
  expect(figures).toContain('What this network shows to everybody');
  const paper = await site.get('/ar/benchmarks/demo-example-offices?format=pdf');
  expect(paper.headers['content-type']).toBe('application/pdf');
});
