import type { LightMyRequestResponse } from 'fastify';
import { expect, test } from 'vitest';
import { addressesOf, seedWorld } from '#test/fixtures';
import { fixtureOf } from '#test/fixtures-routes';
import { testSite } from '#test/site';
import { routes } from '../src/app/site.ts';

/** What the first visit of any public page may cost (design, section 6). */
const BYTES = 40_000;
const SCRIPT_BYTES = 12_000;
const REQUESTS = 6;

// The demonstration: its lists are as long as those of a real network.
const site = await testSite({ network: 'demonstration', built: true });
const world = await seedWorld(site);

const plain = async (url: string): Promise<LightMyRequestResponse> => await site.get(url);
const size = async (url: string): Promise<number> => (await site.get(url, undefined, { 'accept-encoding': 'gzip' })).rawPayload.length;

/** Pages that a visitor may open, in the language of most and in the one that is written from the right. */
const pages = routes
  .filter((route) => route.view && route.who.kind === 'everyone')
  .filter((route) => !fixtureOf(route).leadsOn && !fixtureOf(route).opens)
  .flatMap((route) => addressesOf(route, world))
  .concat('/services', '/services?standing=reported', '/organisations?standing=reported')
  .flatMap((path) => ['en', 'ar'].map((lang) => `/${lang}${path}`));

/** Lessons of the real courses that a visitor may read, found as visitors find them: from the list to the course to the lesson. */
async function lessonsOf(lang: string): Promise<string[]> {
  const linksIn = async (url: string, form: RegExp) => [...new Set((await plain(url)).body.match(form))];
  const courses = await linksIn(`/${lang}/courses`, new RegExp(`/${lang}/courses/[a-z0-9-]+(?=")`, 'g'));
  const lessons = await Promise.all(courses.map((course) => linksIn(course, new RegExp(`${course}/[a-z0-9-]+(?=")`, 'g'))));
  const found = await Promise.all(lessons.flat().map(async (url) => ((await plain(url)).statusCode === 200 ? url : '')));
  return found.filter(Boolean);
}

/** What a page makes the browser fetch at once: styles, scripts, pictures. */
function fetched(html: string): { all: string[]; scripts: string[] } {
  const tags = [...html.matchAll(/<(?:link|script|img|iframe|source|video|audio)\b[^>]*>/g)].map(([tag]) => tag);
  const wanted = tags.filter((tag) => !tag.startsWith('<link') || /rel="(stylesheet|preload|modulepreload|icon|manifest)"/.test(tag));
  const addresses = wanted.map((tag) => /\b(?:src|href)="([^"]*)"/.exec(tag)?.[1] ?? '').filter((one) => one && !one.startsWith('data:'));
  const all = [...new Set(addresses)];
  return { all, scripts: all.filter((one) => one.endsWith('.js')) };
}

