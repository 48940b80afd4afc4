import { beforeAll, expect, test } from 'vitest';
import { linkFiles } from '#kernel/access';
import { asActor } from '#kernel/db';
import { getPerson, type PersonId } from '#modules/people';
import { plantAccount, plantLink, plantOffice, plantPerson, type Somebody } from '#test/plant';
import { testSite, type SessionCookie } from '#test/site';

const site = await testSite();
const { db } = site;
const padova = await plantOffice(db, 'padova');
const kaolack = await plantOffice(db, 'kaolack');
const dakar = await plantOffice(db, 'dakar');
const desk = async (scope: string) => await plantAccount(db, { roles: [{ role: 'counsellor', scope }] });
const [marta, mariama, elsewhere] = [await desk(padova.id), await desk(kaolack.id), await desk(dakar.id)];
const officer = await plantAccount(db, { roles: [{ role: 'data-protection-officer' }] });

let here: PersonId;
let there: PersonId;
let self: Somebody;
let me: SessionCookie;
let cookies: Record<'marta' | 'mariama' | 'elsewhere' | 'officer', SessionCookie>;

beforeAll(async () => {
  cookies = {
    marta: await site.signIn(marta.accountId),
    mariama: await site.signIn(mariama.accountId),
    elsewhere: await site.signIn(elsewhere.accountId),
    officer: await site.signIn(officer.accountId),
  };
});

/** One person with a file at both ends of the corridor, and an account that is linked to both. */
async function twoFiles(): Promise<void> {
  here = await plantPerson(site, marta, padova.id, { givenName: 'Awa' });
  there = await plantPerson(site, mariama, kaolack.id, { givenName: 'Awa' });
  self = await plantAccount(db, { name: 'Awa' });
  await plantLink(db, self.accountId, here);
  await plantLink(db, self.accountId, there);
  me = await site.signIn(self.accountId, 1);
}
const link = async (pair = `${here} ${there}`, parts: string[] = [], session = me) =>
  await site.post('/en/me/files', { pair, parts }, session);
const links = async () =>
  (await db.superuser.query('select * from access.links where first_id = $1 or second_id = $1 order by made_at', [here])).rows;
const referenceOf = async (id: PersonId) =>
  (await db.superuser.query<{ reference: string }>('select reference from people.people where id = $1', [id])).rows[0]?.reference ?? '';
const seen = async (who: Somebody, id: PersonId) => await asActor(db.app, who, async (trx) => await getPerson(trx, id));

test('the person of both files links them, and each desk learns of the other office and nothing else', async () => {
  await twoFiles();
  expect((await site.get('/en/me', me)).body).toContain('do not know of each other');
  expect((await site.get(`/en/desk/people/${here}`, cookies.marta)).body).not.toContain('Office of kaolack');
  expect((await link()).statusCode).toBe(303);
  expect((await site.get('/en/me', me)).body).toContain('Your files belong together');
  expect((await site.get(`/en/desk/people/${here}`, cookies.marta)).body).toContain('Office of kaolack');
  expect((await site.get(`/en/desk/people/${there}`, cookies.mariama)).body).toContain('Office of padova');
  expect(await seen(marta, there)).toBeNull();
  expect(await seen(mariama, here)).toBeNull();
  expect(await asActor(db.app, elsewhere, async (trx) => await trx.selectFrom('access.links').selectAll().execute())).toEqual([]);
});

test('what the person lets both see becomes an ordinary permission', async () => {
  await twoFiles();
  await link(undefined, ['identity']);
  expect((await seen(marta, there))?.identity?.givenName).toBe('Awa');
  expect((await seen(mariama, here))?.contact ?? null).toBeNull();
  const sharing = (await site.get('/en/me/sharing', me)).body;
  expect(sharing).toContain('since both help me');
  expect(sharing.match(/Take it back/g)).toHaveLength(2);
});

test('is not made twice, not with one file, and not with the file of somebody else', async () => {
  await twoFiles();
  const stranger = await plantPerson(site, mariama, kaolack.id, { givenName: 'Fatou' });
  for (const pair of [`${here} ${here}`, `${here} ${stranger}`, 'nonsense']) expect((await link(pair)).statusCode, pair).toBe(422);
  expect((await link('')).statusCode).toBe(422);
  const answers = await Promise.all([link(), link()]);
  expect(answers.filter(({ statusCode }) => statusCode === 303)).toHaveLength(1);
  expect((await link()).statusCode).toBe(422);
  expect(await links()).toHaveLength(1);
});

