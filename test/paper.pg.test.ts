import { extractText, getDocumentProxy } from 'unpdf';
import { expect, test } from 'vitest';
import { addressesOf, playerOf, seededSite, sessionOf } from '#test/fixtures';
import { fixtureOf } from '#test/fixtures-routes';
import { routes } from '../src/app/site.ts';

const { site, world } = await seededSite();
const shown = routes.filter((route) => route.view && !fixtureOf(route).leadsOn);

interface Paper {
  path: string;
  address: string;
  html: string;
  session: Awaited<ReturnType<typeof sessionOf>>;
}

/** Every page that says at its end that it can be had as PDF. */
const papers: Paper[] = [];
for (const { route, address } of shown.flatMap((one) => addressesOf(one, world).map((at) => ({ route: one, address: at })))) {
  const session = await sessionOf(site, world, playerOf(route));
  const { body, statusCode } = await site.get(`/en${address}`, session);
  if (statusCode === 200 && body.includes('class="paper-link"')) papers.push({ path: route.path, address, html: body, session });
}

const asPdf = (address: string, lang = 'en') => `/${lang}${address}${address.includes('?') ? '&' : '?'}format=pdf`;
const titleOf = (html: string) => /<title>(.*?)(?: [–-] |<)/.exec(html)?.[1] ?? '';

test.each(['en', 'ar'])('every page that offers itself as PDF is one, tagged, in %s', async (lang) => {
  const wrong: string[] = [];
  for (const { path, address, session } of papers) {
    const answer = await site.get(asPdf(address, lang), session);
    if (answer.headers['content-type'] !== 'application/pdf') {
      wrong.push(`${path}: ${answer.statusCode} ${answer.headers['content-type']}`);
      continue;
    }
    const document = await getDocumentProxy(new Uint8Array(answer.rawPayload));
    const { text } = await extractText(document, { mergePages: true });
    if (!(await document.getMarkInfo())?.Marked) wrong.push(`${path}: not tagged`);
    if (text.length < 100) wrong.push(`${path}: nearly empty`);
    if (text.includes('\u{FFFD}')) wrong.push(`${path}: a character without a letter`);
  }
  expect(wrong).toEqual([]);
  expect(papers.map(({ path }) => path)).toEqual(
    expect.arrayContaining(['/consultations/:id', '/peer-reviews/:id', '/forums/meetings/:id', '/practices/:id', '/surveys/results/:id']),
  );
});

test('a paper says what its page says, under its title, with its address and no secret of a link', async () => {
  const one = papers.find(({ path }) => path === '/forums/meetings/:id');
  const answer = await site.get(`${asPdf(one?.address ?? '')}&token=a-secret-that-is-long-enough`, one?.session);
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(answer.rawPayload)), { mergePages: true });
  const flat = text.replaceAll(/\s+/gu, ' ');
  for (const words of ['Hours of the counter', 'Open in the evening.', 'Town hall', titleOf(one?.html ?? '?')])
    expect(flat).toContain(words);
  expect(flat).not.toContain('a-secret');
  expect(String(answer.headers['content-disposition'])).toContain('meeting-en.pdf');
});

test('a page that is closed to somebody is closed as PDF too', async () => {
  const desk = papers.filter(({ path }) => path.startsWith('/desk/'));
  expect(desk.length).toBeGreaterThan(2);
  for (const { address, path } of desk) {
    const answer = await site.get(asPdf(address));
    expect(answer.statusCode, path).toBeGreaterThan(300);
    expect(answer.headers['content-type'], path).not.toBe('application/pdf');
  }
});

test('a page that does not offer itself stays a page', async () => {
  const answer = await site.get('/en/offices?format=pdf');
  expect(answer.headers['content-type']).toContain('text/html');
});
