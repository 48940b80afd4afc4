import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { asActor } from '#kernel/db';
import { fundPeople } from '#test/fund-people';
import { fileOne } from '#test/fixtures-guaranteed-loans';
import { plantAccount } from '#test/plant';
import { seededSite, sessionOf, type Player } from '#test/fixtures';
import { withdrawApplication } from './apply.ts';

const { site, world } = await seededSite();
const { db } = site;
const { loans, staff, guaranteed, guarantees } = world;

const get = async (path: string, as: Player) => await site.get(`/en${path}`, await sessionOf(site, world, as));
const post = async (path: string, body: Record<string, string>, as: Player) =>
  await site.post(`/en${path}`, body, await sessionOf(site, world, as));
const at = (application: string, rest = '') => `/lending/applications/${application}/guarantee${rest}`;
const file = async (change = {}) => await fileOne(fundPeople(site, world).hands, guarantees.id, guarantees.open, change);
const linked = async (guarantee: string) =>
  (await db.superuser.query<{ id: string }>('select application_id as id from loans.guaranteed where guarantee_id = $1', [guarantee]))
    .rows[0]?.id;
const stranger = async (role: string, scopeKind: string, scopeId: string) => {
  const { accountId } = await plantAccount(db, { roles: [] });
  await db.superuser.query(
    'insert into access.assignments (id, account_id, role, scope_kind, scope_id) values (gen_random_uuid(), $1, $2, $3, $4)',
    [accountId, role, scopeKind, scopeId],
  );
  return accountId;
};

describe('the guarantee of a loan', () => {
  test('is read by the borrower, the counsellor who follows and the lender: fund, part, state, end, and what it means', async () => {
    const pages = await Promise.all([
      get(`/me/loans/${loans.lent}`, 'person'),
      get(`/desk/loans/${loans.lent}`, 'counsellor'),
      get(`/lending/loans/${loans.lentLoan.loan}`, 'lender'),
    ]);
    for (const { body } of pages)
      for (const text of ['Fund first-loans (invented)', '60% of a loan of €1,000.00: €600.00', 'In force', 'The lender can call it until'])
        expect(body).toContain(text);
    expect(pages[0]?.body).toContain('You still owe the whole loan');
    expect(pages[1]?.body).toContain('The borrower still owes the whole loan');
    // The lender’s own numbers of loan and borrower, and the number at the fund, are the lender’s.
    expect(pages[0]?.body).not.toContain(`/desk/guarantees/${guaranteed.active}`);
    expect(pages[2]?.body).toContain(`/desk/guarantees/${guaranteed.active}`);
    // The copy of everything that is kept about the person has it too.
    expect((await get('/me/download', 'person')).body).toContain('Fund first-loans (invented)');
  });

  test('is not shown to a counsellor who does not follow any more, another person, another office or a visitor', async () => {
    for (const [path, as] of [
      [`/me/loans/${loans.lent}`, 'otherPerson'],
      [`/desk/loans/${loans.lent}`, 'counsellorAbroad'],
      [`/lending/guarantees/${guaranteed.active}`, 'counsellor'],
      [`/lending/guarantees/${guaranteed.active}`, 'fundManager'],
      [at(loans.toApprove), 'person'],
      [at(loans.toApprove), 'fundManager'],
    ] as const)
      expect((await get(path, as)).statusCode, `${path} as ${as}`).toBe(404);
    await post(`/me/loans/${loans.lent}/follow`, { follows: 'no' }, 'person');
    const rows = await asActor(
      db.app,
      staff.counsellor,
      async (trx) =>
        (
          await sql`select from loans.guarantee_of(${loans.lent}) union all select from loans.guaranteed where application_id = ${loans.lent}`.execute(
            trx,
          )
        ).rows,
    );
    expect(rows).toEqual([]);
    await post(`/me/loans/${loans.lent}/follow`, { follows: 'yes' }, 'person');
  });

  test('leaves the fund without a name and without a link to the loan', async () => {
    for (const as of ['fundManager', 'committeeMember', 'auditor'] as const) {
      const { body, statusCode } = await get(`/desk/guarantees/${guaranteed.active}`, as);
      expect(statusCode, as).toBe(200);
      for (const text of ['/lending/', 'ML-2026-001', 'Awa']) expect(body, `${text} as ${as}`).not.toContain(text);
      const rows = await asActor(
        db.app,
        staff[as],
        async (trx) => (await sql`select from loans.guaranteed union all select from loans.guarantee_of(${loans.lent})`.execute(trx)).rows,
      );
      expect(rows, as).toEqual([]);
    }
    expect((await get(`/desk/guarantees/${guaranteed.active}`, 'lender')).body).toContain(`/lending/guarantees/${guaranteed.active}`);
    expect((await get(`/lending/guarantees/${guaranteed.active}`, 'lender')).body).toContain('ML-2026-001');
    expect((await get(`/lending/guarantees/${guaranteed.free}`, 'lender')).body).toContain('No loan in Ponte is linked');
  });
});

