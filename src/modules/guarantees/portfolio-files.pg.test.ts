import { describe, expect, test } from 'vitest';
import { newId } from '#kernel/db';
import { xlsxOf } from '#kernel/text';
import { addDays } from '#kernel/time';
import { seededSite, sessionOf, type Player } from '#test/fixtures';
import { act, fileOne, guaranteeIn, payIn } from '#test/fixtures-guaranteed-loans';
import { someTerms } from '#test/fixtures-guarantees';
import { must } from '#test/fixtures-ground';
import { loanHeadings } from '#test/fixtures-routes-guarantees';
import { fundPeople } from '#test/fund-people';
import type { OrganisationId } from '#modules/directory';
import type { GuaranteeId } from './filing.ts';
import type { Terms, WindowId } from './fund.ts';
import { findGuarantee, listSteps, standingOf } from './read-guarantees.ts';
import { listVersions } from './read-funds.ts';
import { saveTerms } from './save-terms.ts';
import { admitLender, beginWindow, publishDraft } from './write-fund.ts';

const { site, world } = await seededSite();
const { today, guarantees } = world;
const fundId = guarantees.id;

const { as, hands, get } = fundPeople(site, world);
const found = async (id: GuaranteeId) => must(await as('fundManager', async (trx) => await findGuarantee(trx, id, 'en')));
const stepsOf = async (id: GuaranteeId) => (await as('lender', async (trx) => await listSteps(trx, id))).map((step) => step.act);

/** A window of its own, to which a lender is admitted: the bank of the world, or one that nobody works for. */
async function windowWith(change: Partial<Terms> = {}, ofBank = true): Promise<WindowId> {
  const id = await as('fundManager', async (trx) => {
    const by = hands.accounts.fund;
    const window = { id: await beginWindow(trx, by, fundId, `Window ${newId().slice(-6)} (invented)`), fundId, name: 'Window' };
    const free = { lenderCapPercent: '100', sectorCapPercent: '100', groupCapMinor: null, counterGuarantors: [] };
    await saveTerms(trx, by, window, null, { ...someTerms(addDays(today, -10)), ...free, ...change });
    await publishDraft(trx, by, window, must((await listVersions(trx, [window.id]))[0]));
    const bank = { organisationId: world.organisations.bank as OrganisationId, name: null }; // a key of the fixtures
    const other = { organisationId: null, name: `Other bank ${newId().slice(-6)} (invented)` };
    await admitLender(trx, by, window, { ...(ofBank ? bank : other), agreedOn: addDays(today, -300), untilOn: null });
    return window.id;
  });
  await payIn(hands, fundId, id, 10_000_000n, addDays(today, -250));
  return id;
}

type Sent = readonly string[] | Buffer;

/** Sends a file as a lender does; it says as many rows as there are lines below the headings. */
async function send(path: string, sent: Sent, { rows = 0, player = 'lender' as Player, eligible = 'yes' } = {}) {
  const bytes = Buffer.isBuffer(sent) ? sent : Buffer.from(sent.join('\n'));
  const told = rows || Math.max(1, Buffer.isBuffer(sent) ? 1 : sent.length - 1);
  const fields = { rows: String(told), eligible };
  return await site.post(`/en${path}`, fields, await sessionOf(site, world, player), { file: { name: 'file', bytes } });
}
const fileMany = (window: WindowId) => `/desk/guarantee-windows/${window}/file-many`;
const reportMany = (window: WindowId) => `/desk/guarantee-windows/${window}/report-many`;

/** A row of loans; what is changed stands by its heading. */
function loan(reference: string, change: Record<string, string> = {}): string {
  const usual = { reference, borrower: `B-${reference}`, country: 'IT', sector: 'I', purpose: 'An oven' };
  const terms = { amount: '1000.00', currency: 'EUR', months: '24', without: 'no-loan' };
  const row: Record<string, string> = { ...usual, ...terms, ...change };
  return loanHeadings
    .split(',')
    .map((name) => row[name])
    .join(',');
}

/** The rows of the table of what is wrong, as text. */
const toldIn = (body: string) => (/<tbody.*?<\/tbody>/s.exec(body)?.[0] ?? '').replaceAll(/<[^>]+>/g, ' ');

