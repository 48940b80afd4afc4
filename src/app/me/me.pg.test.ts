import { beforeAll, describe, expect, test } from 'vitest';
import { giveGrant } from '#kernel/consent';
import { asActor } from '#kernel/db';
import { keepFile } from '#kernel/files';
import { issueCodeCard } from '#kernel/identity';
import { getPerson, type PersonId } from '#modules/people';
import { plantAccount, plantCase, plantLink, plantOffice, plantPerson, type Somebody } from '#test/plant';
import { testSite, type SessionCookie } from '#test/site';

const site = await testSite();
const { db } = site;
const padova = await plantOffice(db, 'padova');
const kaolack = await plantOffice(db, 'kaolack');
const counsellor = await plantAccount(db, { name: 'Marta Desk', roles: [{ role: 'counsellor', scope: padova.id }] });
const abroad = await plantAccount(db, { name: 'Mariama Desk', roles: [{ role: 'counsellor', scope: kaolack.id }] });

interface Owner {
  account: Somebody;
  personId: PersonId;
  session: SessionCookie;
  grantId: string;
}

/** A person with a file, a case, and a permission for the office at the other end. */
async function owner(givenName: string): Promise<Owner> {
  const personId = await plantPerson(site, counsellor, padova.id, { givenName, familyName: 'Diouf' });
  const account = await plantAccount(db, { name: givenName });
  await plantLink(db, account.accountId, personId);
  await plantCase(db, counsellor, padova.id, personId);
  const grantId = await asActor(db.app, counsellor, async (trx) => {
    return await giveGrant(trx, counsellor, {
      subjectId: personId,
      recipient: { kind: 'office', id: kaolack.id },
      purpose: 'cases.purpose.joint',
      parts: ['identity', 'plan'],
      language: 'en',
      wording: 'The office in Kaolack may see who I am and my plan.',
      how: 'signed-at-desk',
      endsAt: new Date(Date.now() + 30 * 86_400_000),
    });
  });
  return { account, personId, session: await site.signIn(account.accountId, 1), grantId };
}

let awa: Owner;
let fatou: Owner;
beforeAll(async () => {
  awa = await owner('Awa');
  fatou = await owner('Fatou');
});

const sees = async (who: Somebody, id: PersonId) =>
  await asActor(db.app, who, async (trx) => (await getPerson(trx, id))?.identity?.givenName ?? null);

describe('my space', () => {
  test('shows the file, the plan and who may see it', async () => {
    const me = await site.get('/en/me', awa.session);
    expect(me.statusCode).toBe(200);
    expect(me.body).toContain('Office of padova');
    const sharing = await site.get('/en/me/sharing', awa.session);
    expect(sharing.body).toContain('Office of kaolack');
    expect(sharing.body).toContain('The office in Kaolack may see who I am and my plan.');
    expect(sharing.body).toContain('Public task');
  });

  test('says who read the file, when, where and why', async () => {
    await site.get(`/en/desk/people/${awa.personId}`, await site.signIn(counsellor.accountId));
    const reads = await site.get('/en/me/reads', awa.session);
    expect(reads.body).toContain('Marta Desk');
    expect(reads.body).toContain('Office of padova');
    const csv = await site.get('/en/me/reads?format=csv', awa.session);
    expect(csv.headers['content-type']).toMatch(/^text\/csv/);
    expect(csv.body).toContain('Marta Desk');
  });

  test('gives everything as one file, and nothing of anybody else', async () => {
    const json = await site.get('/en/me/download?format=json', awa.session);
    const all = JSON.parse(json.body) as { files: { person: { identity: { givenName: string } } }[] };
    expect(all.files.map((file) => file.person.identity.givenName)).toEqual(['Awa']);
    expect(json.body).not.toContain('Fatou');
    const html = await site.get('/ar/me/download?format=html', awa.session);
    expect(html.headers['content-disposition']).toMatch(/^attachment/);
    expect(html.body).toContain('<html lang="ar" dir="rtl">');
    expect(html.body).not.toContain('<script');
    expect(html.body, 'this network is no demonstration').not.toContain('عرض تجريبي – الأشخاص والمكاتب من نسج الخيال');
  });

  test('asks a visitor to sign in', async () => {
    for (const path of ['/me', '/me/sharing', '/me/reads', '/me/file', '/me/download', '/me/link']) {
      expect((await site.get(`/en${path}`)).headers.location).toMatch(/^\/en\/sign-in\?next=/);
    }
  });
});

