import { describe, expect, test } from 'vitest';
import { asSystem } from '#kernel/db';
import { testSite } from '#test/site';
import { openRegister } from './associations.fixtures.ts';
import { associationsTimetable } from './jobs.ts';

const site = await testSite();
const { fields, lettersTo, register, at, act, verified, newestLink, state } = await openRegister(site);

describe('the public list', () => {
  test('is found by words, place and activity, in order of names, and downloads without any address of a writer', async () => {
    const made = await verified({ name: 'Zebra Circle', activities: ['sport'] });
    await verified({ name: 'Aardvark Circle', activities: ['sport'] });
    const list = (await site.get('/en/associations?activity=sport')).body;
    expect(list.indexOf('Aardvark Circle')).toBeLessThan(list.indexOf('Zebra Circle'));
    expect((await site.get('/en/associations?activity=sport&sort=-name')).body).toMatch(/Zebra Circle[^]*Aardvark Circle/);
    expect((await site.get('/en/associations?q=zebr')).body).not.toContain('Aardvark');
    expect((await site.get('/en/associations?q=zebr&origin=Town+of+far&originCode=place-of-far')).body).toContain('Zebra');
    expect((await site.get('/en/associations?q=zebr&origin=Town+of+here&originCode=place-of-here')).body).not.toContain('Zebra Circle');
    const file = (await site.get('/en/associations?format=csv&q=zebra')).body;
    expect(file).toContain('Zebra Circle');
    expect(file).not.toContain(made.address);
    expect((await site.get('/en/associations?page=zzz&sort=;drop&activity=none')).statusCode).toBe(200);
  });

  test('a percent sign is searched as such, and not as anything', async () => {
    await verified({ name: 'Whole Circle' });
    expect((await site.get('/en/associations?q=%25')).statusCode).toBe(200);
  });

  test('the page on representativeness says what is not known and has no score', async () => {
    const { id } = await verified({ name: 'Quiet Circle', boardSize: '4', boardWomen: '4' });
    const { body } = await site.get(`/en/associations/${id}/representativeness`);
    expect(body).toContain('4 of 4 on the board');
    expect(body).toContain('No official figure here');
    expect(body.match(/Not known/g)?.length).toBeGreaterThanOrEqual(3);
  });
});

describe('a link', () => {
  test('is sent anew only to an address that writes for the association; the answer is the same for all', async () => {
    const made = await verified({ name: 'Linked Circle' });
    const wrong = await site.post(`/en/associations/${made.id}/link`, { keeper: 'stranger@example.org' });
    expect(await lettersTo('stranger@example.org')).toEqual([]);
    const right = await site.post(`/en/associations/${made.id}/link`, { keeper: made.address.toUpperCase() });
    expect(right.headers.location).toBe(wrong.headers.location);
    expect((await site.get(at(await newestLink(made)))).statusCode).toBe(200);
  });

  test('closes with the entry, and a closed entry is public no more', async () => {
    const made = await verified({ name: 'Closing Circle' });
    const link = await newestLink(made);
    expect((await act(link, 'close')).statusCode).toBe(303);
    expect((await site.get(`/en/associations/${made.id}`)).statusCode).toBe(404);
    expect((await act(link, 'still-active')).statusCode).toBe(409);
    expect((await site.post(at(link, '/edit'), { ...fields, revision: '1' })).statusCode).toBe(404);
  });
});

describe('jobs', () => {
  const context = {
    ...site.network,
    db: site.db.jobs,
    log: site.network.log,
    signal: new AbortController().signal,
    job: { id: '1', attempt: 1, last: false },
  };
  const run = async (name: string) =>
    await associationsTimetable.find(({ task }) => task.name === name)?.task.perform(context as never, {});

  test('what nobody confirmed goes after 14 days, and names a year after a mandate or an entry ended', async () => {
    const stale = await register({ name: 'Never Confirmed' });
    const young = await register({ name: 'Still Young' });
    const ended = await verified({ name: 'Ended Long Ago' });
    const link = await newestLink(ended);
    await site.post(at(link, '/person'), {
      name: 'Old Name',
      mandate: 'Chair',
      fromOn: '2020-01-01',
      untilOn: '',
      email: '',
      phone: '',
      focal: '',
      agreed: '1',
    });
    await site.db.superuser.query("update associations.associations set registered_at = now() - interval '15 days' where id = $1", [
      stale.id,
    ]);
    await site.db.superuser.query(
      "update associations.associations set state = 'closed', ended_at = now() - interval '2 years' where id = $1",
      [ended.id],
    );
    await run('associations.forget');
    expect(await state(stale.id)).toBeUndefined();
    expect(await state(young.id)).toBe('unconfirmed');
    const left = await site.db.superuser.query(
      'select association_id from associations.representatives where association_id = $1 union all select association_id from associations.keepers where association_id = $1',
      [ended.id],
    );
    expect(left.rowCount).toBe(0);
  });

  test('a year without a word brings one letter with a link that says that it is active', async () => {
    const made = await verified({ name: 'Silent Circle' });
    await site.db.superuser.query('update associations.associations set active_on = current_date - 400 where id = $1', [made.id]);
    expect((await site.get(`/en/associations/${made.id}`)).body).toContain('Not confirmed as active');
    await run('associations.remind');
    await run('associations.remind');
    const letters = (await lettersTo(made.address)).filter(({ subject }) => subject === 'Is your association still active?');
    expect(letters).toHaveLength(1);
    expect((await act(await newestLink(made), 'still-active')).statusCode).toBe(303);
    expect((await site.get(`/en/associations/${made.id}`)).body).not.toContain('Not confirmed as active');
  });
});

test('an account sees nothing of who writes for associations', async () => {
  const seen = await asSystem(site.db.app, async (trx) => await trx.selectFrom('associations.keepers').select('id').execute());
  expect(seen).toEqual([]);
});
