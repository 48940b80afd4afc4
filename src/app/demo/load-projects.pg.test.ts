import { expect, test } from 'vitest';
import { testSite } from '#test/site';

const site = await testSite({ network: 'demonstration' });

test('the demonstration has a public project, marked as invented, with what was accepted and nothing that is late', async () => {
  const list = (await site.get('/ar/projects')).body;
  expect(list).toContain('مختلق للعرض');
  const id = /projects\/([0-9a-f-]{36})/.exec(list)?.[1];
  const page = (await site.get(`/en/projects/${id}`)).body;
  expect(page).toContain('what people ask at both ends');
  expect(page).toContain('https://questions.example');
  expect(page).not.toContain('photographs of signs');
});
