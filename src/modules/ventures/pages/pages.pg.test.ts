import { describe, expect, test } from 'vitest';
import { seededSite, sessionOf, type Player } from '#test/fixtures';
import { type FormFields } from '#test/site';

const { site, world } = await seededSite();

const get = async (path: string, player: Player = 'counsellor') => await site.get(`/en${path}`, await sessionOf(site, world, player));
const post = async (path: string, form: FormFields, player: Player = 'counsellor') =>
  await site.post(`/en${path}`, form, await sessionOf(site, world, player));
const at = (path = '') => `/desk/ventures/${world.founders.venture}${path}`;
const fields = {
  title: 'Bakery of Coumba',
  summary: 'Flatbread for two quarters',
  sector: 'food-processing',
  stage: 'planning',
  location: 'both',
  here: 'Padova',
  there: '',
  needs: ['loan', 'premises'],
};

describe('the venture at the desk', () => {
  test('changes by its form: the page shows stage, place, needs and what happened', async () => {
    expect((await post(at('/edit'), fields)).statusCode).toBe(303);
    const { body } = await get(at());
    for (const words of ['Bakery of Coumba', 'Flatbread for two quarters', 'Here and there (Padua)', 'New stage', 'Written down'])
      expect(body).toContain(words);
    const form = (await get(at('/edit'))).body;
    expect(form).toMatch(/<input[^>]*value="premises"[^>]*checked|<input[^>]*checked[^>]*value="premises"/);
    expect(form).not.toMatch(/<input[^>]*value="course"[^>]*checked|<input[^>]*checked[^>]*value="course"/);
  });

  test('a place that nobody knows and an empty title come back with the words kept', async () => {
    const answer = await post(at('/edit'), { ...fields, here: 'Atlantis by the lake', title: 'Kept as typed' });
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('Kept as typed');
    expect(answer.body).toContain('Atlantis by the lake');
    expect((await post(at('/edit'), { ...fields, title: '' })).statusCode).toBe(422);
    expect((await get(at())).body).toContain('Bakery of Coumba');
  });

  test('another office finds no such venture, whatever it sends', async () => {
    for (const path of ['', '/edit', '/founders', `/founders/${world.founders.toJoin}/join`, `/founders/${world.founders.second}/end`]) {
      expect((await get(at(path), 'counsellorAbroad')).statusCode, path).toBe(404);
    }
    expect((await post(at('/edit'), fields, 'counsellorAbroad')).statusCode).toBe(404);
  });
});

describe('founders at the desk', () => {
  const join = (person: string) => at(`/founders/${person}/join`);

  test('who founds is found among the desk’s own people and nobody else’s', async () => {
    const found = (await get(at('/founders?q=Rokhaya'))).body;
    expect(found).toContain(join(world.founders.toJoin));
    const abroad = (await get(at('/founders?q=Ibra'))).body; // offered by the other office, not of this desk
    expect(abroad).not.toContain(join(world.handovers.incoming.founder.person));
    const already = (await get(at('/founders?q=Ndeye'))).body;
    expect(already).toContain('a founder already');
    expect(already).not.toContain(join(world.founders.second));
  });

  test('somebody else’s file is no founder to add: the page and the form are not there', async () => {
    for (const person of [world.handovers.incoming.founder.person, world.claimable]) {
      expect((await get(join(person))).statusCode).toBe(404);
      expect((await post(join(person), { agreed: 'on' })).statusCode).toBe(404);
    }
  });

  test('joins once all agree, stands on the page, and is refused twice', async () => {
    const unagreed = await post(join(world.founders.toJoin), {});
    expect(unagreed.statusCode).toBe(422);
    expect(unagreed.body).toContain('only when all of them agree');
    expect((await post(join(world.founders.toJoin), { agreed: 'on' })).statusCode).toBe(303);
    expect((await get(at())).body).toContain('Rokhaya Exemple');
    const again = await post(join(world.founders.toJoin), { agreed: 'on' });
    expect(again.statusCode).toBe(409);
    expect(again.body).toContain('a founder already');
  });

  test('the part of the second ends after a question; the lead founder’s does not', async () => {
    const end = at(`/founders/${world.founders.toJoin}/end`);
    expect((await get(end)).body).toContain('End the part of Rokhaya Exemple?');
    expect((await post(end, {})).statusCode).toBe(303);
    expect((await get(at())).body).not.toContain('Rokhaya Exemple');
    expect((await get(end)).statusCode).toBe(404);
    const { rows } = await site.db.superuser.query<{ id: string }>('select lead_person_id as id from ventures.ventures where id = $1', [
      world.founders.venture,
    ]);
    expect((await post(at(`/founders/${rows[0]?.id}/end`), {})).statusCode).toBe(409);
  });
});