const filedIn = async (window: WindowId) =>
  (
    await site.db.superuser.query<{ reference: string; state: string; loan_minor: string }>(
      'select reference, state, loan_minor::text from guarantees.guarantees where window_id = $1 order by number',
      [window],
    )
  ).rows;

describe('a file of loans', () => {
  test('is filed whole: each loan waits for its own decision, and the list shows those of the file', async () => {
    const window = await windowWith();
    const columns = `${loanHeadings},earlier_aid,group`;
    const sent = await send(fileMany(window), [columns, `${loan('P-1')},0,family`, `${loan('P-2', { sector: 'c', amount: '250.5' })},,`]);
    expect(sent.statusCode).toBe(303);
    expect(await filedIn(window)).toEqual([
      { reference: 'P-1', state: 'filed', loan_minor: '100000' },
      { reference: 'P-2', state: 'filed', loan_minor: '25050' },
    ]);
    const to = String(sent.headers.location).replace('/en', '');
    for (const player of ['lender', 'fundManager'] as const) {
      const list = (await get(player, to)).body;
      expect([list.includes('2 loans'), list.includes('P-1'), list.includes('P-2')]).toEqual([true, true, true]);
    }
    const { rows } = await site.db.superuser.query<{ n: number }>(
      "select count(*)::int as n from audit.entries where verb = 'guarantees.filed' and object_id in (select id from guarantees.guarantees where window_id = $1)",
      [window],
    );
    expect(rows[0]?.n).toBe(2);
  });

  test('comes as a spreadsheet or JSON as well, and the page has a file to fill in', async () => {
    const window = await windowWith();
    const sheet = await xlsxOf([loanHeadings, loan('X-1'), loan('X-2')].join('\r\n'), { name: 'loans', rightToLeft: false });
    expect((await send(fileMany(window), sheet ?? Buffer.of(), { rows: 2 })).statusCode).toBe(303);
    const json = [{ reference: 7, borrower: 'B', country: 'SN', sector: 'I', purpose: 'Oven', amount: 1200.5, currency: 'EUR', months: 12, without: 'smaller' }]; // prettier-ignore
    expect((await send(fileMany(window), Buffer.from(JSON.stringify(json)))).statusCode).toBe(303);
    expect((await filedIn(window)).map(({ reference }) => reference)).toEqual(['X-1', 'X-2', '7']);
    const empty = await get('lender', `${fileMany(window)}?format=csv`);
    expect(empty.body).toContain('reference,borrower,group,country,sector,purpose,amount,currency,months,earlier_aid,without');
    expect((await get('lender', fileMany(window))).body).toContain('no-loan');
  });

  test.each([
    ['amount', '-1', 'not an amount above 0'],
    ['amount', '0', 'not an amount above 0'],
    ['amount', '1e30', 'not an amount above 0'],
    ['amount', `1${'0'.repeat(30)}`, 'not an amount above 0'],
    ['amount', '9999999999999999', 'not an amount above 0'],
    ['amount', 'NaN', 'not an amount above 0'],
    ['amount', '"1000,00"', 'not an amount above 0'],
    ['amount', '"1,000.00"', 'not an amount above 0'],
    ['amount', '10.123', 'not an amount above 0'],
    ['amount', '', 'must be filled in'],
    ['currency', 'XOF', 'is in EUR here'],
    ['months', '61', 'not a whole number between 1 and 60'],
    ['months', '0', 'not a whole number between 1 and 60'],
    ['months', '2.5', 'not a whole number between 1 and 60'],
    ['country', 'XX', 'is not a country'],
    ['sector', 'Z', 'is not one of'],
    ['without', 'no-lo', 'is not one of'],
    ['purpose', '', 'must be filled in'],
    ['borrower', 'B'.repeat(81), 'too long'],
    ['reference', 'N-1', 'stands in row 2 too'],
  ])('is refused whole, with the row and the reason: %s %j', async (column, value, words) => {
    const window = guarantees.open;
    const before = await filedIn(window);
    const sent = await send(fileMany(window), [loanHeadings, loan('N-1'), loan('N-2', { [column]: value })]);
    expect(sent.statusCode).toBe(422);
    const row = toldIn(sent.body);
    expect(row).toContain(words);
    expect(row).toMatch(/^\s*3\s/);
    expect(row).toContain(column);
    expect(await filedIn(window)).toEqual(before);
  });

  test('in a currency without decimals takes none', async () => {
    const window = await windowWith({ currency: 'XOF', borrowerCapMinor: 100_000_000n });
    const row = (amount: string) => loan('F-1', { currency: 'XOF', amount });
    const refused = await send(fileMany(window), [loanHeadings, row('500000.00')]);
    expect(refused.body).toContain('Write it as 1500, with a point');
    expect((await send(fileMany(window), [loanHeadings, row('500000')])).statusCode).toBe(303);
    expect(await filedIn(window)).toMatchObject([{ loan_minor: '500000' }]);
  });

  test('that is half, empty, too long, or no list is refused', async () => {
    const window = guarantees.open;
    const before = await filedIn(window);
    const whole = [loanHeadings, loan('H-1'), loan('H-2'), loan('H-3')];
    const sheet = must(await xlsxOf(whole.join('\r\n'), { name: 'loans', rightToLeft: false }));
    const cases: [Sent, number, number, string][] = [
      [whole.slice(0, 3), 3, 422, 'You wrote 3 rows, the file has 2.'],
      [Buffer.from(whole.join('\n').slice(0, -30)), 3, 422, 'must be filled in'],
      [Buffer.from(whole.join('\n').slice(0, -3)), 3, 422, 'is not one of'],
      [sheet.subarray(0, 900), 3, 422, 'damaged or not complete'],
      [Buffer.from('[{"reference":"H-1"'), 3, 422, 'damaged or not complete'],
      [[loanHeadings], 1, 422, 'The file has no rows'],
      [Buffer.of(), 1, 422, 'The file is empty'],
      [[`${loanHeadings},colour`, `${loan('H-1')},red`], 1, 422, 'This column is not known'],
      [[`${loanHeadings},amount`, `${loan('H-1')},2`], 1, 422, 'This heading stands there twice'],
      [[loanHeadings.replace('purpose', 'aim'), loan('H-1')], 1, 422, 'This column is missing'],
      [[loanHeadings, ...Array.from({ length: 1_001 }, (_, n) => loan(`H-${n}`))], 1_000, 413, 'at most 1,000 at once'],
      [Buffer.from('<html>'), 1, 422, 'cannot be imported'],
    ];
    for (const [sent, rows, status, words] of cases) {
      const answer = await send(fileMany(window), sent, { rows });
      expect([answer.statusCode, answer.body.includes(words) || words]).toEqual([status, true]);
    }
    const without = await site.post(`/en${fileMany(window)}`, { rows: '1', eligible: 'yes' }, await sessionOf(site, world, 'lender'));
    expect([without.statusCode, without.body.includes('Choose the file that you want to send')]).toEqual([422, true]);
    expect((await send(fileMany(window), whole, { eligible: '' })).body).toContain('Confirm that the conditions hold');
    expect(await filedIn(window)).toEqual(before);
  });

  test('that is sent again says so row by row; a loan that was refused may come back', async () => {
    const window = await windowWith();
    const rows = [loanHeadings, loan('A-1'), loan('A-2')];
    expect((await send(fileMany(window), rows)).statusCode).toBe(303);
    const again = await send(fileMany(window), rows);
    expect(again.statusCode).toBe(422);
    expect([...again.body.matchAll(/stands with the fund already/g)]).toHaveLength(2);
    const { rows: filed } = await site.db.superuser.query<{ id: GuaranteeId }>(
      "select id from guarantees.guarantees where window_id = $1 and reference = 'A-1'",
      [window],
    );
    await act(hands, must(filed[0]).id, 'refuse', 'fund', today, { words: 'No figures.' });
    expect((await send(fileMany(window), [loanHeadings, loan('A-1')])).statusCode).toBe(303);
    expect((await filedIn(window)).map(({ state }) => state)).toEqual(['refused', 'filed', 'filed']);
  });

  test('that is sent several times at once is filed once', async () => {
    const window = await windowWith();
    const rows = [loanHeadings, ...Array.from({ length: 20 }, (_, n) => loan(`C-${n}`))];
    const answers = await Promise.all(Array.from({ length: 4 }, async () => await send(fileMany(window), rows)));
    expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([303, 422, 422, 422]);
    expect(await filedIn(window)).toHaveLength(20);
  });

  test('is for lenders of the window alone', async () => {
    const rows = [loanHeadings, loan('W-1')];
    const strange = await windowWith({}, false);
    expect((await get('lender', fileMany(strange))).statusCode).toBe(404);
    expect((await send(fileMany(strange), rows)).statusCode).toBe(404);
    for (const player of ['fundManager', 'committeeMember', 'counsellor', 'auditor'] as const)
      expect((await send(fileMany(guarantees.open), rows, { player })).statusCode).not.toBe(303);
    expect(await filedIn(strange)).toEqual([]);
    const ended = await windowWith();
    await site.db.superuser.query('update guarantees.admissions set until_on = kernel.today() - 1 where window_id = $1', [ended]);
    const late = await send(fileMany(ended), rows);
    expect([late.statusCode, late.body.includes('not admitted to this window today')]).toEqual([409, true]);
    expect(await filedIn(ended)).toEqual([]);
  });
});

