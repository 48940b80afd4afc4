import { describe, expect, test } from 'vitest';
import { verifyDocument } from '#kernel/documents';
import { asActor, asSystem, newId, nobody, type Actor } from '#kernel/db';
import { keepFile, openFile } from '#kernel/files';
import { plantAccount, plantLink, plantPerson, type Somebody } from '#test/plant';
import { markAttendance, shareOf, ticksOf, type AttendanceState } from './attendance.ts';
import { copyOfGroups } from './copy-of-groups.ts';
import { countGroups } from './count-groups.ts';
import { withdrawEnrolment } from './enrol.ts';
import { getEnrolment, type EnrolmentId } from './enrolment.ts';
import { evaluate, evaluationOf, type EvaluationAnswers } from './evaluation.ts';
import type { GroupId } from './group.ts';
import { openGroups } from './groups.fixtures.ts';
import { attendanceCertificates, issueAttendance } from './issue-attendance.ts';
import { keepGroups } from './keep-groups.ts';
import { openLearning } from './learning.fixtures.ts';
import { findWork, markWork, newestWork, studiesOfGroup, workOf, type Work } from './mark-exercise.ts';
import { moveGroup } from './plan-group.ts';
import { getSession, sessionsOf, type SessionId } from './session.ts';

const world = await openLearning();
const { begin, course, db, keyring, learner, network, other, receive, site } = world;
const { clock, counsellor, enrol, groupOf, inDays, kaolack, letPass, manager, openGroup, otherTrainer, padova, trainer } =
  await openGroups(world);

const tick = async (who: Somebody, session: SessionId, ticks: [EnrolmentId, AttendanceState][]) =>
  await asActor(db.app, who, async (trx) => {
    const found = await getSession(trx, session);
    if (!found) throw new Error('no session');
    await markAttendance(trx, who.accountId, found, new Map(ticks), new Date());
  });
const ticks = async (who: Actor, ...ids: EnrolmentId[]) => await asActor(db.app, who, async (trx) => await ticksOf(trx, ids));

describe('attendance', () => {
  test('is ticked by the trainers of the group alone, after its start; saving twice is harmless', async () => {
    const { id, session } = await openGroup({ places: 5 });
    const [lea, oto] = [await enrol(learner, id), await enrol(other, id)];
    await expect(tick(trainer, session, [[lea.id, 'present']])).rejects.toMatchObject({ code: 'not-now' });
    await letPass(session, 40);
    await tick(trainer, session, [
      [lea.id, 'present'],
      [oto.id, 'absent'],
    ]);
    const [before] = await ticks(learner, lea.id);
    await tick(trainer, session, [
      [lea.id, 'present'],
      [oto.id, 'excused'],
    ]);
    expect((await ticks(learner, lea.id))[0]).toEqual(before);
    expect((await ticks(other, oto.id))[0]).toMatchObject({ state: 'excused', markedBy: trainer.accountId });
    expect(await ticks(learner, oto.id)).toEqual([]);
    for (const who of [otherTrainer, manager, learner])
      await expect(tick(who, session, [[lea.id, 'absent']])).rejects.toMatchObject({ code: 'not-found' });
  });

  test('of somebody who is not in the group is refused, also from another group', async () => {
    const [one, two] = [await openGroup({ places: 5 }), await openGroup({ places: 5 })];
    const elsewhere = await enrol(learner, two.id);
    await letPass(one.session, 41);
    await expect(tick(trainer, one.session, [[elsewhere.id, 'present']])).rejects.toMatchObject({ code: 'not-found' });
    await expect(tick(trainer, one.session, [[newId(), 'present']])).rejects.toMatchObject({ code: 'not-found' });
  });

  test('earns a certificate from the share on, once all sessions are over', async () => {
    const person = await plantPerson(site, counsellor, padova, { givenName: 'Awa #[x]', familyName: 'ضيوف' });
    const account = await plantAccount(db, { name: 'Awa' });
    await plantLink(db, account.accountId, person);
    const { id, session } = await openGroup({ places: 5, attendancePercent: 100 });
    const { id: enrolment } = await enrol(account, id);
    const issue = async (who: Somebody) =>
      await asActor(db.app, who, async (trx) => {
        const found = await getEnrolment(trx, enrolment);
        if (!found) throw new Error('no enrolment');
        await issueAttendance(
          trx,
          { keyring, publicUrl: 'https://ponte.example', store: network.files },
          {
            enrolment: found,
            person: { id: person, officeId: padova },
            lang: 'ar',
            words: {
              title: 'شهادة',
              issuer: 'Padova',
              says: 'took part',
              name: 'Awa ضيوف',
              otherName: null,
              facts: [{ label: 'Course', value: 'A sample course' }],
              verify: 'Check it',
              picture: 'QR',
            },
            officer: who.accountId,
            now: new Date(),
          },
        );
      });
    await expect(issue(counsellor as Somebody)).rejects.toMatchObject({ code: 'sessions-to-come' });
    await letPass(session, 42);
    await tick(trainer, session, [[enrolment, 'excused']]);
    await expect(issue(counsellor as Somebody)).rejects.toMatchObject({
      code: 'too-little-attendance',
      values: { present: 0, held: 1, needed: 1, missing: 1 },
    });
    await tick(trainer, session, [[enrolment, 'present']]);
    await expect(issue(account)).rejects.toThrow();
    await issue(counsellor as Somebody);
    await expect(issue(counsellor as Somebody)).rejects.toMatchObject({ code: 'certified' });
    const mine = await asActor(db.app, account, async (trx) => await attendanceCertificates(trx, [enrolment]));
    expect(mine.size).toBe(1);
    expect((await asActor(db.app, trainer, async (trx) => await attendanceCertificates(trx, [enrolment]))).size).toBe(0);
    const { rows } = await db.superuser.query<{ code: string }>(`select code from documents.issued where kind = 'learning.attendance'`);
    const verified = await asActor(
      db.app,
      nobody,
      async (trx) => await verifyDocument(trx, keyring, { code: rows[0]?.code ?? '', on: '2040-12-01' }),
    );
    expect(JSON.stringify(verified)).toContain('A sample course');
  });
});

