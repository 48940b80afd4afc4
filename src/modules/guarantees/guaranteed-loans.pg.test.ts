import fc from 'fast-check';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { asSystem, newId, type AnyWrites } from '#kernel/db';
import { addDays } from '#kernel/time';
import { seededSite } from '#test/fixtures';
import { act, fileOne, guaranteeIn, payIn } from '#test/fixtures-guaranteed-loans';
import { someTerms } from '#test/fixtures-guarantees';
import { must } from '#test/fixtures-ground';
import { typedLoan } from '#test/fixtures-routes-guarantees';
import { fundPeople } from '#test/fund-people';
import type { OrganisationId } from '#modules/directory';
import type { GuaranteeId } from './filing.ts';
import type { Terms, WindowId } from './fund.ts';
import { guaranteeActs, guaranteeStates, transitions, type Transition } from './guarantee.ts';
import { findGuarantee, limitsOf, listGuarantees, listSteps, standingOf } from './read-guarantees.ts';
import { publicFigures, reportOf } from './report.ts';
import { saveTerms } from './save-terms.ts';
import { partOf, percent } from './share-of.ts';
import { admitLender, beginWindow, publishDraft } from './write-fund.ts';
import { listVersions } from './read-funds.ts';

const { site, world } = await seededSite();
const { today, guarantees } = world;
const fundId = guarantees.id;

const { as, hands, get, post } = fundPeople(site, world);
const found = async (id: GuaranteeId) => must(await as('fundManager', async (trx) => await findGuarantee(trx, id, 'en')));
const standing = async (id: WindowId) => must(await as('fundManager', async (trx) => await standingOf(trx, id)));

/** A window of its own, with capital. */
async function windowWith(capitalMinor: bigint, change: Partial<Terms> = {}): Promise<WindowId> {
  const id = await as('fundManager', async (trx) => {
    const by = hands.accounts.fund;
    const window = { id: await beginWindow(trx, by, fundId, `Window ${newId().slice(-6)} (invented)`), fundId, name: 'Window' };
    await saveTerms(trx, by, window, null, {
      ...someTerms(addDays(today, -10)),
      lenderCapPercent: '100',
      sectorCapPercent: '100',
      groupCapMinor: null,
      counterGuarantors: [],
      ...change,
    });
    await publishDraft(trx, by, window, must((await listVersions(trx, [window.id]))[0]));
    const organisationId = world.organisations.bank as OrganisationId; // a key of the fixtures
    await admitLender(trx, by, window, { organisationId, name: null, agreedOn: addDays(today, -300), untilOn: null });
    return window.id;
  });
  if (capitalMinor > 0n) await payIn(hands, fundId, id, capitalMinor, addDays(today, -250));
  return id;
}

test('the database has the state chart of the code, and nobody else’s acts', async () => {
  const { rows } = await site.db.superuser.query<{ act: string; state: string; next: string; actor: string }>(
    `select a as act, s as state, m.next, m.actor from unnest($1::text[]) a, unnest($2::text[]) s, guarantees.may_become(a, s) m`,
    [guaranteeActs, guaranteeStates],
  );
  const chart = guaranteeActs.flatMap((name) => {
    const { from, to, by }: Transition = transitions[name];
    return from.map((state) => ({ act: name, state, next: to, actor: by }));
  });
  const sorted = (list: readonly object[]) => list.map((one) => JSON.stringify(one)).toSorted();
  expect(sorted(rows)).toEqual(sorted(chart));
});

test('the database shares amounts as the formulas do, half to even', async () => {
  await fc.assert(
    fc.asyncProperty(fc.bigInt(0n, 10n ** 15n), fc.integer({ min: 0, max: 1_000_000 }), async (amount, tenThousandths) => {
      const text = (tenThousandths / 10_000).toFixed(4);
      const { rows } = await site.db.superuser.query<{ share: string }>('select guarantees.share($1, $2, 100)::text as share', [
        amount,
        text,
      ]);
      expect(rows[0]?.share).toBe(partOf(amount, percent(text)).toString());
    }),
    { numRuns: 100 },
  );
});

