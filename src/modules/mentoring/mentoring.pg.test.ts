import { beforeAll, describe, expect, test } from 'vitest';
import { Refusal } from '#kernel/errors';
import { asSystem, newId } from '#kernel/db';
import { addStep, caseOfPerson } from '#modules/cases';
import { testSite } from '#test/site';
import type { Somebody } from '#test/plant';
import { actionsOf, agreeAction, finishAction, planAction } from './action.ts';
import { confirmMentor } from './confirm-mentor.ts';
import { countPairs } from './count-pairs.ts';
import { answerFollowUp, dueFollowUps, followUpsOf } from './follow-up.ts';
import { keepProfile } from './keep-profile.ts';
import type { MentorId } from './mentor.ts';
import {
  doing,
  plantDesk,
  plantFounder,
  plantMentor,
  plantPair,
  profileOf,
  suggest,
  yes,
  type Desk,
  type Founder,
} from './mentoring.fixtures.ts';
import { acceptAsFounder, acceptAsMentor, endPair, offerPair } from './move-pair.ts';
import { getMentor, ownMentor, ownWork } from './read-mentors.ts';
import { listPairs, loadPair } from './read-pairs.ts';
import { endSession, planSession, sessionsOf } from './session.ts';
import { readNeed, suggestMentors } from './suggest-mentors.ts';
import { askForMentor, listWaiting } from './wish.ts';

const site = await testSite();
const now = site.network.now();
const day = 86_400_000;
const inDays = (count: number) => new Date(now.getTime() + count * day);

let here: Desk, there: Desk, founder: Founder;

/** The code of an expected no; fails where the work is done. */
const refusal = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.then(
    () => 'was done',
    (reason: unknown) => reason,
  );
  if (error instanceof Refusal) return error.code;
  throw error instanceof Error ? error : new Error(String(error));
};

beforeAll(async () => {
  here = await plantDesk(site, 'here');
  there = await plantDesk(site, 'there');
  founder = await plantFounder(site, here, there);
});

describe('a mentor’s profile', () => {
  test('is confirmed by the office that it names, by nobody else, and again after a change of what they know', async () => {
    const { id, self } = await plantMentor(site, there);
    const state = async () => (await doing(site, self, async (trx) => await ownMentor(trx, self.accountId)))?.confirmedAt ?? null;
    expect(await state()).not.toBeNull();
    await doing(site, self, async (trx) => await keepProfile(trx, self.accountId, profileOf(there, { paused: true, menteeLimit: 3 })));
    expect(await state()).not.toBeNull();
    await doing(site, self, async (trx) => await keepProfile(trx, self.accountId, profileOf(there, { topics: ['permit'] })));
    expect(await state()).toBeNull();
    expect(await refusal(doing(site, here.counsellor, async (trx) => await confirmMentor(trx, here.counsellor.accountId, id, true)))).toBe(
      'not-found',
    );
    expect(await state()).toBeNull();
  });

  test('is refused to an account that holds no such role, and without a language, a topic or a contact', async () => {
    const write = async (actor: Somebody, more: object) =>
      await refusal(doing(site, actor, async (trx) => await keepProfile(trx, actor.accountId, profileOf(there, more))));
    expect(await write(here.counsellor, {})).toBe('not-mentor');
    const { self } = await plantMentor(site, there);
    expect(await write(self, { languages: [] })).toBe('languages-missing');
    expect(await write(self, { sectors: [], topics: [] })).toBe('topics-missing');
    expect(await write(self, { email: null })).toBe('contact-missing');
    expect(await write(self, { officeId: newId() })).toBe('office-unknown');
  });

  test('cannot be confirmed by its own author, though they work at that desk', async () => {
    const both = await plantMentor(site, here);
    await site.db.superuser.query(
      "insert into access.assignments (id, account_id, role, scope_kind, scope_id) values ($1, $2, 'counsellor', 'office', $3)",
      [newId(), both.self.accountId, here.id],
    );
    expect(await refusal(doing(site, both.self, async (trx) => await confirmMentor(trx, both.self.accountId, both.id, true)))).toBe(
      'not-found',
    );
    const direct = doing(site, both.self, async (trx) => {
      await trx.updateTable('mentoring.mentors').set({ confirmed_at: null, confirmed_by: null }).where('id', '=', both.id).execute();
      await trx
        .updateTable('mentoring.mentors')
        .set({ confirmed_at: now, confirmed_by: both.self.accountId })
        .where('id', '=', both.id)
        .execute();
    });
    await expect(direct).rejects.toThrow(/office confirms/);
  });
});

