/**
 * Suggesting mentors for a venture among 1,000, 5,000 and 10,000 mentors of the network, half of whom share a language with
 * the founder: the database bounds the candidates, the pure score ranks them; through the application's own role with the
 * policies in force. The baseline is one mentor read by key in the same way and at the same size.
 */
import { asActor, newId, openDatabase, openPool, type Id } from '#kernel/db';
import { suggestMentors, type MentorId, type Seeking } from '#modules/mentoring';
import { dropDatabase, makeDatabase, startTestCluster } from '../test/support/cluster.ts';
import { growth, shown, timesOf } from './measure.ts';

const SIZES = [1_000, 5_000, 10_000];
const COUNSELLOR = newId();
const [office, here, there, elsewhere] = [newId(), newId(), newId(), newId()];

const topics = 'business-plan,course,loan,guarantee,permit,recognition,premises,partners,customers,legal-form,accounting,language,digital';
const sectors = 'agriculture,fishing,food-processing,textiles,clothing,crafts,construction,retail,transport,restaurants,ict,care,repair';
const languages = 'fr,it,wo,ar,es,ro,en,sq';

export async function bench(): Promise<string[]> {
  const cluster = await startTestCluster();
  const name = 'bench_mentors';
  await dropDatabase(cluster.superuser, name);
  const urls = await makeDatabase(cluster, name);
  const superuser = openPool(urls.superuser, { size: 1 });
  const app = openPool(urls.app, { size: 1 });
  const lines = [`first page of 10 among so many mentors; 1 connection, 20 warm-up, 200 measured (goal: under 20 ms)`];
  try {
    await plantGround(superuser);
    const database = openDatabase(app);
    let planted = 0;
    const medians: number[] = [];
    for (const size of SIZES) {
      await plantMentors(superuser, planted, size);
      planted = size;
      const { rows } = await superuser.query<{ id: MentorId }>('select id from mentoring.mentors limit 1');
      const actor = { accountId: COUNSELLOR, assurance: 2 } as const;
      const one = await timesOf(
        async () =>
          await asActor(database, actor, async (trx) => {
            await trx
              .selectFrom('mentoring.mentors')
              .select('id')
              .where(
                'id',
                'in',
                rows.map(({ id }) => id),
              )
              .execute();
          }),
      );
      let found = 0;
      const { median, p95 } = await timesOf(async () => {
        const answer = await asActor(
          database,
          actor,
          async (trx) => await suggestMentors(trx, seeking(), { now: new Date('2026-11-23T10:00:00Z'), most: 10 }),
        );
        found = answer.ranked.length;
      });
      medians.push(median);
      lines.push(
        `${size.toLocaleString('en')} mentors: ${found} shown, median ${shown(median)}, p95 ${shown(p95)}; ` +
          `${(median / one.median).toFixed(1)} times one mentor by key (${shown(one.median)})`,
      );
    }
    return [...lines, growth('suggestions', SIZES, medians)];
  } finally {
    await Promise.all([superuser.end(), app.end()]);
    await dropDatabase(cluster.superuser, name);
    await cluster.stop();
  }
}

/** A founder with three languages, three needs and two evenings a week. */
function seeking(): Seeking {
  const id = newId<'ventures.ventures'>();
  const place = (one: string) => one as Id<'places.places'>; // ids that this file made
  return {
    venture: {
      id,
      officeId: office,
      leadPersonId: newId<'access.subjects'>(),
      title: 'Tailoring',
      summary: '',
      sector: 'clothing',
      stage: 'planning',
      location: 'both',
      herePlaceId: place(here),
      therePlaceId: place(there),
      needs: ['loan', 'customers', 'accounting'],
      updatedAt: new Date(),
    },
    personId: newId<'access.subjects'>(),
    officeId: office,
    languages: ['fr', 'wo', 'it'],
    timeZone: 'Europe/Rome',
    wish: null,
    countries: { here: place(here), there: place(there) },
    need: {
      languages: ['fr', 'wo', 'it'],
      sector: 'clothing',
      stage: 'planning',
      topics: ['loan', 'customers', 'accounting'],
      places: [here, there],
      countries: [here, there],
      availability: {
        hours: [
          { weekday: 1, opens: '18:00', closes: '21:00' },
          { weekday: 4, opens: '18:00', closes: '21:00' },
        ],
        offset: 60,
      },
    },
  };
}

async function plantGround(superuser: ReturnType<typeof openPool>): Promise<void> {
  const named = (text: string) =>
    JSON.stringify({
      source: 'en',
      texts: { en: { text, kind: 'human', by: 'bench', at: '2026-01-01T00:00:00Z', hash: '', reviewed: true } },
    });
  for (const [id, code] of [
    [here, 'here'],
    [there, 'there'],
    [elsewhere, 'elsewhere'],
  ] as const) {
    await superuser.query(
      `insert into places.places (id, code, level, name, iso, lat, lon, time_zone, source) values ($1, $2, 'country', $3, 'IT', 45, 12, 'Europe/Rome', '{}')`,
      [id, code, named(code)],
    );
  }
  await superuser.query(
    `insert into offices.offices (id, code, place_id, name, languages, time_zone, address) values ($1, 'bench', $2, $3, '{en}', 'Europe/Rome', 'Street 1')`,
    [office, here, named('Office')],
  );
  await superuser.query(
    `insert into access.assignments (id, account_id, role, scope_kind, scope_id) values ($1, $2, 'counsellor', 'office', $3)`,
    [newId(), COUNSELLOR, office],
  );
}

/** Plants mentors up to a size: random sectors, topics and languages, some full, some paused. */
async function plantMentors(superuser: ReturnType<typeof openPool>, from: number, to: number): Promise<void> {
  const some = (list: string, most: number, seed: number) =>
    `(select array_agg(distinct one) from (select (string_to_array('${list}', ','))[1 + floor(random() * ${list.split(',').length})::int] as one from generate_series(1, ${most}) where n > ${-seed}) picked)`;
  await superuser.query('alter table mentoring.mentors disable trigger guard_mentor');
  await superuser.query(
    `insert into mentoring.mentors (id, account_id, office_id, name, background, place_id, country_id, time_zone, sectors, topics, stages,
                                    languages, hours, mentee_limit, mentees, paused, confirmed_at, confirmed_by)
     select gen_random_uuid(), gen_random_uuid(), $1, 'Mentor ' || n, 'owner', place, place, 'Europe/Rome',
            ${some(sectors, 3, 1)}, ${some(topics, 5, 2)}, array['planning', 'trading'], ${some(languages, 2, 3)},
            '[{"weekday": 1, "opens": "17:00", "closes": "20:00"}, {"weekday": 3, "opens": "09:00", "closes": "12:00"}]',
            3, floor(random() * 4)::int, random() < 0.1, now(), gen_random_uuid()
       from (select n, ($2::uuid[])[1 + floor(random() * 3)::int] as place from generate_series($3::int, $4::int) n) numbered`,
    [office, [here, there, elsewhere], from + 1, to],
  );
  await superuser.query('alter table mentoring.mentors enable trigger guard_mentor');
  await superuser.query('vacuum analyze mentoring.mentors');
}