describe('one guarantee in the fund’s own currency', () => {
  test('goes from filing to recovery, and every figure stands on the ledger', async () => {
    const window = await windowWith(1_000_000n, { counterGuarantors: [{ name: 'Region (invented)', percent: '50' }] });
    const id = await fileOne(hands, fundId, window, { loanMinor: 1_000_000n });
    expect(await found(id)).toMatchObject({ state: 'filed', guaranteedMinor: 600_000n, leftMinor: 0n, currency: 'EUR' });
    const limits = await as('committeeMember', async (trx) => await limitsOf(trx, id, 600_000n));
    expect(limits.find(({ what }) => what === 'capacity')).toMatchObject({ usedMinor: 600_000n, mostMinor: 4_000_000n });

    await act(hands, id, 'approve', 'fund', addDays(today, -200), { lapseOn: addDays(today, -150) });
    expect(await standing(window)).toMatchObject({ capitalMinor: 1_000_000n, outstandingMinor: 0n, reservedMinor: 600_000n });
    expect(await found(id)).toMatchObject({ aidMinor: 800n * 100n, aidReasons: [] });
    await act(hands, id, 'activate', 'lender', addDays(today, -190));
    expect(await standing(window)).toMatchObject({ outstandingMinor: 600_000n, reservedMinor: 0n });
    await act(hands, id, 'shrink', 'lender', addDays(today, -120), { owedMinor: 400_001n });
    expect(await found(id)).toMatchObject({ owedMinor: 400_001n, leftMinor: 240_001n });
    await act(hands, id, 'call', 'lender', addDays(today, -5), { firstUnpaidOn: addDays(today, -96) });
    expect(await standing(window)).toMatchObject({ capitalMinor: 759_999n, outstandingMinor: 240_001n, cashMinor: 1_000_000n });
    await act(hands, id, 'pay-first', 'fund', addDays(today, -4));
    expect(await found(id)).toMatchObject({ paidMinor: 180_001n, state: 'part-paid', provisionMinor: 60_000n });
    await act(hands, id, 'pay-rest', 'fund', today, { legalStepsDone: true });
    expect(await standing(window)).toMatchObject({ outstandingMinor: 0n, cashMinor: 759_999n });
    // The region bears half of the fund's loss, and gets half of what comes back.
    expect((await standing(window)).capitalMinor).toBe(759_999n + 120_000n);
    await act(hands, id, 'recover', 'lender', today, { recoveredMinor: 100_000n });
    expect(await found(id)).toMatchObject({ recoveredMinor: 100_000n, handedOnMinor: 60_000n, state: 'settled' });
    expect((await standing(window)).capitalMinor).toBe(759_999n + 120_000n + 60_000n - 30_000n);
    await expect(act(hands, id, 'recover', 'lender', today, { recoveredMinor: 300_002n })).rejects.toThrow('recovered-more');
    const steps = await as('lender', async (trx) => await listSteps(trx, id));
    expect(steps.map((step) => step.act)).toEqual(['approve', 'activate', 'shrink', 'call', 'pay-first', 'pay-rest', 'recover']);
    expect(steps.every(({ entryId }) => entryId !== null)).toBe(true);
  });

  test('gives its room back when it is repaid, withdrawn, lost, or never paid out', async () => {
    const window = await windowWith(1_000_000n);
    const at = async (state: 'approved' | 'active' | 'called') => await guaranteeIn(hands, { fundId, windowId: window, today }, state);
    const [repaid, lost, waiting] = [await at('active'), await at('called'), await at('approved')];
    await act(hands, repaid, 'repay', 'lender', today);
    await act(hands, lost, 'forfeit', 'fund', today, { words: 'The money bought a car.' });
    await site.db.superuser.query('update guarantees.guarantees set lapse_on = kernel.today() - 1 where id = $1', [waiting]);
    await asSystem(site.db.jobs, async (trx) => await sql`select guarantees.clock_step(${waiting}, ${newId()}, 'lapse')`.execute(trx));
    expect((await found(waiting)).state).toBe('lapsed');
    expect(await standing(window)).toEqual({
      capitalMinor: 1_000_000n,
      outstandingMinor: 0n,
      reservedMinor: 0n,
      cashMinor: 1_000_000n,
      highestMinor: 4_000_000n,
    });
  });

  test('is sent back when the borrower pays again, and what was set aside is free', async () => {
    const window = await windowWith(1_000_000n);
    const id = await guaranteeIn(hands, { fundId, windowId: window, today }, 'called');
    await act(hands, id, 'send-back', 'fund', today, { words: 'It pays again.' });
    expect(await found(id)).toMatchObject({ state: 'active', payableMinor: 0n, provisionMinor: 0n, calledOn: null });
    expect((await standing(window)).capitalMinor).toBe(1_000_000n);
  });
});

