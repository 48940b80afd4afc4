import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { asSystem, newId } from '#kernel/db';
import { groupedCode, issueDocument, typst, type DocumentToIssue } from '#kernel/documents';
import { languages } from '#kernel/i18n';
import { testSite } from '#test/site';

const site = await testSite({ env: { FORM_LIMIT: '3' } });
const { keyring, publicUrl } = site.network;

/** A document as a job of the network issues it. */
async function issued(change: Partial<DocumentToIssue> = {}): Promise<string> {
  const document: DocumentToIssue = {
    kind: 'learning.certificate',
    officeId: newId(),
    subject: null,
    statement: { title: 'شهادة', issuer: 'Office of <b>Padua</b>', facts: [{ label: 'الاسم', value: 'Awa N.' }] },
    lang: 'ar',
    issuedAt: new Date('2026-03-01T09:00:00Z'),
    issuedBy: null,
    purpose: 'documents.verb.issue',
    template: typst`#verification(data.verification, alt: "QR", say: "…")`,
    data: {},
    ...change,
  };
  const { code } = await asSystem(site.db.jobs, async (trx) => await issueDocument(trx, { keyring, publicUrl }, document));
  return groupedCode(code);
}

const get = async (path: string, lang = 'en') => await site.server.inject({ url: `/${lang}${path}`, headers: { host: 'localhost' } });
const send = async (code: string, from: string) =>
  await site.server.inject({
    method: 'POST',
    url: '/en/verify',
    remoteAddress: from,
    headers: { host: 'localhost', 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ _key: randomUUID(), code }).toString(),
  });

test('shows what a document states in six languages, with its own words in their direction and no markup', async () => {
  const code = await issued();
  for (const { code: lang } of languages) {
    const { statusCode, body } = await get(`/verify/${code}`, lang);
    expect(statusCode).toBe(200);
    expect(body).toContain('<span lang="ar" dir="rtl">شهادة</span>');
    expect(body).toContain('Office of &lt;b>Padua');
    expect(body).toContain('BEGIN PUBLIC KEY');
  }
});

test('says valid, expired and not known apart', async () => {
  expect((await get(`/verify/${await issued()}`)).body).toContain('This document is valid');
  expect((await get(`/verify/${await issued({ expiresOn: '2026-03-02' })}`)).body).toContain('This document has expired');
  expect((await get('/verify/00000-00000-00000-00000')).body).toContain('We do not know this document');
  expect((await get(`/verify/${encodeURIComponent("' or 1=1 --")}`)).body).toContain('We do not know this document');
});

test('the form leads to the document, keeps what was typed wrongly, and counts the tries of a connection', async () => {
  const code = await issued();
  const right = await send(code.toLowerCase().replaceAll('-', ' '), '198.51.100.1');
  expect([right.statusCode, right.headers.location]).toEqual([303, `/en/verify/${code}`]);
  const wrong = await send('not a code', '198.51.100.1');
  expect(wrong.statusCode).toBe(422);
  expect(wrong.body).toContain('value="not a code"');
  const statuses = [];
  for (let time = 0; time < 4; time += 1) statuses.push((await send(code, '198.51.100.2')).statusCode);
  expect(statuses).toEqual([303, 303, 303, 429]);
});
