import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser } from 'playwright-core';
import type { Role } from '#kernel/access';
import { asActor, newId } from '#kernel/db';
import { createOrganisation } from '#modules/directory';
import { playerOf, players, type Player } from '#test/fixtures';
import { fixtureOf, fixturePaths } from '#test/fixtures-routes';
import { plantAccount, plantOffice, plantRole } from '#test/plant';
import { testSite } from '#test/site';
import { routes } from '../../src/app/site.ts';
import { bringAxe } from './support/axe.ts';
import { launch } from './support/launch.ts';
import { lookAtEmpty, visit } from './support/look-at-a-page.ts';

const PATIENCE = 600_000;
const site = await testSite({ built: true });
const base = await site.server.listen({ port: 0, host: '127.0.0.1' });

/** What each player holds in a network in which nobody has written anything yet; the others hold nothing. */
const held: Partial<Record<Player, { role: Role; within?: 'office' | 'organisation' | 'fund' }>> = {
  counsellor: { role: 'counsellor', within: 'office' },
  manager: { role: 'office-manager', within: 'office' },
  trainer: { role: 'trainer', within: 'office' },
  counsellorAbroad: { role: 'counsellor', within: 'office' },
  provider: { role: 'provider', within: 'organisation' },
  lender: { role: 'lender', within: 'organisation' },
  fundManager: { role: 'fund-manager', within: 'fund' },
  mentor: { role: 'mentor' },
  expert: { role: 'expert' },
  planner: { role: 'planner' },
  editor: { role: 'editor' },
  auditor: { role: 'auditor' },
  protectionOfficer: { role: 'data-protection-officer' },
  administrator: { role: 'administrator' },
};

/** There only for who has more: an authenticator, a return that is planned, an appointment to call off, the link of a letter. */
const needsMore = ['/sign-in/second-factor', '/me/return-checklist/print', '/desk/appointments/call-off', '/newsletter/mine'];

/** Lists, desks, forms: what can be opened without a record. What only leads on shows nothing. */
const shown = routes.filter((route) => {
  const isThere = fixturePaths.includes(route.path) && !fixtureOf(route).leadsOn && !needsMore.includes(route.path);
  return route.view && isThere && !route.path.includes(':');
});

let browser: Browser;
const cookies: Partial<Record<Player, string>> = {};

beforeAll(async () => {
  browser = await launch();
  await site.db.superuser.query('update kernel.network set demonstration = true'); // its own pages, with nothing on them
  const office = await plantOffice(site.db, 'empty-desk');
  const administrator = await plantAccount(site.db, { roles: [{ role: 'administrator' }] });
  const organisation = await asActor(
    site.db.app,
    administrator,
    async (trx) =>
      await createOrganisation(
        trx,
        administrator,
        {
          lang: 'en',
          name: 'Chamber without services',
          alternateName: null,
          kind: 'chamber-of-commerce',
          description: 'Invented for tests.',
          placeId: office.placeId,
          address: null,
          postalCode: null,
          phone: null,
          email: null,
          website: null,
          languages: [],
          active: true,
          assuredOn: null,
        },
        site.network.now(),
      ),
  );
  const scopes = { office: office.id, organisation, fund: newId() };
  for (const player of players.filter((one) => one !== 'visitor')) {
    const { accountId } = await plantAccount(site.db, { name: `New ${player}` });
    const own = held[player];
    if (own) await plantRole(site.db, accountId, own.role, own.within && scopes[own.within]);
    cookies[player] = await site.signIn(accountId, 2);
  }
});
afterAll(async () => await browser.close());

describe.for(['en', 'ar'] as const)('where nothing is kept yet, in %s', (lang) => {
  test.for([...new Set(shown.map(playerOf))])(
    'the pages of the %s: nothing for axe, nothing wider than a phone',
    { timeout: PATIENCE },
    async (player) => {
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, timezoneId: 'Europe/Rome' });
      const [name = '', value = ''] = (cookies[player] ?? '').split('=');
      if (name) await context.addCookies([{ name, value, url: base }]);
      await bringAxe(context);
      const page = await context.newPage();
      const found: string[] = [];
      for (const route of shown.filter((one) => playerOf(one) === player)) {
        const address = `${base}/${lang}${route.path === '/' ? '' : route.path}`;
        const answer = await visit(page, address);
        if (answer === 'a file') continue;
        const isShown = answer?.status() === 200 && page.url() === address;
        const problems = isShown ? await lookAtEmpty(page, lang) : [`status ${answer?.status()} at ${page.url()}`];
        found.push(...problems.map((problem) => `${route.path}: ${problem}`));
      }
      await context.close();
      expect(found).toEqual([]);
    },
  );
});