describe('a loan in another currency', () => {
  test('is measured every day, and what the rate costs is a line of its own', async () => {
    const rate = async (value: string, ago: number) =>
      await site.db.superuser.query(
        `insert into exchangerates.rates (id, source, base, currency, on_day, rate) values (gen_random_uuid(), 'Test bank (invented)', 'EUR', 'TND', $1, $2)`,
        [addDays(today, -ago), value],
      );
    for (const [value, ago] of [['3', 200], ['3', 190], ['3', 5], ['2.5', 4], ['2', 1]] as const) await rate(value, ago); // prettier-ignore
    const window = await windowWith(1_000_000n, { currency: 'TND', borrowerCapMinor: 100_000_000n });
    const id = await fileOne(hands, fundId, window, { loanMinor: 5_000_000n });
    await act(hands, id, 'approve', 'fund', addDays(today, -200), { lapseOn: addDays(today, -150) });
    expect(await found(id)).toMatchObject({ currency: 'TND', guaranteedMinor: 3_000_000n, measuredMinor: 100_000n });
    await act(hands, id, 'activate', 'lender', addDays(today, -190));
    await asSystem(
      site.db.jobs,
      async (trx) => await sql`select guarantees.remeasure(${window}, 'TND', ${addDays(today, -4)}::date, 100, 2500)`.execute(trx),
    );
    expect((await standing(window)).outstandingMinor).toBe(120_000n);
    await act(hands, id, 'call', 'lender', addDays(today, -5), { firstUnpaidOn: addDays(today, -96) });
    expect((await found(id)).provisionMinor).toBe(100_000n);
    await act(hands, id, 'pay-first', 'fund', addDays(today, -4));
    // 2,250 dinars at 2.5: 900 euros, of which 750 were set aside.
    expect(await found(id)).toMatchObject({ paidMinor: 2_250_000n, paidHomeMinor: 90_000n, provisionMinor: 25_000n });
    const { rows } = await site.db.superuser.query<{ posted_minor: bigint }>(
      "select posted_minor from ledger.accounts where part = 'exchange-loss' and posted_minor <> 0",
    );
    expect(rows.map(({ posted_minor }) => BigInt(posted_minor))).toEqual([15_000n]);
    expect(await standing(window)).toMatchObject({ cashMinor: 910_000n, capitalMinor: 885_000n });
    await act(hands, id, 'pay-rest', 'fund', addDays(today, -1), { legalStepsDone: true });
    await act(hands, id, 'recover', 'lender', today, { recoveredMinor: 1_000_000n });
    expect(await found(id)).toMatchObject({ paidMinor: 3_000_000n, handedOnMinor: 600_000n, measuredMinor: 0n, leftMinor: 0n });
    expect(await standing(window)).toMatchObject({ outstandingMinor: 0n });
    const steps = await as('auditor', async (trx) => await listSteps(trx, id));
    expect(steps.at(-1)).toMatchObject({ homeMinor: 30_000n, rate: '0.5', rateOn: addDays(today, -1), rateSource: 'Test bank (invented)' });
  });

  test('is not approved without a rate of the last week', async () => {
    const window = await windowWith(1_000_000n, { currency: 'GBP' });
    const id = await fileOne(hands, fundId, window);
    await expect(act(hands, id, 'approve', 'fund', today, { lapseOn: today })).rejects.toThrow('no-rate');
    expect(await listAll(id)).toEqual([]);
  });
});

const listAll = async (id: GuaranteeId) => await as('fundManager', async (trx) => await listSteps(trx, id));

describe('capacity and limits', () => {
  test('hold when 64 loans are approved at once: never a cent too much', async () => {
    // 4 × 2,500.00 = 10,000.00 may be guaranteed; each loan asks for 600.00.
    const window = await windowWith(250_000n);
    const ids: GuaranteeId[] = [];
    for (let n = 0; n < 64; n += 1) ids.push(await fileOne(hands, fundId, window));
    const answers = await Promise.allSettled(
      ids.map(async (id) => await act(hands, id, 'approve', 'fund', today, { lapseOn: addDays(today, 30) })),
    );
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(16);
    for (const answer of answers) if (answer.status === 'rejected') expect(String(answer.reason)).toContain('guarantees.over-limit');
    const { reservedMinor, highestMinor } = await standing(window);
    expect([reservedMinor, highestMinor]).toEqual([960_000n, 1_000_000n]);
  }, 120_000);

  test.each([
    ['borrower', { borrowerCapMinor: 100_000n, groupCapMinor: null }, { borrower: 'B-same' }],
    ['group', { groupCapMinor: 100_000n, borrowerCapMinor: 100_000n }, { group: 'family' }],
    ['lender', { lenderCapPercent: '2' }, {}],
    ['country', { countryCapPercent: '2' }, {}],
    ['sector', { sectorCapPercent: '2' }, {}],
  ] as const)('of a %s are kept', async (what, terms, loan) => {
    const window = await windowWith(1_250_000n, terms);
    await guaranteeIn(hands, { fundId, windowId: window, today }, 'active', loan);
    const second = await fileOne(hands, fundId, window, loan);
    await expect(act(hands, second, 'approve', 'fund', today, { lapseOn: today })).rejects.toThrow('over-limit');
    const limits = await as('fundManager', async (trx) => await limitsOf(trx, second, 60_000n));
    expect(limits.filter(({ usedMinor, mostMinor }) => usedMinor > mostMinor).map((limit) => limit.what)).toEqual([what]);
    expect((await get('fundManager', `/desk/guarantees/${second}`)).body).toContain('no, too much');
    expect((await post('fundManager', `/desk/guarantees/${second}/approve`, { lapseOn: today, words: '' })).statusCode).toBe(409);
  });

  test('nothing is paid that is not there', async () => {
    const window = await windowWith(30_000n, { leverage: '4' });
    const id = await guaranteeIn(hands, { fundId, windowId: window, today }, 'called');
    await site.db.superuser.query("update guarantees.guarantees set payable_minor = guaranteed_minor where id = $1 and state = 'called'", [
      id,
    ]);
    await expect(act(hands, id, 'pay-first', 'fund', today)).rejects.toThrow('no-cash');
    expect((await found(id)).state).toBe('called');
  });
});

