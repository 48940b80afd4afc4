import { expect, test } from 'vitest';
import { languages } from '#kernel/i18n';
import { seededSite, sessionOf } from '#test/fixtures';
import { formsOf, send } from '#test/fixtures-forms';
import { fixtureOf } from '#test/fixtures-routes';
import { routes } from './index.tsx';

const { site, world } = await seededSite();

/** Everything that these pages show to whom the fixture names, in a language. */
const open = async (route: (typeof routes)[number], lang = 'en') => {
  const { address, as = 'visitor' } = fixtureOf(route);
  return await site.get(`/${lang}${address(world)}`, await sessionOf(site, world, as));
};

test('every page opens in English and in Arabic, without a key where a sentence should stand', async () => {
  const found: string[] = [];
  for (const route of routes) {
    for (const lang of ['en', 'ar']) {
      const { statusCode, body } = await open(route, lang);
      if (statusCode !== 200) found.push(`${route.path} in ${lang}: ${statusCode}`);
      const key = />\s*returns\.[a-z-]+[^<]*</.exec(body);
      if (key) found.push(`${route.path} in ${lang}: ${key[0]}`);
    }
  }
  expect(found).toEqual([]);
});

test('the public page shows both ways and the checklist in every language, with the way out, and says what is not confirmed', async () => {
  for (const { code } of languages) {
    const { statusCode, body } = await site.get(`/${code}/stay-or-return?from=IT&to=SN`);
    expect(statusCode).toBe(200);
    expect(body).toContain('data-quick-exit');
    expect(body).toContain('tag-warning');
  }
  const { body } = await site.get('/en/stay-or-return?from=IT&to=SN');
  expect(body).toContain('If you stay');
  expect(body).toContain('If you return');
  expect(body.split('Must be confirmed by an authority').length).toBeGreaterThan(8);
  for (const odd of ['?from=IT&to=IT', '?from=XX&to=SN', `?from=${encodeURIComponent("'--")}`, '?from=IT']) {
    expect((await site.get(`/en/stay-or-return${odd}`)).statusCode).toBe(200);
  }
});

test('what the person ticks and notes on the checklist is there again', async () => {
  const route = routes.find(({ path }) => path === '/me/return-checklist');
  if (!route) throw new Error('the checklist has a page');
  const session = await sessionOf(site, world, 'person');
  const sent = { [`done-${world.returns.rule}`]: 'yes', [`note-${world.returns.rule}`]: 'Asked on Monday' };
  expect((await site.post('/en/me/return-checklist', sent, session)).statusCode).toBe(303);
  const { body } = await open(route);
  expect(body).toContain('Asked on Monday');
  expect(body.match(/<input[^>]* checked/g)).toHaveLength(1);
});

test('the reintegration plan is not there before the arrival, then stands on both pages and beside the follow-up', async () => {
  const session = await sessionOf(site, world, 'person');
  const desk = await sessionOf(site, world, 'counsellor');
  const { ownPlan, plan, visit } = world.returns;
  expect((await site.get('/en/me/return', session)).body).not.toContain('Reintegration plan');
  expect((await site.get(`/en/me/return/${ownPlan}/there-work`, session)).statusCode).toBe(409);
  expect((await site.post(`/en/me/return/${ownPlan}/there-work`, { words: 'Early' }, session)).statusCode).toBe(409);
  const put = async (state: string) =>
    await site.db.superuser.query(
      `begin; set local session_replication_role = replica;
       update returns.plans set state = '${state}', informed_at = now() where id in ('${ownPlan}', '${plan}'); commit`,
    );
  await put('arrived');
  const sent = { words: 'Two days in the workshop', who: 'My cousin', until: '2025-01-15' };
  expect((await site.post(`/en/me/return/${ownPlan}/there-work`, sent, session)).statusCode).toBe(303);
  expect((await site.post(`/en/me/return/${ownPlan}/there-work`, { words: 'x', until: '15/1/26' }, session)).statusCode).toBe(422);
  expect((await site.post(`/en/me/return/${ownPlan}/there-nothing`, sent, session)).statusCode).toBe(404);
  const { body } = await site.get('/en/me/return', session);
  for (const word of ['Reintegration plan', 'Two days in the workshop', 'My cousin', 'was due on']) expect(body).toContain(word);
  const agreed = { words: 'The desk asks the town', who: 'The desk', until: '2026-03-01' };
  expect((await site.post(`/en/desk/returns/${plan}/sections/there-home`, agreed, desk)).statusCode).toBe(303);
  expect((await site.get(`/en/desk/returns/${plan}`, desk)).body).toContain('The desk asks the town');
  expect((await site.get(`/en/desk/return-follow-ups/${visit}`, desk)).body).toContain('The desk asks the town');
  await put('considering');
});

test('every form takes what is right', async () => {
  const found: string[] = [];
  for (const form of formsOf(routes, world)) {
    const { statusCode, body } = await send(site, world, form, { fields: form.valid });
    if (statusCode !== 303) found.push(`${form.route.path}: ${statusCode} ${/error-summary[\s\S]{0,400}/.exec(body)?.[0] ?? ''}`);
  }
  expect(found).toEqual([]);
});
