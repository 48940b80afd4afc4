import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { addressOf, playerOf, seedWorld } from '#test/fixtures';
import { fixtureOf } from '#test/fixtures-routes';
import { testSite } from '#test/site';
import { routes } from '../src/app/site.ts';

const MOST_BYTES = 40_000;
const MOST_SCRIPT = 12_000;
const MOST_REQUESTS = 6;

const site = await testSite({ built: true });
const world = await seedWorld(site);
const shown = routes.filter(
  ({ view, path }) => view && playerOf({ path }) === 'visitor' && !fixtureOf({ path }).leadsOn && !fixtureOf({ path }).opens,
);

/** What a browser fetches besides the page, and from where. */
function fetched(html: string): string[] {
  const links = [...html.matchAll(/<link[^>]+rel="(?:stylesheet|icon|modulepreload)"[^>]*>/g)].map(
    ([tag]) => /href="([^"]+)"/.exec(tag)?.[1] ?? '',
  );
  const sources = [...html.matchAll(/<(?:script|img|iframe|source|video|audio)[^>]+src="([^"]+)"/g)].map((match) => match[1] ?? '');
  return [...new Set([...links, ...sources])].filter((address) => !address.startsWith('data:'));
}

test('public pages are many, and none sets a cookie or asks another site for anything', async () => {
  expect(shown.length).toBeGreaterThan(15);
  for (const route of shown) {
    const answer = await site.get(`/en${addressOf(route, world)}`);
    if (answer.headers['content-disposition']) continue;
    expect(answer.statusCode, route.path).toBe(200);
    expect(answer.headers['set-cookie'], route.path).toBeUndefined();
    expect(String(answer.headers['content-security-policy']), route.path).toContain("default-src 'self'");
    expect(
      fetched(answer.body).filter((address) => !address.startsWith('/')),
      route.path,
    ).toEqual([]);
  }
});

test('the first visit of a public page stays within 40 kB, 6 requests and 12 kB of script', async () => {
  const over: string[] = [];
  for (const route of shown) {
    const answer = await site.get(`/ar${addressOf(route, world)}`);
    if (answer.headers['content-disposition']) continue;
    const parts = fetched(answer.body);
    let bytes = gzipSync(answer.body).length;
    let script = 0;
    for (const part of parts) {
      const file = await site.get(part);
      expect(file.statusCode, `${route.path} ${part}`).toBe(200);
      const size = gzipSync(file.rawPayload).length;
      bytes += size;
      if (part.endsWith('.js')) script += size;
    }
    const requests = 1 + parts.length;
    if (bytes > MOST_BYTES || script > MOST_SCRIPT || requests > MOST_REQUESTS)
      over.push(`${route.path}: ${bytes} bytes, ${script} of script, ${requests} requests`);
  }
  expect(over).toEqual([]);
});