describe('suggestions', () => {
  test('are for desks, name free and confirmed mentors who share a language, and know the end', async () => {
    const good = await plantMentor(site, there, { name: 'Good' });
    const silent = await plantMentor(site, there, { name: 'Silent', languages: ['wo'] });
    const paused = await plantMentor(site, there, { name: 'Paused', paused: true });
    const waiting = await plantMentor(site, there, { name: 'Waiting' });
    await doing(site, there.counsellor, async (trx) => await confirmMentor(trx, there.counsellor.accountId, waiting.id, false));
    const found = await doing(site, here.counsellor, async (trx) => {
      const seeking = await readNeed(trx, founder.venture, now);
      return await suggestMentors(trx, seeking, { now, most: 50 });
    });
    const ids = found.ranked.map(({ mentor }) => mentor.id);
    expect(ids).toContain(good.id);
    for (const other of [silent, paused, waiting]) expect(ids).not.toContain(other.id);
    expect(found.ranked.find(({ mentor }) => mentor.id === good.id)?.end).toBe('there');
    const seeking = await doing(site, here.counsellor, async (trx) => await readNeed(trx, founder.venture, now));
    const stranger = await doing(site, founder.self, async (trx) => await suggestMentors(trx, seeking, { now, most: 50 }));
    expect(stranger.ranked).toEqual([]);
  });

  test('are the best of all mentors and of each end, though hundreds stand before them in every other order', async () => {
    const [west, east] = [await plantDesk(site, 'west'), await plantDesk(site, 'east')];
    const one = await plantFounder(site, west, east);
    const { id: model } = await plantMentor(site, west, { topics: ['loan'], menteeLimit: 2 });
    // 300 at this end know the same and come first by their ids; one has what the database cannot weigh, time in common.
    await site.db.superuser.query('alter table mentoring.mentors disable trigger guard_mentor');
    await site.db.superuser.query(
      `insert into mentoring.mentors (id, account_id, office_id, name, background, place_id, country_id, time_zone, sectors, topics, stages,
                                      languages, hours, mentee_limit, confirmed_at, confirmed_by)
       select ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, gen_random_uuid(), office_id, 'Mentor ' || n, background, place_id,
              country_id, time_zone, sectors, topics, stages, languages, '[]', mentee_limit, confirmed_at, confirmed_by
         from mentoring.mentors, generate_series(1, 300) n
        where id = $1`,
      [model],
    );
    await site.db.superuser.query('alter table mentoring.mentors enable trigger guard_mentor');
    const better = await plantMentor(site, west, { name: 'Better', topics: ['loan', 'customers'], menteeLimit: 2, sectors: [] });
    const hours = [{ weekday: 1, opens: '18:00', closes: '21:00' }];
    const away = await plantMentor(site, east, { name: 'Away', sectors: [], topics: ['permit'], stages: [], hours });
    const found = async (most: number) =>
      await doing(site, west.counsellor, async (trx) => {
        const seeking = await readNeed(trx, one.venture, now);
        const availability = { hours, offset: 60 };
        return await suggestMentors(trx, { ...seeking, need: { ...seeking.need, availability } }, { now, most });
      });
    const { ranked, each } = await found(10);
    expect(ranked[0]?.mentor.id).toBe(model); // the same as 300 others, and the only one with time
    expect([each?.here.mentor.id, each?.there.mentor.id]).toEqual([model, away.id]);
    const all = await found(10_000);
    expect(ranked.map(({ mentor, score }) => [mentor.id, score.points])).toEqual(
      all.ranked.slice(0, 10).map(({ mentor, score }) => [mentor.id, score.points]),
    );
    expect(all.ranked.map(({ mentor }) => mentor.id)).toContain(better.id);
  });

  test('a founder asks and is found waiting until a pair is under way', async () => {
    const one = await plantFounder(site, here, there);
    const of = { ventureId: one.venture, personId: one.person, officeId: here.id };
    const wish = { ends: 'there' as const, topics: ['permit'], hours: [], timeZone: 'Europe/Rome' };
    await doing(site, one.self, async (trx) => await askForMentor(trx, one.self.accountId, of, wish));
    await doing(site, one.self, async (trx) => await askForMentor(trx, one.self.accountId, of, { ...wish, ends: 'both' }));
    const waits = async () =>
      (await doing(site, here.counsellor, async (trx) => await listWaiting(trx, [here.id]))).filter(
        ({ ventureId }) => ventureId === one.venture,
      );
    expect((await waits()).map(({ ends }) => ends)).toEqual(['both']);
    expect(await refusal(doing(site, founder.self, async (trx) => await askForMentor(trx, founder.self.accountId, of, wish)))).toBe(
      'not-found',
    );
    await suggest(site, here, one, (await plantMentor(site, there)).id);
    expect(await waits()).toEqual([]);
  });
});

