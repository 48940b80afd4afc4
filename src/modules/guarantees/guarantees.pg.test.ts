import { describe, expect, test } from 'vitest';
import { asActor, nobody, type AnyWrites } from '#kernel/db';
import { seededSite, sessionOf, type Player } from '#test/fixtures';
import { someTerms } from '#test/fixtures-guarantees';
import { typedTerms } from '#test/fixtures-routes-guarantees';
import { type FormFields } from '#test/site';
import { versionOn, type Window, type WindowId } from './fund.ts';
import { findFund, getWindow, listAdmissions, listFunds, listVersions, listWindows } from './read-funds.ts';
import { saveTerms } from './save-terms.ts';
import { admitLender, beginWindow, changeFund, openFund, publishDraft } from './write-fund.ts';

const { site, world } = await seededSite();
const { guarantees } = world;
const today = world.today;

const as = async <T>(player: Exclude<Player, 'visitor'>, work: (trx: AnyWrites) => Promise<T>): Promise<T> =>
  await asActor(site.db.app, { ...world.staff[player], assurance: player === 'person' ? 1 : 2 }, work);
const visiting = async <T>(work: (trx: AnyWrites) => Promise<T>): Promise<T> => await asActor(site.db.app, nobody, work);
const windowOf = async (id: WindowId): Promise<Window> => {
  const found = await as('fundManager', async (trx) => await getWindow(trx, id));
  if (!found) throw new Error('the window is not there');
  return found;
};
const get = async (player: Player, path: string) => await site.get(`/en${path}`, await sessionOf(site, world, player));
const post = async (player: Player, path: string, fields: FormFields) =>
  await site.post(`/en${path}`, fields, await sessionOf(site, world, player));
const text = { name: 'Mine', about: 'Mine', language: 'en', area: 'Here', manager: 'Me', email: 'me@example.org' };

describe('what everybody reads', () => {
  test('is the published terms in plain words, with each reason, and who lends today', async () => {
    const { body } = await get('visitor', `/guarantee-funds/${guarantees.code}`);
    for (const words of [
      '60%',
      '€25,000.00',
      'under three years old',
      'older ones find loans elsewhere',
      'Micro-lender (invented)',
      'Region (invented)',
    ])
      expect(body).toContain(words);
    for (const hidden of ['Window to publish', 'Window to write']) expect(body).not.toContain(hidden);
  });

  test('is no fund without published terms', async () => {
    expect((await get('visitor', '/guarantee-funds/other-fund')).statusCode).toBe(404);
    expect((await get('visitor', '/guarantee-funds')).body).not.toContain('other-fund');
    expect((await visiting(listFunds)).map(({ code }) => code)).toEqual([guarantees.code]);
    expect(await visiting(async (trx) => (await listVersions(trx, [guarantees.toPublish])).length)).toBe(0);
    expect(await visiting(async (trx) => (await listWindows(trx, guarantees.id)).map(({ id }) => id))).toEqual([
      guarantees.open,
      guarantees.whole,
    ]);
  });
});