const words = '<script>alert(1)</script> {count, plural} \u202E';

async function handIn(who: Somebody, fileId: string | null = null) {
  const study = await begin(who);
  const event = newId();
  const at = Date.now();
  const work = { id: event, study, sequence: at, kind: 'handed-in', lesson: 'second', item: 'my-list', text: words, fileId, at };
  await receive(who, newId(), [work], new Date(at));
  return study;
}

describe('work that was handed in', () => {
  const toMark = async (who: Somebody, group: GroupId): Promise<Work[]> =>
    await asActor(db.app, who, async (trx) => {
      const studies = await studiesOfGroup(trx, group, course);
      return newestWork(
        await workOf(
          trx,
          keyring,
          studies.map(({ id }) => id),
        ),
      );
    });

  test('is read and marked by the trainers of the group until the learner leaves it, and every time is kept', async () => {
    const { id } = await openGroup({ places: 5 });
    const who = await plantAccount(db, { name: 'Worker' });
    const { id: enrolment } = await enrol(who, id);
    const study = await handIn(who);
    const [work] = await toMark(trainer, id);
    if (!work) throw new Error('the trainer sees no work');
    expect(work).toMatchObject({ text: words, reviews: [] });
    for (const stranger of [otherTrainer, manager, other]) {
      expect(await toMark(stranger, id)).toEqual([]);
      expect(await asActor(db.app, stranger, async (trx) => await findWork(trx, keyring, work.studyId, work.eventId))).toBeNull();
      await expect(
        asActor(
          db.app,
          stranger,
          async (trx) => await markWork(trx, keyring, stranger.accountId, work, { verdict: 'accepted', text: null }),
        ),
      ).rejects.toThrow(/row-level security/);
    }
    const mark = async (verdict: 'accepted' | 'again', text: string | null) =>
      await asActor(db.app, trainer, async (trx) => await markWork(trx, keyring, trainer.accountId, work, { verdict, text }));
    await expect(mark('again', null)).rejects.toMatchObject({ code: 'say-what' });
    await mark('again', words);
    await mark('accepted', null);
    const own = await asActor(db.app, who, async (trx) => await workOf(trx, keyring, [study]));
    expect(own[0]?.reviews.map(({ verdict, text }) => [verdict, text])).toEqual([
      ['accepted', null],
      ['again', words],
    ]);
    const { rows } = await db.superuser.query<{ sealed: Buffer }>('select sealed from learning.reviews where sealed is not null');
    expect(rows[0]?.sealed.toString('utf8')).not.toContain('alert');
    await handIn(who);
    expect((await asActor(db.app, who, async (trx) => await workOf(trx, keyring, [study]))).length).toBe(2);
    expect((await toMark(trainer, id)).map(({ reviews }) => reviews.length)).toEqual([0]);
    const copy = await asActor(db.app, who, async (trx) => await copyOfGroups(trx, keyring, who.accountId, 'en'));
    expect(copy).toMatchObject({
      groups: [{ name: 'Awa S.', state: 'enrolled' }],
      reviews: [{ verdict: 'accepted' }, { verdict: 'again', text: words }],
    });
    await asActor(db.app, who, async (trx) => await withdrawEnrolment(trx, enrolment));
    expect(await toMark(trainer, id)).toEqual([]);
    expect(await asActor(db.app, trainer, async (trx) => await findWork(trx, keyring, work.studyId, work.eventId))).toBeNull();
  });

  test('shows a trainer the document of the learner, and never one that a device only names', async () => {
    const { id } = await openGroup({ places: 5 });
    const who = await plantAccount(db, { name: 'Filer' });
    const person = await plantPerson(site, counsellor, padova);
    await plantLink(db, who.accountId, person);
    await enrol(who, id);
    const place = { store: network.files, keyring };
    const keep = async (by: Somebody) =>
      await asActor(
        db.app,
        by,
        async (trx) =>
          await keepFile(trx, place, by.accountId, {
            subjectId: person,
            name: 'list.txt',
            content: Buffer.from('Bread and rent'),
            purpose: 'learning.purpose.handing-in',
          }),
      );
    const [own, ofTheDesk] = [await keep(who), await keep(counsellor as Somebody)];
    await handIn(who, own);
    await handIn(who, ofTheDesk);
    const read = async (reader: Actor, file: typeof own) =>
      await asActor(db.app, reader, async (trx) => await openFile(trx, place, file, 'learning.purpose.teaching'));
    expect((await read(trainer, own)).content.toString()).toBe('Bread and rent');
    await expect(read(trainer, ofTheDesk)).rejects.toMatchObject({ code: 'not-found' });
    await expect(read(otherTrainer, own)).rejects.toMatchObject({ code: 'not-found' });
  });

  test('of a person in its custody is marked by the desk; by another desk it is not seen', async () => {
    const who = await plantAccount(db, { name: 'Awa' });
    const person = await plantPerson(site, counsellor, padova);
    await plantLink(db, who.accountId, person);
    const study = await handIn(who);
    const abroad = await plantAccount(db, { name: 'Abroad', roles: [{ role: 'counsellor', scope: kaolack }] });
    const seen = async (reader: Actor) => await asActor(db.app, reader, async (trx) => await workOf(trx, keyring, [study]));
    expect(await seen(abroad)).toEqual([]);
    const [work] = await seen(counsellor);
    if (!work) throw new Error('the desk sees no work');
    await asActor(
      db.app,
      counsellor,
      async (trx) => await markWork(trx, keyring, counsellor.accountId, work, { verdict: 'accepted', text: 'Well done' }),
    );
    expect((await seen(who))[0]?.reviews[0]?.text).toBe('Well done');
  });
});

