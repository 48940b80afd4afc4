import { beforeAll, describe, expect, test } from 'vitest';
import { plantAccount, plantOffice, plantPerson } from '#test/plant';
import { testSite, type SessionCookie } from '#test/site';

const site = await testSite();
const { db } = site;
const padova = await plantOffice(db, 'padova');
const kaolack = await plantOffice(db, 'kaolack');
const administrator = await plantAccount(db, { name: 'Alex Admin', roles: [{ role: 'administrator' }] });
const manager = await plantAccount(db, { name: 'Anna Manager', roles: [{ role: 'office-manager', scope: padova.id }] });
const counsellor = await plantAccount(db, { name: 'Marta Desk', roles: [{ role: 'counsellor', scope: padova.id }] });
const elsewhere = await plantAccount(db, { name: 'Mariama Away', roles: [{ role: 'counsellor', scope: kaolack.id }] });
const auditor = await plantAccount(db, { name: 'Otto Auditor', roles: [{ role: 'auditor' }] });
const officer = await plantAccount(db, { name: 'Ada Officer', roles: [{ role: 'data-protection-officer' }] });

const cookies: Record<'administrator' | 'manager' | 'counsellor' | 'auditor' | 'officer', SessionCookie> = {
  administrator: '',
  manager: '',
  counsellor: '',
  auditor: '',
  officer: '',
};
beforeAll(async () => {
  for (const [name, account] of Object.entries({ administrator, manager, counsellor, auditor, officer })) {
    cookies[name as keyof typeof cookies] = await site.signIn(account.accountId); // the same names as above
  }
});

const rolesOf = async (accountId: string) => {
  const { rows } = await db.superuser.query<{ id: string; role: string }>(
    'select id, role from access.assignments where account_id = $1 and ended_at is null order by role',
    [accountId],
  );
  return rows;
};
const invitation = (more: Record<string, string> = {}) => ({
  name: 'Luca New',
  email: `luca.${Math.random().toString(36).slice(2)}@example.org`,
  language: 'it',
  role: 'counsellor',
  scope: `office:${padova.id}`,
  ...more,
});

describe('the pages of administration', () => {
  test('open to their roles only, and look absent to everybody else', async () => {
    const opens = async (path: string, who: keyof typeof cookies) => (await site.get(`/en${path}`, cookies[who])).statusCode;
    for (const path of [
      '/admin',
      '/admin/accounts',
      '/admin/accounts/invite',
      '/admin/network',
      '/admin/audit',
      '/admin/audit/chain',
      '/admin/overrides',
    ]) {
      expect(await opens(path, 'counsellor')).toBe(404);
    }
    expect(await opens('/admin/network', 'administrator')).toBe(200);
    expect(await opens('/admin/network', 'manager')).toBe(404);
    expect(await opens('/admin/audit', 'administrator')).toBe(404);
    expect(await opens('/admin/audit', 'auditor')).toBe(200);
    expect(await opens('/admin/overrides', 'officer')).toBe(200);
    expect(await opens('/admin/accounts/invite', 'auditor')).toBe(404);
  });

  test('ask a session with one factor for the second', async () => {
    const session = await site.signIn(administrator.accountId, 1);
    expect((await site.get('/en/admin/accounts', session)).headers.location).toMatch(/second-factor/);
  });
});

