import { beforeAll, describe, expect, test } from 'vitest';
import { asActor, newId } from '#kernel/db';
import { seededSite, sessionOf } from '#test/fixtures';
import { languages } from '#kernel/i18n';
import { countPeople } from '#modules/people';
import { dueQuarters, freezeCounts } from './freeze-counts.ts';

const { site, world } = await seededSite();
const open = async (address: string, player: Parameters<typeof sessionOf>[2] = 'planner') =>
  await site.get(address, await sessionOf(site, world, player));
let frozen: string[];
const run = async (text: string, values: unknown[] = []) => (await site.db.superuser.query(text, values)).rows;

/** The middle of the last quarter that has ended. */
const inQuarter = "date_trunc('quarter', now()) - interval '45 days'";

/** A file of an office with a profile, opened in the last quarter, as many as asked for. */
async function plantPeople(count: number, of: { gender: string; tracks: readonly string[]; office?: string }): Promise<string[]> {
  const ids: string[] = [];
  for (let number = 0; number < count; number++) {
    const id = newId();
    ids.push(id);
    const office = of.office ?? world.offices.padova.id;
    await run('insert into access.subjects (id, custodian_id) values ($1, $2)', [id, office]);
    await run(`insert into people.people (id, office_id, reference, language, created_at) values ($1, $2, $3, 'en', ${inQuarter})`, [
      id,
      office,
      id.slice(-12),
    ]);
    await run('insert into people.profiles (person_id, office_id, gender) values ($1, $2, $3)', [id, office, of.gender]);
    for (const track of of.tracks) {
      await run(
        "insert into tracks.chosen (person_id, office_id, track, how, language, wording, by_account) values ($1, $2, $3, 'spoken-at-desk', 'en', 'x', $4)",
        [id, office, track, newId()],
      );
    }
  }
  return ids;
}

/** A venture of somebody with what was recorded of its stage: months before three months after that day, and the stage. */
async function plantVenture(person: string, recorded: readonly [monthsAgo: number, stage: string][]): Promise<void> {
  const [id, office] = [newId(), world.offices.padova.id];
  const [, stage] = recorded.at(-1) ?? [0, 'idea'];
  await run(
    `insert into ventures.ventures (id, office_id, lead_person_id, title, sector, stage, location, created_at)
      values ($1, $2, $3, 'V', 'clothing', $4, 'here', ${inQuarter})`,
    [id, office, person, stage],
  );
  await run('insert into ventures.founders (venture_id, office_id, person_id, person_office_id) values ($1, $2, $3, $2)', [
    id,
    office,
    person,
  ]);
  for (const [index, [monthsAgo, value]] of recorded.entries()) {
    await run(
      `insert into ventures.events (id, venture_id, office_id, at, kind, to_value) values ($1, $2, $3, ${inQuarter} + make_interval(months => 3 - $4), $5, $6)`,
      [newId(), id, office, monthsAgo, index === 0 ? 'created' : 'stage', value],
    );
  }
}

/** What the page says of a figure, as text between its heading and the next. */
const sectionOf = (body: string, key: string) =>
  body
    .split(`id="${key}"`)[1]
    ?.split('<section')[0]
    ?.replaceAll(/<[^>]*>/g, ' ') ?? '';
const csvRows = async (player: Parameters<typeof sessionOf>[2] = 'planner', query = '') =>
  (await open(`/en/counts?format=csv${query}`, player)).body.split(/\r?\n/);

beforeAll(async () => {
  const women = await plantPeople(12, { gender: 'woman', tracks: ['women', 'youth'] });
  await plantPeople(20, { gender: 'man', tracks: [] });
  for (const person of women.slice(0, 6))
    await plantVenture(person, [
      [30, 'idea'],
      [15, 'trading'],
      [2, 'growing'],
    ]);
  for (const person of women.slice(6, 11))
    await plantVenture(person, [
      [30, 'planning'],
      [15, 'trading'],
      [5, 'closed'],
    ]);
  // Traded already when it came: neither started here nor is it asked about.
  await plantVenture(women[11] ?? '', [
    [15, 'trading'],
    [2, 'growing'],
  ]);
  await plantPeople(6, { gender: 'woman', tracks: [] });
  await plantPeople(3, { gender: 'woman', tracks: ['women'], office: world.offices.kaolack.id });
  frozen = await freezeCounts(site.db.jobs, { now: new Date(), timeZone: 'Europe/Rome', waitDays: 0 });
});