describe('a permission', () => {
  test('is taken back by the person, at once, after a page that says what happens', async () => {
    const mine = await owner('Khady');
    expect(await sees(abroad, mine.personId)).toBe('Khady');
    const asked = await site.get(`/en/me/sharing/${mine.grantId}/withdraw`, mine.session);
    expect(asked.body).toContain('Stop sharing with Office of kaolack?');
    const done = await site.post(`/en/me/sharing/${mine.grantId}/withdraw`, {}, mine.session);
    expect(done.statusCode).toBe(303);
    expect(await sees(abroad, mine.personId)).toBeNull();
    expect((await site.post(`/en/me/sharing/${mine.grantId}/withdraw`, {}, mine.session)).statusCode).toBe(404);
  });

  test('of somebody else is not there', async () => {
    expect((await site.get(`/en/me/sharing/${fatou.grantId}/withdraw`, awa.session)).statusCode).toBe(404);
    expect((await site.post(`/en/me/sharing/${fatou.grantId}/withdraw`, {}, awa.session)).statusCode).toBe(404);
    expect(await sees(abroad, fatou.personId)).toBe('Fatou');
  });

  test('cannot be taken back here by an officer who may see it', async () => {
    const session = await site.signIn(counsellor.accountId);
    expect((await site.post(`/en/me/sharing/${fatou.grantId}/withdraw`, {}, session)).statusCode).toBe(404);
    expect(await sees(abroad, fatou.personId)).toBe('Fatou');
  });
});

describe('a document', () => {
  test('of the own file is read, of another file is not there', async () => {
    const place = { store: site.network.files, keyring: site.network.keyring };
    const keep = async (subjectId: PersonId) =>
      await asActor(db.app, counsellor, async (trx) => {
        const content = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');
        return await keepFile(trx, place, counsellor.accountId, {
          subjectId,
          name: 'permit.pdf',
          content,
          purpose: 'cases.purpose.counselling',
        });
      });
    const [own, other] = [await keep(awa.personId), await keep(fatou.personId)];
    expect((await site.get(`/en/me/documents/${own}`, awa.session)).body).toContain('%PDF');
    expect((await site.get(`/en/me/documents/${other}`, awa.session)).statusCode).toBe(404);
  });
});

describe('linking a file', () => {
  test('works with the code from the desk', async () => {
    const personId = await plantPerson(site, counsellor, padova.id, { givenName: 'Modou' });
    const { code } = await asActor(
      db.app,
      counsellor,
      async (trx) => await issueCodeCard(site.network.identity, trx, counsellor.accountId, personId),
    );
    const account = await plantAccount(db);
    const session = await site.signIn(account.accountId, 1);
    expect((await site.post('/en/me/link', { card: 'ABCD EFGH JKMN PQRS' }, session)).statusCode).toBe(422);
    expect((await site.post('/en/me/link', { card: code }, session)).headers.location).toMatch(/^\/en\/me\?/);
    expect((await site.get('/en/me/file', session)).body).toContain('Modou');
  });

  test('works by the e-mail that the person gave and proves, and for nobody else', async () => {
    const personId = await plantPerson(site, counsellor, padova.id, { givenName: 'Sokhna', email: 'sokhna@example.org' });
    const asked = await site.post('/en/sign-in', { address: 'sokhna@example.org' });
    const [message] = await site.messages();
    const code = /\d{6}/.exec(message?.text ?? '')?.[0] ?? '';
    const entered = await site.post(String(asked.headers.location), { code });
    const session = String(entered.headers['set-cookie']).split(';')[0] ?? '';

    expect((await site.post(`/en/me/link/${personId}`, {}, awa.session)).statusCode).toBe(404);
    expect((await site.get('/en/me', session)).body).toContain('There is a file that may be yours');
    expect((await site.post(`/en/me/link/${personId}`, {}, session)).statusCode).toBe(303);
    expect((await site.get('/en/me/file', session)).body).toContain('Sokhna');
  });
});