describe('a certificate', () => {
  test('is issued once by the fund, verified by its code, taken by the lender, and falls with its guarantee', async () => {
    const window = await windowWith(1_000_000n);
    const id = await guaranteeIn(hands, { fundId, windowId: window, today }, 'active');
    const path = `/desk/guarantees/${id}/certificate`;
    expect((await post('lender', path, { language: 'ar' })).statusCode).not.toBe(303);
    expect((await post('committeeMember', path, { language: 'ar' })).statusCode).toBe(303);
    expect((await post('fundManager', path, { language: 'en' })).statusCode).toBe(409);
    const pdf = await get('lender', `${path}.pdf`);
    expect([pdf.statusCode, pdf.headers['content-type'], pdf.body.slice(0, 5)]).toEqual([200, 'application/pdf', '%PDF-']);
    const { rows } = await site.db.superuser.query<{ code: string }>(
      'select i.code from documents.issued i join guarantees.certificates c on c.document_id = i.id where c.guarantee_id = $1',
      [id],
    );
    const verified = async () => (await get('visitor', `/verify/${rows[0]?.code}`)).body;
    const before = await verified();
    expect(before).toContain('Fund first-loans (invented)');
    await act(hands, id, 'repay', 'lender', today);
    expect(await verified()).not.toBe(before);
    const { rows: after } = await site.db.superuser.query<{ reason: string }>('select reason from documents.issued where code = $1', [
      rows[0]?.code,
    ]);
    expect(after).toEqual([{ reason: 'repaid' }]);
  });

  test('of a loan that is not in force is refused', async () => {
    expect((await post('fundManager', `/desk/guarantees/${guarantees.loans.approve}/certificate`, { language: 'en' })).statusCode).toBe(
      404,
    );
  });
});

describe('who may', () => {
  test('a lender decides nothing, and the fund does not speak for the lender', async () => {
    const window = await windowWith(1_000_000n);
    const filed = await fileOne(hands, fundId, window);
    await expect(act(hands, filed, 'approve', 'lender', today, { lapseOn: today })).rejects.toThrow('not-found');
    await expect(act(hands, filed, 'withdraw', 'fund', today)).rejects.toThrow('not-found');
    const called = await guaranteeIn(hands, { fundId, windowId: window, today }, 'called');
    const paying = { ...hands, fund: async <T>(work: (trx: AnyWrites) => Promise<T>) => await as('committeeMember', work) };
    await expect(act(paying, called, 'pay-first', 'fund', today)).rejects.toThrow('not-found');
    await act(paying, called, 'send-back', 'fund', today, { words: 'A paper is missing.' });
  });

  test('strangers and other lenders see nothing, and the application writes no row by itself', async () => {
    const id = guarantees.loans.approve;
    for (const player of ['counsellor', 'planner', 'provider'] as const) {
      expect(await as(player, async (trx) => await findGuarantee(trx, id, 'en'))).toBeNull();
      expect(await as(player, async (trx) => (await listGuarantees(trx, { fundId, page: 1 }, 'en')).total)).toBe(0);
      expect(await as(player, async (trx) => await limitsOf(trx, id, 1n))).toEqual([]);
    }
    for (const statement of [
      "update guarantees.guarantees set state = 'approved'",
      'delete from guarantees.steps',
      "select guarantees.take_step(gen_random_uuid(), gen_random_uuid(), 'approve', 'clock', current_date, null, '{}')",
      `select guarantees.clock_step('${id}', gen_random_uuid(), 'lapse')`,
      `select guarantees.remeasure('${guarantees.open}', 'XOF', current_date, 1, 1)`,
    ])
      await expect(as('fundManager', async (trx) => await sql.raw(statement).execute(trx))).rejects.toThrow('permission denied');
    await expect(site.db.superuser.query("update guarantees.steps set words = 'other'")).rejects.toThrow('never changed');
  });

  test('accounts that the guarantees keep are not written by hand', async () => {
    const { rows } = await site.db.superuser.query<{ id: string; book_id: string; part: string }>(
      "select a.id, a.book_id, a.part from ledger.accounts a where a.part in ('outstanding', 'given') and a.code like 'w1:%' order by a.part",
    );
    const [given, outstanding] = rows;
    await expect(
      as(
        'fundManager',
        async (trx) =>
          await sql`select * from ledger.post(${given?.book_id}, ${newId()}, 'entry', ${today}::date, 'forged', 'forged', null, null,
            array[${given?.id}, ${outstanding?.id}]::uuid[], array['EUR', 'EUR'], array[1, -1]::bigint[], null, null, null)`.execute(trx),
      ),
    ).rejects.toThrow('Another module keeps');
  });
});

