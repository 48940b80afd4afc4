import { expect, test } from 'vitest';
import { testSite } from '#test/site';

const site = await testSite({ network: 'demonstration' });

test('the demonstration has a virtual fair that runs, marked as an example, with stands and invented talks', async () => {
  const list = await site.get('/en/practices/fairs');
  const at = /\/en(\/practices\/fairs\/[0-9a-f-]{36})"/.exec(list.body)?.[1] ?? 'none';
  const { body } = await site.get(`/en${at}`);
  for (const said of ['example fair', 'Open now', 'Example', 'Invented municipality', 'Join the talk']) expect(body, said).toContain(said);
  expect((await site.get(`/en${at}/stands/demo-evening-books`)).body).toContain('alt="Drawing: four red jars');
});
