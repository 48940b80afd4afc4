import { expect, test } from 'vitest';
import { asActor, newId, nobody, type Actor } from '#kernel/db';
import { verifyDocument } from '#kernel/documents';
import { plantAccount, type Somebody } from '#test/plant';
import { markAttendance } from './attendance.ts';
import { copyOfGroups } from './copy-of-groups.ts';
import { withdrawEnrolment } from './enrol.ts';
import type { EnrolmentId } from './enrolment.ts';
import type { GroupId } from './group.ts';
import { openGroups } from './groups.fixtures.ts';
import { openLearning } from './learning.fixtures.ts';
import {
  attendedByColleagues,
  issueOfficerAttendance,
  officerAttendances,
  ownOfficerAttendance,
  type AttendedByColleague,
} from './officer-attendance.ts';
import { getSession, type SessionId } from './session.ts';

const world = await openLearning();
const { db, keyring, site } = world;
const groups = await openGroups(world);
const { padova, kaolack, manager, counsellor, trainer } = groups;
const otherManager = await plantAccount(db, { name: 'Second manager', roles: [{ role: 'office-manager', scope: padova }] });
const elsewhere = await plantAccount(db, { name: 'Manager elsewhere', roles: [{ role: 'office-manager', scope: kaolack }] });

const words = {
  title: 'Certificate of attendance',
  issuer: 'Padova',
  says: 'has taken part in a course',
  name: 'Counsellor',
  otherName: null,
  facts: [{ label: 'Course', value: 'A sample course' }],
  verify: 'Check it',
  picture: 'QR',
};
const seen = async (who: Actor) => await asActor(db.app, who, async (trx) => await attendedByColleagues(trx));
const issue = async (who: Somebody, of: AttendedByColleague) =>
  await asActor(
    db.app,
    who,
    async (trx) =>
      await issueOfficerAttendance(
        trx,
        { keyring, publicUrl: 'https://ponte.example' },
        { of, lang: 'en', words, manager: who.accountId, now: new Date() },
      ),
  );
const documents = async (): Promise<number> =>
  (await db.superuser.query(`select from documents.issued where kind = 'learning.attendance'`)).rowCount ?? 0;

/** A group of two sessions, both over, with an officer who was at so many of them. */
let weeks = 10;
async function attended(
  who: Somebody,
  times: number,
  more: Parameters<typeof groups.openGroup>[0] = {},
): Promise<{ group: GroupId; enrolment: EnrolmentId; sessions: [SessionId, SessionId] }> {
  const { id: group, session } = await groups.openGroup({ audience: 'officers', attendancePercent: 80, places: 9, ...more });
  const { id: enrolment } = await groups.enrol(who, group);
  weeks += 2;
  const second = await groups.meet(group, { startsAt: groups.inDays(weeks * 7), endsAt: groups.inDays(weeks * 7, 2) });
  const sessions: [SessionId, SessionId] = [session, second];
  for (const [index, one] of sessions.entries()) {
    await groups.letPass(one, weeks * 7 - index);
    if (index < times) await tick(one, enrolment);
  }
  return { group, enrolment, sessions };
}
const tick = async (session: SessionId, enrolment: EnrolmentId) =>
  await asActor(db.app, trainer, async (trx) => {
    const found = await getSession(trx, session);
    if (!found) throw new Error('no session');
    await markAttendance(trx, trainer.accountId, found, new Map([[enrolment, 'present']]), new Date());
  });
async function find(who: Actor, enrolment: EnrolmentId): Promise<AttendedByColleague> {
  const found = (await seen(who)).find(({ enrolmentId }) => enrolmentId === enrolment);
  if (!found) throw new Error('the manager does not see what a colleague attended');
  return found;
}
const straight = async (who: Actor, of: AttendedByColleague, more: { present?: number; held?: number; office_id?: string } = {}) =>
  await asActor(
    db.app,
    who,
    async (trx) =>
      await trx
        .insertInto('learning.officer_attendance_certificates')
        .values({
          id: newId(),
          enrolment_id: of.enrolmentId,
          account_id: of.accountId as never, // read as plain text
          office_id: of.officeId,
          document_id: newId(), // refused before its key is looked at
          content: Buffer.from('%PDF-'),
          present: of.present,
          held: of.held,
          ...(more as object),
        })
        .execute(),
  );

