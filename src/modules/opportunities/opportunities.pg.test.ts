import { beforeAll, describe, expect, test } from 'vitest';
import { asActor, asSystem, nobody } from '#kernel/db';
import { Refusal } from '#kernel/errors';
import { addDays } from '#kernel/time';
import { getVenture } from '#modules/ventures';
import { plantAccount, plantCase, type Somebody } from '#test/plant';
import { testSite } from '#test/site';
import { answersOf, keepAnswers } from './answers.ts';
import { copyOfOpportunities } from './copy-of-opportunities.ts';
import { countOpportunities } from './count-opportunities.ts';
import { opportunitiesTimetable } from './jobs.ts';
import { matchesForVenture, readWanting, venturesFor } from './match.ts';
import {
  acting,
  plantCorridor,
  plantDraft,
  plantGround,
  plantPublished,
  publish,
  textOf,
  today,
  type Ground,
} from './opportunities.fixtures.ts';
import type { OpportunityId } from './opportunity.ts';
import { getOpportunity, listKept, opportunityHistory, publishedOpportunity, searchOpportunities } from './read-opportunities.ts';
import { answerOpportunity, planOpportunity, responsesOf } from './respond.ts';
import { tellFounder } from './tell-founder.ts';
import { actOnOpportunity, changeOpportunity, setCondition } from './write-opportunity.ts';

const site = await testSite();
const { db } = site;
let here: Ground, there: Ground, editor: Somebody;
const now = new Date();

beforeAll(async () => {
  here = await plantGround(site, 'here');
  there = await plantGround(site, 'there');
  await plantCorridor(site, here, there);
  editor = await plantAccount(db, { roles: [{ role: 'editor' }] });
}, 60_000);

const refusalOf = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  return error instanceof Refusal ? error.code : error;
};
const seen = async (id: OpportunityId) => await asActor(db.app, nobody, async (trx) => await publishedOpportunity(trx, id));
const act = async (who: Somebody, id: OpportunityId, action: 'publish' | 'renew' | 'withdraw', validUntil?: string | null) =>
  await acting(
    site,
    who,
    async (trx) => await actOnOpportunity(trx, id, action, { ...(validUntil === undefined ? {} : { validUntil }), today: today(), now }),
  );
const kindsOf = async (id: OpportunityId) =>
  (await acting(site, here.writer, async (trx) => await opportunityHistory(trx, id))).map(({ kind }) => kind).toReversed();
const nightly = async () => {
  const context = {
    db: site.db.jobs,
    keyring: site.network.keyring,
    catalogue: site.network.catalogue,
    publicUrl: site.network.publicUrl,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  };
  for (const { task } of opportunitiesTimetable) await task.perform(context as never, {}); // all that the tasks use
};

describe('publishing', () => {
  test('is for somebody who did not write it, and nobody sees it before', async () => {
    const id = await plantDraft(site, here, 'A stall');
    expect(await seen(id)).toBeNull();
    expect(await refusalOf(publish(site, here.writer, id))).toBe('own-words');
    await publish(site, here.publisher, id);
    expect((await seen(id))?.state).toBe('published');
    expect(await kindsOf(id)).toEqual(['created', 'published']);
  });

  test('of new words waits for another pair of eyes again, and a new end alone does not', async () => {
    const id = await plantPublished(site, here, 'A workshop');
    const end = addDays(today(), 80);
    const before = await acting(site, here.publisher, async (trx) => await getOpportunity(trx, id));
    if (!before) throw new Error('it was just published');
    await acting(site, here.publisher, async (trx) => await changeOpportunity(trx, id, { ...before, validUntil: end }, today()));
    expect((await seen(id))?.lastDay).toBe(end);
    await acting(
      site,
      here.publisher,
      async (trx) => await changeOpportunity(trx, id, { ...before, kind: 'call', validUntil: end }, today()),
    );
    expect(await seen(id)).toBeNull();
    expect(await refusalOf(act(here.publisher, id, 'publish'))).toBe('own-words');
    await act(here.writer, id, 'publish');
    expect((await seen(id))?.kind).toBe('call');
    expect(await kindsOf(id)).toEqual(['created', 'published', 'renewed', 'changed', 'published']);
  });

  test('counts a condition among the words', async () => {
    const id = await plantPublished(site, here, 'With a condition');
    await acting(site, here.publisher, async (trx) => {
      await setCondition(trx, id, 'jobs', { field: 'jobs', min: 1, max: null, sentence: null });
    });
    expect(await seen(id)).toBeNull();
    expect(await refusalOf(act(here.publisher, id, 'publish'))).toBe('own-words');
  });

  test('of what is past is refused, by the page and by the table', async () => {
    const id = await plantDraft(site, here, 'Long ago', { validUntil: addDays(today(), -1) });
    expect(await refusalOf(publish(site, here.publisher, id))).toBe('past');
    const direct = db.superuser.query(`update opportunities.opportunities set state = 'published' where id = $1`, [id]);
    await expect(direct).rejects.toMatchObject({ constraint: 'opportunities_past' });
  });
});

