import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Route } from '#kernel/http';
import type { Language } from '#kernel/i18n';
import { addressesOf, addressOf, playerOf, players, seedWorld, sessionOf, type Player, type SeededWorld } from '#test/fixtures';
import { fixtureOf, fixturePaths } from '#test/fixtures-routes';
import { testSite } from '#test/site';
import { routes } from '../../../src/app/site.ts';
import { violations } from './axe.ts';
import { launch } from './launch.ts';
import { inTheHeader, lookAt, visit } from './look-at-a-page.ts';

/** A counsellor has over a hundred pages. */
const LONG = 1_200_000;

/** Pages that can be looked at: those that only lead on have nothing to show. A route without a fixture fails route-matrix.pg.test.ts. */
const shown = routes.filter((route) => route.view && fixturePaths.includes(route.path) && !fixtureOf(route).leadsOn && opensFor(route));

/** Some addresses are there for nobody in this world, e.g. an identity provider that is not set. */
function opensFor(route: Route): boolean {
  const { opens, as = 'visitor' } = fixtureOf(route);
  return !opens || opens.includes(as);
}

/** Those who have a page of their own to look at. */
const lookers = players.filter((player) => shown.some((route) => playerOf(route) === player));

/** Declares the tests that look at every page of the route list, as the player who has it, in a language; a language to a file, so that they run beside each other. */
export async function lookAtEveryPage(lang: Language): Promise<void> {
  const site = await testSite({ built: true });
  const base = await site.server.listen({ port: 0, host: '127.0.0.1' });
  let browser: Browser;
  let world: SeededWorld;

  beforeAll(async () => {
    browser = await launch();
    world = await seedWorld(site);
  });
  afterAll(async () => await browser.close());

  /** A device on which a player is signed in. */
  async function deviceOf(player: Player): Promise<{ context: BrowserContext; page: Page; cookie: string | undefined }> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, timezoneId: 'Europe/Rome' });
    context.setDefaultTimeout(120_000);
    const cookie = await sessionOf(site, world, player);
    if (cookie) {
      const [name = '', value = ''] = cookie.split('=');
      await context.addCookies([{ name, value, url: base }]);
    }
    return { context, page: await context.newPage(), cookie };
  }

  test.for(lookers)(
    'the pages of the %s with data: nothing for axe in light or dark, nothing wider than a phone',
    { timeout: LONG },
    async (player) => {
      const { context, page } = await deviceOf(player);
      const found: string[] = [];
      const own = shown.filter((one) => playerOf(one) === player);
      for (const { path, address } of own.flatMap((one) => addressesOf(one, world).map((address) => ({ path: one.path, address })))) {
        const answer = await visit(page, `${base}/${lang}${address}`);
        if (answer === 'a file') continue;
        const problems = answer?.status() === 200 ? await lookAt(page, lang) : [`status ${answer?.status()}`];
        found.push(...problems.map((problem) => `${path}: ${problem}`));
      }
      found.push(...(await inTheHeader(page)).map((problem) => `header: ${problem}`));
      await context.close();
      expect(found).toEqual([]);
    },
  );

  test.for(lookers)('axe finds nothing on the forms of the %s when they come back with errors', { timeout: LONG }, async (player) => {
    const { context, page, cookie } = await deviceOf(player);
    const found: string[] = [];
    for (const route of shown.filter((one) => one.submit && playerOf(one) === player)) {
      const path = `/${lang}${addressOf(route, world)}`;
      const answer = await site.post(path, { _key: 'not-a-key' }, cookie);
      if (answer.statusCode !== 422) continue;
      const html = { status: 422, contentType: 'text/html; charset=utf-8', body: answer.body };
      await page.route(`${base}${path}`, async (asked) => await asked.fulfill(html));
      await page.goto(`${base}${path}`, { waitUntil: 'load' });
      // What stands round it was looked at with the page itself.
      for (const problem of await violations(page, { within: 'main' })) found.push(`${route.path}: ${problem}`);
      await page.unroute(`${base}${path}`);
    }
    await context.close();
    expect(found).toEqual([]);
  });
}
