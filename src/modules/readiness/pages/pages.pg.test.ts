import { beforeAll, describe, expect, test } from 'vitest';
import type { PersonId } from '#modules/people';
import { questions, type FirstQuestion as Question } from '#test/fixtures-readiness';
import { plantAccount, plantCase, plantLink, plantOffice, plantPerson, type Somebody } from '#test/plant';
import { testSite, type SessionCookie } from '#test/site';
import { fillSteps } from './steps.ts';

const site = await testSite();
const { db } = site;

let counsellor: Somebody, self: Somebody, office: string, person: PersonId;
let desk: SessionCookie, mine: SessionCookie;

const locationOf = (answer: { headers: Record<string, unknown> }) => String(answer.headers.location);
const filled = (points: string, but: Partial<Record<Question, string>> = {}) => ({
  ...Object.fromEntries(questions.map((one) => [one, points])),
  ...but,
});
const noBlocker = Object.fromEntries(
  ['permit', 'papers', 'recognition', 'licence', 'ban', 'debt', 'language'].map((one) => [`blocker-${one}`, 'no']),
);

beforeAll(async () => {
  ({ id: office } = await plantOffice(db, 'pages'));
  counsellor = await plantAccount(db, { name: 'Marta Beispiel', roles: [{ role: 'counsellor', scope: office }] });
  self = await plantAccount(db, { name: 'Awa Sarr' });
  person = await plantPerson(site, counsellor, office);
  await plantCase(db, counsellor, office, person);
  await plantLink(db, self.accountId, person);
  desk = await site.signIn(counsellor.accountId);
  mine = await site.signIn(self.accountId, 1);
  await site.get('/en/me', mine);
});

/** Fills in all pages as the person and answers the address of the assessment. */
async function fillAll(points: string, but: Partial<Record<Question, string>> = {}): Promise<string> {
  const begun = await site.post('/en/me/readiness', {}, mine);
  expect(begun.statusCode).toBe(303);
  const base = locationOf(begun).replace(/\/right$/, '');
  for (const [index, step] of fillSteps.entries()) {
    const next = await site.post(`${base}/${step}`, { ...filled(points, but), ...noBlocker }, mine);
    expect(locationOf(next)).toContain(fillSteps[index + 1] ? `/${fillSteps[index + 1]}` : '/en/me/readiness');
  }
  return base;
}

describe('the person', () => {
  test('goes on where they stopped, and sees no result while something is missing', async () => {
    const begun = await site.post('/en/me/readiness', {}, mine);
    expect([begun.statusCode, begun.body]).toEqual([303, '']);
    const base = locationOf(begun).replace(/\/right$/, '');
    expect((await site.post('/en/me/readiness', {}, mine)).statusCode).toBe(409);
    await site.post(`${base}/right`, { 'right-know': '2', 'right-papers': '' }, mine);
    const overview = await site.get('/en/me/readiness', mine);
    expect(overview.body).toContain('1 of 2');
    expect(overview.body).toContain(`href="${base}/right"`);
    expect(overview.body).not.toContain(`${base}/finish`);
    const page = await site.get(`${base}/right`, mine);
    expect(page.body).toMatch(/name="right-know" value="2" checked/);
    const soFar = await site.get(base, mine);
    expect(soFar.body).toContain('There is no result yet');
    expect(soFar.body).toContain('How far are you with these papers?');
    expect((await site.get(`${base}/finish`, mine)).statusCode).toBe(422);
    // One side's blocker is enough for a result, and so to finish.
    await site.post(`${base}/blockers`, { 'blocker-debt': 'yes' }, mine);
    expect(locationOf(await site.post(`${base}/finish`, {}, mine))).toContain(base);
    const result = await site.get(base, mine);
    expect(result.body).toContain('Blocked');
    expect(result.body).toContain('Get debt advice before any new loan');
  });

  test('cannot send what is no answer, nor reach the desk’s pages', async () => {
    const base = locationOf(await site.post('/en/me/readiness', {}, mine)).replace(/\/right$/, '');
    for (const wrong of ['4', '-1', 'x', '1.5']) {
      expect((await site.post(`${base}/right`, { 'right-know': wrong }, mine)).statusCode).toBe(422);
    }
    expect((await site.get(`${base}/nothing`, mine)).statusCode).toBe(404);
    expect((await site.get(base.replace('/me/', '/desk/'), mine)).statusCode).toBe(404);
    for (const step of fillSteps) await site.post(`${base}/${step}`, { ...filled('1'), ...noBlocker }, mine);
    await site.post(`${base}/finish`, {}, mine);
    expect((await site.get(`${base}/right`, mine)).statusCode).toBe(409);
  });

  test('sees the distance travelled since the first time, with who filled it in', async () => {
    const base = await fillAll('3', { 'money-start': '2' });
    await site.post(`${base}/finish`, {}, mine);
    const { body } = await site.get('/en/me/readiness', mine);
    expect(body).toContain('The distance travelled');
    expect(body).toContain('8 of 9');
    expect(body).toContain('+5');
    expect(body).toContain('89%');
  });
});

