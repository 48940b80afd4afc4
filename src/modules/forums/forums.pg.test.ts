import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { asActor, brokenConstraint, newId, type AnyWrites } from '#kernel/db';
import { keepFile, type FileId } from '#kernel/files';
import { addDays } from '#kernel/time';
import { plantAccount, plantOffice, type Somebody } from '#test/plant';
import { testSite } from '#test/site';
import type { Act, Forum, Meeting, MeetingText, Point } from './forum.ts';
import { actOnMeeting, changeMeeting, getMeeting, meetingsOf, planMeeting } from './meetings.ts';
import { addPoint, answerPoint, attendanceOf, changePoint, keepAttendance, keepMinutes, pointsOf, removePoint } from './points.ts';
import { getForum, listForums } from './read-forums.ts';
import { endSeat, giveSeat, seatsOf } from './seats.ts';
import { beginForum, changeForum, endForum } from './write-forum.ts';

const site = await testSite({});
const here = await plantOffice(site.db, 'here');
const far = await plantOffice(site.db, 'far');
const account = async (role: 'planner' | 'counsellor' | 'auditor', scope?: string) =>
  await plantAccount(site.db, { roles: [{ role, ...(scope ? { scope } : {}) }] });
const planner = await account('planner', here.id);
const stranger = await account('planner', far.id);
const counsellor = await account('counsellor', here.id);
const auditor = await account('auditor');
const nobody = { accountId: null, assurance: 0 } as const;
const now = site.network.now();
const today = now.toISOString().slice(0, 10);
const HOUR_MS = 3_600_000;

type Actor = Somebody | typeof nobody;
const as = async <T>(actor: Actor, work: (trx: AnyWrites) => Promise<T>): Promise<T> => await asActor(site.db.app, actor, work);
const must = <T>(value: T | null | undefined): T => {
  if (value === null || value === undefined) throw new Error('nothing is there');
  return value;
};
const text = {
  placeId: here.placeId,
  kind: 'board',
  about: 'To be heard',
  rules: 'One seat each',
  language: 'en',
  contact: 'Unit',
} as const;

async function begun(name = `Board ${newId()}`): Promise<Forum> {
  return await as(planner, async (trx) =>
    must(await getForum(trx, await beginForum(trx, planner.accountId, { ...text, officeId: here.id, name }, now))),
  );
}
const times = (hours: number): MeetingText => ({
  startsAt: new Date(now.getTime() + hours * HOUR_MS),
  endsAt: new Date(now.getTime() + (hours + 2) * HOUR_MS),
  venue: 'Town hall',
  link: null,
});
const point = (title = 'Hours of the counter') => ({ title, words: null, link: null, consultationId: null });
const meetingOf = async (id: Meeting['id'], who: Actor = planner) => await as(who, async (trx) => await getMeeting(trx, id));
const act = async (forum: Forum, id: Meeting['id'], one: Act, words: string | null = null, who: Somebody = planner) => {
  const meeting = must(await meetingOf(id));
  await as(who, async (trx) => {
    await actOnMeeting(trx, forum, { meeting, act: one, words, now });
  });
};
const points = async (id: Meeting['id'], who: Actor = planner): Promise<Point[]> => await as(who, async (trx) => await pointsOf(trx, id));

/** A meeting of yesterday with two points, held. */
async function held(forum: Forum): Promise<Meeting['id']> {
  const id = await as(planner, async (trx) => await planMeeting(trx, planner.accountId, { forum, text: times(-24), now }));
  const meeting = must(await meetingOf(id));
  for (const title of ['Hours', 'Languages']) await as(planner, async (trx) => await addPoint(trx, forum, meeting, point(title)));
  await act(forum, id, 'convene');
  await act(forum, id, 'hold');
  return id;
}
const note = async (forum: Forum, one: Point, opinion: string | null = null) => {
  await as(planner, async (trx) => {
    await keepMinutes(trx, forum, one, { said: 'It was asked for.', opinion });
  });
};

