import { beforeAll, expect, test } from 'vitest';
import { newId } from '#kernel/db';
import { plantAccount, plantOffice, type Somebody } from '#test/plant';
import { testSite } from '#test/site';

const site = await testSite();
let manager: Somebody;

/**
 * Two groups with all that is counted of a founder: six on the track of refugees who come from there and live here, and nine on no
 * track who went the other way. Set down as a superuser without triggers: what is shown here is the counting, not the way there.
 */
beforeAll(async () => {
  const [here, there] = [await plantOffice(site.db, 'here'), await plantOffice(site.db, 'there')];
  // A desk counts its own files by the day, so that what happened now is there.
  manager = await plantAccount(site.db, { roles: [{ role: 'office-manager', scope: here.id }] });
  const ways = [
    { founders: 6, gender: 'woman', track: "'refugees'", from: there.placeId, to: here.placeId },
    { founders: 9, gender: 'man', track: 'null', from: here.placeId, to: there.placeId },
  ];
  const client = await site.db.superuser.connect();
  try {
    await client.query('begin; set local session_replication_role = replica');
    for (const { founders, gender, track, from, to } of ways) {
      const corridor = newId();
      await client.query(`
        insert into places.corridors (id, code, origin_id, destination_id, source, as_of)
        values ('${corridor}', 'way-${gender}', '${from}', '${to}', '{}', '2026');
        create temp table one on commit drop as
          select gen_random_uuid() as person, gen_random_uuid() as account, gen_random_uuid() as venture, gen_random_uuid() as first,
                 gen_random_uuid() as later, gen_random_uuid() as pair, gen_random_uuid() as plan, gen_random_uuid() as offer,
                 gen_random_uuid() as interest, '${here.id}'::uuid as office
            from generate_series(1, ${founders});
        insert into access.subjects (id, custodian_id) select person, office from one;
        insert into access.subject_accounts (subject_id, account_id, how) select person, account, 'desk-code' from one;
        insert into people.people (id, office_id, reference, language) select person, office, person::text, 'en' from one;
        insert into people.profiles (person_id, office_id, gender, origin_place_id, residence_place_id)
          select person, office, '${gender}', '${from}', '${to}' from one;
        insert into tracks.chosen (person_id, office_id, track, how, language, wording, by_account)
          select person, office, ${track}, 'spoken-at-desk', 'en', 'x', account from one where ${track} is not null;
        insert into readiness.assessments (id, person_id, office_id, rules, started_at, started_by, finished_at, finished_by, result)
          select id, person, office, 1, at, account, at, account, 'ready'
            from one cross join lateral (values (first, now() - interval '9 days'), (later, now() - interval '2 days')) as t (id, at);
        insert into readiness.area_results (assessment_id, person_id, office_id, side, area, points, most, level)
          select id, person, office, 'founder', 'idea', 1, 3, level
            from one cross join lateral (values (first, 'weak'), (later, 'strong')) as t (id, level);
        insert into ventures.ventures (id, office_id, lead_person_id, title, sector, stage, location)
          select venture, office, person, 'V', 'clothing', 'idea', 'here' from one;
        insert into ventures.founders (venture_id, office_id, person_id, person_office_id) select venture, office, person, office from one;
        insert into businessplans.plans (id, venture_id, office_id, currency, starts_in, created_by)
          select gen_random_uuid(), venture, office, 'EUR', '2026-01', account from one;
        insert into learning.studies (id, account_id, course_id, version_id, begun_at, finished_at)
          select gen_random_uuid(), account, gen_random_uuid(), gen_random_uuid(), now() - interval '9 days', now() - interval '2 days' from one;
        insert into mentoring.pairs (id, venture_id, venture_office_id, person_id, office_id, mentor_id, mentor_end, sector, stage, time_zone, state, started_at)
          select pair, venture, office, person, office, gen_random_uuid(), 'there', 'clothing', 'idea', 'Europe/Rome', 'running', now() - interval '9 days' from one;
        insert into mentoring.sessions (id, pair_id, person_id, office_id, starts_at, minutes, mode, state, held_minutes)
          select gen_random_uuid(), pair, person, office, now() - interval '5 days', 90, 'online', 'held', 90 from one;
        insert into mentoring.follow_ups (id, pair_id, person_id, office_id, side, days, due_on, useful, results, change, done_at, done_by)
          select gen_random_uuid(), pair, person, office, side, 30, current_date, 'very', array['registered'], 'nothing', now(), account
            from one, unnest(array['founder', 'mentor']) as side where ${track} is not null;
        insert into trade.offers (id, venture_id, office_id, kind, what, hs_code, title, description, languages, corridor_id, at_end, valid_until, state, published_at)
          select offer, venture, office, 'offer', 'product', '1202', 'Nuts', 'Roasted', '{en}', '${corridor}', 'origin', current_date + 30, 'published',
                 now() - interval '9 days' from one;
        insert into trade.interests (id, offer_id, venture_id, office_id, who, message, asker_confirmed_at, owner_confirmed_at, confirmed_at, organisation_id)
          select interest, offer, venture, office, 'A shop', 'How much?', now(), now(), now() - interval '5 days', gen_random_uuid() from one;
        insert into trade.follow_ups (interest_id, side, due_on, met, contract, asked_at, answered_at)
          select interest, 'owner', current_date, 'yes', 'yes', now(), now() - interval '1 day' from one;
        insert into returns.plans (id, person_id, office_id, leaving, arriving, created_at)
          select plan, person, office, '${gender === 'woman' ? 'IT' : 'SN'}', '${gender === 'woman' ? 'SN' : 'IT'}', now() - interval '9 days' from one;
        insert into returns.follow_ups (id, plan_id, person_id, office_id, due_on, done_on, how, done_by)
          select gen_random_uuid(), plan, person, office, current_date - 3, current_date - 2, 'visit', account from one;
        drop table one`);
    }
    await client.query('commit');
  } finally {
    client.release();
  }
});