describe('the lender', () => {
  test('chooses among its own guarantees of the currency that stand and are free', async () => {
    const { body } = await get(at(loans.toApprove), 'lender');
    expect(body).toContain(`value="${guaranteed.free}"`);
    for (const other of [guaranteed.active, guaranteed.filed, guarantees.loans['pay-all']]) expect(body).not.toContain(`value="${other}"`);
    const found = await get(`${at(loans.toApprove)}?q=nowhere`, 'lender');
    expect(found.body).toContain('No guarantee of yours in EUR');
    expect((await get(at(loans.lent), 'lender')).statusCode).toBe(200);
  });

  test('links one with an application, which the borrower and the history then show, and takes it off again', async () => {
    expect((await post(at(loans.toApprove), { guarantee: guaranteed.free }, 'lender')).statusCode).toBe(303);
    expect(await linked(guaranteed.free)).toBe(loans.toApprove);
    expect((await get(`/me/loans/${loans.toApprove}`, 'person')).body).toContain('The fund has not decided yet');
    const { rows } = await db.superuser.query("select 1 from audit.entries where verb = 'loans.guarantee-linked' and object_id = $1", [
      loans.toApprove,
    ]);
    expect(rows).toHaveLength(1);
    expect((await post(at(loans.toApprove, '/end'), {}, 'lender')).statusCode).toBe(303);
    expect(await linked(guaranteed.free)).toBeUndefined();
    expect((await post(at(loans.toApprove, '/end'), {}, 'lender')).statusCode).toBe(404);
  });

  test.each([
    ['one that stands for another loan', guaranteed.active, 'stands for another loan'],
    ['one in another currency', guarantees.loans['pay-all'], 'another currency'],
    ['one that does not stand any more', guarantees.loans.recover, 'does not stand any more'],
    ['one of nobody', world.staff.person.accountId, 'You have no such guarantee'],
  ])('is refused %s', async (_, guarantee, says) => {
    const sent = await post(at(loans.toAsk), { guarantee }, 'lender');
    expect([409, 422]).toContain(sent.statusCode);
    expect(sent.body).toContain(says);
    expect(await linked(loans.toAsk)).toBeUndefined();
  });

  test('is refused a second guarantee for a loan, and to take off one that was in force', async () => {
    expect((await post(at(loans.lent), { guarantee: guaranteed.free }, 'lender')).body).toContain('has a guarantee already');
    const sent = await post(at(loans.lent, '/end'), {}, 'lender');
    expect(sent.statusCode).toBe(409);
    expect(await linked(guaranteed.active)).toBe(loans.lent);
  });

  test('of two that link one guarantee at the same moment, one wins', async () => {
    const guarantee = await file();
    const sent = await Promise.all([loans.toAsk, loans.toDecline].map(async (id) => await post(at(id), { guarantee }, 'lender')));
    expect(sent.map(({ statusCode }) => statusCode).toSorted()).toEqual([303, 409]);
  });

  test('finds it free again when no loan comes of the application', async () => {
    const guarantee = await file();
    expect((await post(at(loans.toTakeBack), { guarantee }, 'lender')).statusCode).toBe(303);
    await asActor(db.app, staff.person, async (trx) => {
      await withdrawApplication(trx, staff.person, loans.toTakeBack);
    });
    expect(await linked(guarantee)).toBeUndefined();
    expect((await post(at(loans.toTakeBack), { guarantee }, 'lender')).statusCode).toBe(404);
  });
});

describe('the database itself', () => {
  const link = (application: string, organisation: string, guarantee: string, by = 'kernel.actor()') =>
    `insert into loans.guaranteed (application_id, organisation_id, guarantee_id, linked_by) values ('${application}', '${organisation}', '${guarantee}', ${by})`;
  const as = async (accountId: string, statement: string) =>
    await asActor(db.app, { accountId, assurance: 2 }, async (trx) => await sql.raw(statement).execute(trx));

  test('lets another lender neither read, link nor unlink, and tells it nothing of a guarantee that is not its own', async () => {
    const { bank, chamber } = world.organisations;
    const other = await stranger('lender', 'organisation', chamber);
    await expect(as(other, link(loans.toAsk, bank, guaranteed.free))).rejects.toMatchObject({ code: '42501' });
    await expect(as(other, link(loans.toAsk, chamber, guaranteed.free))).rejects.toMatchObject({ code: '42501' });
    const own = await stranger('lender', 'organisation', bank);
    await db.superuser.query('update guarantees.lenders set organisation_id = $1 where organisation_id = $2', [chamber, bank]);
    await expect(as(own, link(loans.toAsk, bank, guaranteed.free))).rejects.toMatchObject({ code: '23503' });
    await db.superuser.query('update guarantees.lenders set organisation_id = $1 where organisation_id = $2', [bank, chamber]);
    const gone = await as(other, 'delete from loans.guaranteed returning 1');
    expect(gone.rows).toEqual([]);
    expect((await as(other, `select from loans.guarantee_of('${loans.lent}')`)).rows).toEqual([]);
    expect((await as(other, 'select from loans.guaranteed')).rows).toEqual([]);
  });

  test('keeps the fund, the person and the counsellor from linking, and the lender from linking in another name or moving a link', async () => {
    const { bank } = world.organisations;
    for (const player of ['fundManager', 'person', 'counsellor'] as const)
      await expect(as(staff[player].accountId, link(loans.toAsk, bank, guaranteed.free)), player).rejects.toMatchObject({ code: '42501' });
    const forged = link(loans.toAsk, bank, guaranteed.free, `'${staff.person.accountId}'`);
    await expect(as(staff.lender.accountId, forged)).rejects.toMatchObject({ code: '42501' });
    const moved = `update loans.guaranteed set application_id = '${loans.toAsk}'`;
    await expect(as(staff.lender.accountId, moved)).rejects.toMatchObject({ code: '42501' });
    const off = `delete from loans.guaranteed where guarantee_id = '${guaranteed.active}'`;
    await expect(as(staff.lender.accountId, off)).rejects.toMatchObject({ constraint: 'guaranteed_in_force' });
  });
});