describe('a board or forum', () => {
  test('is written by planners and managers of its office, and read by everybody', async () => {
    const forum = await begun();
    for (const who of [stranger, counsellor, auditor]) {
      const given = { ...text, officeId: here.id, name: 'Forged' };
      await expect(as(who, async (trx) => await beginForum(trx, who.accountId, given, now))).rejects.toMatchObject({ code: 'not-yours' });
      await expect(as(who, async (trx) => await changeForum(trx, forum, { ...forum, name: 'Forged' }))).rejects.toMatchObject({
        code: 'not-yours',
      });
    }
    await as(planner, async (trx) => {
      await changeForum(trx, forum, { ...forum, name: 'Advisory board of the example' });
    });
    expect((await as(nobody, async (trx) => await getForum(trx, forum.id)))?.name).toBe('Advisory board of the example');
  });

  test('is found by words of its name and purpose', async () => {
    await begun('Consiliul Străinilor');
    const found = async (words: string) =>
      (await as(nobody, async (trx) => await listForums(trx, { words, today, now, page: 1, pageSize: 10 }))).rows.map(({ name }) => name);
    expect(await found('strainilor')).toEqual(['Consiliul Străinilor']);
    expect(await found('nothing%')).toEqual([]);
  });

  test('ends once, and takes nothing more', async () => {
    const forum = await begun();
    await as(planner, async (trx) => {
      await endForum(trx, forum, 'Another takes its place', now);
    });
    const over = must(await as(nobody, async (trx) => await getForum(trx, forum.id)));
    expect(over).toMatchObject({ endedOn: today, endedBecause: 'Another takes its place' });
    const seat = { associationId: null, name: 'Chamber', task: null, sinceOn: today };
    for (const work of [
      async (trx: AnyWrites) => await endForum(trx, over, 'Again', now),
      async (trx: AnyWrites) => await changeForum(trx, over, over),
      async (trx: AnyWrites) => await giveSeat(trx, over, seat),
      async (trx: AnyWrites) => await planMeeting(trx, planner.accountId, { forum: over, text: times(1), now }),
    ])
      await expect(as<unknown>(planner, work)).rejects.toMatchObject({ code: 'ended' });
  });
});

describe('a seat', () => {
  const seat = (name: string | null, associationId: null = null) => ({
    associationId,
    name,
    task: 'takes the chair',
    sinceOn: addDays(today, -9),
  });

  test('is of a body and not of a person, is ended once, and stays on record', async () => {
    const forum = await begun();
    const id = await as(planner, async (trx) => await giveSeat(trx, forum, seat('Chamber of the example')));
    await expect(as(planner, async (trx) => await giveSeat(trx, forum, seat(null)))).rejects.toMatchObject({ code: 'seat-who' });
    await expect(as(stranger, async (trx) => await giveSeat(trx, forum, seat('Forged')))).rejects.toMatchObject({ code: 'not-yours' });
    const end = async (day: string) => {
      await as(planner, async (trx) => {
        await endSeat(trx, forum, id, day);
      });
    };
    await expect(end(addDays(today, -10))).rejects.toMatchObject({ code: 'days-wrong' });
    await end(today);
    await expect(end(today)).rejects.toMatchObject({ code: 'wrong-state' });
    expect(await as(nobody, async (trx) => await seatsOf(trx, forum.id))).toMatchObject([
      { name: 'Chamber of the example', untilOn: today },
    ]);
  });
});