describe('the desk', () => {
  test('asks in two languages, and both sides stand beside each other where they differ', async () => {
    const begun = await site.post(`/en/desk/people/${person}/readiness`, {}, desk);
    const id = /#([0-9a-f-]{36})/.exec(locationOf(begun))?.[1] ?? '';
    const page = await site.get(`/en/desk/readiness/${id}/founder/idea?with=ar`, desk);
    expect(page.body).toContain('من سيشتري منك؟');
    expect(page.body).toContain('Write down what the founder says');
    const next = await site.post(`/en/desk/readiness/${id}/founder/idea?with=ar`, { 'idea-price': '3' }, desk);
    expect(locationOf(next)).toBe(`/en/desk/readiness/${id}/founder/money?with=ar`);
    for (const side of ['founder', 'counsellor'] as const) {
      for (const step of fillSteps) {
        const body = { ...filled('2', side === 'counsellor' ? { 'idea-price': '0' } : {}), ...noBlocker };
        await site.post(`/en/desk/readiness/${id}/${side}/${step}`, body, desk);
      }
    }
    const result = await site.get(`/en/desk/readiness/${id}?with=ar`, desk);
    expect(result.body).toContain('No, not yet.');
    expect(result.body).toContain('I have written my costs down.');
    expect(result.body).toContain('الخطوات التالية');
    expect(result.body).not.toContain('Put into the plan');
    expect(locationOf(await site.post(`/en/desk/readiness/${id}/finish`, {}, desk))).toContain(`/en/desk/readiness/${id}`);
    const finished = await site.get(`/en/desk/readiness/${id}`, desk);
    expect(finished.body).toContain('Put into the plan');
    const planned = await site.post(`/en/desk/readiness/${id}/plan`, { advice: ['support-idea', 'train-money', 'nonsense'] }, desk);
    expect(locationOf(planned)).toMatch(/\/en\/desk\/cases\/.*#plan/);
    const plan = await site.get(locationOf(planned), desk);
    expect(plan.body).toContain('Compare prices with three others who offer the same');
    expect(plan.body).not.toContain('Take a course on cash and prices');
    expect((await site.post(`/en/desk/readiness/${id}/plan`, { advice: [] }, desk)).statusCode).toBe(422);
  });

  test('leaves a trace that the person sees, and shows the panel on the file', async () => {
    expect((await site.get(`/en/desk/people/${person}`, desk)).body).toContain(`/en/desk/people/${person}/readiness`);
    expect((await site.get('/en/me/reads', mine)).body).toContain('Read how ready the person is');
    expect((await site.get('/en/me', mine)).body).toContain('/en/me/readiness');
    expect((await site.get('/en/me/file', mine)).body).toContain('Do you know what it costs you and what you will ask for it?');
  });

  test('elsewhere finds no such page', async () => {
    const { id } = await plantOffice(db, 'elsewhere');
    const other = await site.signIn((await plantAccount(db, { roles: [{ role: 'counsellor', scope: id }] })).accountId);
    expect((await site.get(`/en/desk/people/${person}/readiness`, other)).statusCode).toBe(404);
    expect((await site.post(`/en/desk/people/${person}/readiness`, {}, other)).statusCode).toBe(404);
  });
});