test('whoever is on a track is counted under it and under their corridor, in every figure that is split', async () => {
  const { body, statusCode } = await site.get('/en/counts?format=csv', await site.signIn(manager.accountId, 2));
  expect(statusCode).toBe(200);
  const rows = body
    .split(/\r?\n/)
    .map((line) => [...line.matchAll(/(?:^|,)(?:"([^"]*)"|([^,]*))/g)].map(([, quoted, bare]) => quoted ?? bare));
  const told = (title: string, by: string, row: string) =>
    rows.flatMap(([figure, , split, label, column, count]) =>
      figure === title && split === by && label === row ? [`${column} ${count}`] : [],
    );
  const corridors = 'By corridor (from country → lives in country)';
  const [out, back] = ['Town of there → Town of here', 'Town of here → Town of there'];
  const [left, arrived] = ['Italy → Senegal', 'Senegal → Italy'];
  const counted: [title: string, columns: string[], way?: string, other?: string][] = [
    ['Files opened', ['Opened 6']],
    ['Readiness: latest results', ['Ready 6']],
    ['Readiness: before and after', ['Further than at first 6']],
    ['Business plans as they stand', ['Begun 6']],
    ['Courses begun and finished', ['Begun 6', 'Finished 6']],
    ['Mentor pairs that started', ['Running 6']],
    ['Time given by mentors', ['Meetings held 6', 'Hours 9']],
    ['What has come of mentoring', ['The firm is registered 6', 'No answer yet 0']],
    ['Trade contacts', ['Offers 6', 'Interests confirmed 6', 'Contacts that met 6', 'Contracts 6']],
    ['Returns and their state', ['Thinks about returning 6'], left, arrived],
    ['Follow-ups after a return', ['Done, no sign 6']],
  ];
  for (const [title, columns, way = out, other = back] of counted) {
    expect(told(title, 'By track', 'Refugees'), title).toEqual(columns);
    expect(told(title, 'By track', 'Women'), title).toEqual(columns.map((column) => column.replace(/\d+$/, '0')));
    expect(told(title, corridors, way), title).toEqual(columns);
    expect(told(title, corridors, other), title).toHaveLength(columns.length);
    expect(told(title, corridors, other), title).not.toEqual(columns);
  }
});
