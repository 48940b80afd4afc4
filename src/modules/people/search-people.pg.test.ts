import { expect, test } from 'vitest';
import { asActor, newId } from '#kernel/db';
import { testDatabase } from '#test/database';
import { searchPeople, type PeopleFilter } from './search-people.ts';

const db = await testDatabase();
const here = newId();
const elsewhere = newId();
const counsellor = newId();

async function plant(
  officeId: string,
  name: [string, string],
  { reference, phone, email }: { reference: string; phone?: string; email?: string },
) {
  const id = newId();
  const [given, family] = name;
  await db.superuser.query(`insert into access.subjects (id, custodian_id) values ($1, $2)`, [id, officeId]);
  await db.superuser.query(`insert into people.people (id, office_id, reference, language) values ($1, $2, $3, 'fr')`, [
    id,
    officeId,
    reference,
  ]);
  await db.superuser.query(
    `insert into people.identities (person_id, office_id, given_name, family_name, search_words) values ($1, $2, $3, $4, $5)`,
    [id, officeId, given, family, `${given} ${family}`.toLowerCase()],
  );
  await db.superuser.query(`insert into people.contacts (person_id, office_id, phone, email) values ($1, $2, $3, $4)`, [
    id,
    officeId,
    phone,
    email,
  ]);
}

await db.superuser.query(
  `insert into access.assignments (id, account_id, role, scope_kind, scope_id) values ($1, $2, 'counsellor', 'office', $3)`,
  [newId(), counsellor, here],
);
await plant(here, ['Fatou', 'Ndiaye'], { reference: 'H-1', phone: '+393331234567' });
await plant(here, ['Moussa', 'Diop'], { reference: 'H-2', email: 'moussa@example.org' });
await plant(here, ['خديجة', 'العلوي'], { reference: 'H-3' });
await plant(elsewhere, ['Fatou', 'Ndiaye'], { reference: 'E-1', phone: '+393331234567', email: 'fatou@example.org' });

async function find(words: string, given: Partial<PeopleFilter> = {}, accountId: string | null = counsellor) {
  const filter: PeopleFilter = { words, officeIds: [here], sort: 'name', page: 1, pageSize: 10, ...given };
  const { rows, total } = await asActor(db.app, { accountId, assurance: 2 }, async (trx) => await searchPeople(trx, filter));
  return { names: rows.map(({ reference }) => reference), total };
}

test('finds a name as it is written, with a slip, in part and in the other order', async () => {
  for (const words of ['Fatou Ndiaye', 'fatu ndiay', 'ndiaye', 'FATOU', 'Ndiaye Fatou', 'diaye'])
    expect((await find(words)).names[0]).toBe('H-1');
});

test('finds a name in Arabic', async () => {
  expect((await find('خديجه')).names).toEqual(['H-3']);
});

test('finds a reference, the last digits of a phone with or without its prefix, and an e-mail', async () => {
  for (const words of ['H-1', '333 123 4567', '+39 333 1234567', '0039 333 1234567', '234567'])
    expect((await find(words)).names).toEqual(['H-1']);
  expect((await find('Moussa@Example.org')).names).toEqual(['H-2']);
});

test('finds nothing by five digits: too many numbers end alike', async () => {
  expect((await find('34567')).names).toEqual([]);
});

test('never tells of a file at another office, whatever is asked', async () => {
  expect((await find('Fatou Ndiaye', { officeIds: [here, elsewhere] })).names).toEqual(['H-1']);
  expect(await find('fatou@example.org', { officeIds: [elsewhere] })).toEqual({ names: [], total: 0 });
  expect(await find('Fatou Ndiaye', {}, newId())).toEqual({ names: [], total: 0 });
  expect(await find('Fatou Ndiaye', {}, null)).toEqual({ names: [], total: 0 });
});

test('lists all files by name or by age, a page at a time, with their number', async () => {
  expect(await find('')).toEqual({ names: ['H-2', 'H-1', 'H-3'], total: 3 });
  expect(await find('', { pageSize: 2, page: 2 })).toEqual({ names: ['H-3'], total: 3 });
  expect(await find('', { sort: 'newest' })).toEqual({ names: ['H-3', 'H-2', 'H-1'], total: 3 });
});

test('takes signs of patterns and of SQL for letters', async () => {
  for (const words of ['%', '_____', "'; drop table people.people; --", '%%%ndiaye%%%xyzw', '\\', 'a'.repeat(5_000)])
    expect((await find(words)).total, words.slice(0, 20)).toBeLessThanOrEqual(1);
});