const heading = 'reference,day,owed,currency';
const row = (one: { reference: string }, owed: string, day = today, currency = 'EUR') => [one.reference, day, owed, currency].join(',');
const active = async (window: WindowId) => await found(await guaranteeIn(hands, { fundId, windowId: window, today }, 'active'));

describe('a file of what is owed', () => {
  test('shrinks and ends guarantees, and changes nothing when it is sent again', async () => {
    const window = await windowWith();
    const [less, same, none] = [await active(window), await active(window), await active(window)];
    const template = (await get('lender', `${reportMany(window)}?format=csv`)).body;
    for (const one of [less, same, none]) expect(template).toContain(`${one.reference},${today},1000.00,EUR`);
    const rows = [heading, row(none, '0'), row(same, '1000'), row(less, '400.01', addDays(today, -3))];
    const sent = await send(reportMany(window), rows);
    expect([sent.statusCode, sent.headers.location]).toEqual([303, expect.stringContaining('shrunk=1&repaid=1&unchanged=1')]);
    expect((await get('lender', String(sent.headers.location).replace('/en', ''))).body).toContain('Less is owed');
    expect(await found(less.id)).toMatchObject({ state: 'active', owedMinor: 40_001n, leftMinor: 24_001n });
    expect(await found(none.id)).toMatchObject({ state: 'repaid', owedMinor: 0n, leftMinor: 0n });
    const standing = must(await as('fundManager', async (trx) => await standingOf(trx, window)));
    expect(standing.outstandingMinor).toBe(24_001n + 60_000n);
    const steps = await stepsOf(less.id);
    const again = await send(reportMany(window), rows);
    expect(again.headers.location).toContain('shrunk=0&repaid=0&unchanged=3');
    expect(await stepsOf(less.id)).toEqual(steps);
    expect(await stepsOf(same.id)).toEqual(['approve', 'activate']);
  });

  test('is refused whole, with the row and the reason', async () => {
    const window = await windowWith();
    const [good, other] = [await active(window), await active(window)];
    const waiting = await found(await fileOne(hands, fundId, window));
    const elsewhere = await found(guarantees.loans.shrink);
    const cases: [string, string][] = [
      [row(other, '1000.01'), 'By the last report 1000.00 EUR was owed'],
      [row(other, '-1'), 'is not an amount'],
      [row(other, '1e30'), 'is not an amount'],
      [row(other, 'NaN'), 'is not an amount'],
      [row(other, '"900,00"'), 'is not an amount'],
      [row(other, '900.001'), 'is not an amount'],
      [row(other, ''), 'must be filled in'],
      [row(other, '900', today, 'XOF'), 'is in EUR here'],
      [row(other, '900', addDays(today, 1)), 'This day has not come yet'],
      [row(other, '900', addDays(today, -191)), 'The loan was paid out on'],
      [row(other, '900', '31/12/2026'), 'is not a day'],
      [row(good, '800'), 'stands in row 2 too'],
      [row(waiting, '900'), 'is not in force'],
      [row(elsewhere, '900'), 'You have no guarantee under this window'],
      [row({ reference: 'nobody' }, '900'), 'You have no guarantee under this window'],
    ];
    for (const [wrong, words] of cases) {
      const answer = await send(reportMany(window), [heading, row(good, '900'), wrong]);
      const told = toldIn(answer.body);
      expect([answer.statusCode, told.includes(words) || words]).toEqual([422, true]);
      expect(told).toMatch(/^\s*3\s/);
    }
    expect((await send(reportMany(window), [heading, row(good, '900')], { rows: 2 })).body).toContain('the file has 1');
    expect(await stepsOf(good.id)).toEqual(['approve', 'activate']);
  });

  test('that is sent several times at once is reported once', async () => {
    const window = await windowWith();
    const some = [await active(window), await active(window), await active(window)];
    const rows = [heading, ...some.map((one) => row(one, '500'))];
    const answers = await Promise.all(Array.from({ length: 4 }, async () => await send(reportMany(window), rows)));
    expect(answers.map(({ headers }) => /shrunk=\d/.exec(String(headers.location))?.[0]).toSorted()).toEqual([
      'shrunk=0',
      'shrunk=0',
      'shrunk=0',
      'shrunk=3',
    ]);
    for (const { id } of some) expect(await stepsOf(id)).toEqual(['approve', 'activate', 'shrink']);
  });

  test('leaves another lender’s loan unknown, and strangers out', async () => {
    const window = await windowWith();
    const one = await active(window);
    // The loan of a lender for which nobody here works, under the same window.
    await as('fundManager', async (trx) => {
      const other = { organisationId: null, name: 'Third bank (invented)', agreedOn: addDays(today, -300), untilOn: null };
      await admitLender(trx, hands.accounts.fund, { id: window, fundId, name: 'Window' }, other);
    });
    await site.db.superuser.query(
      "update guarantees.guarantees set lender_id = (select id from guarantees.lenders where fund_id = $2 and name = 'Third bank (invented)') where id = $1",
      [one.id, fundId],
    );
    const answer = await send(reportMany(window), [heading, row(one, '900')]);
    expect([answer.statusCode, answer.body.includes('You have no guarantee under this window')]).toEqual([422, true]);
    expect((await get('lender', `${reportMany(window)}?format=csv`)).body).not.toContain(one.reference);
    const strange = await windowWith({}, false);
    expect((await send(reportMany(strange), [heading, row(one, '900')])).statusCode).toBe(404);
    for (const player of ['fundManager', 'committeeMember', 'auditor'] as const)
      expect((await send(reportMany(guarantees.open), [heading, row(one, '900')], { player })).statusCode).not.toBe(303);
    expect(await found(one.id)).toMatchObject({ owedMinor: 100_000n });
  });
});