describe('a fund manager', () => {
  test('does not see another fund’s drafts, and cannot write into it', async () => {
    await expect(
      as('fundManager', async (trx) => await beginWindow(trx, world.staff.fundManager.accountId, guarantees.other, 'Theirs')),
    ).rejects.toThrow('guarantees.not-found');
    await expect(as('fundManager', async (trx) => await changeFund(trx, { id: guarantees.other }, text))).rejects.toThrow(
      'guarantees.not-found',
    );
    expect((await get('fundManager', `/desk/guarantee-funds/${guarantees.other}`)).statusCode).toBe(404);
    expect((await get('fundManager', `/desk/guarantee-funds/${guarantees.other}/edit`)).statusCode).toBe(404);
    expect((await get('fundManager', '/desk/guarantee-funds')).body).not.toContain('other-fund');
  });

  test('opens no fund: administrators do', async () => {
    const opening = { ...text, code: 'forged', currency: 'EUR' };
    await expect(as('fundManager', async (trx) => await openFund(trx, world.staff.fundManager.accountId, opening))).rejects.toThrow(
      'not-found',
    );
    const taken = { ...opening, code: guarantees.code };
    await expect(as('administrator', async (trx) => await openFund(trx, world.staff.administrator.accountId, taken))).rejects.toThrow(
      'code-taken',
    );
  });

  test('puts no lender of one fund into a window of another', async () => {
    const { rows } = await site.db.superuser.query<{ lender_id: string }>('select lender_id from guarantees.admissions limit 1');
    await expect(
      site.db.superuser.query(
        `insert into guarantees.windows (id, fund_id, name, created_by) values ('018f0000-0000-7000-8000-00000000000a', '${guarantees.other}', 'Theirs', gen_random_uuid());
         insert into guarantees.admissions (id, fund_id, window_id, lender_id, agreed_on, admitted_by)
         values (gen_random_uuid(), '${guarantees.other}', '018f0000-0000-7000-8000-00000000000a', '${rows[0]?.lender_id}', '2026-01-01', gen_random_uuid())`,
      ),
    ).rejects.toThrow('admissions_lender');
  });
});

describe('published terms', () => {
  test('never change, not even by the owner of the database', async () => {
    await expect(site.db.superuser.query("update guarantees.versions set coverage_percent = 90 where state = 'published'")).rejects.toThrow(
      'a published version never changes',
    );
    const [published] = await as('fundManager', async (trx) => await listVersions(trx, [guarantees.open]));
    const open = await windowOf(guarantees.open);
    const by = world.staff.fundManager.accountId;
    await expect(as('fundManager', async (trx) => await saveTerms(trx, by, open, published!, someTerms(today)))).rejects.toThrow(
      'changed-meanwhile',
    );
    await expect(as('fundManager', async (trx) => await publishDraft(trx, by, open, published!))).rejects.toThrow('already-published');
  });

  test('are followed by the next version, and the day decides which holds', async () => {
    const [id, by] = [world.guarantees.toPublish, world.staff.fundManager.accountId];
    const window = await windowOf(id);
    const versions = async () => await as('fundManager', async (trx) => await listVersions(trx, [id]));
    await as('fundManager', async (trx) => await publishDraft(trx, by, window, (await versions())[0]!));
    await as('fundManager', async (trx) => await saveTerms(trx, by, window, null, { ...someTerms(world.inAMonth), coveragePercent: '70' }));
    await as('fundManager', async (trx) => await publishDraft(trx, by, window, (await versions())[0]!));
    const all = await versions();
    expect(all.map(({ number }) => number)).toEqual([2, 1]);
    expect([versionOn(all, today)?.number, versionOn(all, world.inAMonth)?.number, versionOn(all, '2000-01-01')]).toEqual([1, 2, null]);
    expect(all[0]).toMatchObject({ coveragePercent: '70', leverage: '4', upFrontPercent: '0.5', borrowerCapMinor: 2_500_000n });
  });

  test('are not written over by whoever read them before somebody else wrote', async () => {
    const [id, by] = [guarantees.toWrite, world.staff.fundManager.accountId];
    const window = await windowOf(id);
    await as('fundManager', async (trx) => await saveTerms(trx, by, window, null, someTerms(today)));
    await expect(as('fundManager', async (trx) => await saveTerms(trx, by, window, null, someTerms(today)))).rejects.toThrow(
      'changed-meanwhile',
    );
    expect((await post('fundManager', `/desk/guarantee-windows/${id}/terms`, typedTerms(world))).statusCode).toBe(409);
  });
});