test('never tells by its refusal whether two files of others are linked', async () => {
  await twoFiles();
  const other = await plantPerson(site, mariama, kaolack.id);
  await link();
  const attempt = async (who: Somebody, second: PersonId) => {
    return await asActor(db.app, who, async (trx) => {
      const files = [
        { subjectId: here, custodianId: padova.id },
        { subjectId: second, custodianId: kaolack.id },
      ] as const;
      return await linkFiles(trx, who, { files, how: 'spoken-at-desk' });
    }).catch((error: { code?: string }) => error.code);
  };
  for (const who of [marta, mariama, elsewhere])
    expect([await attempt(who, there), await attempt(who, other)]).toEqual(['forbidden', 'forbidden']);
  const forged = await asActor(db.app, elsewhere, async (trx) => {
    const files = [
      { subjectId: here, custodianId: dakar.id },
      { subjectId: there, custodianId: dakar.id },
    ] as const;
    return await linkFiles(trx, elsewhere, { files, how: 'spoken-at-desk' });
  }).catch((error: { code?: string }) => error.code);
  expect(forged).toBe('forbidden');
});

test('is taken apart by the person, and made again', async () => {
  await twoFiles();
  await link();
  const [row] = await links();
  const unlink = `/en/me/files/${row.id}/unlink`;
  const stranger = await site.signIn((await plantAccount(db)).accountId, 1);
  expect((await site.post(unlink, {}, stranger)).statusCode).toBe(404);
  expect((await site.post(`/en/desk/links/${row.id}/end`, {}, cookies.marta)).statusCode).toBe(404);
  expect((await site.post(unlink, {}, me)).statusCode).toBe(303);
  expect((await site.get(`/en/desk/people/${here}`, cookies.marta)).body).not.toContain('Office of kaolack');
  expect((await link()).statusCode).toBe(303);
  expect(await links()).toHaveLength(2);
});

test('the data-protection officer decides with a reason that the person reads, and only the officer undoes it', async () => {
  await twoFiles();
  const decision = async (change: Record<string, string> = {}, session = cookies.officer) =>
    await site.post(
      '/en/admin/links',
      {
        firstOffice: padova.id,
        firstReference: await referenceOf(here),
        secondOffice: kaolack.id,
        secondReference: await referenceOf(there),
        reason: 'Both offices were shown the same passport.',
        ...change,
      },
      session,
    );
  const wrong: Record<string, string>[] = [
    { reason: 'same' },
    { firstReference: '1999-0001' },
    { firstOffice: 'nonsense' },
    { secondOffice: '' },
  ];
  for (const change of wrong) expect((await decision(change)).statusCode, JSON.stringify(change)).toBe(422);
  expect((await decision({ secondOffice: padova.id, secondReference: await referenceOf(here) })).statusCode).toBe(422);
  expect((await decision({}, cookies.marta)).statusCode).toBe(404);
  expect((await decision()).statusCode).toBe(303);
  expect((await decision()).statusCode).toBe(409);
  expect(await seen(officer, here)).toBeNull();
  expect((await site.get('/en/me/files', me)).body).toContain('the same passport');
  const [row] = await links();
  expect((await site.post(`/en/me/files/${row.id}/unlink`, {}, me)).statusCode).toBe(404);
  expect((await site.post(`/en/admin/links/${row.id}/end`, {}, cookies.officer)).statusCode).toBe(303);
  expect((await links())[0].ended_at).not.toBeNull();
});

test('the desk that has both files links them on the word of the person, and follows a hand-over', async () => {
  await twoFiles();
  const desired = { reference: await referenceOf(there), how: 'spoken-at-desk' };
  expect((await site.post(`/en/desk/people/${here}/link`, { ...desired, reference: '1999-0001' }, cookies.marta)).statusCode).toBe(422);
  await db.superuser.query('update access.subjects set custodian_id = $2 where id = $1', [there, padova.id]);
  await db.superuser.query(`update people.people set reference = 'H-1' where id = $1`, [there]);
  expect((await site.post(`/en/desk/people/${here}/link`, { reference: 'H-1', how: 'spoken-at-desk' }, cookies.mariama)).statusCode).toBe(
    404,
  );
  expect((await site.post(`/en/desk/people/${here}/link`, { reference: 'H-1', how: 'spoken-at-desk' }, cookies.marta)).statusCode).toBe(
    303,
  );
  expect((await site.get(`/en/desk/people/${here}`, cookies.marta)).body).toContain(`/en/desk/people/${there}`);
  await db.superuser.query('update access.subjects set custodian_id = $2 where id = $1', [there, kaolack.id]);
  expect((await site.get(`/en/desk/people/${there}`, cookies.mariama)).body).toContain('Office of padova');
  const { rows } = await db.superuser.query("select count(*)::int as n from audit.entries where verb = 'access.link-files'");
  expect(rows[0].n).toBeGreaterThan(1);
});