describe('what learners say', () => {
  const answers = (more: Partial<EvaluationAnswers> = {}): EvaluationAnswers => ({
    useful: 5,
    clear: 4,
    pace: 3,
    setting: 4,
    recommend: 5,
    words: null,
    ...more,
  });
  const shown = async (who: Actor, id: GroupId) => await asActor(db.app, who, async (trx) => await evaluationOf(trx, course, id));

  test('is asked once, after the last session, and shown by fives as averages without a trace of who said it', async () => {
    const { id, session } = await openGroup({ places: 20 });
    const people = await Promise.all(Array.from({ length: 6 }, async () => await plantAccount(db, { name: 'Judge' })));
    const enrolled = await Promise.all(people.map(async (who) => ({ who, id: (await enrol(who, id)).id })));
    const say = async (index: number, more: Partial<EvaluationAnswers> = {}) => {
      const one = enrolled[index];
      if (!one) throw new Error('nobody');
      await asActor(db.app, one.who, async (trx) => await evaluate(trx, { enrolmentId: one.id }, answers(more)));
    };
    await expect(say(0)).rejects.toMatchObject({ code: 'not-yet' });
    await letPass(session, 43);
    await asActor(db.app, manager, async (trx) => await moveGroup(trx, id, 'running'));
    for (const index of [0, 1, 2]) await say(index, { words: index === 0 ? words : null });
    await expect(say(0)).rejects.toMatchObject({ code: 'not-yet' });
    await say(3, { useful: 1 });
    expect(await shown(trainer, id)).toBeNull();
    await say(4, { words: 'A word' });
    expect(await shown(trainer, id)).toEqual({
      answers: 5,
      useful: 4.2,
      clear: 4,
      pace: 3,
      setting: 4,
      recommend: 5,
      words: [words, 'A word'],
    });
    await say(5, { useful: 1 });
    expect(await shown(trainer, id)).toMatchObject({ answers: 5, useful: 4.2 });
    expect(await shown(manager, id)).not.toBeNull();
    for (const who of [otherTrainer, learner, people[0] ?? nobody]) expect(await shown(who, id)).toBeNull();
    await expect(
      asActor(db.app, trainer, async (trx) => await trx.selectFrom('learning.evaluations').selectAll().execute()),
    ).rejects.toThrow(/permission denied/);
    const stranger = enrolled[5];
    if (!stranger) return;
    await expect(asActor(db.app, other, async (trx) => await evaluate(trx, { enrolmentId: stranger.id }, answers()))).rejects.toMatchObject(
      {
        code: 'not-yet',
      },
    );
  });

  test('of a course alone is asked of who finished it', async () => {
    const who = await plantAccount(db, { name: 'Alone' });
    const study = await begin(who);
    const say = async () => await asActor(db.app, who, async (trx) => await evaluate(trx, { studyId: study }, answers()));
    await expect(say()).rejects.toMatchObject({ code: 'not-yet' });
    await db.superuser.query('update learning.studies set finished_at = now() where id = $1', [study]);
    await expect(asActor(db.app, who, async (trx) => await evaluate(trx, { studyId: study }, answers({ useful: 6 })))).rejects.toThrow(
      /evaluations_useful/,
    );
    await say();
    await expect(say()).rejects.toMatchObject({ code: 'not-yet' });
  });
});

