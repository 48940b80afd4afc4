import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Language } from '#kernel/i18n';
import { addressOf, seededSite, sessionOf, type Player } from '#test/fixtures';
import { openLighthouse, type Rater } from './support/lighthouse.ts';

/** What each page is to reach in accessibility and best practices (design, section 6). */
const LEAST = 98;

const { site, world } = await seededSite({ built: true });
const base = await site.server.listen({ port: 0, host: '127.0.0.1' });
let rater: Rater;

beforeAll(async () => {
  rater = await openLighthouse(['accessibility', 'best-practices']);
});
afterAll(async () => await rater.close());

/** One page of each kind, for each kind of reader. */
const pages: readonly [player: Player, lang: Language, path: string][] = [
  ['visitor', 'en', '/'],
  ['visitor', 'ar', '/corridors/:origin/:destination'],
  ['visitor', 'fr', '/services'],
  ['visitor', 'en', '/offices/:code/book'],
  ['counsellor', 'ar', '/desk/cases/:id'],
  ['person', 'en', '/me'],
];

test.for(pages)('the %s finds a page that Lighthouse rates at least 98: %s %s', async ([player, lang, path]) => {
  const address = path === '/' ? '' : addressOf({ path }, world);
  const { scores, faults } = await rater.rate(`${base}/${lang}${address}`, await sessionOf(site, world, player));
  expect(Object.keys(scores)).toEqual(['accessibility', 'best-practices']);
  expect([Object.entries(scores).filter(([, score]) => score < LEAST), faults]).toEqual([[], faults]);
});

test('a page with faults is rated lower', async () => {
  const server = createServer((_, answer) => answer.setHeader('content-type', 'text/html').end('<img src="/x.png"><input>')).listen(0);
  const { port } = server.address() as AddressInfo; // it listens on a port
  const { scores, faults } = await rater.rate(`http://127.0.0.1:${port}/`);
  server.close();
  expect(scores['accessibility']).toBeLessThan(LEAST);
  expect(faults.join()).toContain('image-alt');
});
