import { extractText, getDocumentProxy } from 'unpdf';
import { expect, test } from 'vitest';
import { testSite } from '#test/site';

const site = await testSite({ network: 'demonstration' });

const ask = async <Row extends object>(query: string) => (await site.db.superuser.query<Row>(query)).rows;
const signedIn = async (email: string) =>
  await site.signIn((await ask<{ id: string }>(`select id from identity.accounts where email = '${email}'`))[0]?.id ?? '');

test('the demonstration has a plan of a region that a second planner approved, marked as invented', async () => {
  const { body, statusCode } = await site.get('/en/plans/demo-veneto-newcomers');
  expect(statusCode).toBe(200);
  expect(body).toContain('This plan is invented for the demonstration');
  expect(body).toContain('Nobody asks for it regularly');
  expect(body).toContain('The budget of 1 action is not known.');
  expect(body).not.toContain('Paola Progetto');
  const csv = await site.get('/en/plans/demo-veneto-newcomers?format=csv');
  expect(csv.body.trim().split('\n')).toHaveLength(5);
  const arabic = await site.get('/ar/plans/demo-veneto-newcomers/versions/1');
  expect(arabic.body).toContain('dir="rtl"');
  const corridor = await site.get('/en/corridors/kaolack/veneto');
  expect(corridor.body).toContain('/en/plans/demo-veneto-newcomers');
  const staff = await site.get('/en/plans/demo-veneto-newcomers/versions', await signedIn('second.padova@ponte-demo.example'));
  expect(staff.body).toContain('Paola Progetto');
});

test('another plan is being written, and nobody outside its office sees it', async () => {
  const [plan] = await ask<{ id: string }>("select id from plans.plans where code = 'demo-kaolack-returns'");
  expect((await site.get('/en/plans/demo-kaolack-returns')).statusCode).toBe(404);
  const at = `/en/desk/plans/${plan?.id}`;
  expect((await site.get(at, await signedIn('planner.kaolack@ponte-demo.example'))).body).toContain('An open hour every market day');
  expect((await site.get(at, await signedIn('planner.padova@ponte-demo.example'))).statusCode).toBe(404);
  expect((await site.get('/en/plans?q=market')).body).not.toContain('demo-kaolack-returns');
});

test('its first progress report is public, with a figure beside the baseline and what stands in the way', async () => {
  const { body } = await site.get('/en/plans/demo-veneto-newcomers/progress');
  expect(body).toContain('The hall of the example is being repaired.');
  expect(body).toContain('Not reported');
  const csv = await site.get('/en/plans/demo-veneto-newcomers/progress?format=csv');
  expect(csv.body.trim().split('\n')).toHaveLength(4);
});

test('its version is printed as a tagged PDF, in the script of the reader too', async () => {
  for (const lang of ['en', 'ar']) {
    const { statusCode, headers, rawPayload } = await site.get(`/${lang}/plans/demo-veneto-newcomers/versions/1?format=pdf`);
    expect([statusCode, headers['content-type']]).toEqual([200, 'application/pdf']);
    const pdf = await getDocumentProxy(new Uint8Array(rawPayload));
    expect((await pdf.getMarkInfo())?.Marked).toBe(true);
    const { text } = await extractText(pdf, { mergePages: true });
    expect(text).toContain('Set up a small fund with the associations');
    expect(text).toContain('42,000');
    // Like every page of a demonstration.
    if (lang === 'en') expect(text).toContain('Demonstration – invented people and offices');
  }
}, 60_000);