describe('what is typed', () => {
  const path = `/desk/guarantee-windows/${guarantees.open}/file`;
  test.each([
    [{ amount: '-1' }, 422, 'above 0'],
    [{ amount: '1e30' }, 422, 'above 0'],
    [{ amount: 'NaN' }, 422, 'above 0'],
    [{ amount: '9'.repeat(30) }, 422, 'above 0'],
    [{ months: '61' }, 422, 'longer than the terms'],
    [{ eligible: '' }, 422, 'Confirm that the conditions hold'],
    [{ country: 'XX' }, 422, 'hoose'],
  ])('is refused with what to do, and nothing is filed: %j', async (change, status, words) => {
    const before = await site.db.superuser.query('select count(*) from guarantees.guarantees');
    const answer = await post('lender', path, { ...typedLoan(), ...change });
    expect(answer.statusCode).toBe(status);
    expect(answer.body).toContain(words);
    expect((await site.db.superuser.query('select count(*) from guarantees.guarantees')).rows).toEqual(before.rows);
  });

  test('is filed once: the lender’s number stands for one loan', async () => {
    expect((await post('lender', path, { ...typedLoan(), reference: 'twice' })).statusCode).toBe(303);
    const second = await post('lender', path, { ...typedLoan(), reference: 'twice' });
    expect(second.statusCode).toBe(409);
    expect(second.body).toContain('stands with the fund already');
  });

  test('too early, too much and backwards are refused', async () => {
    const window = await windowWith(1_000_000n);
    const id = await guaranteeIn(hands, { fundId, windowId: window, today }, 'active');
    const tries = [
      ['call', { firstUnpaidOn: addDays(today, -89) }, 'too-early'],
      ['shrink', { owedMinor: 100_000n }, 'owed-less'],
      ['shrink', { owedMinor: 0n }, 'owed-less'],
      ['recover', { recoveredMinor: 1n }, 'wrong-state'],
    ] as const;
    for (const [what, facts, refusal] of tries) await expect(act(hands, id, what, 'lender', today, facts)).rejects.toThrow(refusal);
    await expect(act(hands, id, 'repay', 'lender', addDays(today, 1))).rejects.toThrow('day-ahead');
  });
});

test('the report counts what was approved, and everybody reads the sums of a published window', async () => {
  const rows = await as('auditor', async (trx) => await reportOf(trx, fundId));
  const held = (split: string) => rows.filter((row) => row.split === split).reduce((sum, { heldMinor }) => sum + heldMinor, 0n);
  expect(held('lender')).toBe(held('country'));
  expect(held('lender')).toBe(held('without'));
  const windows = await as('fundManager', async (trx) => await publicFigures(trx, guarantees.open));
  expect(windows).toMatchObject({ claims: 4 });
  expect((await get('visitor', `/guarantee-funds/${guarantees.code}`)).body).toContain('The fund in figures');
  expect((await get('visitor', `/desk/guarantee-funds/${fundId}/report`)).statusCode).not.toBe(200);
  expect((await get('lender', `/desk/guarantee-funds/${fundId}/report`)).statusCode).toBe(404);
  expect((await get('lender', `/desk/guarantee-funds/${fundId}/guarantees?format=csv`)).body).toContain('number,lender,reference');
});