/** Scripts with those that they import, each once. */
async function withImports(scripts: readonly string[]): Promise<string[]> {
  const known = new Set(scripts);
  for (const script of known) {
    const { body } = await plain(script);
    for (const [, name = ''] of body.matchAll(/(?:\bfrom|\bimport)\s*["']\.\/([\w.-]+\.js)["']/g)) known.add(`/assets/${name}`);
  }
  return [...known];
}

interface Cost {
  bytes: number;
  scriptBytes: number;
  requests: number;
}

/** What a first visit transfers, compressed as browsers ask for it. */
async function costOf(url: string): Promise<Cost> {
  const { all, scripts } = fetched((await plain(url)).body);
  const imported = await withImports(scripts);
  const others = all.filter((one) => !scripts.includes(one));
  const sum = async (list: readonly string[]) => (await Promise.all(list.map(size))).reduce((total, one) => total + one, 0);
  const scriptBytes = await sum(imported);
  return { bytes: (await size(url)) + scriptBytes + (await sum(others)), scriptBytes, requests: 1 + imported.length + others.length };
}

const beyond = ({ bytes, scriptBytes, requests }: Cost) => bytes > BYTES || scriptBytes > SCRIPT_BYTES || requests > REQUESTS;

/** What a page asks of another site, keeps in the browser, or does besides its files. */
function faultsOf({ body, headers }: Pick<LightMyRequestResponse, 'body' | 'headers'>): string[] {
  const elsewhere = fetched(body).all.filter((one) => /^(https?:)?\/\//.test(one));
  const withoutPictures = body.replaceAll(/<svg[\s\S]*?<\/svg>/g, '');
  return [
    ...elsewhere.map((one) => `fetches ${one}`),
    ...(headers['set-cookie'] ? ['sets a cookie'] : []),
    ...(/<script(?![^>]*\bsrc=)(?![^>]*type="application\/(?:json|ld\+json)")/.test(body) ? ['has a script of its own'] : []),
    ...(/<[^>]+\s(?:style|on[a-z]+)="/.test(withoutPictures) ? ['has a style or a handler in a tag'] : []),
  ];
}

test('the pages of visitors are there, compressed, with style and script', async () => {
  expect(pages.length).toBeGreaterThan(50);
  const { all, scripts } = fetched((await plain('/en')).body);
  expect(all.some((one) => one.endsWith('.css'))).toBe(true);
  expect(scripts.length).toBeGreaterThan(0);
  for (const one of all) expect([one, (await plain(one)).statusCode]).toEqual([one, 200]);
  expect((await site.get('/en', undefined, { 'accept-encoding': 'gzip' })).headers['content-encoding']).toBe('gzip');
});

test('the first visit of every public page stays within its budget', async () => {
  const over: string[] = [];
  for (const url of pages) {
    const cost = await costOf(url);
    if (beyond(cost)) over.push(`${url}: ${cost.bytes} bytes, of them ${cost.scriptBytes} of script, in ${cost.requests} requests`);
  }
  expect(over).toEqual([]);
});

test('the lessons that visitors may read stay within it in each language that has them', async () => {
  const over: string[] = [];
  for (const lang of ['en', 'it', 'fr', 'ar']) {
    const lessons = await lessonsOf(lang);
    expect([lang, lessons.length > 1]).toEqual([lang, true]);
    for (const url of lessons) {
      const cost = await costOf(url);
      if (beyond(cost)) over.push(`${url}: ${JSON.stringify(cost)}`);
    }
  }
  expect(over).toEqual([]);
});

test('every public page of the demonstration says that it is one', async () => {
  const silent: string[] = [];
  for (const url of pages) {
    const { headers, body } = await plain(url);
    if (String(headers['content-type']).startsWith('text/html') && !body.includes('class="demo-banner"')) silent.push(url);
  }
  expect(silent).toEqual([]);
});

test('a cost beyond the budget would be seen', () => {
  const within = { bytes: 39_000, scriptBytes: 11_000, requests: 6 };
  const costs = [within, { ...within, bytes: 40_001 }, { ...within, scriptBytes: 12_001 }, { ...within, requests: 7 }];
  expect(costs.map(beyond)).toEqual([false, true, true, true]);
  const html =
    '<link rel="stylesheet" href="/a.css"/><script src="/b.js"></script><img src="https://x.example/c.png"/><link rel="alternate" href="/it"/>';
  expect(fetched(html)).toEqual({ all: ['/a.css', '/b.js', 'https://x.example/c.png'], scripts: ['/b.js'] });
});

test('no public page asks another site for anything, sets a cookie, or carries a script of its own', async () => {
  const found: string[] = [];
  for (const url of pages) found.push(...faultsOf(await plain(url)).map((fault) => `${url} ${fault}`));
  expect(found).toEqual([]);
});

test('a fault of a page would be seen', () => {
  const faults = (body: string, headers = {}) => faultsOf({ body, headers });
  expect(faults('<a href="https://elsewhere.example/">x</a><script src="/assets/a.js"></script><svg style="x"></svg>')).toEqual([]);
  expect(faults('<script src="//elsewhere.example/a.js"></script>')).toEqual(['fetches //elsewhere.example/a.js']);
  expect(faults('', { 'set-cookie': 'a=b' })).toEqual(['sets a cookie']);
  expect(faults('<script>go()</script>')).toEqual(['has a script of its own']);
  expect(faults('<p onclick="go()">')).toEqual(['has a style or a handler in a tag']);
});

test('every answer tells the browser what it may do with it', async () => {
  for (const url of ['/en', '/ar/services', '/en/sign-in', '/en/nowhere', '/en/desk']) {
    const { headers } = await plain(url);
    const policy = String(headers['content-security-policy']).split(';');
    for (const rule of [
      "default-src 'self'",
      "script-src 'self'",
      "style-src 'self'",
      "frame-ancestors 'none'",
      "base-uri 'none'",
      "object-src 'none'",
    ])
      expect(policy, url).toContain(rule);
    expect(policy.join(), url).not.toMatch(/unsafe|https?:|\*/);
    expect(headers, url).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'same-origin' });
  }
});