describe('the day after the last', () => {
  const planted = async (title: string, lastDay: string) => {
    const id = await plantPublished(site, here, title);
    // The trigger would not let the past be written.
    await db.superuser.query(`begin; set local session_replication_role = replica;
      update opportunities.opportunities set valid_until = '${lastDay}' where id = '${id}'; commit`);
    return id;
  };

  test('nobody sees it any more, though no job has run; on the last day everybody does', async () => {
    const over = await planted('Over', addDays(today(), -1));
    const last = await planted('Last day', today());
    expect(await seen(over)).toBeNull();
    expect(await seen(last)).not.toBeNull();
    const raw = await asActor(db.app, nobody, async (trx) => await getOpportunity(trx, over));
    expect(raw).toBeNull();
    expect(await acting(site, here.writer, async (trx) => await getOpportunity(trx, over))).not.toBeNull();
  });

  test('the nightly job marks it, once and by nobody, and its office renews it with a new end', async () => {
    const over = await planted('To expire', addDays(today(), -1));
    await nightly();
    await nightly();
    expect((await kindsOf(over)).filter((kind) => kind === 'expired')).toHaveLength(1);
    expect(await refusalOf(act(here.writer, over, 'publish'))).toBe('wrong-state');
    expect(await refusalOf(act(here.writer, over, 'renew'))).toBe('past');
    await act(here.writer, over, 'renew', addDays(today(), 30));
    expect(await seen(over)).not.toBeNull();
    expect((await kindsOf(over)).at(-1)).toBe('renewed');
  });

  test('without an end it is six months after somebody last checked it', async () => {
    const id = await plantPublished(site, here, 'No end', { validUntil: null });
    const { rows } = await db.superuser.query<{ due: boolean }>(
      `select last_day = (current_date + interval '6 months')::date as due from opportunities.opportunities where id = $1`,
      [id],
    );
    expect(rows[0]?.due).toBe(true);
    await db.superuser.query(`begin; set local session_replication_role = replica;
      update opportunities.opportunities set checked_on = current_date - 200 where id = '${id}'; commit`);
    expect(await seen(id)).toBeNull();
    await act(here.publisher, id, 'renew', null);
    expect((await seen(id))?.checkedOn).toBe(today());
  });

  test('the office is told two weeks before, once for each end', async () => {
    await db.superuser.query(`update offices.offices set email = 'counter@example.org' where id = $1`, [here.office]);
    const id = await planted('Ends soon', addDays(today(), 14));
    await planted('Ends later', addDays(today(), 15));
    await nightly();
    const told = async () => (await site.messages()).filter(({ text }) => text.includes('Ends soon'));
    expect(await told()).toHaveLength(1);
    expect((await told())[0]?.text).not.toContain('Ends later');
    await nightly();
    expect(await told()).toHaveLength(1);
    expect(await seen(id)).not.toBeNull();
  });
});

describe('somebody of another office', () => {
  test('reads neither the draft nor its history, and changes nothing of it', async () => {
    const id = await plantDraft(site, here, 'Not yours');
    for (const who of [there.writer, here.founder, there.founder]) {
      expect(await acting(site, who, async (trx) => await getOpportunity(trx, id))).toBeNull();
      expect(await acting(site, who, async (trx) => await opportunityHistory(trx, id))).toEqual([]);
      expect(await refusalOf(act(who, id, 'publish'))).toBe('not-found');
    }
    const text = textOf(here, 'Hijacked');
    expect(await refusalOf(acting(site, there.writer, async (trx) => await changeOpportunity(trx, id, text, today())))).toBe('not-found');
  });

  test('does not write for it either', async () => {
    expect(await refusalOf(plantDraft(site, { ...there, office: here.office }, 'Forged'))).toBe('no-such-office');
    expect(
      await refusalOf(acting(site, here.founder, async () => await plantDraft(site, { ...here, writer: here.founder }, 'Forged'))),
    ).toBe('no-such-office');
  });

  test('unless they edit for the whole network', async () => {
    const id = await plantDraft(site, here, 'For the editor');
    const kept = await acting(site, editor, async (trx) => await listKept(trx, { lang: 'en', words: 'editor', page: 1, pageSize: 9 }));
    expect(kept.opportunities.map((one) => one.id)).toEqual([id]);
    await act(editor, id, 'publish');
    expect(await seen(id)).not.toBeNull();
  });
});

