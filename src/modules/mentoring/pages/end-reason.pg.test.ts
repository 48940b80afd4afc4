import { expect, test } from 'vitest';
import { seededSite, sessionOf, type Player } from '#test/fixtures';

const { site, world } = await seededSite();

const REASON = 'Another mentor fits better';
const bodyOf = async (player: Player, path: string) => (await site.get(`/en${path}`, await sessionOf(site, world, player))).body;
const end = async (player: Player, path: string) =>
  await site.post(`/en${path}/end`, { reason: 'other-mentor' }, await sessionOf(site, world, player));

test('why a founder ends a pair is read by the founder and the office, not by the mentor; and both find the way to another', async () => {
  const pair = world.mentoring.running;
  expect((await end('person', `/me/mentoring/pairs/${pair}`)).statusCode).toBe(303);
  const own = await bodyOf('person', `/me/mentoring/pairs/${pair}`);
  expect(own).toContain(REASON);
  expect(own).toContain(`/en/me/mentoring/ventures/${world.awa.venture}/wish`);
  const office = await bodyOf('counsellor', `/desk/mentoring/pairs/${pair}`);
  expect(office).toContain(REASON);
  expect(office).toContain(`/en/desk/mentoring/ventures/${world.awa.venture}`);
  const mentor = await bodyOf('mentor', `/mentoring/pairs/${pair}`);
  expect(mentor).not.toContain(REASON);
  expect(mentor).not.toContain('Ask for another mentor');
});

test('why a mentor declines is read by the mentor and the office, not by the founder', async () => {
  const pair = world.mentoring.pairs.mentorEnds;
  expect((await end('mentor', `/mentoring/pairs/${pair}`)).statusCode).toBe(303);
  expect(await bodyOf('mentor', `/mentoring/pairs/${pair}`)).toContain(REASON);
  const { rows } = await site.db.superuser.query<{ person_id: string }>('select person_id from mentoring.pairs where id = $1', [pair]);
  expect(await bodyOf('counsellor', `/desk/mentoring/pairs/${pair}`)).toContain(REASON);
  if (rows[0]?.person_id === world.awa.person) expect(await bodyOf('person', `/me/mentoring/pairs/${pair}`)).not.toContain(REASON);
});
