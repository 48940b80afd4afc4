import { beforeAll, expect, test } from 'vitest';
import { asActor, newId } from '#kernel/db';
import { makeTranslated } from '#kernel/i18n';
import { addBlocker, addStep, referStep, writeNote, type CaseId, type NoteId } from '#modules/cases';
import type { PersonId } from '#modules/people';
import { plantAccount, plantCase, plantLink, plantOffice, plantPerson } from '#test/plant';
import { testSite, type SessionCookie } from '#test/site';

const site = await testSite();
const { db } = site;
const padova = await plantOffice(db, 'padova');
const kaolack = await plantOffice(db, 'kaolack');
const marta = await plantAccount(db, { roles: [{ role: 'counsellor', scope: padova.id }] });
const mariama = await plantAccount(db, { roles: [{ role: 'counsellor', scope: kaolack.id }] });
const officer = await plantAccount(db, { roles: [{ role: 'data-protection-officer' }] });
let person: PersonId;
let caseId: CaseId;
let me: SessionCookie;
let desk: SessionCookie;
let dpo: SessionCookie;

beforeAll(async () => {
  person = await plantPerson(site, marta, padova.id, { givenName: 'Awa' });
  const self = await plantAccount(db, { name: 'Awa' });
  await plantLink(db, self.accountId, person);
  caseId = await plantCase(db, marta, padova.id, person);
  me = await site.signIn(self.accountId, 1);
  desk = await site.signIn(marta.accountId);
  dpo = await site.signIn(officer.accountId);
});

const note = async (text: string, sharedWithPerson = false): Promise<NoteId> =>
  await asActor(
    db.app,
    marta,
    async (trx) => await writeNote(trx, site.network.keyring, marta.accountId, caseId, { text, sharedWithPerson }),
  );
const copy = async () => (await site.get('/en/me/download?format=json', me)).body;
const reason = 'It tells where the sister hides from her husband.';
const withhold = async (id: NoteId, fields = { reason }, session = desk) =>
  await site.post(`/en/desk/notes/${id}/withhold`, fields, session);

test('the copy holds every case and every note, also those that the person does not see day by day', async () => {
  await note('Seems unsure about the bakery.');
  await db.superuser.query(`update cases.cases set state = 'closed', closed_at = now(), person_outcome = 'own-business' where id = $1`, [
    caseId,
  ]);
  await plantCase(db, marta, padova.id, person);
  const all = JSON.parse(await copy()) as { files: { plans: unknown[] }[]; notesKeptBack: number };
  expect(all.files[0]?.plans).toHaveLength(2);
  expect(all.notesKeptBack).toBe(0);
  expect(await copy()).toContain('Seems unsure about the bakery.');
  expect((await site.get('/en/me/download?format=html', me)).body).toContain('Seems unsure about the bakery.');
  expect((await site.get('/en/me', me)).body).not.toContain('Seems unsure');
});

test('a note is kept back while the officer decides, at most 30 days, and the copy says so', async () => {
  const id = await note('The sister lives in Via Invented.');
  expect((await withhold(id)).statusCode).toBe(303);
  expect((await withhold(id)).statusCode).toBe(409);
  expect(await copy()).not.toContain('Via Invented');
  expect((await site.get('/en/me/download?format=html', me)).body).toContain('1 note is not shown');
  await db.superuser.query(`update cases.note_withholdings set asked_at = now() - interval '31 days' where note_id = $1`, [id]);
  expect(await copy()).toContain('Via Invented');
  const decide = async (session: SessionCookie) =>
    await site.post(`/en/admin/withheld-notes/${id}`, { decision: 'withhold', reason: 'It would lead the husband to her.' }, session);
  expect((await decide(desk)).statusCode).toBe(404);
  expect((await site.get('/en/admin/withheld-notes', dpo)).body).not.toContain('Via Invented');
  expect((await decide(dpo)).statusCode).toBe(303);
  expect((await decide(dpo)).statusCode).toBe(404);
  expect(await copy()).not.toContain('Via Invented');
});

test('is refused without a reason, for a shared note, and for the note of another office', async () => {
  const id = await note('Nothing about others.');
  expect((await withhold(id, { reason: 'short' })).statusCode).toBe(422);
  expect((await withhold(id, { reason }, await site.signIn(mariama.accountId))).statusCode).toBe(404);
  expect((await withhold(await note('Shared.', true))).statusCode).toBe(409);
  await withhold(id);
  await site.post(`/en/admin/withheld-notes/${id}`, { decision: 'release', reason: 'It speaks of nobody else at all.' }, dpo);
  expect(await copy()).toContain('Nothing about others.');
});

test('questions that became part of the file are in the copy', async () => {
  await db.superuser.query(
    `insert into messages.contacts (id, office_id, topic, language, answered, recorded_by, person_id)
     values (gen_random_uuid(), $1, 'permit', 'fr', true, $2, $3)`,
    [padova.id, marta.accountId, person],
  );
  expect((JSON.parse(await copy()) as { files: { visits: unknown[] }[] }).files[0]?.visits).toHaveLength(1);
});

test('what stood in the way and where the person was sent are in the copy, to read and for programs', async () => {
  const open = await plantPerson(site, marta, padova.id, { givenName: 'Ndeye' });
  const self = await plantAccount(db, { name: 'Ndeye' });
  await plantLink(db, self.accountId, open);
  const id = await plantCase(db, marta, padova.id, open);
  const school = newId<'directory.organisations'>();
  await db.superuser.query(
    `insert into directory.organisations (id, code, standing, name, source) values ($1, 'school', 'live', $2, '{}')`,
    [school, JSON.stringify(makeTranslated('en', 'Evening School', { by: 'test', kind: 'human', at: '2026-01-01T00:00:00Z' }))],
  );
  await asActor(db.app, marta, async (trx) => {
    await addBlocker(trx, id, { kind: 'permit', note: 'Waits for the renewal.' });
    const step = await addStep(trx, marta.accountId, id, {
      title: 'Visit the evening school',
      detail: '',
      responsible: 'person',
      serviceId: null,
      dueOn: null,
    });
    await referStep(trx, marta, step, {
      organisationId: school,
      serviceId: null,
      parts: [],
      message: 'Please show her the bookkeeping course.',
      agreement: { language: 'en', wording: 'I agree that they see what was named to me.', how: 'spoken-at-desk' },
      endsAt: new Date(site.network.now().getTime() + 30 * 86_400_000),
    });
  });
  const own = await site.signIn(self.accountId, 1);
  for (const format of ['html', 'json']) {
    const text = (await site.get(`/en/me/download?format=${format}`, own)).body;
    for (const words of ['Waits for the renewal.', 'Evening School', 'Please show her the bookkeeping course.'])
      expect(text, format).toContain(words);
  }
});