describe('a pair', () => {
  test('goes from the suggestion over both answers to the end, and the mentor’s places are counted', async () => {
    const one = await plantFounder(site, here, there);
    const mentor = await plantMentor(site, there);
    const places = async (id: MentorId) => (await doing(site, there.counsellor, async (trx) => await getMentor(trx, id)))?.mentees;
    const id = await suggest(site, here, one, mentor.id);
    expect(await refusal(doing(site, one.self, async (trx) => await loadPair(trx, id, 'founder')))).toBe('not-found');
    expect(await refusal(doing(site, mentor.self, async (trx) => await loadPair(trx, id, 'mentor')))).toBe('not-found');
    expect(await places(mentor.id)).toBe(0);
    expect(await refusal(suggest(site, here, one, mentor.id))).toBe('paired-already');
    await doing(site, here.counsellor, async (trx) => await offerPair(trx, here.counsellor, id));
    expect(await places(mentor.id)).toBe(1);
    await doing(site, one.self, async (trx) => await acceptAsFounder(trx, one.self, id, yes(['venture']), now));
    expect((await doing(site, mentor.self, async (trx) => await loadPair(trx, id, 'mentor'))).state).toBe('accepted');
    await doing(site, mentor.self, async (trx) => await acceptAsMentor(trx, id, now));
    const pair = await doing(site, mentor.self, async (trx) => await loadPair(trx, id, 'mentor'));
    expect([pair.state, pair.shared, pair.called]).toEqual(['running', true, 'Awa']);
    expect(await refusal(doing(site, mentor.self, async (trx) => await acceptAsMentor(trx, id, now)))).toBe('state-running');
    await doing(site, mentor.self, async (trx) => await endPair(trx, id, 'mentor', null, now));
    expect(await places(mentor.id)).toBe(0);
    const ended = await doing(site, one.self, async (trx) => await loadPair(trx, id, 'founder'));
    expect([ended.state, ended.endedBy, ended.endReason, ended.shared]).toEqual(['ended', 'mentor', null, false]);
    expect(await refusal(doing(site, one.self, async (trx) => await endPair(trx, id, 'founder', 'time', now)))).toBe('state-ended');
  });

  test('is not offered to a mentor who is full or pauses, even where two desks ask at once', async () => {
    const mentor = await plantMentor(site, there, { menteeLimit: 1 });
    const [one, other] = [await plantFounder(site, here, there), await plantFounder(site, here, there)];
    const pairs = [await suggest(site, here, one, mentor.id), await suggest(site, here, other, mentor.id)];
    const asked = await Promise.allSettled(
      pairs.map(async (id) => await doing(site, here.counsellor, async (trx) => await offerPair(trx, here.counsellor, id))),
    );
    expect(asked.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const reasons: unknown[] = asked.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason] : []));
    expect(reasons).toEqual([expect.objectContaining({ code: 'mentor-full' })]);
  });

  test('does not run by what somebody else writes for a side', async () => {
    const one = await plantFounder(site, here, there);
    const mentor = await plantMentor(site, there);
    const id = await suggest(site, here, one, mentor.id);
    await doing(site, here.counsellor, async (trx) => await offerPair(trx, here.counsellor, id));
    const write = async (actor: Somebody, change: object) =>
      await doing(site, actor, async (trx) => await trx.updateTable('mentoring.pairs').set(change).where('id', '=', id).execute());
    await expect(write(here.counsellor, { mentor_accepted_at: now, state: 'accepted' })).rejects.toThrow(/somebody else/);
    await expect(write(mentor.self, { founder_accepted_at: now, state: 'accepted' })).rejects.toThrow(/somebody else/);
    await expect(write(one.self, { state: 'running', founder_accepted_at: now })).rejects.toThrow(/does not go/);
    await expect(write(one.self, { state: 'ended', ended_at: now, ended_by: 'mentor' })).rejects.toThrow(/somebody else/);
    expect((await write({ ...there.counsellor }, { state: 'ended', ended_at: now, ended_by: 'office' }))[0]?.numUpdatedRows).toBe(0n);
  });

  test('is accepted at the desk on the founder’s word', async () => {
    const one = await plantFounder(site, here, there);
    const mentor = await plantMentor(site, there);
    const id = await suggest(site, here, one, mentor.id);
    await doing(site, here.counsellor, async (trx) => await offerPair(trx, here.counsellor, id));
    await doing(
      site,
      here.counsellor,
      async (trx) => await acceptAsFounder(trx, here.counsellor, id, yes(['venture'], 'spoken-at-desk'), now),
    );
    expect((await doing(site, here.counsellor, async (trx) => await loadPair(trx, id, 'office'))).state).toBe('accepted');
    expect(await refusal(doing(site, one.self, async (trx) => await acceptAsFounder(trx, one.self, id, yes([]), now)))).toBe(
      'answered-already',
    );
  });
});