describe('a meeting', () => {
  test('is its office’s while it is planned, and everybody’s once it is convened', async () => {
    const forum = await begun();
    const id = await as(planner, async (trx) => await planMeeting(trx, planner.accountId, { forum, text: times(48), now }));
    expect(await meetingOf(id, nobody)).toBeNull();
    expect(await meetingOf(id, stranger)).toBeNull();
    expect(await meetingOf(id, auditor)).not.toBeNull();
    await expect(act(forum, id, 'convene')).rejects.toMatchObject({ code: 'no-agenda' });
    await as(planner, async (trx) => await addPoint(trx, forum, must(await getMeeting(trx, id)), point()));
    expect(await points(id, nobody)).toEqual([]);
    await expect(act(forum, id, 'convene', null, stranger)).rejects.toMatchObject({ code: 'wrong-state' });
    await act(forum, id, 'convene');
    expect((await points(id, nobody)).map(({ title }) => title)).toEqual(['Hours of the counter']);
    await expect(act(forum, id, 'convene')).rejects.toMatchObject({ code: 'wrong-state' });
    await expect(act(forum, id, 'hold')).rejects.toMatchObject({ code: 'not-begun' });
    await expect(act(forum, id, 'call-off')).rejects.toMatchObject({ code: 'words-missing' });
    await act(forum, id, 'call-off', 'The hall is closed');
    expect(await meetingOf(id, nobody)).toMatchObject({ state: 'called-off', words: 'The hall is closed', sequence: 1 });
  });

  test('is moved while it is not over, with a later number for calendars', async () => {
    const forum = await begun();
    const id = await held(forum);
    const move = async (meeting: Meeting, given: MeetingText) => {
      await as(planner, async (trx) => {
        await changeMeeting(trx, forum, meeting, given);
      });
    };
    await expect(move(must(await meetingOf(id)), times(4))).rejects.toMatchObject({ code: 'wrong-state' });
    const other = await as(planner, async (trx) => await planMeeting(trx, planner.accountId, { forum, text: times(2), now }));
    const planned = must(await meetingOf(other));
    await expect(move(planned, { ...times(2), endsAt: planned.startsAt })).rejects.toMatchObject({ code: 'times-wrong' });
    await expect(move(planned, { ...times(2), link: 'javascript:alert(1)' })).rejects.toMatchObject({ code: 'link-wrong' });
    await move(planned, times(5));
    expect(await meetingOf(other)).toMatchObject({ sequence: 1, startsAt: times(5).startsAt });
    expect((await as(nobody, async (trx) => await meetingsOf(trx, forum.id))).map((one) => one.id)).toEqual([id]);
  });

  test('keeps its agenda in order, and as it was once it is over', async () => {
    const forum = await begun();
    const id = await as(planner, async (trx) => await planMeeting(trx, planner.accountId, { forum, text: times(-3), now }));
    const meeting = must(await meetingOf(id));
    await Promise.all(
      ['A', 'B', 'C'].map(async (title) => await as(planner, async (trx) => await addPoint(trx, forum, meeting, point(title)))),
    );
    const [first, second] = await points(id);
    await as(planner, async (trx) => {
      await removePoint(trx, forum, must(first));
    });
    expect((await points(id)).map(({ place }) => place)).toEqual([1, 2]);
    await expect(as(stranger, async (trx) => await changePoint(trx, forum, must(second), point('Forged')))).rejects.toMatchObject({
      code: 'not-found',
    });
    await act(forum, id, 'convene');
    await act(forum, id, 'hold');
    for (const work of [
      async (trx: AnyWrites) => await changePoint(trx, forum, must(second), point('Later')),
      async (trx: AnyWrites) => await removePoint(trx, forum, must(second)),
      async (trx: AnyWrites) => await addPoint(trx, forum, meeting, point('Later')),
    ])
      await expect(as<unknown>(planner, work)).rejects.toMatchObject({ code: 'wrong-state' });
  });
});

