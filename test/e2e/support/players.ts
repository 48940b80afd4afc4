import { afterAll } from 'vitest';
import type { BrowserContext, Page } from 'playwright-core';
import type { Route } from '#kernel/http';
import { playerOf, players, seededSite, sessionOf, type Player, type SeededWorld } from '#test/fixtures';
import { fixtureOf, fixturePaths } from '#test/fixtures-routes';
import type { TestSite } from '#test/site';
import { routes } from '../../../src/app/site.ts';
import { bringAxe } from './axe.ts';
import { launch } from './launch.ts';

/** Some addresses are there for nobody in this world, e.g. an identity provider that is not set. */
function opensFor(route: Route): boolean {
  const { opens, as = 'visitor' } = fixtureOf(route);
  return !opens || opens.includes(as);
}

/** Pages that can be looked at: those that only lead on have nothing to show. A route without a fixture fails route-matrix.pg.test.ts. */
export const shown = routes.filter(
  (route) => route.view && fixturePaths.includes(route.path) && !fixtureOf(route).leadsOn && opensFor(route),
);

/** Those who have a page of their own to look at. */
export const lookers = players.filter((player) => shown.some((route) => playerOf(route) === player));

/** A seeded site that a browser reaches at `base`, and devices on which its players are signed in. */
export interface Players {
  site: TestSite;
  world: SeededWorld;
  base: string;
  deviceOf: (player: Player) => Promise<{ context: BrowserContext; page: Page; cookie: string | undefined }>;
}

/** Opens it for this test file. Call at the top of a *.e2e.ts. */
export async function openPlayers(): Promise<Players> {
  const { site, world } = await seededSite({ built: true });
  const base = await site.server.listen({ port: 0, host: '127.0.0.1' });
  const browser = await launch();
  afterAll(async () => await browser.close());
  return {
    site,
    world,
    base,
    deviceOf: async (player) => {
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, timezoneId: 'Europe/Rome' });
      context.setDefaultTimeout(120_000);
      await bringAxe(context);
      const cookie = await sessionOf(site, world, player);
      if (cookie) {
        const [name = '', value = ''] = cookie.split('=');
        await context.addCookies([{ name, value, url: base }]);
      }
      return { context, page: await context.newPage(), cookie };
    },
  };
}
