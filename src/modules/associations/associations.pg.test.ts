import { describe, expect, test } from 'vitest';
import { plantAccount } from '#test/plant';
import { testSite, type FormFields } from '#test/site';
import { openRegister } from './associations.fixtures.ts';

const site = await testSite();
const { fields, desk, otherDesk, today, register, at, act, decide, verified, newestLink, state } = await openRegister(site);

describe('registering', () => {
  test('nobody but the writer sees an entry until it is confirmed, and the public only once the office has verified it', async () => {
    const made = await register();
    expect((await site.get(at(made))).statusCode).toBe(200);
    expect((await site.get(`/en/associations/${made.id}`)).statusCode).toBe(404);
    expect((await site.get(`/en/desk/associations/${made.id}`, desk)).statusCode).toBe(404);
    expect((await act(made, 'confirm')).statusCode).toBe(303);
    expect((await site.get(`/en/associations/${made.id}`)).statusCode).toBe(404);
    expect((await site.get(`/en/desk/associations/${made.id}`, desk)).statusCode).toBe(200);
    expect((await site.get(`/en/desk/associations/${made.id}`, otherDesk)).statusCode).toBe(404);
    expect((await decide(made.id, 'verified', '', otherDesk)).statusCode).toBe(404);
    await decide(made.id, 'verified');
    const shown = await site.get(`/en/associations/${made.id}`);
    expect(shown.body).toContain('Example Circle');
    expect(shown.body).toContain('Not known');
    expect(shown.body).not.toContain(made.address);
  });

  test('a signed-in person needs no link, and the entry waits at once', async () => {
    const account = await plantAccount(site.db);
    const session = await site.signIn(account.accountId, 1);
    const answer = await site.post('/en/associations/register', { ...fields, name: 'By account' }, session);
    const id = /mine\/([0-9a-f-]{36})/.exec(String(answer.headers.location))?.[1] ?? '';
    expect(await state(id)).toBe('waiting');
    expect((await site.get('/en/associations/mine', session)).body).toContain('By account');
    expect((await site.get(`/en/associations/mine/${id}`)).statusCode).toBe(404);
    expect((await site.get(`/en/associations/mine/${id}`, desk)).statusCode).toBe(404);
  });

  test.each([
    ['no place that is known', { origin1: 'Nowhere at all', origin1Code: '' }, 'which place'],
    ['members without a source', { members: '12' }, 'who says so'],
    ['more women than there are on the board', { boardSize: '2', boardWomen: '3' }, 'size of the board'],
    ['women on a board of unknown size', { boardWomen: '3' }, 'size of the board'],
    ['a day to come', { founded: '2999' }, 'not come yet'],
    ['a month that is none', { founded: '2011-13' }, 'Write a year'],
    ['an activity without its day', { lastActivity: 'A feast' }, 'last activity and its day'],
    ['a script for a website', { website: 'javascript:alert(1)' }, 'https://'],
    ['a word for a phone', { phone: 'call us' }, 'phone number'],
    ['no address', { keeper: '' }, 'e-mail address'],
    ['nothing at all', { name: '', legalForm: '', origin1: '' }, 'error-summary'],
    ['a name without end', { name: 'x'.repeat(5_000) }, 'error-summary'],
  ])('refuses %s and keeps what was typed', async (_what, wrong, says) => {
    const answer = await site.post('/en/associations/register', {
      ...fields,
      about: 'Kept words',
      keeper: 'x@example.org',
      ...(wrong as FormFields),
    });
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain(says);
    expect(answer.body).toContain('Kept words');
  });

  test('zero members are not the same as not known', async () => {
    const { id } = await verified({ name: 'Empty Circle', members: '0', membersOn: today, membersBy: 'The founders' });
    const shown = (await site.get(`/en/associations/${id}`)).body;
    expect(shown).toContain('0 members');
    expect(shown).toContain('The founders');
  });
});