describe('the file of a point', () => {
  const { files: store, keyring } = site.network;
  const place = { store, keyring };
  const document = (words: string, by = planner.accountId) => ({ name: 'hours.txt', bytes: Buffer.from(words), place, by });
  const filed = async (table: FileId | null) =>
    (await site.db.superuser.query('select from files.files where id = $1', [table])).rowCount ?? 0;
  const only = async (id: Meeting['id']) => must((await points(id))[0]);

  test('is read by whoever reads the agenda, and stays once the meeting is over', async () => {
    const forum = await begun();
    const id = await as(planner, async (trx) => await planMeeting(trx, planner.accountId, { forum, text: times(-3), now }));
    const meeting = must(await meetingOf(id));
    await as(planner, async (trx) => await addPoint(trx, forum, meeting, point(), document('Nine to five')));
    const one = await only(id);
    const at = `/en/forums/meetings/${id}/points/${one.id}/file`;
    const session = { planner: await site.signIn(planner.accountId), stranger: await site.signIn(stranger.accountId) };
    expect((await site.get(at)).statusCode).toBe(404);
    expect((await site.get(at, session.stranger)).statusCode).toBe(404);
    expect((await site.get(at, session.planner)).body).toBe('Nine to five');
    await act(forum, id, 'convene');
    const answer = await site.get(at);
    expect(answer.body).toBe('Nine to five');
    expect(answer.headers['content-disposition']).toContain('attachment');
    expect((await site.get(`/en/forums/meetings/${id}`)).body).toContain('hours.txt');
    await act(forum, id, 'hold');
    const change = as(planner, async (trx) => await changePoint(trx, forum, one, point(), document('Later')));
    await expect(change).rejects.toMatchObject({ code: 'wrong-state' });
    await as(planner, async (trx) => await sql`delete from files.files where id = ${one.fileId}`.execute(trx)).catch(() => null);
    expect((await site.get(at)).body).toBe('Nine to five');
  });

  test('gives way to another, is taken away, and goes with its point', async () => {
    const forum = await begun();
    const id = await as(planner, async (trx) => await planMeeting(trx, planner.accountId, { forum, text: times(24), now }));
    await as(planner, async (trx) => await addPoint(trx, forum, must(await getMeeting(trx, id)), point(), document('First')));
    const { fileId: first } = await only(id);
    await as(planner, async (trx) => await changePoint(trx, forum, await only(id), point('Other words')));
    expect((await only(id)).fileId).toBe(first);
    await as(planner, async (trx) => await changePoint(trx, forum, await only(id), point(), document('Second')));
    const { fileId: second } = await only(id);
    expect([await filed(first), await filed(second)]).toEqual([0, 1]);
    await as(planner, async (trx) => await changePoint(trx, forum, await only(id), point(), null));
    expect([(await only(id)).fileId, await filed(second)]).toEqual([null, 0]);
    await as(planner, async (trx) => await changePoint(trx, forum, await only(id), point(), document('Third')));
    const last = await only(id);
    await as(planner, async (trx) => await removePoint(trx, forum, last));
    expect(await filed(last.fileId)).toBe(0);
  });

  test('is never one that somebody else gave', async () => {
    const forum = await begun();
    const id = await as(planner, async (trx) => await planMeeting(trx, planner.accountId, { forum, text: times(24), now }));
    await as(planner, async (trx) => await addPoint(trx, forum, must(await getMeeting(trx, id)), point()));
    const foreign = await as(
      stranger,
      async (trx) =>
        await keepFile(trx, place, stranger.accountId, {
          subjectId: null,
          name: 'other.txt',
          content: Buffer.from('Not yours'),
          purpose: 'forums.purpose.meeting',
        }),
    );
    const forged = as(
      planner,
      async (trx) => await sql`update forums.points set file_id = ${foreign} where meeting_id = ${id}`.execute(trx),
    );
    await expect(forged).rejects.toThrow(/somebody else gave/);
  });
});