describe('what founder and mentor do together', () => {
  test('sessions are planned, held and summed; what is agreed becomes a step of the plan or a task', async () => {
    const one = await plantFounder(site, here, there);
    const mentor = await plantMentor(site, there);
    const id = await plantPair(site, here, one, mentor, ['venture', 'plan']);
    const meet = async (actor: Somebody, side: 'founder' | 'mentor', startsAt: Date, place = 'https://meet.example.org/1') =>
      await doing(
        site,
        actor,
        async (trx) => await planSession(trx, actor.accountId, id, side, { startsAt, minutes: 60, mode: 'online', place }, now),
      );
    expect(await refusal(meet(mentor.self, 'mentor', inDays(1), ''))).toBe('place-missing');
    expect(await refusal(meet(mentor.self, 'mentor', inDays(400)))).toBe('session-far');
    expect(await refusal(meet(mentor.self, 'mentor', inDays(-61)))).toBe('session-past');
    const next = await meet(one.self, 'founder', inDays(3));
    const held = await meet(mentor.self, 'mentor', inDays(-1));
    const end = async (session: typeof held, state: 'held' | 'cancelled', minutes: number | null) =>
      await doing(site, mentor.self, async (trx) => await endSession(trx, session, 'mentor', { state, minutes }, now));
    expect(await refusal(end(next, 'held', 60))).toBe('session-early');
    expect(await refusal(end(held, 'held', null))).toBe('minutes-missing');
    await end(held, 'held', 75);
    expect(await refusal(end(held, 'cancelled', null))).toBe('session-over');

    const agree = async (title: string, who: 'founder' | 'office') =>
      await doing(
        site,
        mentor.self,
        async (trx) => await agreeAction(trx, mentor.self.accountId, held, 'mentor', { title, who, dueOn: '2030-01-01' }),
      );
    const [step, task] = [await agree('Ask three shops', 'founder'), await agree('Find a room', 'office')];
    const plan = async (action: typeof step) =>
      await doing(site, here.counsellor, async (trx) => await planAction(trx, here.counsellor.accountId, action));
    await plan(step);
    await plan(task);
    expect(await refusal(plan(step))).toBe('action-planned');
    const { steps, tasks } = await doing(site, here.counsellor, async (trx) => {
      const caseId = await caseOfPerson(trx, one.person);
      return {
        steps: await trx.selectFrom('cases.steps').select('title').where('case_id', '=', caseId).execute(),
        tasks: await trx.selectFrom('cases.tasks').select('title').where('case_id', '=', caseId).execute(),
      };
    });
    expect([steps, tasks]).toEqual([[{ title: 'Ask three shops' }], [{ title: 'Find a room' }]]);
    await doing(site, one.self, async (trx) => await finishAction(trx, one.self.accountId, step, 'founder'));
    expect(await refusal(doing(site, one.self, async (trx) => await finishAction(trx, one.self.accountId, step, 'founder')))).toBe(
      'action-done',
    );
    expect((await doing(site, mentor.self, async (trx) => await actionsOf(trx, id))).map(({ plannedAs }) => plannedAs).toSorted()).toEqual([
      'step',
      'task',
    ]);

    const listed = await doing(
      site,
      here.counsellor,
      async (trx) =>
        await listPairs(trx, {
          officeIds: [here.id],
          state: 'running',
          end: 'there',
          due: false,
          today: '2026-01-01',
          page: 1,
          pageSize: 100,
        }),
    );
    const row = listed.rows.find((pair) => pair.id === id);
    expect([row?.held, row?.minutes, row?.nextAt?.getTime()]).toEqual([1, 75, inDays(3).getTime()]);
    expect(await doing(site, mentor.self, async (trx) => await ownWork(trx))).toEqual({ pairs: 1, sessions: 1, minutes: 75 });
    const counted = await doing(
      site,
      here.counsellor,
      async (trx) => await countPairs(trx, [here.id, there.id], { from: inDays(-1), until: inDays(1) }),
    );
    expect(counted.filter(({ officeId }) => officeId !== here.id)).toEqual([]);
    expect(counted.reduce((sum, { minutes }) => sum + minutes, 0)).toBe(75);
  });

  test('follow-ups are planned for both sides with the start, answered once, and not before their day', async () => {
    const one = await plantFounder(site, here, there);
    const mentor = await plantMentor(site, there);
    const id = await plantPair(site, here, one, mentor, []);
    const all = await doing(site, here.counsellor, async (trx) => await followUpsOf(trx, [id]));
    expect(all.map(({ side, days }) => `${side} ${days}`).toSorted()).toEqual([
      'founder 180',
      'founder 30',
      'founder 90',
      'mentor 180',
      'mentor 30',
      'mentor 90',
    ]);
    const [mine] = await doing(site, mentor.self, async (trx) => await followUpsOf(trx, [id]));
    if (!mine) throw new Error('no follow-up of the mentor');
    const answer = { useful: 'very', results: ['clearer-idea'], change: 'nothing' } as const;
    const tell = async (actor: Somebody, side: 'mentor' | 'founder' | 'office', today: string) =>
      await doing(site, actor, async (trx) => await answerFollowUp(trx, actor.accountId, mine.id, side, answer, today));
    expect(await refusal(tell(mentor.self, 'mentor', '2026-01-01'))).toBe('follow-up-early');
    expect(await refusal(tell(one.self, 'founder', '2040-01-01'))).toBe('not-found');
    expect(
      (await doing(site, here.counsellor, async (trx) => await dueFollowUps(trx, [here.id], '2040-01-01'))).filter(
        ({ pairId }) => pairId === id,
      ),
    ).toHaveLength(6);
    await tell(mentor.self, 'mentor', '2040-01-01');
    const listed = await doing(
      site,
      here.counsellor,
      async (trx) =>
        await listPairs(trx, { officeIds: [here.id], state: null, end: null, due: false, today: '2026-01-01', page: 1, pageSize: 100 }),
    );
    expect(listed.rows.find((pair) => pair.id === id)?.results).toEqual(['clearer-idea']);
    expect(await refusal(tell(here.counsellor, 'office', '2040-01-01'))).toBe('follow-up-done');
    expect((await doing(site, one.self, async (trx) => await followUpsOf(trx, [id]))).map(({ side }) => side)).toEqual([
      'founder',
      'founder',
      'founder',
    ]);
  });

  test('erasing the person takes the pair along and frees the mentor’s place', async () => {
    const one = await plantFounder(site, here, there);
    const mentor = await plantMentor(site, there);
    const id = await plantPair(site, here, one, mentor, ['venture']);
    await site.db.superuser.query('delete from access.subjects where id = $1', [one.person]);
    expect(await asSystem(site.db.owner, async (trx) => await sessionsOf(trx, id))).toEqual([]);
    expect((await doing(site, there.counsellor, async (trx) => await getMentor(trx, mentor.id)))?.mentees).toBe(0);
  });
});

test('a mentor to whom the plan was not granted finds no case', async () => {
  const one = await plantFounder(site, here, there);
  const caseId = await doing(site, here.counsellor, async (trx) => await caseOfPerson(trx, one.person));
  if (!caseId) throw new Error('the founder has no case');
  const text = { title: 'Own', detail: '', responsible: 'person', serviceId: null, dueOn: null } as const;
  await doing(site, here.counsellor, async (trx) => await addStep(trx, here.counsellor.accountId, caseId, text));
  const mentor = await plantMentor(site, there);
  await plantPair(site, here, one, mentor, ['venture']);
  expect(await doing(site, mentor.self, async (trx) => await caseOfPerson(trx, one.person))).toBeNull();
});
