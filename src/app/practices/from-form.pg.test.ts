import { expect, test } from 'vitest';
import { seededSite, sessionOf } from '#test/fixtures';
import { plantAccount } from '#test/plant';

const { site, world } = await seededSite();
const planner = await sessionOf(site, world, 'planner');
const at = `/en/practices/drafts/from-form/${world.mapping}`;
const form = { title: 'Evening books on paper (invented)', code: 'evening-books-on-paper', lang: 'en' };

test('a planner begins a sheet from a mapping form that was handed in, and sees what has no field', async () => {
  expect((await site.get('/en/practices/drafts', planner)).body).toContain(`from-form/${world.mapping}`);
  const before = (await site.get(at, planner)).body;
  expect(before).toContain('The town hall');
  expect(before).toContain('value="evening-books-on-paper-invented"');
  expect(before).not.toContain('Neighbours teach each other.');
  const begun = await site.post(at, form, planner);
  expect(begun.statusCode).toBe(303);
  const draft = (await site.get(String(begun.headers.location).replace(/\?.*/, ''), planner)).body;
  expect(draft).toContain('Neighbours teach each other.');
  expect(draft).toContain('Thirty shopkeepers');
  expect((await site.post(at, form, planner)).statusCode).toBe(409);
  expect((await site.post(at, { ...form, code: 'Not a code' }, planner)).statusCode).toBe(422);
});

test('neither an office without a part in the form nor a form of another kind or still open leads to a sheet', async () => {
  const other = await plantAccount(site.db, { roles: [{ role: 'planner', scope: world.offices.kaolack.id }] });
  const stranger = await site.signIn(other.accountId);
  expect((await site.get(at, stranger)).statusCode).toBe(404);
  expect((await site.post(at, { ...form, code: 'stolen' }, stranger)).statusCode).toBe(404);
  expect((await site.get('/en/practices/drafts', stranger)).body).not.toContain(world.mapping);
  const { rows } = await site.db.superuser.query<{ id: string; state: string }>(
    `select s.id, s.state from instruments.sheets s join instruments.versions v on v.id = s.version_id join instruments.instruments i on i.id = v.instrument_id
      where i.code = 'sample-survey'`,
  );
  expect(new Set(rows.map(({ state }) => state))).toEqual(new Set(['open', 'submitted']));
  for (const state of ['open', 'submitted'])
    expect((await site.get(`/en/practices/drafts/from-form/${rows.find((one) => one.state === state)?.id}`, planner)).statusCode).toBe(404);
  await site.db.superuser.query("update instruments.sheets set state = 'open', submitted_at = null where id = $1", [world.mapping]);
  expect((await site.get(at, planner)).statusCode).toBe(404);
});