describe('minutes', () => {
  test('are the office’s until they are published, whole', async () => {
    const forum = await begun();
    const id = await held(forum);
    const [hours, languages] = await points(id);
    await note(forum, must(hours), 'Open in the evening.');
    await expect(act(forum, id, 'publish')).rejects.toMatchObject({ code: 'no-minutes' });
    await note(forum, must(languages));
    expect((await points(id, nobody)).map(({ minutes }) => minutes)).toEqual([null, null]);
    expect((await points(id, stranger)).map(({ minutes }) => minutes)).toEqual([null, null]);
    expect((await points(id, auditor)).map(({ minutes }) => minutes?.opinion)).toEqual(['Open in the evening.', null]);
    await act(forum, id, 'publish');
    expect((await points(id, nobody)).map(({ minutes }) => minutes?.opinion)).toEqual(['Open in the evening.', null]);
    await expect(note(forum, must(hours), 'Another opinion')).rejects.toMatchObject({ code: 'wrong-state' });
    await expect(act(forum, id, 'publish')).rejects.toMatchObject({ code: 'wrong-state' });
  });

  test('are not written before the meeting was held, nor by another office', async () => {
    const forum = await begun();
    const id = await as(planner, async (trx) => await planMeeting(trx, planner.accountId, { forum, text: times(-3), now }));
    await as(planner, async (trx) => await addPoint(trx, forum, must(await getMeeting(trx, id)), point()));
    const [one] = await points(id);
    await expect(note(forum, must(one))).rejects.toMatchObject({ code: 'wrong-state' });
    await expect(
      as(stranger, async (trx) => {
        await keepMinutes(trx, forum, must(one), { said: 'Forged', opinion: null });
      }),
    ).rejects.toMatchObject({ code: expect.stringMatching(/not-yours|wrong-state/) });
  });

  test('take the answer to an opinion, and to nothing else', async () => {
    const forum = await begun();
    const id = await held(forum);
    const [hours, languages] = await points(id);
    await note(forum, must(hours), 'Open in the evening.');
    await note(forum, must(languages));
    const answer = async (at: number, who: Somebody = planner) => {
      const one = must((await points(id))[at]);
      await as(who, async (trx) => {
        await answerPoint(trx, forum, one, { answer: 'in-part', reason: 'On Thursdays.', now });
      });
    };
    await expect(answer(1)).rejects.toMatchObject({ code: 'no-opinion' });
    await expect(answer(0, stranger)).rejects.toMatchObject({ code: 'not-found' });
    const unanswered = async () =>
      (await as(planner, async (trx) => await listForums(trx, { officeIds: [here.id], today, now, page: 1, pageSize: 500 }))).rows.find(
        (one) => one.id === forum.id,
      )?.unanswered;
    expect(await unanswered()).toBe(1);
    await answer(0);
    expect(await unanswered()).toBe(0);
    // An opinion does not vanish from below its answer.
    await expect(note(forum, must(hours), null)).rejects.toMatchObject({ code: 'no-opinion' });
    await act(forum, id, 'publish');
    await answer(0);
    expect((await points(id, nobody))[0]?.minutes).toMatchObject({ answer: 'in-part', reason: 'On Thursdays.' });
  });

  test('say which seats of the board were taken, and of no other', async () => {
    const forum = await begun();
    const other = await begun();
    const give = async (where: Forum, name: string) =>
      await as(planner, async (trx) => await giveSeat(trx, where, { associationId: null, name, task: null, sinceOn: addDays(today, -9) }));
    const [came, strange] = [await give(forum, 'Came'), await give(other, 'Of another board')];
    const id = await held(forum);
    const keep = async (seat: typeof came, who: Somebody = planner) => {
      await as(who, async (trx) => {
        await keepAttendance(trx, forum, id, new Map([[seat, 'present']]));
      });
    };
    await expect(keep(strange)).rejects.toMatchObject({ code: 'wrong-state' });
    await expect(keep(came, stranger)).rejects.toMatchObject({ code: expect.stringMatching(/not-yours|wrong-state/) });
    await keep(came);
    await keep(came);
    const shown = async (who: Actor) => [...(await as(who, async (trx) => await attendanceOf(trx, id)))];
    expect(await shown(nobody)).toEqual([]);
    for (const one of await points(id)) await note(forum, one);
    await act(forum, id, 'publish');
    expect(await shown(nobody)).toEqual([[came, 'present']]);
    await expect(keep(came)).rejects.toMatchObject({ code: 'wrong-state' });
  });
});

describe('around the application', () => {
  const attempt = async (who: Somebody, what: ReturnType<typeof sql>) =>
    await as(who, async (trx) => Number((await what.execute(trx)).numAffectedRows ?? 0n)).catch(
      (error: unknown) => brokenConstraint(error) ?? 'forbidden',
    );

  test('no step is skipped, nothing published is taken back, and no meeting is planned in another’s name', async () => {
    const forum = await begun();
    const id = await held(forum);
    for (const one of await points(id)) await note(forum, one);
    await act(forum, id, 'publish');
    const set = (what: ReturnType<typeof sql>) => sql`update forums.meetings set ${what} where id = ${id}`;
    expect(await attempt(planner, set(sql`published_at = null`))).toBe('meetings_steps');
    expect(await attempt(planner, set(sql`venue = 'Elsewhere'`))).toBe('meetings_steps');
    expect(await attempt(planner, set(sql`state = 'planned', published_at = null`))).toBe('meetings_steps');
    expect(await attempt(stranger, set(sql`told_at = now()`))).toBe(0);
    const insert = (by: string, state: string) => sql`
      insert into forums.meetings (id, forum_id, starts_at, ends_at, venue, state, created_by)
      values (${newId()}, ${forum.id}, now(), now() + interval '1 hour', 'Here', ${state}, ${by})`;
    expect(await attempt(planner, insert(stranger.accountId, 'planned'))).toBe('forbidden');
    expect(await attempt(stranger, insert(stranger.accountId, 'planned'))).toBe('forbidden');
    expect(await attempt(planner, insert(planner.accountId, 'held'))).toBe('meetings_steps');
    expect(await attempt(planner, sql`delete from forums.meetings where id = ${id}`)).toBe('forbidden');
  });
});