test('the nightly round begins and ends groups by the calendar', async () => {
  const { id, session } = await openGroup();
  const run = async () => {
    const info = () => undefined;
    // The round takes the database and a log of the worker's context.
    await keepGroups.perform({ db: db.jobs, log: { info } } as never, {});
    return (await groupOf(id)).state;
  };
  expect(await run()).toBe('open');
  await letPass(session, 5);
  expect(await run()).toBe('running');
  await letPass(session, 61);
  expect(await run()).toBe('ended');
});

test('groups, places and attendance are counted for whoever may count, by office', async () => {
  const span = { from: inDays(-400), to: inDays(400) };
  const rows = await asActor(db.app, counsellor, async (trx) => await countGroups(trx, [padova, kaolack], span));
  const [row] = rows;
  expect(rows.every(({ officeId }) => officeId === padova)).toBe(true);
  expect(row?.groups).toBeGreaterThan(3);
  expect(row?.marked).toBeGreaterThanOrEqual(row?.attended ?? 0);
  expect(row?.attended).toBeGreaterThan(0);
  expect(await asActor(db.app, learner, async (trx) => await countGroups(trx, [padova], span))).toEqual([]);
  expect(
    await asActor(db.app, counsellor, async (trx) => await countGroups(trx, [padova], { from: inDays(500), to: inDays(600) })),
  ).toEqual([]);
});

test('a share counts sessions that were held, and no excuse', async () => {
  const { id, session } = await openGroup();
  const sessions = await asSystem(db.owner, async (trx) => await sessionsOf(trx, [id]));
  const enrolment = newId<'learning.enrolments'>();
  expect(shareOf(sessions, [], enrolment, clock)).toEqual({ present: 0, excused: 0, held: 0, percent: 0 });
  const given = { sessionId: session, enrolmentId: enrolment, markedBy: '', markedAt: clock };
  const later = inDays(100);
  expect(shareOf(sessions, [{ ...given, state: 'excused' }], enrolment, later)).toEqual({ present: 0, excused: 1, held: 1, percent: 0 });
  expect(shareOf(sessions, [{ ...given, state: 'present' }], enrolment, later).percent).toBe(100);
});
