/**
 * Matching opportunities and ventures, at 1,000, 3,000 and 10,000 of them: one opportunity against the ventures of an office, and
 * one venture against the opportunities of the network. The database bounds the candidates, the pure score ranks them and
 * gives the reasons; through the application's own role with the policies in force. The baseline is the bare filter with
 * the same limit, as a superuser, without policies, conditions and reasons.
 */
import { asActor, newId, openDatabase, openPool } from '#kernel/db';
import { matchesForVenture, publishedOpportunity, venturesFor, type OpportunityId, type Wanting } from '#modules/opportunities';
import { dropDatabase, makeDatabase, startTestCluster } from '../test/support/cluster.ts';
import { growth, shown, timesOf, type Times } from './measure.ts';

const SIZES = [1_000, 3_000, 10_000];
const TODAY = new Date().toISOString().slice(0, 10);
const COUNSELLOR = newId();
const [office, country, person] = [newId(), newId(), newId()];
const towns = Array.from({ length: 20 }, () => newId());
const [town = ''] = towns;

const sectors = 'agriculture,fishing,food-processing,textiles,clothing,crafts,construction,retail,transport,restaurants,ict,care,repair';
const stages = 'idea,planning,registering,trading,growing';
const pick = (list: string) => `(string_to_array('${list}', ','))[1 + floor(random() * ${list.split(',').length})::int]`;

type Pool = ReturnType<typeof openPool>;

export async function bench(): Promise<string[]> {
  const cluster = await startTestCluster();
  const name = 'bench_opportunities';
  await dropDatabase(cluster.superuser, name);
  const urls = await makeDatabase(cluster, name);
  const superuser = openPool(urls.superuser, { size: 1 });
  const app = openPool(urls.app, { size: 1 });
  const lines = ['the best 20 with their reasons; 1 connection, 20 warm-up, 200 measured (goal: under 100 ms at 10,000)'];
  try {
    await plantGround(superuser);
    const database = openDatabase(app);
    const actor = { accountId: COUNSELLOR, assurance: 2 } as const;
    let planted = 0;
    const medians = { ventures: [] as number[], opportunities: [] as number[] };
    for (const size of SIZES) {
      await superuser.query('set session_replication_role = replica'); // planted rows have no story; an idle connection is renewed
      await plantVentures(superuser, planted, size);
      await plantOpportunities(superuser, planted, size);
      planted = size;
      const one = await asActor(database, actor, async (trx) => await publishedOpportunity(trx, await someOpportunity(superuser)));
      if (!one) throw new Error('it was just planted');
      const within = one.placeId === country ? [country, ...towns] : [one.placeId];
      let found = 0;
      const ventures = await timesOf(async () => {
        found = (await asActor(database, actor, async (trx) => await venturesFor(trx, one, TODAY, 20))).length;
      });
      const bareVentures = await timesOf(async () => {
        await superuser.query(
          `select id, title from ventures.ventures where sector = any ($1) and stage = any ($2) and here_place_id = any ($3) order by updated_at desc limit 100`,
          [one.sectors, one.stages, within],
        );
      });
      medians.ventures.push(ventures.median);
      lines.push(line(`one opportunity, ${size.toLocaleString('en')} ventures`, found, ventures, bareVentures));
      const opportunities = await timesOf(async () => {
        found = (await asActor(database, actor, async (trx) => await matchesForVenture(trx, wanting(), TODAY, 20))).length;
      });
      const bareOpportunities = await timesOf(async () => {
        await superuser.query(
          `select id, title from opportunities.opportunities
            where state = 'published' and last_day >= current_date and place_id = any ($1)
              and (sectors = '{}' or 'crafts' = any (sectors)) and (stages = '{}' or 'planning' = any (stages))
            order by last_day limit 100`,
          [[town, country]],
        );
      });
      medians.opportunities.push(opportunities.median);
      lines.push(line(`one venture, ${size.toLocaleString('en')} opportunities`, found, opportunities, bareOpportunities));
    }
    return [
      ...lines,
      growth('one opportunity among ventures', SIZES, medians.ventures),
      growth('one venture among opportunities', SIZES, medians.opportunities),
    ];
  } finally {
    await Promise.all([superuser.end(), app.end()]);
    await dropDatabase(cluster.superuser, name);
    await cluster.stop();
  }
}

function line(what: string, found: number, { median, p95 }: Times, bare: Times): string {
  return `${what}: ${found} shown, median ${shown(median)}, p95 ${shown(p95)}; ${(median / bare.median).toFixed(1)} times the bare filter (${shown(bare.median)})`;
}

