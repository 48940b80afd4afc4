import { randomUUID } from 'node:crypto';
import type { LightMyRequestResponse } from 'fastify';
import { expect, test } from 'vitest';
import { seededSite, sessionOf, type Player } from '#test/fixtures';
import { filingForms, formsOf, sameText, send, typedFields, type Sending, type TriedForm } from '#test/fixtures-forms';
import { fixtureOf } from '#test/fixtures-routes';
import { changedTables, rowPrints } from '#test/row-prints';
import { type FormFields } from '#test/site';
import { routes } from '../src/app/site.ts';

const { site, world } = await seededSite();
const forms = formsOf(routes, world);
const filled = forms.filter(({ names }) => names.length > 0);

/** What a form may answer to what it cannot take; anything else is a defect. */
const CLEAR = new Set([303, 404, 409, 413, 422, 429]);

/** Words that are on no list, and have the shape of nothing that could be. */
const NO_CHOICE = 'not on the list!';

const allFields = (form: TriedForm, value: string): FormFields => Object.fromEntries(form.names.map((name) => [name, value]));
const sent = async (form: TriedForm, sending: Sending): Promise<LightMyRequestResponse> => await send(site, world, form, sending);

/** The page of each form as its player opened it, before anything was sent. */
const shown = new Map<TriedForm, string>();
for (const form of filled) shown.set(form, (await site.get(form.address, await sessionOf(site, world, form.player))).body);

/** The fields of a form in which one types. */
const textsOf = (form: TriedForm): string[] => typedFields(shown.get(form) ?? '').filter((name) => form.names.includes(name));

/** Sends something to every form and answers what is wrong with what comes back. */
async function problems(
  of: readonly TriedForm[],
  sending: (form: TriedForm) => Sending,
  judge: (answer: LightMyRequestResponse, form: TriedForm) => string | false,
): Promise<string[]> {
  const found: string[] = [];
  for (const form of of) {
    const problem = judge(await sent(form, sending(form)), form);
    if (problem) found.push(`${form.route.path}: ${problem}`);
  }
  return found;
}

const unclear = ({ statusCode }: LightMyRequestResponse) => !CLEAR.has(statusCode) && `status ${statusCode}`;
const hasSummary = ({ body }: LightMyRequestResponse) => body.includes('error-summary');

test('there are forms, and each is tried', () => {
  expect(forms.length).toBeGreaterThan(50);
  expect(filled.length).toBeGreaterThan(30);
});

test('what would be wrong is seen', () => {
  const answer = (statusCode: number, body = '') => ({ statusCode, body }) as LightMyRequestResponse; // all that the judges look at
  expect(unclear(answer(500))).toBe('status 500');
  expect(unclear(answer(422))).toBe(false);
  expect(hasSummary(answer(422, '<main></main>'))).toBe(false);
  expect([isMarkup('<p><script>alert(1)</script>'), isMarkup('&lt;script>alert(1)&lt;/script>')]).toEqual([true, false]);
  expect(
    typedFields(
      '<input type="hidden" name="a"/><input type="text" name="b"/><textarea id="c" name="c"></textarea><input type="password" name="d"/>',
    ),
  ).toEqual(['b', 'c']);
  expect(sameText('<p>record 018f0000-0000-7000-8000-000000000001 is not there</p>')).toBe('<p>record KEY is not there</p>');
});

test('a form that another site sends is refused', async () => {
  const judge = (answer: LightMyRequestResponse) => answer.statusCode !== 403 && `status ${answer.statusCode}`;
  expect(
    await problems(
      forms,
      (form) => ({ fields: form.valid, headers: { 'sec-fetch-site': 'cross-site', origin: 'https://elsewhere.example' } }),
      judge,
    ),
  ).toEqual([]);
  const withSession = forms.filter(({ player }) => player !== 'visitor');
  expect(
    await problems(
      withSession,
      (form) => ({ fields: form.valid, headers: { 'sec-fetch-site': '', origin: 'https://elsewhere.example' } }),
      judge,
    ),
  ).toEqual([]);
});

test('a form without a key is refused wherever sending it twice would do it twice', async () => {
  const once = forms.filter(({ route }) => !route.repeatable);
  expect(
    await problems(
      once,
      (form) => ({ fields: form.valid, key: null }),
      (answer) => answer.statusCode !== 422 && `status ${answer.statusCode}`,
    ),
  ).toEqual([]);
  expect(
    await problems(
      once,
      (form) => ({ fields: form.valid, key: 'not-a-key' }),
      (answer) => answer.statusCode !== 422 && `status ${answer.statusCode}`,
    ),
  ).toEqual([]);
});