describe('verification', () => {
  test('needs a reason unless it verifies; the association answers, and a refusal gets a second look', async () => {
    const made = await register({ name: 'Asked Circle' });
    await act(made, 'confirm');
    expect((await decide(made.id, 'refused')).statusCode).toBe(422);
    await decide(made.id, 'asked', 'Where do you meet?');
    const link = await newestLink(made);
    expect((await site.get(at(made))).statusCode).toBe(404); // the letter brought a newer link
    expect((await site.get(at(link))).body).toContain('Where do you meet?');
    expect((await act(link, 'answer')).statusCode).toBe(422);
    await act(link, 'answer', 'In the school.');
    await decide(made.id, 'refused', 'We found nobody there.');
    const again = await newestLink(made);
    expect((await act(again, 'still-active')).statusCode).toBe(409);
    await act(again, 'second-look', 'Come on a Sunday.');
    expect((await site.get(`/en/desk/associations/${made.id}`, desk)).body).toContain('Come on a Sunday.');
    await decide(made.id, 'verified');
    expect(await state(made.id)).toBe('verified');
  });

  test('holds for what the office read: a change meanwhile stops it, a later one is marked and kept in the history', async () => {
    const made = await register({ name: 'Changed Circle' });
    await act(made, 'confirm');
    expect((await site.post(at(made, '/edit'), { ...fields, name: 'Changed twice', revision: '1' })).statusCode).toBe(303);
    expect((await decide(made.id, 'verified')).statusCode).toBe(409);
    expect((await decide(made.id, 'verified', '', desk, '2')).statusCode).toBe(303);
    const link = await newestLink(made);
    expect((await site.post(at(link, '/edit'), { ...fields, name: 'Changed again', revision: '1' })).statusCode).toBe(409);
    expect((await site.post(at(link, '/edit'), { ...fields, name: 'Changed again', revision: '2' })).statusCode).toBe(303);
    expect((await site.get(`/en/associations/${made.id}`)).body).toContain('Changed since it was verified');
    expect((await site.get(at(link))).body).toContain('Before: Changed twice');
  });

  test('is not for whoever writes for the association', async () => {
    const answer = await site.post('/en/associations/register', { ...fields, name: 'Own Circle' }, desk);
    const id = /mine\/([0-9a-f-]{36})/.exec(String(answer.headers.location))?.[1] ?? '';
    expect((await decide(id, 'verified')).statusCode).toBe(409);
    expect(await state(id)).toBe('waiting');
  });

  test('two decisions at once leave one', async () => {
    const made = await register({ name: 'Twice Decided' });
    await act(made, 'confirm');
    const both = await Promise.all([
      decide(made.id, 'verified', '', desk, '1', 'waiting'),
      decide(made.id, 'refused', 'No', desk, '1', 'waiting'),
    ]);
    expect(both.map(({ statusCode }) => statusCode).toSorted()).toEqual([303, 409]);
    expect((await decide(made.id, 'refused', 'No', desk, '1', 'waiting')).statusCode).toBe(409);
  });
});

describe('representatives', () => {
  const person = {
    name: 'Rama Example',
    mandate: 'Chair',
    fromOn: today,
    untilOn: '',
    email: 'rama@example.org',
    phone: '',
    focal: 'origin',
  };

  test('are public only where they agreed and while the mandate lasts, and vanish when removed', async () => {
    const made = await verified({ name: 'Named Circle' });
    const link = await newestLink(made);
    await site.post(at(link, '/person'), { ...person, name: 'Agreed Person', agreed: '1' });
    await site.post(at(link, '/person'), { ...person, name: 'Private Person' });
    await site.post(at(link, '/person'), { ...person, name: 'Former Person', fromOn: '2020-01-01', untilOn: '2021-01-01', agreed: '1' });
    const shown = (await site.get(`/en/associations/${made.id}`)).body;
    expect(shown).toContain('Agreed Person');
    expect(shown).not.toContain('Private Person');
    expect(shown).not.toContain('Former Person');
    const copy = (await site.get(at(link, '/copy'))).json<{ representatives: { id: string; name: string }[] }>();
    expect(copy.representatives.map(({ name }) => name).toSorted()).toEqual(['Agreed Person', 'Former Person', 'Private Person']);
    const agreed = copy.representatives.find(({ name }) => name === 'Agreed Person');
    await site.post(at(link, `/person/${agreed?.id}/remove`), {});
    expect((await site.get(`/en/associations/${made.id}`)).body).not.toContain('Agreed Person');
    expect((await site.db.superuser.query('select from associations.representatives where id = $1', [agreed?.id])).rowCount).toBe(0);
  });

  test('of another association are out of reach, by page and by form', async () => {
    const one = await verified({ name: 'First Circle' });
    const other = await verified({ name: 'Second Circle' });
    const [mine, theirs] = [await newestLink(one), await newestLink(other)];
    await site.post(at(theirs, '/person'), { ...person, agreed: '1' });
    const { rows } = await site.db.superuser.query<{ id: string }>(
      'select id from associations.representatives where association_id = $1',
      [other.id],
    );
    expect((await site.post(at(mine, `/person/${rows[0]?.id}/remove`), {})).statusCode).toBe(404);
    expect((await site.get(`${one.path}/copy?token=${theirs.token}`)).statusCode).toBe(404);
    expect(
      (await site.post(`${mine.path}/person?token=${mine.token}`, { ...person, fromOn: today, untilOn: '2020-01-01' })).statusCode,
    ).toBe(422);
  });
});
