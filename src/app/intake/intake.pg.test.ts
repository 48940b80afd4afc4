import { describe, expect, test } from 'vitest';
import { asActor } from '#kernel/db';
import { countContacts, logContact } from '#modules/messages';
import { countPeople } from '#modules/people';
import { seededSite, sessionOf } from '#test/fixtures';
import { type FormFields } from '#test/site';

const { site, world } = await seededSite();
const session = await sessionOf(site, world, 'counsellor');
const office = world.offices.padova.id;

const fields = {
  givenName: 'Zenobia',
  familyName: 'Quarante',
  birthYear: '1991',
  gender: 'woman',
  language: 'fr',
  phone: '',
  email: '',
  origin: '',
  residence: '',
  reason: 'Wants to start',
  informed: 'yes',
};
const get = async (query = '') => (await site.get(`/en/desk/people/new${query}`, session)).body;
const send = async (form: FormFields, query = '') => await site.post(`/en/desk/people/new${query}`, form, session);
const files = async () => {
  const { rows } = await site.db.superuser.query<{ count: number }>('select count(*)::int as count from people.people');
  return rows[0]?.count ?? 0;
};
const contact = async () =>
  await asActor(site.db.app, world.staff.counsellor, async (trx) =>
    logContact(trx, world.staff.counsellor.accountId, { officeId: office, topic: 'permit', language: 'wo', answered: true }),
  );

describe('what is being taken in', () => {
  test('is kept when the second language is switched, and so is who comes from where', async () => {
    const id = await contact();
    for (const query of [`contact=${id}`, `question=${world.question.id}`, `appointment=${world.booking.id}`, 'name=Awa+Diouf']) {
      const body = (await get(`?${query}`)).replaceAll('&amp;', '&');
      expect(body, query).toContain(`/en/desk/people/new?${query}&with=ar`);
      expect((await get(`?${query}&with=ar`)).replaceAll('&amp;', '&'), query).toContain(`?${query}&with=fr`);
    }
  });

  test('has a draft of its own: the words for one person never come back over the next', async () => {
    const draft = async (query: string) => /data-draft="([^"]+)"/.exec(await get(query))?.[1];
    const [first, second] = [await contact(), await contact()];
    const keys = await Promise.all(
      ['', `?contact=${first}`, `?contact=${second}`, `?question=${world.question.id}`, '?name=Awa', '?name=Binta'].map(draft),
    );
    expect(new Set(keys).size).toBe(6);
    expect(await draft(`?contact=${first}&with=ar`)).toBe(keys[1]);
  });
});

describe('a question at the desk becomes a file', () => {
  test('with one link and one form: its language and topic are there, and it is counted once', async () => {
    const count = async () =>
      await asActor(site.db.app, world.staff.counsellor, async (trx) => ({
        contacts: (await countContacts(trx, [office], { from: new Date(0) })).all,
        people: (await countPeople(trx, [office], { from: new Date(0), until: new Date(Date.now() + 60_000) })).reduce(
          (sum, row) => sum + row.count,
          0,
        ),
      }));
    const id = await contact();
    const before = await count();
    expect((await site.get('/en/desk/contacts', session)).body).toContain(`/en/desk/people/new?contact=${id}`);
    const form = await get(`?contact=${id}`);
    expect(form).toMatch(/<option[^>]*value="wo"[^>]*selected|<option[^>]*selected[^>]*value="wo"/);
    expect(form).toMatch(/name="reason"[^>]*value="[^"]+"|value="[^"]+"[^>]*name="reason"/);
    const opened = await send(fields, `?contact=${id}`);
    expect(opened.statusCode).toBe(303);
    const person = /\/desk\/people\/([0-9a-f-]{36})/.exec(String(opened.headers.location))?.[1];
    const { rows } = await site.db.superuser.query('select person_id from messages.contacts where id = $1', [id]);
    expect(rows).toEqual([{ person_id: person }]);
    expect(await count()).toEqual({ contacts: before.contacts, people: before.people + 1 });

    // From an old tab it leads to the file that is there, and opens no second one.
    const again = await site.get(`/en/desk/people/new?contact=${id}`, session);
    expect(String(again.headers.location)).toContain(`/desk/people/${person}`);
    const twice = await send({ ...fields, givenName: 'Ulrika', familyName: 'Novembre' }, `?contact=${id}`);
    expect(twice.statusCode).toBe(409);
    expect(twice.body).toContain('value="Ulrika"');
    expect(await count()).toEqual({ contacts: before.contacts, people: before.people + 1 });
  });
});

describe('search before create', () => {
  test('somebody with a similar name comes back once, and nothing is written before the officer has looked', async () => {
    expect((await send({ ...fields, givenName: 'Walburga', familyName: 'Trentasei' })).statusCode).toBe(303);
    const before = await files();
    const asked = await send({ ...fields, givenName: 'Walburga', familyName: 'Trentasej' });
    expect(asked.statusCode).toBe(409);
    expect(asked.body).toContain('Walburga Trentasei');
    expect(asked.body).toContain('It is none of these people');
    expect(asked.body).toContain('value="Trentasej"');
    expect(await files()).toBe(before);
    // A tick for another name than the one that is sent is none.
    const other = await send({ ...fields, givenName: 'Walburga', familyName: 'Trentasei', none: 'yes', nearTo: 'Somebody Else' });
    expect(other.statusCode).toBe(409);
    const none = await send({ ...fields, givenName: 'Walburga', familyName: 'Trentasej', none: 'yes', nearTo: 'Walburga Trentasej' });
    expect(none.statusCode).toBe(303);
    expect(await files()).toBe(before + 1);
  });

  test('nobody of another office is shown as near', async () => {
    const body = await get('?name=Ibra+Exemple');
    expect(body).not.toContain(world.handovers.incoming.founder.person);
  });
});

test('under twelve fields open a file', async () => {
  const main = /<form class="form"[\s\S]*?<\/form>/.exec((await get('?with=ar')).split('<main')[1] ?? '')?.[0] ?? '';
  const controls = main.match(/<(input|select|textarea)\b[^>]*>/g) ?? [];
  const names = new Set(controls.filter((one) => !one.includes('type="hidden"')).map((one) => /name="([^"]+)"/.exec(one)?.[1]));
  expect(names).toContain('givenName');
  expect(names.size).toBe(11);
});