describe('a manager', () => {
  test('sees the colleagues of the own office and nobody else', async () => {
    const list = await site.get('/en/admin/accounts', cookies.manager);
    expect(list.body).toContain('Marta Desk');
    expect(list.body).not.toContain('Mariama Away');
    expect((await site.get(`/en/admin/accounts/${elsewhere.accountId}`, cookies.manager)).statusCode).toBe(404);
  });

  test('invites a counsellor to the own office, who gets a link by mail', async () => {
    const form = invitation();
    expect((await site.post('/en/admin/accounts/invite', form, cookies.manager)).statusCode).toBe(303);
    const [message] = await site.messages();
    expect(message?.channel === 'mail' && message.to.address).toBe(form.email);
    expect(message?.text).toMatch(/\/it\/sign-in\/password\//);
  });

  test.each([
    ['to another office', { scope: `office:${kaolack.id}` }],
    ['as an administrator', { role: 'administrator', scope: 'network' }],
    ['as a manager', { role: 'office-manager' }],
  ])('invites nobody %s, and no account is made', async (_what, more) => {
    const form = invitation(more);
    expect((await site.post('/en/admin/accounts/invite', form, cookies.manager)).statusCode).toBe(403);
    const { rows } = await db.superuser.query('select from identity.accounts where email = $1', [form.email]);
    expect(rows).toHaveLength(0);
  });

  test('ends no role elsewhere and closes no account', async () => {
    const [role] = await rolesOf(elsewhere.accountId);
    expect(
      (await site.post(`/en/admin/accounts/${elsewhere.accountId}/roles/${role?.id}/end`, {}, cookies.manager)).statusCode,
    ).toBeGreaterThanOrEqual(403);
    expect((await site.post(`/en/admin/accounts/${counsellor.accountId}/suspend`, {}, cookies.manager)).statusCode).toBe(404);
    expect(await rolesOf(elsewhere.accountId)).toHaveLength(1);
  });
});

describe('an administrator', () => {
  test('gives a role and ends it', async () => {
    const colleague = await plantAccount(db, { name: 'Ivo Expert' });
    const base = `/en/admin/accounts/${colleague.accountId}`;
    expect((await site.post(`${base}/roles/new`, { role: 'planner', scope: 'network' }, cookies.administrator)).statusCode).toBe(303);
    const [given] = await rolesOf(colleague.accountId);
    expect(given?.role).toBe('planner');
    expect((await site.post(`${base}/roles/new`, { role: 'counsellor', scope: 'network' }, cookies.administrator)).statusCode).toBe(422);
    expect((await site.get(`${base}/roles/${given?.id}/end`, cookies.administrator)).body).toContain('Planner, The whole network');
    expect((await site.post(`${base}/roles/${given?.id}/end`, {}, cookies.administrator)).statusCode).toBe(303);
    expect(await rolesOf(colleague.accountId)).toHaveLength(0);
  });

  test('cannot end the last administrator', async () => {
    const [role] = await rolesOf(administrator.accountId);
    const answer = await site.post(`/en/admin/accounts/${administrator.accountId}/roles/${role?.id}/end`, {}, cookies.administrator);
    expect(answer.statusCode).toBe(409);
    expect(answer.body).toContain('This is the last administrator');
  });

  test('closes an account, which is signed out at once, and opens it again', async () => {
    const colleague = await plantAccount(db, { name: 'Teo Leaving', roles: [{ role: 'counsellor', scope: padova.id }] });
    const session = await site.signIn(colleague.accountId);
    const base = `/en/admin/accounts/${colleague.accountId}`;
    expect((await site.get('/en/desk/people', session)).statusCode).toBe(200);
    expect((await site.post(`${base}/suspend`, {}, cookies.administrator)).statusCode).toBe(303);
    expect((await site.get('/en/desk/people', session)).headers.location).toMatch(/sign-in/);
    expect((await site.get(base, cookies.administrator)).body).toContain('Closed');
    expect((await site.post(`${base}/restore`, {}, cookies.administrator)).statusCode).toBe(303);
  });

  test('neither closes nor resets the own account', async () => {
    const base = `/en/admin/accounts/${administrator.accountId}`;
    expect((await site.post(`${base}/suspend`, {}, cookies.administrator)).statusCode).toBe(403);
    expect((await site.post(`${base}/reset-second-factor`, {}, cookies.administrator)).statusCode).toBe(404);
  });

  test('changes the settings of the network, and that is on record', async () => {
    const form = {
      nameEn: 'Renamed network',
      nameIt: 'Rete nuova',
      languages: ['en', 'it', 'ar'],
      timeZone: 'Africa/Dakar',
      controllerName: 'Town',
      controllerAddress: 'Street 2',
      controllerEmail: 'town@example.org',
      officer: 'Dana',
      mailFrom: '',
    };
    expect((await site.post('/en/admin/network', { ...form, languages: [] }, cookies.administrator)).statusCode).toBe(422);
    expect((await site.post('/en/admin/network', form, cookies.administrator)).statusCode).toBe(303);
    const { rows } = await db.superuser.query("select kernel.text_in(name, 'it') as name, time_zone, languages from kernel.network");
    expect(rows[0]).toEqual({ name: 'Rete nuova', time_zone: 'Africa/Dakar', languages: ['en', 'it', 'ar'] });
    const audit = await site.get('/en/admin/audit?verb=app.network-changed', cookies.auditor);
    expect(audit.body).toContain('Alex Admin');
  });
});

describe('the record', () => {
  test('is filtered, exported, and says whether it is whole', async () => {
    const personId = await plantPerson(site, counsellor, padova.id);
    const byPerson = await site.get(`/en/admin/audit?person=${personId}`, cookies.officer);
    expect(byPerson.body).toContain('Marta Desk');
    const search = await site.get('/en/admin/audit?verb=audit.search', cookies.auditor);
    expect(search.body).toContain('Ada Officer');
    const csv = await site.get(`/en/admin/audit?office=${padova.id}&format=csv`, cookies.auditor);
    expect(csv.headers['content-type']).toMatch(/^text\/csv/);
    expect(csv.body).toContain('Marta Desk');
    expect((await site.get('/en/admin/audit?until=2000-01-01', cookies.auditor)).body).toContain('No line fits');
    expect((await site.get('/en/admin/audit?from=nonsense&who=x', cookies.auditor)).statusCode).toBe(200);
    expect((await site.get('/en/admin/audit/chain', cookies.auditor)).body).toContain('The record is whole');
  });
});