// Before any form is sent that is right: what is done once cannot be tried again.
/** The sentences of the summary of what is wrong that lead to a field. */
function sentencesAbout(html: string, name: string): string[] {
  const summary = /<div class="error-summary".*?<\/div>/s.exec(html)?.[0] ?? '';
  const tags = [...html.matchAll(new RegExp(`<(?:input|textarea|select)\\b[^>]*\\bname="${name}"[^>]*>`, 'g'))].map(([tag]) => tag);
  const tag = tags.find((one) => !one.includes('type="hidden"')) ?? '';
  const id = /\bid="([^"]+)"/.exec(tag)?.[1] ?? name;
  return [...summary.matchAll(/<a href="#([^"]+)">(.*?)<\/a>/gs)].flatMap(([, to, words = '']) => (to === id ? [words] : []));
}

/** Texts have a limit; a day or a number says what it should look like. */
const TOLD = /“[^”]+” is too long. Use at most [\d,]+ characters|Give a day that exists for “|” as a whole number in digits/;

test('a megabyte in a field is answered with a sentence about it, and every word is kept', async () => {
  const megabyte = 'a'.repeat(1024 * 1024);
  const found: string[] = [];
  const written = filled.filter((form) => textsOf(form).length > 0);
  const limits: string[] = [];
  for (const form of written) {
    const [long = '', ...others] = textsOf(form).toSorted((a, b) => Number(isArea(form, b)) - Number(isArea(form, a)));
    const words = Object.fromEntries(others.map((name) => [name, `kept ${name} <words>`]));
    const { statusCode, body } = await sent(form, { fields: { ...form.valid, ...words, [long]: megabyte } });
    const about = sentencesAbout(body, long);
    const lost = others.filter((name) => !body.includes(`kept ${name} &lt;words`));
    if (statusCode !== 422) found.push(`${form.route.path} ${long}: status ${statusCode}`);
    else if (about.length === 0) found.push(`${form.route.path}: nothing is said about ${long}`);
    else if (lost.length > 0) found.push(`${form.route.path}: the words of ${lost.join(', ')} are lost`);
    else if (!body.includes(megabyte)) found.push(`${form.route.path}: the long text of ${long} is lost`);
    limits.push(...about.filter((sentence) => TOLD.test(sentence)));
  }
  expect(found).toEqual([]);
  expect(written.length).toBeGreaterThan(100);
  expect(limits.length).toBeGreaterThan(written.length * 0.9);
});

const isArea = (form: TriedForm, name: string): boolean => new RegExp(`<textarea[^>]*\\bname="${name}"`).test(shown.get(form) ?? '');

/** Some who pass the gates of most forms and own none of the records; the matrix of routes and roles tries all. */
const strangers: readonly Player[] = ['otherPerson', 'counsellorAbroad', 'otherProvider', 'editor'];

test("with another person's id in the address a form answers as if there were no such thing", async () => {
  const found: string[] = [];
  let compared = 0;
  for (const form of forms) {
    const { opens } = fixtureOf(form.route);
    const [id] = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/.exec(form.address.split('?')[0] ?? '') ?? [];
    if (!opens || !id || form.address.includes('token=')) continue;
    for (const stranger of strangers.filter((player) => !opens.includes(player))) {
      const another = randomUUID();
      const theirs = await sent(form, { fields: form.valid, as: stranger });
      const none = await sent(form, { fields: form.valid, as: stranger, address: form.address.replace(id, another) });
      compared += 1;
      if (theirs.statusCode !== 404 || none.statusCode !== 404)
        found.push(`${form.route.path} as ${stranger}: ${theirs.statusCode}, and ${none.statusCode} where there is nothing`);
      else if (sameText(theirs.body, id, another) !== sameText(none.body, id, another))
        found.push(`${form.route.path} as ${stranger}: the two pages differ`);
    }
  }
  expect(found).toEqual([]);
  expect(compared).toBeGreaterThan(100);
});

test('a choice that is not on the list is refused', async () => {
  const found: string[] = [];
  for (const form of filled) {
    for (const [name, value] of Object.entries(form.valid)) {
      if (!isChosen(shown.get(form) ?? '', name) || value === '') continue;
      const answer = await sent(form, { fields: { ...form.valid, [name]: NO_CHOICE } });
      if (answer.statusCode !== 422) found.push(`${form.route.path} ${name}: status ${answer.statusCode}`);
    }
  }
  expect(found).toEqual([]);
});

/** Whether a field is one of radio buttons or a select. */
function isChosen(html: string, name: string): boolean {
  return (
    new RegExp(`<select[^>]*\\bname="${name}"`).test(html) ||
    [...html.matchAll(/<input\b[^>]*type="radio"[^>]*>/g)].some(([tag]) => tag.includes(`name="${name}"`))
  );
}

test('a form sent empty says what is missing, or has nothing that must be there', async () => {
  const found = await problems(
    filled,
    () => ({ fields: {} }),
    (answer) => unclear(answer) || (answer.statusCode === 422 && !hasSummary(answer) && 'no summary of what is wrong'),
  );
  expect(found).toEqual([]);
});

