import { randomBytes, createHash, createPublicKey } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openSubject, type SubjectId } from '#kernel/access';
import { asActor, newId, nobody, type Actor } from '#kernel/db';
import { openKeyring, openMasterKey, publicKeyText, signatureHolds, type Keyring } from '#kernel/keys';
import { testDatabase } from '#test/database';
import { groupedCode, issueDocument, listIssued, readCode, revokeDocument, typst, verifyDocument, type DocumentToIssue } from './index.ts';

vi.setConfig({ testTimeout: 60_000 });

const db = await testDatabase();
const staff = (): Actor => ({ accountId: newId(), assurance: 2 });
const [counsellor, trainer, abroad] = [staff(), staff(), staff()];
const founder: Actor = { accountId: newId(), assurance: 1 };
const [padova, kaolack] = [newId(), newId()];
const publicUrl = 'https://ponte.example';
const at = new Date('2026-03-01T09:00:00.123Z');
let folder = '';
let keyring: Keyring;
let subjectId: SubjectId;

const template = typst`
= #data.statement.title
#facts(data.statement.facts.map(fact => (fact.label, fact.value)))
#verification(data.verification, alt: "QR", say: "Verify")
`;

const order = (actor: Actor, change: Partial<DocumentToIssue> = {}): DocumentToIssue => ({
  kind: 'learning.certificate',
  officeId: padova,
  subject: { id: subjectId, custodianId: padova },
  statement: { title: 'Certificate', issuer: 'Office of Padua', facts: [{ label: 'Name', value: 'Awa #[N]' }] },
  lang: 'en',
  issuedAt: at,
  issuedBy: actor.accountId,
  purpose: 'documents.verb.issue',
  template,
  data: {},
  ...change,
});
const issue = (actor: Actor, change: Partial<DocumentToIssue> = {}) =>
  asActor(db.app, actor, (trx) => issueDocument(trx, { keyring, publicUrl }, order(actor, change)));
const verify = (code: string, on = '2026-03-02') => asActor(db.app, nobody, (trx) => verifyDocument(trx, keyring, { code, on }));
const revoke = (actor: Actor, id: Awaited<ReturnType<typeof issue>>['id']) =>
  asActor(db.app, actor, (trx) =>
    revokeDocument(trx, { id, by: actor.accountId ?? '', at: new Date(), reason: 'Issued in error', purpose: 'documents.verb.revoke' }),
  );

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ponte-documents-'));
  const master = await openMasterKey({ dataDirectory: folder, masterKey: randomBytes(32).toString('hex'), required: true });
  keyring = await openKeyring(db.app, master);
  for (const [actor, role, office] of [
    [counsellor, 'counsellor', padova],
    [trainer, 'trainer', padova],
    [abroad, 'counsellor', kaolack],
  ] as const) {
    await db.superuser.query(
      `insert into access.assignments (id, account_id, role, scope_kind, scope_id) values ($1, $2, $3, 'office', $4)`,
      [newId(), actor.accountId, role, office],
    );
  }
  subjectId = await asActor(db.app, counsellor, (trx) => openSubject(trx, { custodianId: padova }));
  await db.superuser.query(`insert into access.subject_accounts (subject_id, account_id, how) values ($1, $2, 'desk-code')`, [
    subjectId,
    founder.accountId,
  ]);
});
afterAll(async () => await rm(folder, { recursive: true, force: true }));

test('issues a document whose code, address and facts stand in the PDF', async () => {
  const { code, pdf } = await issue(counsellor);
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(pdf)), { mergePages: true });
  expect(text).toContain('Awa #[N]');
  expect(text).toContain(groupedCode(code));
  expect(text.replaceAll(/\s/gu, '')).toContain(`${publicUrl}/verify/${groupedCode(code)}`);
});

test('anybody with the code reads what the document states, and nothing else', async () => {
  const { code, pdf } = await issue(counsellor);
  const found = await verify(code);
  expect(found).toMatchObject({ state: 'valid', statement: order(counsellor).statement, issuedAt: at, expiresOn: null });
  expect(found?.sha256).toBe(createHash('sha256').update(pdf).digest('hex'));
  expect(JSON.stringify(found)).not.toContain(subjectId);
  expect(await verify('0'.repeat(20))).toBeNull();
  const seen = await asActor(db.app, nobody, (trx) => trx.selectFrom('documents.issued').select('code').execute());
  expect(seen).toEqual([]);
});