/** A founder in one of the towns, who told two things. */
function wanting(): Wanting {
  return {
    sector: 'crafts',
    stage: 'planning',
    needs: ['premises', 'loan'],
    near: new Map([
      [town, 0],
      [country, 1],
    ]),
    facts: { sector: 'crafts', stage: 'planning', jobs: 2, 'firm-since': '2026-01-31' },
  };
}

async function someOpportunity(superuser: Pool): Promise<OpportunityId> {
  const { rows } = await superuser.query<{ id: OpportunityId }>(
    `select id from opportunities.opportunities where 'crafts' = any (sectors) and place_id = $1 and 'planning' = any (stages) and last_day >= current_date limit 1`,
    [country],
  );
  if (!rows[0]) throw new Error('no such opportunity was planted');
  return rows[0].id;
}

const named = (text: string) =>
  JSON.stringify({
    source: 'en',
    texts: { en: { text, kind: 'human', by: 'bench', at: '2026-01-01T00:00:00Z', hash: '0'.repeat(16), reviewed: true } },
  });

async function plantGround(superuser: Pool): Promise<void> {
  for (const [index, id] of [country, ...towns].entries()) {
    await superuser.query(
      `insert into places.places (id, code, level, parent_id, name, lat, lon, source) values ($1, $2, $3, $4, $5, 45, 12, '{}')`,
      [id, `place-${index}`, index === 0 ? 'country' : 'municipality', index === 0 ? null : country, named(`Place ${index}`)],
    );
  }
  await superuser.query(
    `insert into offices.offices (id, code, place_id, name, languages, time_zone, address) values ($1, 'bench', $2, $3, '{en}', 'Europe/Rome', 'Street 1')`,
    [office, country, named('Office')],
  );
  await superuser.query(
    `insert into access.assignments (id, account_id, role, scope_kind, scope_id) values ($1, $2, 'counsellor', 'office', $3)`,
    [newId(), COUNSELLOR, office],
  );
}

async function plantVentures(superuser: Pool, from: number, to: number): Promise<void> {
  await superuser.query(
    `with made as (
       insert into ventures.ventures (id, office_id, lead_person_id, title, sector, stage, location, here_place_id, needs)
       select gen_random_uuid(), $1, $2, 'Venture ' || n, ${pick(sectors)}, ${pick(stages)}, 'here', ($3::uuid[])[1 + floor(random() * 20)::int],
              array['premises', 'loan']
         from generate_series($4::int, $5::int) n
       returning id)
     insert into opportunities.answers (venture_id, office_id, field, value, by_account)
     select id, $1, 'jobs', to_jsonb(floor(random() * 5)::int), $2 from made`,
    [office, person, towns, from + 1, to],
  );
  await superuser.query('vacuum analyze ventures.ventures, opportunities.answers');
}

/** Half of them for one sector, a third for two stages, most with two conditions, a tenth over. */
async function plantOpportunities(superuser: Pool, from: number, to: number): Promise<void> {
  await superuser.query(
    `insert into opportunities.opportunities (id, office_id, kind, title, about, place_id, at_end, sectors, stages, conditions, source,
                                              source_seen_on, valid_from, valid_until, state, published_revision)
     select gen_random_uuid(), $1, (array['sector', 'site', 'partner', 'call', 'incentive'])[1 + floor(random() * 5)::int], $2, $2,
            case when random() < 0.3 then $3::uuid else ($4::uuid[])[1 + floor(random() * 20)::int] end, 'both',
            case when random() < 0.5 then array[${pick(sectors)}] else '{}' end,
            case when random() < 0.33 then array['planning', 'trading'] else '{}' end,
            case when random() < 0.7 then '[{"field": "jobs", "min": 1, "max": null, "sentence": null}, {"field": "firm-since", "min": null, "max": 24, "sentence": null}]'::jsonb else '[]' end,
            '{"name": "bench"}', current_date, current_date - 30, current_date + (floor(random() * 100)::int - 10), 'published', 1
       from generate_series($5::int, $6::int) n`,
    [office, named('Opportunity'), country, towns, from + 1, to],
  );
  // One that is surely there to be matched.
  await superuser.query(
    `update opportunities.opportunities set sectors = array['crafts'], stages = array['planning', 'trading'], place_id = $1, valid_until = current_date + 50
      where id = (select id from opportunities.opportunities order by id limit 1)`,
    [country],
  );
  await superuser.query('vacuum analyze opportunities.opportunities');
}