describe('the page of counts', () => {
  test('opens in every language and split, with a definition beside each figure and no key for a sentence', async () => {
    for (const { code } of languages) {
      for (const by of ['corridor', 'track', 'gender']) {
        const { statusCode, body } = await open(`/${code}/counts?by=${by}`);
        expect(statusCode, `${code} ${by}`).toBe(200);
        expect(body).not.toMatch(/>\s*(app|returns|learning|mentoring)\.[a-z-]+\.[^<\s]*\s*</);
      }
    }
    const { body } = await open('/en/counts');
    expect(sectionOf(body, 'alive')).toContain('Denominator (total)');
    for (const odd of ['by=color', 'from=2026-13-45', `office=${'x'.repeat(500)}`, "by=';--"]) {
      expect([200, 400, 404, 422]).toContain((await open(`/en/counts?${odd}`)).statusCode);
    }
  });

  test('tells by track how many ventures live after twelve months, of how many', async () => {
    const text = sectionOf((await open('/en/counts?by=track')).body, 'alive');
    // Six of eleven; nobody recorded the others as alive, five as closed.
    expect(text.replaceAll(/\s+/g, ' ')).toMatch(/Women 6 5 11 55%/);
  });

  test('counts a venture that came trading as started by nobody', async () => {
    const rows = await csvRows('counsellor', '&from=2000-01-01');
    const started = rows.filter((row) => row.startsWith('Ventures started') && row.includes('Women and men'));
    expect(started.join('\n')).toMatch(/,11$/);
  });

  test('gives women and men, and withholds a track against those who are not on it', async () => {
    const text = sectionOf((await open('/en/counts?by=gender')).body, 'people').replaceAll(/\s+/g, ' ');
    expect(text).toMatch(/Man \d+/);
    const rows = await csvRows();
    expect(
      rows.some((row) => row.startsWith('Files opened') && row.includes('By track') && row.includes('Refugees') && row.endsWith(',0')),
    ).toBe(true);
  });

  test('shows no count from one to four, in no split', async () => {
    // Opportunities are public, one by one.
    const rows = (await csvRows()).slice(1).filter((row) => !row.startsWith('Opportunities shown today'));
    for (const row of rows) expect(row).not.toMatch(/,[1-4]$/);
  });

  test('is of the own office for a planner of one office, not empty', async () => {
    const account = newId();
    await run("insert into identity.accounts (id, name, origin) values ($1, 'Planner of one office', 'invitation')", [account]);
    await run("insert into access.assignments (id, account_id, role, scope_kind, scope_id) values ($1, $2, 'planner', 'office', $3)", [
      newId(),
      account,
      world.offices.padova.id,
    ]);
    const session = await site.signIn(account, 2);
    const rows = (await site.get('/en/counts?format=csv', session)).body.split(/\r?\n/).filter((row) => row.startsWith('Files opened'));
    const [quarter] = await run(
      `select (date_trunc('quarter', now()) - interval '3 months')::date::text as from, (date_trunc('quarter', now()) - interval '1 day')::date::text as until`,
    );
    const desk = (await csvRows('counsellor', `&from=${quarter.from}&until=${quarter.until}`)).filter((row) =>
      row.startsWith('Files opened'),
    );
    expect(rows).toEqual(desk);
    expect(rows.some((row) => /,[1-9]\d*$/.test(row))).toBe(true);
    const elsewhere = await site.get(`/en/counts?format=csv&area=${world.offices.kaolack.id}`, session);
    expect(elsewhere.body.split(/\r?\n/).filter((row) => row.startsWith('Files opened'))).toEqual(rows);
  });

  test('is of the own office for a desk and of a region for a planner', async () => {
    const here = (await csvRows('counsellor')).filter((row) => row.startsWith('Files opened'));
    const abroad = (await csvRows('counsellorAbroad')).filter((row) => row.startsWith('Files opened'));
    expect(here.join()).not.toBe(abroad.join());
    const forced = await csvRows('counsellorAbroad', `&office=${world.offices.padova.id}`);
    expect(forced.filter((row) => row.startsWith('Files opened') && !row.endsWith(',0'))).toEqual([]);
    const region = (await csvRows('planner', '&area=veneto')).filter((row) => row.startsWith('Files opened'));
    expect(region.some((row) => /,[1-9]\d*$/.test(row))).toBe(true);
    for (const player of ['person', 'mentor', 'provider', 'editor', 'visitor'] as const) {
      expect((await open('/en/counts', player)).statusCode, player).not.toBe(200);
    }
  });
});

