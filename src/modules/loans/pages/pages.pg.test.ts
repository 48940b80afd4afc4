import { expect, test } from 'vitest';
import { seededSite, sessionOf, type Player } from '#test/fixtures';

const { site, world } = await seededSite();
const { loans, awa } = world;

const get = async (path: string, as: Player) => await site.get(`/en${path}`, await sessionOf(site, world, as));
const post = async (path: string, body: Record<string, string>, as: Player) =>
  await site.post(`/en${path}`, body, await sessionOf(site, world, as));

test('a visitor sees what a loan costs before anything is signed, and why an amount does not fit', async () => {
  const list = await get('/loans', 'visitor');
  expect(list.body).toContain('Small loan');
  expect(list.body).not.toContain('A draft');
  const one = await get(`/loans/${loans.open}?amount=5000&instalments=12`, 'visitor');
  // 50.00 of fee are kept back; twelve instalments of 434.94 at 8 per cent.
  for (const text of ['4,950.00', '434.94', '269.31', 'Effective cost a year']) expect(one.body).toContain(text);
  const refused = await get(`/loans/${loans.open}?amount=50&instalments=12`, 'visitor');
  expect(refused.body).toContain('outside what this loan allows');
});

test('a loan without interest says so, and has no interest in it', async () => {
  const { body } = await get(`/loans/${loans.withoutInterest}?amount=5000&instalments=12`, 'visitor');
  expect(body).toContain('No interest; a mark-up of 6% of the loan, agreed in advance');
  expect(body).toContain('Mark-up');
  expect(body).toContain('25.00');
});

test('a draft is open to its lender alone', async () => {
  expect((await get(`/loans/${loans.draft}`, 'visitor')).statusCode).toBe(404);
  expect((await get(`/loans/${loans.draft}`, 'otherProvider')).statusCode).toBe(404);
  expect((await get(`/lending/products/${loans.draft}`, 'lender')).statusCode).toBe(200);
});

test('the lender sees what the person lets it see, and nothing after they take it back', async () => {
  const at = `/lending/applications/${loans.toTakeBack}`;
  const { body } = await get(at, 'lender');
  expect(body).toContain('An oven and the first rent: To take back');
  expect(body).toContain('A careful plan');
  expect(body).toContain('Oven');
  // The provider of the same bank answers referrals; it sees no application, nor the file that it opens.
  expect((await get(at, 'otherProvider')).statusCode).toBe(404);
  expect((await post(`/me/loans/${loans.toTakeBack}/withdraw`, {}, 'person')).statusCode).toBe(303);
  expect((await get(at, 'lender')).statusCode).toBe(404);
  expect((await get('/lending?state=all', 'lender')).body).not.toContain(loans.toTakeBack);
  expect((await post(`${at}/ask`, { question: 'Why?' }, 'lender')).statusCode).toBe(404);
});

test('another person, another office and another role reach no application', async () => {
  for (const [path, as] of [
    [`/me/loans/${loans.applied}`, 'otherPerson'],
    [`/desk/loans/${loans.applied}`, 'counsellorAbroad'],
    [`/desk/people/${awa.person}/loans`, 'counsellorAbroad'],
    [`/lending/applications/${loans.applied}`, 'counsellor'],
    [`/lending`, 'provider'],
  ] as const)
    expect((await get(path, as)).statusCode, `${path} as ${as}`).toBe(404);
});

test('the counsellor follows only while the person lets them', async () => {
  const at = `/desk/loans/${loans.toAnswer}`;
  expect((await get(at, 'counsellor')).statusCode).toBe(200);
  expect((await post(`/me/loans/${loans.toAnswer}/follow`, { follows: 'no' }, 'person')).statusCode).toBe(303);
  expect((await get(at, 'counsellor')).statusCode).toBe(404);
  expect((await get(`/me/loans/${loans.toAnswer}`, 'person')).statusCode).toBe(200);
});

test('a decision is told without a word about it, and a declined application closes the file', async () => {
  const at = `/lending/applications/${loans.toDecline}`;
  const empty = await post(`${at}/decline`, { reason: '' }, 'lender');
  expect(empty.statusCode).toBe(422);
  expect((await post(`${at}/decline`, { reason: 'The rent is too high.' }, 'lender')).statusCode).toBe(303);
  expect((await get(at, 'lender')).statusCode).toBe(404);
  expect((await get(`/me/loans/${loans.toDecline}`, 'person')).body).toContain('The rent is too high.');
  const { rows } = await site.db.superuser.query<{ payload: object }>(
    'select payload from graphile_worker._private_jobs where payload::text like $1',
    [`%${loans.toDecline}%`],
  );
  expect(rows).toEqual([{ payload: { applicationId: loans.toDecline } }]);
});

test('an amount that was not on offer is not approved, and what was typed stays', async () => {
  const sent = await post(
    `/lending/applications/${loans.toApprove}/approve`,
    { amount: '90000', instalments: '12', conditions: 'None at all' },
    'lender',
  );
  expect(sent.statusCode).toBe(422);
  expect(sent.body).toContain('outside what this loan allows');
  expect(sent.body).toContain('None at all');
});

test('a loan begins with its schedule; it is not paid out before it is signed, nor twice under one number', async () => {
  const early = await post(`/lending/applications/${loans.toPayOut}/pay-out`, { day: '2026-01-01', reference: 'ML-1' }, 'lender');
  expect(early.body).toContain('The payment is before the signature');
  const twice = await post(`/lending/applications/${loans.toPayOut}/pay-out`, { day: world.today, reference: 'ML-2026-001' }, 'lender');
  expect(twice.statusCode).toBe(409);
  expect(twice.body).toContain('Another loan of yours has this number');
  const { body } = await get(`/me/loans/${loans.lent}`, 'person');
  for (const text of ['ML-2026-001', '4,000.00', 'Not late', 'Being repaid']) expect(body).toContain(text);
});

test('nobody changes a published version, whatever they send', async () => {
  expect((await post(`/lending/products/${loans.open}/publish`, {}, 'lender')).statusCode).toBe(409);
  const change = site.db.superuser.query('update loans.products set fee_percent = $1 where id = $2', ['9', loans.open]);
  await expect(change).rejects.toMatchObject({ constraint: 'products_unchanged' });
});

test('one asks for a loan once, with one’s own venture, and only with one’s word', async () => {
  const at = `/me/loans/new?product=${loans.open}&amount=5000&instalments=12`;
  const fields = { venture: awa.venture, purpose: 'An oven', parts: 'business-plan', follows: 'yes', agreed: 'on' };
  expect((await post(at, { ...fields, agreed: '' }, 'person')).statusCode).toBe(422);
  expect((await post(at, { ...fields, venture: world.toClose.venture }, 'person')).body).toContain('Choose the business idea or firm');
  expect((await post(at, fields, 'person')).statusCode).toBe(303);
  expect((await post(at, fields, 'person')).statusCode).toBe(409);
});