describe('a lender', () => {
  test('sees the windows to which its organisation is admitted, its own agreement, and no draft', async () => {
    const { body } = await get('lender', `/desk/guarantee-funds/${guarantees.id}`);
    expect(body).toContain('Open window');
    expect(body).not.toContain('Window to write');
    expect((await get('lender', `/desk/guarantee-windows/${guarantees.open}`)).body).not.toContain('Micro-lender');
    expect((await get('lender', `/desk/guarantee-windows/${guarantees.toWrite}`)).statusCode).toBe(404);
    expect((await get('lender', `/desk/guarantee-windows/${guarantees.open}/terms`)).statusCode).toBe(404);
  });

  test('admits nobody, itself neither', async () => {
    const agreement = { organisationId: null, name: 'Forged bank', agreedOn: today, untilOn: null };
    const window = await windowOf(guarantees.toWrite);
    await expect(as('lender', async (trx) => await admitLender(trx, world.staff.lender.accountId, window, agreement))).rejects.toThrow(
      'not-found',
    );
  });
});

test('an agreement is made once for the same days', async () => {
  const by = world.staff.fundManager.accountId;
  const window = await windowOf(guarantees.open);
  const bank = { organisationId: null, name: 'Savings bank', agreedOn: today, untilOn: null };
  const admit = async (change: { agreedOn?: string; untilOn?: string }) =>
    await as('fundManager', async (trx) => await admitLender(trx, by, window, { ...bank, ...change }));
  await admit({});
  await expect(admit({ agreedOn: world.inAMonth })).rejects.toThrow('admitted-already');
  await expect(admit({ untilOn: '2000-01-01' })).rejects.toThrow('wrong-order');
  await expect(as('fundManager', async (trx) => await admitLender(trx, by, window, { ...bank, name: null }))).rejects.toThrow('no-lender');
  const names = await visiting(async (trx) => (await listAdmissions(trx, [guarantees.open], 'en')).map(({ name }) => name));
  expect(names).toContain('Savings bank');
});

describe('the form of terms', () => {
  test.each([
    [{ coverage: '0' }, 'at most 100'],
    [{ coverage: '100.5' }, 'at most 100'],
    [{ upFront: 'NaN' }, 'at most 100'],
    [{ leverage: '51' }, 'at most 50'],
    [{ borrowerCap: '-1' }, 'above 0'],
    [{ borrowerCap: '1e30' }, 'above 0'],
    [{ groupCap: '1' }, 'limit of a group'],
    [{ conditions: 'without a reason' }, 'why it is asked'],
    [{ counters: 'Region | 60\nState | 60' }, 'together at most 100'],
    [{ validUntil: '2000-01-01' }, 'before the first'],
  ])('says what is wrong beside the field and keeps what was typed: %j', async (change, words) => {
    const id = await as('fundManager', async (trx) => await beginWindow(trx, world.staff.fundManager.accountId, guarantees.id, 'Window'));
    const { body, statusCode } = await post('fundManager', `/desk/guarantee-windows/${id}/terms`, { ...typedTerms(world), ...change });
    expect(statusCode).toBe(422);
    expect(body).toContain(words);
    expect(body).toContain('Board of the fund (invented)');
  });
});

test('an administrator gives the role in a fund, and what is done there stands in the audit', async () => {
  const path = `/admin/accounts/${world.colleagues.helper}/roles/new`;
  expect((await get('administrator', path)).body).toContain(`fund:${guarantees.other}`);
  const given = await post('administrator', path, { role: 'fund-manager', scope: `fund:${guarantees.other}` });
  expect(given.statusCode).toBe(303);
  expect((await get('administrator', `/admin/accounts/${world.colleagues.helper}`)).body).toContain('Fund other-fund (invented)');
  const { rows } = await site.db.superuser.query<{ verb: string }>(
    "select distinct verb from audit.entries where verb like 'guarantees.%' order by verb",
  );
  expect(rows.map(({ verb }) => verb)).toEqual(
    expect.arrayContaining(['guarantees.admitted', 'guarantees.opened', 'guarantees.published', 'guarantees.window-begun']),
  );
  expect(await visiting(async (trx) => await findFund(trx, 'other-fund'))).toBeNull();
});
