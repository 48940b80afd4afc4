import { expect, test } from 'vitest';
import { testSite } from '#test/site';

const site = await testSite({ network: 'demonstration' });

const ask = async <Row extends object>(query: string) => (await site.db.superuser.query<Row>(query)).rows;
const signedIn = async (email: string) =>
  await site.signIn((await ask<{ id: string }>(`select id from identity.accounts where email = '${email}'`))[0]?.id ?? '');

test('the demonstration has a sheet that its planner wrote and its editor published, marked as invented', async () => {
  const { body, statusCode } = await site.get('/en/practices/demo-evening-books');
  expect(statusCode).toBe(200);
  expect(body).toContain('(invented)');
  expect(body).toContain('confirmed by the authority');
  expect(body).toContain('/en/practices/demo-evening-books/versions');
  expect(body).not.toContain('as reported in');
  expect(body).toContain('alt="Drawing: four red jars');
  const versions = await site.get('/ar/practices/demo-evening-books/versions');
  expect(versions.body).toContain('dir="rtl"');
  expect(versions.body).not.toContain('Pia Piano');
  const staff = await site.get('/en/practices/demo-evening-books/versions/1', await signedIn('planner@ponte-demo.example'));
  expect(staff.body).toContain('Pia Piano');
});

test('another sheet waits for the editor, and the public does not see it', async () => {
  const [draft] = await ask<{ id: string }>("select id from practices.drafts where code = 'demo-market-of-return' and state = 'waiting'");
  expect((await site.get('/en/practices/demo-market-of-return')).statusCode).toBe(404);
  const page = await site.get(`/en/practices/drafts/${draft?.id}/check`, await signedIn('editor@ponte-demo.example'));
  expect(page.body).toContain('A market day for people who came back');
  expect((await site.get('/en/practices?q=market+came+back')).body).not.toContain('demo-market-of-return');
});