test('hostile and odd words are kept as words, and found by words', async () => {
  const title = `<script>alert(1)</script> '); drop table x; -- ${'\u202e'}عربي`;
  const id = await plantPublished(site, here, title);
  expect((await seen(id))?.title.texts['en']?.text).toBe(title);
  const find = async (words: string) =>
    (await asActor(db.app, nobody, async (trx) => await searchOpportunities(trx, { words, page: 1, pageSize: 50 }))).opportunities.map(
      (one) => one.id,
    );
  expect(await find('عربي')).toEqual([id]);
  expect(await find(`drop' & | ! ( :*`)).toEqual([id]);
  expect(await find(`'; & nothing`)).toEqual([]);
});

describe('matching', () => {
  test('gives a founder what fits, with the reasons, and leaves out what does not', async () => {
    const fits = await plantPublished(site, there, 'Bakers wanted', { sectors: ['food-processing'], stages: ['planning'] });
    const other = await plantPublished(site, there, 'Tailors wanted', { sectors: ['clothing'] });
    const elsewhere = await plantPublished(site, here, 'Elsewhere', { sectors: ['food-processing'] });
    const found = await acting(site, there.founder, async (trx) => {
      const venture = await getVenture(trx, there.venture);
      if (!venture) throw new Error('it was planted');
      const { wanting } = await readWanting(trx, venture);
      return await matchesForVenture(trx, wanting, today(), 20);
    });
    expect(found[0]?.opportunity.id).toBe(fits);
    expect(found[0]?.score.reasons.map(({ code }) => code)).toEqual(['sector', 'stage', 'place', 'need']);
    const ids = found.map(({ opportunity }) => opportunity.id);
    expect(ids).not.toContain(other);
    expect(ids).not.toContain(elsewhere);
  });

  test('shows an office the ventures in its own custody only', async () => {
    const id = await plantPublished(site, here, 'For anybody here');
    const one = await seen(id);
    if (!one) throw new Error('it was just published');
    const matches = async (who: Somebody) => await acting(site, who, async (trx) => await venturesFor(trx, one, today(), 20));
    expect((await matches(here.writer)).map(({ ventureId }) => ventureId)).toEqual([here.venture]);
    for (const who of [there.writer, here.founder, editor]) expect(await matches(who)).toEqual([]);
  });

  test('finds the best among more than one page, though it was written first and changed last long ago', async () => {
    const ground = await plantGround(site, 'crowded');
    const many = 250;
    const { rows } = await db.superuser.query<{ id: string }>(
      `insert into ventures.ventures (id, office_id, lead_person_id, title, sector, stage, location, here_place_id, needs, created_at, updated_at)
       select gen_random_uuid(), office_id, lead_person_id, 'Venture ' || n, sector, stage, location, here_place_id, '{premises}',
              now() - make_interval(days => $2 - n), now() - make_interval(days => $2 - n)
         from ventures.ventures, generate_series(1, $2::int) n
        where id = $1
       returning id`,
      [ground.venture, many],
    );
    // All want premises; one alone is known to meet the condition, and it comes last by every other order.
    const best =
      rows
        .map(({ id }) => id)
        .toSorted()
        .at(-1) ?? '';
    await db.superuser.query(
      `update ventures.ventures set created_at = now() - interval '9 years', updated_at = now() - interval '9 years' where id = $1`,
      [best],
    );
    await db.superuser.query(
      `insert into opportunities.answers (venture_id, office_id, field, value, by_account) values ($1, $2, 'jobs', '3', $3)`,
      [best, ground.office, ground.writer.accountId],
    );
    const id = await plantPublished(site, ground, 'Rooms for who gives work');
    await acting(site, ground.writer, async (trx) => {
      await setCondition(trx, id, 'jobs', { field: 'jobs', min: 2, max: null, sentence: null });
    });
    await publish(site, ground.publisher, id);
    const one = await seen(id);
    if (!one) throw new Error('it was just published');
    const found = await acting(site, ground.writer, async (trx) => await venturesFor(trx, one, today(), 20));
    expect(found[0]).toMatchObject({ ventureId: best, score: { tally: { met: 1 } } });
    expect(found).toHaveLength(20);
    await db.superuser.query('delete from ventures.ventures where id = any ($1)', [rows.map((row) => row.id)]);
  });

  test('finds the best opportunity among more than one page of those that fit', async () => {
    const ground = await plantGround(site, 'plenty');
    const best = await plantPublished(site, ground, 'The best', { validUntil: addDays(today(), 300) });
    await acting(site, ground.writer, async (trx) => {
      await setCondition(trx, best, 'jobs', { field: 'jobs', min: 2, max: null, sentence: null });
    });
    await publish(site, ground.publisher, best);
    const unmet = { field: 'jobs', min: 9, max: null, sentence: null };
    // As much wanted, ending sooner, and none of them for somebody with three jobs.
    await db.superuser.query(
      `insert into opportunities.opportunities (id, office_id, kind, title, about, place_id, at_end, sectors, stages, conditions, source,
                                                source_seen_on, valid_from, valid_until, state, published_revision)
       select gen_random_uuid(), office_id, kind, title, about, place_id, at_end, sectors, stages, $2, source, source_seen_on, valid_from,
              current_date + 100, 'published', 1
         from opportunities.opportunities, generate_series(1, 250)
        where id = $1`,
      [best, JSON.stringify([unmet])],
    );
    const wanting = {
      sector: 'food-processing',
      stage: 'planning',
      needs: ['premises'],
      near: new Map([[ground.place, 0]]),
      facts: { jobs: 3 },
    };
    const found = await acting(site, ground.writer, async (trx) => await matchesForVenture(trx, wanting, today(), 10));
    expect(found[0]?.opportunity.id).toBe(best);
    expect(found).toHaveLength(10);
  });

  test('uses what the founder told, and forgets it when they take it away', async () => {
    const id = await plantPublished(site, here, 'Jobs asked');
    await acting(site, here.writer, async (trx) => {
      await setCondition(trx, id, 'jobs', { field: 'jobs', min: 2, max: null, sentence: null });
    });
    await publish(site, here.publisher, id);
    const reasons = async () => {
      const one = await seen(id);
      if (!one) throw new Error('it was just published');
      const [match] = await acting(site, here.writer, async (trx) => await venturesFor(trx, one, today(), 20));
      return match?.score.tally;
    };
    const tell = async (answers: Parameters<typeof keepAnswers>[3]) =>
      await acting(site, here.founder, async (trx) => {
        const venture = { id: here.venture, officeId: here.office };
        await keepAnswers(trx, here.founder.accountId, venture, answers, { today: today(), now });
      });
    expect((await reasons())?.notKnown).toBe(1);
    await tell({ jobs: 3, 'women-owned': false, investment: { amountMinor: 500_000n, currency: 'EUR' }, 'firm-since': '2026-01-31' });
    expect((await reasons())?.met).toBe(1);
    const kept = await acting(site, here.founder, async (trx) => await answersOf(trx, here.venture));
    expect(kept).toEqual({
      jobs: 3,
      'women-owned': false,
      investment: { amountMinor: 500_000n, currency: 'EUR' },
      'firm-since': '2026-01-31',
    });
    for (const who of [there.writer, there.founder, editor])
      expect(await acting(site, who, async (trx) => await answersOf(trx, here.venture))).toEqual({});
    await tell({});
    expect((await reasons())?.notKnown).toBe(1);
    expect(await refusalOf(tell({ 'firm-since': addDays(today(), 1) }))).toBe('day-later');
  });
});

