import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BrowserContext, Page } from 'playwright-core';
import type { Route } from '#kernel/http';
import type { Language } from '#kernel/i18n';
import { addressOf, playerOf, players, seedWorld, sessionOf, type Player, type SeededWorld } from '#test/fixtures';
import { fixtureOf, fixturePaths } from '#test/fixtures-routes';
import { testSite } from '#test/site';
import { routes } from '../../src/app/site.ts';
import { violations } from './support/axe.ts';
import { launch } from './support/browser.ts';

const site = await testSite({ built: true });
const base = await site.server.listen({ port: 0, host: '127.0.0.1' });
const browser = await launch();
let world: SeededWorld;

/** Some addresses are there for nobody in this world, e.g. an identity provider that is not set. */
function opensFor(route: Route): boolean {
  const { opens, as = 'visitor' } = fixtureOf(route);
  return !opens || opens.includes(as);
}

/** Pages that can be looked at: those that only lead on have nothing to show. A route without a fixture fails route-matrix.pg.test.ts. */
const shown = routes.filter((route) => route.view && fixturePaths.includes(route.path) && !fixtureOf(route).leadsOn && opensFor(route));

beforeAll(async () => {
  world = await seedWorld(site);
}, 120_000);
afterAll(async () => await browser.close());

/** A device on which a player is signed in. */
async function deviceOf(player: Player): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, timezoneId: 'Europe/Rome' });
  const cookie = await sessionOf(site, world, player);
  if (cookie) {
    const [name = '', value = ''] = cookie.split('=');
    await context.addCookies([{ name, value, url: base }]);
  }
  return { context, page: await context.newPage() };
}

/** Looks at every page of a player in a language; answers what is wrong, page by page. */
async function lookAt(player: Player, lang: Language, look: (page: Page, path: string) => Promise<string[]>): Promise<string[]> {
  const { context, page } = await deviceOf(player);
  const found: string[] = [];
  const cookie = await sessionOf(site, world, player);
  for (const route of shown.filter((one) => playerOf(one) === player)) {
    const path = `/${lang}${addressOf(route, world)}`;
    const answer = await site.get(path, cookie);
    // A file to save is no page to look at.
    if (answer.headers['content-disposition']) continue;
    for (const problem of await look(page, path)) found.push(`${route.path}: ${problem}`);
  }
  await context.close();
  return found;
}

describe.for(['en', 'ar'] as const)('in %s', (lang) => {
  test.for(players)(
    'axe finds nothing on the pages of the %s, with data and with every fold open',
    { timeout: 400_000 },
    async (player) => {
      const found = await lookAt(player, lang, async (page, path) => {
        const answer = await page.goto(`${base}${path}`, { waitUntil: 'load' });
        if (answer?.status() !== 200) return [`status ${answer?.status()}`];
        await page.evaluate(() => document.querySelectorAll('main details').forEach((one) => one.setAttribute('open', '')));
        return await violations(page);
      });
      expect(found).toEqual([]);
    },
  );

  test.for(players)('no page of the %s is wider than a phone of 320 px', { timeout: 400_000 }, async (player) => {
    const found = await lookAt(player, lang, async (page, path) => {
      await page.setViewportSize({ width: 320, height: 640 });
      await page.goto(`${base}${path}`, { waitUntil: 'load' });
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      return width > 320 ? [`${width} px wide`] : [];
    });
    expect(found).toEqual([]);
  });
});

test.for(players)('axe finds nothing on the forms of the %s when they come back with errors', { timeout: 400_000 }, async (player) => {
  const { context, page } = await deviceOf(player);
  const cookie = await sessionOf(site, world, player);
  const found: string[] = [];
  for (const route of shown.filter((one) => one.submit && playerOf(one) === player)) {
    const path = `/en${addressOf(route, world)}`;
    const answer = await site.post(path, { _key: 'not-a-key' }, cookie);
    if (answer.statusCode !== 422) continue;
    await page.route(
      `${base}${path}`,
      async (asked) => await asked.fulfill({ status: 422, contentType: 'text/html; charset=utf-8', body: answer.body }),
    );
    await page.goto(`${base}${path}`, { waitUntil: 'load' });
    for (const problem of await violations(page)) found.push(`${route.path}: ${problem}`);
    await page.unroute(`${base}${path}`);
  }
  await context.close();
  expect(found).toEqual([]);
});

test('the pages work without scripts: a visitor finds a corridor, a service and a free time', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  for (const path of ['/en', '/en/services?q=loan', `/en${addressOf({ path: '/offices/:code/book' }, world)}`, '/ar/ask']) {
    expect((await page.goto(`${base}${path}`))?.status(), path).toBe(200);
    expect(await page.getByRole('heading', { level: 1 }).count(), path).toBe(1);
  }
  await context.close();
});