test('an officer without a file who was at enough sessions gets a certificate of attendance, and anybody checks it', async () => {
  const { enrolment } = await attended(counsellor as Somebody, 2);
  const one = await find(manager, enrolment);
  expect(one).toMatchObject({ accountId: counsellor.accountId, officeId: padova, present: 2, held: 2, needed: 2, certifiedAt: null });
  await issue(manager, one);
  expect((await find(manager, enrolment)).certifiedAt).toBeInstanceOf(Date);

  const pdf = await asActor(db.app, counsellor, async (trx) => await ownOfficerAttendance(trx, enrolment));
  expect(pdf?.subarray(0, 5).toString()).toBe('%PDF-');
  expect((await asActor(db.app, counsellor, async (trx) => await officerAttendances(trx, [enrolment]))).size).toBe(1);
  for (const other of [elsewhere, trainer, world.learner, nobody]) {
    expect(await asActor(db.app, other, async (trx) => await ownOfficerAttendance(trx, enrolment))).toBeNull();
    expect((await asActor(db.app, other, async (trx) => await officerAttendances(trx, [enrolment]))).size).toBe(0);
  }
  const { rows } = await db.superuser.query<{ code: string; subject_id: string | null }>(
    `select code, subject_id from documents.issued where kind = 'learning.attendance'`,
  );
  expect(rows.map(({ subject_id }) => subject_id)).toEqual([null]);
  const verified = await asActor(
    db.app,
    nobody,
    async (trx) => await verifyDocument(trx, keyring, { code: rows[0]?.code ?? '', on: '2040-12-01' }),
  );
  expect(JSON.stringify(verified)).toContain('A sample course');

  const copy = await asActor(db.app, counsellor, async (trx) => await copyOfGroups(trx, keyring, counsellor.accountId ?? '', 'en'));
  expect(copy.groups.filter(({ certificateAt }) => certificateAt !== null)).toHaveLength(1);
});

test('issued twice, also by two managers at once, it is the same one', async () => {
  const { enrolment } = await attended(counsellor as Somebody, 2);
  const one = await find(manager, enrolment);
  const before = await documents();
  const [first, second] = await Promise.all([issue(manager, one), issue(otherManager, one)]);
  expect(second).toBe(first);
  expect(await issue(manager, one)).toBe(first);
  expect(await issue(otherManager, await find(otherManager, enrolment))).toBe(first);
  expect(await documents()).toBe(before + 1);
});