describe('what a founder says', () => {
  const say = async (who: Somebody, id: OpportunityId, of: Ground, stance: 'interested' | 'not-for-me' | null) =>
    await acting(site, who, async (trx) => {
      await answerOpportunity(
        trx,
        who.accountId,
        id,
        { id: of.venture, officeId: of.office, leadPersonId: here.venture as never },
        stance,
        now,
      );
    });

  test('is kept, taken back, and refused for somebody else’s venture', async () => {
    const id = await plantPublished(site, here, 'To answer');
    const stances = async () =>
      (await acting(site, here.writer, async (trx) => await responsesOf(trx, { opportunityId: id }))).map(({ stance }) => stance);
    await say(here.founder, id, here, 'interested');
    await say(here.founder, id, here, 'interested');
    expect(await stances()).toEqual(['interested']);
    await say(here.founder, id, here, null);
    expect(await stances()).toEqual([null]);
    expect(await refusalOf(say(there.founder, id, here, 'not-for-me'))).toBe('no-such-venture');
    expect(await refusalOf(say(here.founder, id, there, 'interested'))).toBe('no-such-venture');
    const draft = await plantDraft(site, here, 'Not shown');
    expect(await refusalOf(say(here.founder, draft, here, 'interested'))).toBe('not-found');
  });

  test('stays readable to them with its title when the opportunity is withdrawn, in the copy of their data', async () => {
    const id = await plantPublished(site, here, 'For the copy');
    await say(here.founder, id, here, 'interested');
    await act(here.writer, id, 'withdraw');
    const copy = await acting(site, here.founder, async (trx) => await copyOfOpportunities(trx, [here.venture], 'en'));
    expect(copy.responses.find((one) => one.opportunityId === id)).toMatchObject({ title: 'For the copy', stance: 'interested' });
    expect((await acting(site, there.founder, async (trx) => await copyOfOpportunities(trx, [here.venture], 'en'))).responses).toEqual([]);
  });
});