test('whoever keeps the signed text, the signature and the public key can check them alone', async () => {
  const { code } = await issue(counsellor);
  const found = await verify(code);
  const key = createPublicKey(publicKeyText(keyring));
  expect(signatureHolds(key, found?.signed ?? '', found?.signature ?? '')).toBe(true);
  expect(signatureHolds(key, (found?.signed ?? '').replace('Awa', 'Eva'), found?.signature ?? '')).toBe(false);
  const again = await openKeyring(db.app, await openMasterKey({ dataDirectory: folder, masterKey: 'f'.repeat(64), required: true })).catch(
    () => null,
  );
  expect(again).toBeNull();
});

test('a row that somebody changed in the database verifies nothing', async () => {
  const { id, code } = await issue(counsellor);
  await db.superuser.query(`update documents.issued set statement = jsonb_set(statement, '{title}', '"Diploma"') where id = $1`, [id]);
  expect(await verify(code)).toBeNull();
});

test('is valid on its last day and expired on the next', async () => {
  const { code } = await issue(counsellor, { expiresOn: '2026-06-30' });
  expect((await verify(code, '2026-06-30'))?.state).toBe('valid');
  expect((await verify(code, '2026-07-01'))?.state).toBe('expired');
});

test('a revoked document says so at once, without the reason, and is revoked once', async () => {
  const { id, code } = await issue(counsellor, { expiresOn: '2026-01-01' });
  await revoke(counsellor, id);
  const found = await verify(code);
  expect(found?.state).toBe('revoked');
  expect(JSON.stringify(found)).not.toContain('error');
  await expect(revoke(counsellor, id)).rejects.toMatchObject({ code: 'not-found' });
});

test('another office, a trainer and the person themselves cannot revoke it', async () => {
  const { id, code } = await issue(counsellor);
  for (const actor of [abroad, trainer, founder]) await expect(revoke(actor, id)).rejects.toMatchObject({ code: 'not-found' });
  expect((await verify(code))?.state).toBe('valid');
});

test('nobody issues for another office, under another name or about a file out of reach', async () => {
  await expect(issue(abroad)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(issue(founder)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(issue(abroad, { officeId: kaolack })).rejects.toMatchObject({ code: 'forbidden' });
  await expect(issue(trainer)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(issue(counsellor, { issuedBy: abroad.accountId })).rejects.toMatchObject({ code: 'forbidden' });
  await expect(issue(trainer, { subject: null })).resolves.toMatchObject({ code: expect.stringMatching(/^.{20}$/u) as string });
});

test('the person and the office see the documents of a file; another office sees none', async () => {
  const { id } = await issue(counsellor);
  const list = (actor: Actor) => asActor(db.app, actor, (trx) => listIssued(trx, subjectId));
  expect((await list(founder)).map((one) => one.id)).toContain(id);
  expect((await list(counsellor)).map((one) => one.id)).toContain(id);
  expect(await list(abroad)).toEqual([]);
});

test('a document goes with the file that is erased', async () => {
  const gone = await asActor(db.app, counsellor, (trx) => openSubject(trx, { custodianId: padova }));
  const { code } = await issue(counsellor, { subject: { id: gone, custodianId: padova } });
  await db.superuser.query('delete from access.subjects where id = $1', [gone]);
  expect(await verify(code)).toBeNull();
});

test('refuses a statement that is empty or huge', async () => {
  const facts = Array.from({ length: 31 }, () => ({ label: 'a', value: 'b' }));
  await expect(issue(counsellor, { statement: { title: '', issuer: 'x', facts: [] } })).rejects.toThrow();
  await expect(issue(counsellor, { statement: { title: 'x', issuer: 'x', facts } })).rejects.toThrow();
});

test.each([
  ['0123456789abcdefghjk', '0123456789ABCDEFGHJK'],
  [' 01234-56789-ABCDE-FGHJK ', '0123456789ABCDEFGHJK'],
  ['O1234 56789 ABCDE FGHJl', '0123456789ABCDEFGHJ1'],
  ['https://ponte.example/it/verify/01234-56789-ABCDE-FGHJK?x=1', null],
  ['https://ponte.example/it/verify/01234-56789-ABCDE-FGHJK', '0123456789ABCDEFGHJK'],
  ['', null],
  ['01234', null],
  ['U123456789ABCDEFGHJK', null],
  [`${'0'.repeat(21)}`, null],
  ["'; drop table documents.issued; --", null],
])('reads the code %s as %s', (typed, code) => expect(readCode(typed)).toBe(code));