describe('who does not work at a desk', () => {
  /** The value of each row of the CSV by what it counts. */
  const valuesOf = (rows: readonly string[]) =>
    new Map(
      rows
        .slice(1)
        .flatMap((row) => (row.includes(',') ? [[row.slice(0, row.lastIndexOf(',')), row.slice(row.lastIndexOf(',') + 1)]] : [])),
    );
  const options = (body: string, name: string) =>
    [...(new RegExp(`<select[^>]*name="${name}".*?</select>`, 's').exec(body)?.[0] ?? '').matchAll(/<option value="([^"]*)"/g)].map(
      ([, value = '']) => value,
    );

  test('gets the same whole quarter whatever days, and the same regions whatever office is asked for', async () => {
    const plain = await csvRows();
    for (const query of [
      '&from=2026-01-01&until=2026-01-02',
      '&until=2000-01-01',
      `&office=${world.offices.padova.id}`,
      '&quarter=2026-13',
      '&area=no-such',
    ]) {
      expect(await csvRows('planner', query), query).toEqual(plain);
    }
  });

  test('learns nothing from all regions together that the regions do not show, one by one', async () => {
    const { body } = await open('/en/counts');
    const regions = options(body, 'area').filter((value) => value !== '' && value !== 'all');
    expect(regions.length).toBeGreaterThan(1);
    expect(regions).toContain('veneto');
    const shown: Map<string, string>[] = [];
    for (const region of regions) shown.push(valuesOf(await csvRows('planner', `&area=${region}`)));
    const all = valuesOf(await csvRows('planner', '&area=all'));
    let least = 0;
    for (const [row, value] of all) {
      const parts = shown.map((one) => one.get(row) ?? '0');
      const sum = parts.reduce((total, part) => total + (/^\d+$/.test(part) ? Number(part) : 0), 0);
      const whole = parts.every((part) => /^\d+$/.test(part));
      expect(value, row).toBe(whole ? String(sum) : sum === 0 ? 'withheld' : `at least ${sum}`);
      if (!whole && sum > 0) least += 1;
    }
    expect(least).toBeGreaterThan(0);
  });

  test('is offered quarters that have ended and do not overlap', async () => {
    const quarters = options((await open('/en/counts')).body, 'quarter');
    // And the one of the planted world.
    expect(quarters).toEqual([...frozen.toReversed(), '2020-1']);
    expect(new Set(frozen).size).toBe(12);
    const [row] = await run(
      "select extract(year from d)::int || '-' || extract(quarter from d)::int as key from (select now() - interval '3 months' as d) as before",
    );
    expect(quarters[0]).toBe(row.key);
  });
});

test('an account that plans for the network and works at a desk chooses between the two', async () => {
  const account = newId();
  await run("insert into identity.accounts (id, name, origin) values ($1, 'Both', 'invitation')", [account]);
  for (const [role, kind, scope] of [
    ['planner', 'network', null],
    ['counsellor', 'office', world.offices.padova.id],
  ])
    await run('insert into access.assignments (id, account_id, role, scope_kind, scope_id) values ($1, $2, $3, $4, $5)', [
      newId(),
      account,
      role,
      kind,
      scope,
    ]);
  const session = await site.signIn(account, 2);
  const csvOf = async (query: string) => (await site.get(`/en/counts?format=csv${query}`, session)).body.split(/\r?\n/);
  expect(await csvOf('')).toEqual(await csvRows('counsellor'));
  expect(await csvOf('&area=all')).toEqual(await csvRows('planner'));
  expect(await csvOf(`&office=${world.offices.kaolack.id}`)).toEqual(await csvRows('counsellor', `&office=${world.offices.kaolack.id}`));
});

describe('what is frozen', () => {
  const people = async (player: Parameters<typeof sessionOf>[2]) =>
    (await csvRows(player)).filter((row) => row.startsWith('Files opened')).join('\n');

  test('stays when a file is handed over, corrected or erased, and moves at the desk', async () => {
    const [before, desk] = [await people('planner'), await people('counsellor')];
    const ids = (await run('select id from people.people where office_id = $1 order by id desc limit 7', [world.offices.padova.id])).map(
      ({ id }) => id as string,
    );
    await run("update people.profiles set gender = 'man' where person_id = $1", [ids[0]]);
    await run("update people.people set created_at = now() - interval '2 years' where id = $1", [ids[1]]);
    await run('delete from people.profiles where person_id = any ($1)', [ids.slice(2)]);
    expect(await people('counsellor')).not.toBe(desk);
    expect(await people('planner')).toBe(before);
    expect(await freezeCounts(site.db.jobs, { now: new Date(), timeZone: 'Europe/Rome', waitDays: 0 })).toEqual([]);
    expect(await people('planner')).toBe(before);
  });

  test('counts a venture in one quarter alone, so that no two quarters can be subtracted', async () => {
    const rows = await run(
      "select quarter, shown -> 'total' as total from counts.frozen where figure = 'ventures' and area = 'veneto' order by quarter desc",
    );
    expect(rows.map(({ total }) => total)).toEqual([12, ...Array.from({ length: 11 }, () => 0)]);
  });

  test('is no quarter that has not ended, or whose late entries have not had their days', async () => {
    expect(dueQuarters({ now: new Date('2026-10-14T21:59:00Z'), timeZone: 'Europe/Rome' })[0]?.key).toBe('2026-2');
    expect(dueQuarters({ now: new Date('2026-10-14T22:00:00Z'), timeZone: 'Europe/Rome' })[0]?.key).toBe('2026-3');
    expect(dueQuarters({ now: new Date('2026-10-14T22:00:00Z'), timeZone: 'Europe/Rome', waitDays: 15 })[0]?.key).toBe('2026-2');
  });

  test('is all that who plans can count: the functions that count any days answer them nothing', async () => {
    const ask = async (player: 'planner' | 'counsellor') =>
      await asActor(
        site.db.app,
        world.staff[player],
        async (trx) => (await countPeople(trx, [world.offices.padova.id], { from: new Date(0), until: new Date() })).length,
      );
    expect(await ask('planner')).toBe(0);
    expect(await ask('counsellor')).toBeGreaterThan(0);
  });
});