describe('the desk', () => {
  const venture = async () => {
    const found = await acting(site, here.writer, async (trx) => await getVenture(trx, here.venture));
    if (!found) throw new Error('it was planted');
    return found;
  };
  const words = { title: 'Apply for it', detail: '' };

  test('puts one into the plan once, due on its last day, and says so where there is no case', async () => {
    const id = await plantPublished(site, here, 'To plan');
    const one = await seen(id);
    const of = await venture();
    if (!one) throw new Error('it was just published');
    const plan = async (who = here.writer) =>
      await acting(site, who, async (trx) => await planOpportunity(trx, who.accountId, one, of, words, { now, today: today() }));
    expect(await refusalOf(plan())).toBe('no-case');
    await plantCase(db, here.writer, here.office, of.leadPersonId);
    await plan();
    expect(await refusalOf(plan())).toBe('planned-already');
    const { rows } = await db.superuser.query<{ title: string; due_on: string }>('select title, due_on::text from cases.steps');
    expect(rows).toEqual([{ title: 'Apply for it', due_on: one.validUntil }]);
    expect(await refusalOf(plan(there.writer))).toBe('no-case');
  });

  test('tells the founder once by the way that they chose, and says so where they want none', async () => {
    const id = await plantPublished(site, here, 'To tell');
    const one = await seen(id);
    const of = await venture();
    if (!one) throw new Error('it was just published');
    const { keyring, catalogue, publicUrl } = site.network;
    const tell = async () =>
      await acting(
        site,
        here.writer,
        async (trx) => await tellFounder(trx, here.writer.accountId, one, of, { keyring, catalogue, publicUrl, now }),
      );
    expect(await refusalOf(tell())).toBe('no-message');
    await db.superuser.query(`update people.contacts set reach_by = 'email' where person_id = $1`, [of.leadPersonId]);
    await tell();
    expect(await refusalOf(tell())).toBe('told-already');
    expect((await site.messages()).filter(({ text }) => text.includes('To tell') && text.includes(id))).toHaveLength(1);
  });

  test('alone writes what the desk did', async () => {
    const id = await plantPublished(site, here, 'Forged by a founder');
    const forged = acting(site, here.founder, async (trx) => {
      await trx
        .insertInto('opportunities.responses')
        .values({ opportunity_id: id, venture_id: here.venture, office_id: here.office, told_at: now, told_by: here.founder.accountId })
        .execute();
    });
    await expect(forged).rejects.toMatchObject({ code: '42501' });
  });
});

test('counts are numbers, of the offices whose counts the actor may read', async () => {
  const planner = await plantAccount(db, { roles: [{ role: 'planner' }] });
  const count = async (who: Somebody) =>
    await acting(site, who, async (trx) => await countOpportunities(trx, { officeIds: [here.office, there.office] }));
  const all = await count(here.writer);
  expect(all.ventures.map(({ officeId, matched }) => [officeId, matched])).toEqual([[here.office, 1]]);
  expect(all.shown.some(({ officeId, atEnd, count: number }) => officeId === here.office && atEnd === 'destination' && number > 0)).toBe(
    true,
  );
  // Who plans reads what is frozen.
  for (const who of [planner, here.founder]) expect((await count(who)).ventures).toEqual([]);
});

test('an erased person takes answers and stances along', async () => {
  await asSystem(db.owner, async (trx) => {
    await trx.deleteFrom('ventures.ventures').where('id', '=', there.venture).execute();
    const left = await trx.selectFrom('opportunities.responses').select('venture_id').where('venture_id', '=', there.venture).execute();
    expect(left).toEqual([]);
  });
});