test.for([
  '-1',
  '99999999999999999999',
  '2026-02-31',
  'nonsense',
  '\u0000',
  'a\u0000b\u0007c\u202ed\u2066e\u001b[31m',
  '🦊 \u0301\u0301\u0301',
  '%00%0a',
  "'; drop table people.people; --",
])('a form sent with %j in every field answers with a clear page', async (value) => {
  expect(await problems(filled, (form) => ({ fields: allFields(form, value) }), unclear)).toEqual([]);
});

test('what was typed stands in the form again when something is wrong', async () => {
  const found: string[] = [];
  let kept = 0;
  for (const form of filled) {
    const texts = textsOf(form);
    const wrong = Object.fromEntries(form.names.map((name) => [name, texts.includes(name) ? `kept ${name} <words>` : NO_CHOICE]));
    const answer = await sent(form, { fields: wrong });
    if (answer.statusCode !== 422) continue;
    for (const name of texts) {
      kept += 1;
      if (!answer.body.includes(`kept ${name} &lt;words`)) found.push(`${form.route.path}: the words of ${name} are lost`);
    }
  }
  expect(found).toEqual([]);
  expect(kept).toBeGreaterThan(60);
});

const MARKUP = `<script>alert(1)</script>"'><img src=x onerror=alert(1)>`;

test('markup in every field comes back as text, and is shown as text where it was stored', async () => {
  const found = await problems(
    filled,
    (form) => ({ fields: allFields(form, MARKUP) }),
    (answer) => unclear(answer) || (isMarkup(answer.body) && 'markup on the page that came back'),
  );
  for (const form of filled) {
    const texts = textsOf(form);
    const answer = await sent(form, { fields: { ...form.valid, ...Object.fromEntries(texts.map((name) => [name, MARKUP])) } });
    const led =
      answer.statusCode === 303 ? await site.get(String(answer.headers.location), await sessionOf(site, world, form.player)) : answer;
    if (isMarkup(led.body))
      found.push(`${form.route.path}: markup at ${led.statusCode === 200 ? String(answer.headers.location) : 'the form'}`);
  }
  expect(found).toEqual([]);
});

function isMarkup(body: string): boolean {
  return body.includes('<script>alert') || body.includes('<img src=x');
}

test('no field takes a text without a bound', () => {
  const long = 'a'.repeat(6_001);
  const found: string[] = [];
  for (const { route, names, valid } of filled) {
    for (const name of names) {
      const read = route.body?.safeParse({ ...Object.fromEntries(names.map((one) => [one, ''])), ...valid, [name]: long });
      if (read?.success && JSON.stringify(read.data).length > 5_500) found.push(`${route.path} ${name}`);
    }
  }
  expect(found).toEqual([]);
});

test('more than a form takes at all is answered with a page that says what to do', async () => {
  const [form] = filled.filter((one) => textsOf(one).length > 0);
  if (!form) throw new Error('no form has a text');
  const { statusCode, body } = await sent(form, { fields: { ...form.valid, rest: 'a'.repeat(5 * 1024 * 1024) } });
  expect(statusCode).toBe(413);
  expect(body).toContain('go back');
});

const KILO = 1024;
/** Files that no form takes, each with what is wrong with it. */
const wrongFiles = {
  empty: { name: 'empty.jpg', bytes: Buffer.alloc(0) },
  'of more than 10 MB': { name: 'large.pdf', bytes: Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(10 * KILO * KILO + 1, 32)]) },
  'a page named as a picture': { name: 'page.jpg', bytes: Buffer.from('<!doctype html><script>alert(1)</script>') },
  'a page named as a list': { name: 'page.csv', bytes: Buffer.from('<!doctype html><script>alert(1)</script>') },
  'a program': { name: 'run.exe', bytes: Buffer.concat([Buffer.from('MZ'), Buffer.alloc(KILO)]) },
};

test.for(Object.entries(wrongFiles))(
  'a file that is %s is refused beside its field, the words are kept and nothing is stored',
  async ([, file]) => {
    const found: string[] = [];
    const taking = filingForms(forms, world);
    for (const form of taking) {
      const session = await sessionOf(site, world, form.player);
      const opened = (await site.get(form.address, session)).body;
      const texts = typedFields(opened).filter((name) => form.names.includes(name));
      const before = await rowPrints(site.db);
      const { statusCode, body } = await sent(form, { fields: form.valid, files: { file }, session });
      const say = (problem: string) => found.push(`${form.route.path}: ${problem}`);
      if (![413, 422].includes(statusCode)) say(`status ${statusCode}`);
      else if (sentencesAbout(body, 'file').length === 0) say('nothing is said about the file');
      for (const [name, typed] of Object.entries(form.valid))
        if (texts.includes(name) && typeof typed === 'string' && !body.includes(typed)) say(`the words of ${name} are lost`);
      for (const table of changedTables(before, await rowPrints(site.db))) say(`wrote ${table}`);
    }
    expect(found).toEqual([]);
    expect(taking.length).toBeGreaterThan(15);
  },
);