describe('the list of a fund', () => {
  test('is worked through by lender and window, also as a file', async () => {
    const window = await windowWith();
    await send(fileMany(window), [loanHeadings, loan('L-1'), loan('L-2')]);
    const { rows } = await site.db.superuser.query<{ lender_id: string }>(
      'select distinct lender_id from guarantees.guarantees where window_id = $1',
      [window],
    );
    const path = `/desk/guarantee-funds/${fundId}/guarantees`;
    const list = await get('fundManager', `${path}?window=${window}&lender=${rows[0]?.lender_id}&state=filed`);
    expect(list.body).toContain('2 loans');
    const file = (await get('committeeMember', `${path}?window=${window}&format=csv`)).body.trim().split('\r\n');
    expect(file).toHaveLength(3);
    expect((await get('fundManager', `${path}?lender=${newId()}`)).body).toContain('No loan is filed yet');
    expect((await get('lender', path)).body).not.toContain('name="lender"');
  });
});

// The last test: periods are not opened again.
test('a file of what is owed names what the accounts refuse, and takes back the rows before it', async () => {
  const window = await windowWith();
  const [first, second] = [await active(window), await active(window)];
  const { rows: books } = await site.db.superuser.query<{ id: string }>('select book_id as id from guarantees.funds where id = $1', [
    fundId,
  ]);
  const closed = addDays(today, -30);
  await site.db.superuser.query('update ledger.books set closed_through = $2 where id = $1', [must(books[0]).id, closed]);
  const answer = await send(reportMany(window), [heading, row(first, '900'), row(second, '900', closed)]);
  const told = toldIn(answer.body);
  expect([answer.statusCode, told]).toEqual([422, expect.stringMatching(/^\s*3\s+day\s+The accounts are closed/)]);
  expect(await stepsOf(first.id)).toEqual(['approve', 'activate']);
});
