import { expect, test } from 'vitest';
import { addressOf, playerOf } from '#test/fixtures';
import { violations } from './support/axe.ts';
import { lookers, openPlayers, shown } from './support/players.ts';

const { site, world, base, deviceOf } = await openPlayers();

test.for(lookers)('axe finds nothing on the forms of the %s when they come back with errors', { timeout: 1_200_000 }, async (player) => {
  const { context, page, cookie } = await deviceOf(player);
  const found: string[] = [];
  for (const route of shown.filter((one) => one.submit && playerOf(one) === player)) {
    const path = `/en${addressOf(route, world)}`;
    const answer = await site.post(path, { _key: 'not-a-key' }, cookie);
    if (answer.statusCode !== 422) continue;
    const html = { status: 422, contentType: 'text/html; charset=utf-8', body: answer.body };
    await page.route(`${base}${path}`, async (asked) => await asked.fulfill(html));
    await page.goto(`${base}${path}`, { waitUntil: 'load' });
    // What stands round it is looked at with the page itself.
    for (const problem of await violations(page, { within: 'main' })) found.push(`${route.path}: ${problem}`);
    await page.unroute(`${base}${path}`);
  }
  await context.close();
  expect(found).toEqual([]);
});
