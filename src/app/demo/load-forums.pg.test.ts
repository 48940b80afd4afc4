import { expect, test } from 'vitest';
import { testSite } from '#test/site';

const site = await testSite({ network: 'demonstration' });

test('the demonstration has a board with published minutes, each opinion with its answer, and a meeting to come', async () => {
  const list = await site.get('/ar/forums');
  expect(list.body).toContain('Advisory board of newcomers’ associations (example)');
  expect(list.body).toContain('منتدى العائدين والعاملات الموسميات (مثال)');
  const board = /\/en\/forums\/([0-9a-f-]{36})">\s*<bdi[^>]*>Advisory/.exec((await site.get('/en/forums')).body)?.[1] ?? '';
  const page = (await site.get(`/en/forums/${board}`)).body;
  expect(page).toContain('Example Association of Two Shores');
  expect(page).toContain('Minutes published');
  expect(page).toContain('Everybody is invited');
  const meetings = [...page.matchAll(/\/en(\/forums\/meetings\/[0-9a-f-]{36})/g)].map(([, path]) => path ?? '');
  expect(meetings).toHaveLength(2);
  const [next, past] = await Promise.all(meetings.map(async (path) => (await site.get(`/en${path}`)).body));
  expect(next).toContain('Budget for interpreters');
  expect(past).toContain('Open on Thursday from 17 to 20');
  expect(past).toContain('Those of the tax office are not ours.');
  expect(past).not.toContain('No answer yet');
  const file = await site.get(`/en${meetings[0]}?format=ics`);
  expect(file.body).toContain('BEGIN:VEVENT');
});