test('nobody issues their own, and nobody of another office issues it', async () => {
  const { enrolment } = await attended(manager, 2);
  const own = await find(manager, enrolment);
  await expect(issue(manager, own)).rejects.toMatchObject({ code: 'not-found' });
  await expect(straight(manager, own)).rejects.toThrow(/row-level security/);
  for (const other of [elsewhere, trainer, counsellor]) expect(await seen(other)).toEqual([]);
  await expect(issue(elsewhere, own)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(issue(elsewhere, { ...own, officeId: kaolack as typeof own.officeId })).rejects.toMatchObject({ code: 'not-found' });
  await expect(straight(elsewhere, own, { office_id: kaolack })).rejects.toThrow(/row-level security/);
  await expect(issue(counsellor as Somebody, own)).rejects.toMatchObject({ code: 'not-found' });
  await expect(issue(trainer, own)).rejects.toMatchObject({ code: 'not-found' });
  expect((await asActor(db.app, manager, async (trx) => await officerAttendances(trx, [enrolment]))).size).toBe(0);
  await issue(otherManager, await find(otherManager, enrolment));
});

test('a manager with one factor sees and issues nothing', async () => {
  const { enrolment } = await attended(counsellor as Somebody, 2);
  const one = await find(manager, enrolment);
  const unproved = { ...manager, assurance: 1 as const };
  expect(await seen(unproved)).toEqual([]);
  await expect(issue(unproved, one)).rejects.toMatchObject({ code: 'forbidden' });
});

test('below the share it is refused, and the refusal says how many sessions are missing', async () => {
  const { enrolment, sessions } = await attended(counsellor as Somebody, 1);
  const one = await find(manager, enrolment);
  expect(one).toMatchObject({ present: 1, held: 2, needed: 2 });
  await expect(issue(manager, one)).rejects.toMatchObject({
    code: 'too-little-attendance',
    values: { present: 1, held: 2, needed: 2, missing: 1 },
  });
  // The database counts the ticks itself, whatever is sent to it.
  await expect(issue(manager, { ...one, present: 2 })).rejects.toMatchObject({ code: 'not-found' });
  await expect(straight(manager, one)).rejects.toThrow(/row-level security/);
  await expect(straight(manager, one, { present: 2 })).rejects.toThrow(/row-level security/);
  await tick(sessions[1], enrolment);
  await issue(manager, await find(manager, enrolment));
});

test('a share is rounded up to whole sessions, and a session that was called off is none', async () => {
  const { enrolment, sessions } = await attended(counsellor as Somebody, 1, { attendancePercent: 51 });
  expect(await find(manager, enrolment)).toMatchObject({ held: 2, needed: 2 });
  await db.superuser.query(`update learning.sessions set state = 'called-off', reason = 'The trainer was ill' where id = $1`, [
    sessions[1],
  ]);
  expect(await find(manager, enrolment)).toMatchObject({ present: 1, held: 1, needed: 1 });
});

test('before the last session, of a group for others, and of who gave up the place or left the office, nothing is told', async () => {
  const tells = async ({ enrolment }: { enrolment: EnrolmentId }) =>
    (await seen(manager)).some(({ enrolmentId }) => enrolmentId === enrolment);
  const running = await attended(counsellor as Somebody, 2);
  await groups.meet(running.group, { startsAt: groups.inDays(400), endsAt: groups.inDays(400, 2) });
  expect(await tells(running)).toBe(false);
  const founders = await attended(counsellor as Somebody, 2, { audience: 'founders' });
  expect(await tells(founders)).toBe(false);
  const given = await attended(counsellor as Somebody, 2);
  expect(await tells(given)).toBe(true);
  await asActor(db.app, counsellor, async (trx) => await withdrawEnrolment(trx, given.enrolment));
  expect(await tells(given)).toBe(false);
  const gone = await plantAccount(db, { name: 'Gone', roles: [{ role: 'counsellor', scope: padova }] });
  const left = await attended(gone, 2);
  const one = await find(manager, left.enrolment);
  await db.superuser.query('update access.assignments set ended_at = now() where account_id = $1', [gone.accountId]);
  expect(await tells(left)).toBe(false);
  await expect(issue(manager, one)).rejects.toMatchObject({ code: 'not-found' });
});

test('on the pages a manager reads what is missing and issues the rest, and the officer opens the certificate', async () => {
  const who = await plantAccount(db, { name: 'Carla <b>', roles: [{ role: 'counsellor', scope: padova }] });
  const session = await site.signIn(manager.accountId);
  const own = await site.signIn(who.accountId);
  const few = await attended(who, 1);
  const list = (await site.get('/en/teaching/colleagues', session)).body;
  expect(list).toContain('1 session is missing');
  expect(list).toContain('Carla &lt;b');
  const sentence = 'Present at 1 of 2 sessions; the group asks for 2. 1 session is missing for the certificate.';
  expect((await site.get(`/en/teaching/colleagues/groups/${few.enrolment}`, session)).body).toContain(sentence);
  const refused = await site.post(`/en/teaching/colleagues/groups/${few.enrolment}`, { lang: 'en' }, session);
  expect([refused.statusCode, refused.body.includes(sentence)]).toEqual([409, true]);

  const { enrolment, group } = await attended(who, 2);
  const certificate = `/me/groups/certificates/${enrolment}`;
  expect((await site.get(`/en${certificate}`, own)).statusCode).toBe(404);
  expect((await site.get(`/en/groups/${group}`, own)).body).toContain('Ask your office for the certificate.');
  const issued = `/en/teaching/colleagues/groups/${enrolment}`;
  expect((await site.post(issued, { lang: 'xx' }, session)).statusCode).toBe(422);
  for (let twice = 0; twice < 2; twice += 1) expect((await site.post(issued, { lang: 'ar' }, session)).statusCode).toBe(303);
  expect((await site.get(issued, session)).body).toContain('Certificate issued on');
  for (const path of ['/me/courses', `/groups/${group}`]) expect((await site.get(`/en${path}`, own)).body).toContain(certificate);
  expect((await site.get(`/en${certificate}`, own)).headers['content-type']).toBe('application/pdf');
  for (const other of [elsewhere, trainer, world.learner])
    expect((await site.get(`/en${certificate}`, await site.signIn(other.accountId))).statusCode).toBe(404);
});

test('whoever enrols in a group for officers agrees that their manager sees at how many sessions they were; in others nobody is asked', async () => {
  const session = await site.signIn(world.learner.accountId, 1);
  const sentence = 'its manager sees at how many sessions I was';
  const wording = async (audience: 'officers' | 'founders') => {
    const { id } = await groups.openGroup({ audience });
    return (await site.get(`/en/me/groups/${id}/enrol`, session)).body.includes(sentence);
  };
  expect([await wording('officers'), await wording('founders')]).toEqual([true, false]);
});
