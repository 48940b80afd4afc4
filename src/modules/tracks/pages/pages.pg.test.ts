import { expect, test } from 'vitest';
import { languages } from '#kernel/i18n';
import { seededSite, sessionOf } from '#test/fixtures';
import { formsOf, send } from '#test/fixtures-forms';
import { tracks } from '../track.ts';
import { routes } from './index.tsx';

const { site, world } = await seededSite();
const open = async (address: string, player: Parameters<typeof sessionOf>[2] = 'visitor') =>
  await site.get(address, await sessionOf(site, world, player));

test('every track has a public page in every language, with a way on and a way out', async () => {
  for (const { code } of languages) {
    for (const track of tracks) {
      const { statusCode, body } = await open(`/${code}/tracks/${track}`);
      expect(statusCode).toBe(200);
      expect(body).toContain('data-quick-exit');
      expect(body).toContain(`/${code}/ask`);
      expect(body).not.toMatch(/>\s*tracks\.[a-z-]+\.[^<]*</);
    }
  }
  for (const odd of ['/en/tracks/nobody', '/en/tracks/Women', `/en/tracks/${'x'.repeat(300)}`])
    expect((await open(odd)).statusCode).toBe(404);
  expect((await open('/en/tracks/women?office=no-such-office')).statusCode).toBe(200);
});

test('a course assigned to tracks stands first on their pages and on no other; who may read counts finds them there', async () => {
  const { rowCount } = await site.db.superuser.query(
    `update learning.versions set content = jsonb_set(content, '{tracks}', '["youth"]')
      where course_id = (select id from learning.courses where code = 'spare-course')`,
  );
  expect(rowCount).toBeGreaterThan(0);
  const coursesOf = async (track: string) =>
    [...(await open(`/en/tracks/${track}`)).body.matchAll(/href="\/en\/courses\/([a-z-]+)"/g)].map(([, code]) => code);
  expect(await coursesOf('youth')).toEqual(['spare-course', 'sample-course']);
  expect(await coursesOf('women')).toEqual(['sample-course']);
  expect((await open('/en/tracks/youth')).body).not.toContain('/en/counts');
  expect((await open('/en/tracks/youth', 'counsellor')).body).toContain('/en/counts?by=track');
});

test('a page tells how many mentors named the track, never who', async () => {
  const { body } = await open('/en/tracks/women');
  expect(body).toContain('mentor');
  const { rows } = await site.db.superuser.query<{ name: string }>('select name from mentoring.mentors');
  for (const { name } of rows) expect(body).not.toContain(name);
});

test('what a person named stands on their page and at their desk, in no list and for no other desk', async () => {
  const { person } = world.awa;
  const form = formsOf(routes, world).find(({ route }) => route.path === '/me/tracks/:id');
  if (!form) throw new Error('no form for the own tracks');
  expect((await send(site, world, form, { fields: { tracks: ['refugees'] } })).statusCode).toBe(303);
  const link = '/en/tracks/refugees';
  expect((await open('/en/me', 'person')).body).toContain(link);
  expect((await open(`/en/desk/people/${person}`, 'counsellor')).body).toContain(link);
  for (const list of ['/en/desk/people', '/en/desk/cases', '/en/desk'])
    expect((await open(list, 'counsellor')).body).not.toContain('Refugees');
  expect((await open(`/en/desk/people/${person}`, 'counsellorAbroad')).body).not.toContain(link);
  expect((await open(`/en/desk/people/${person}/tracks`, 'counsellorAbroad')).statusCode).toBe(404);
  expect((await open(`/en/me/tracks/${person}`, 'otherPerson')).statusCode).toBe(404);
  expect((await open('/en/me/file', 'person')).body).toContain('Refugees');
  expect((await open('/en/me/download', 'person')).body).toContain('"track": "refugees"');
  await send(site, world, form, { fields: {} });
  expect((await open('/en/me', 'person')).body).not.toContain(link);
});

test('a track that is none is refused with the rest kept', async () => {
  const form = formsOf(routes, world).find(({ route }) => route.path === '/me/tracks/:id');
  if (!form) throw new Error('no form for the own tracks');
  expect((await send(site, world, form, { fields: { tracks: ['women', 'astronauts'] } })).statusCode).toBe(422);
  expect((await send(site, world, form, { fields: { tracks: `women'; drop table` } })).statusCode).toBe(422);
});

test('an editor writes what the page of a track says, in one language after the other', async () => {
  const form = formsOf(routes, world).find(({ route }) => route.path === '/admin/tracks/:code/:where');
  if (!form) throw new Error('no form for the texts');
  expect((await send(site, world, form, { fields: { text: 'Our own words.\n\nA second <b>paragraph</b>.' } })).statusCode).toBe(303);
  const { body } = await open('/en/tracks/women');
  expect(body).toContain('Our own words.');
  expect(body).toContain('A second &lt;b>paragraph');
  expect((await open('/en/admin/tracks', 'manager')).body).not.toContain('/admin/tracks/women/network');
  expect((await open('/en/admin/tracks/women/network', 'manager')).statusCode).toBe(404);
  expect((await open('/en/admin/tracks/women/kaolack-desk', 'manager')).statusCode).toBe(404);
});

test('every form takes what is right', async () => {
  for (const form of formsOf(routes, world)) {
    expect((await send(site, world, form, { fields: form.valid })).statusCode, form.route.path).toBe(303);
  }
});

test('a group for women only stands on the page of women, and on no other', async () => {
  const { rows } = await site.db.superuser.query<{ id: string }>(
    "select id from learning.groups where state in ('open', 'running') limit 1",
  );
  const group = `/en/groups/${rows[0]?.id}`;
  const shown = async (track: string) => (await open(`/en/tracks/${track}`)).body.includes(group);
  await site.db.superuser.query("update learning.groups set women_only = false, audience = 'founders' where id = $1", [rows[0]?.id]);
  expect([await shown('women'), await shown('refugees')]).toEqual([true, true]);
  await site.db.superuser.query('update learning.groups set women_only = true where id = $1', [rows[0]?.id]);
  expect([await shown('women'), await shown('refugees')]).toEqual([true, false]);
});
