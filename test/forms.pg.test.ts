import { randomUUID } from 'node:crypto';
import type { LightMyRequestResponse } from 'fastify';
import { expect, test } from 'vitest';
import { seedWorld, sessionOf, type Player } from '#test/fixtures';
import { formsOf, sameText, send, typedFields, type Sending, type TriedForm } from '#test/fixtures-forms';
import { fixtureOf } from '#test/fixtures-routes';
import { testSite, type FormFields } from '#test/site';
import { routes } from '../src/app/site.ts';

const site = await testSite();
const world = await seedWorld(site);
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

test('a megabyte is answered with a clear page, and more than a form takes at all with another', async () => {
  const megabyte = 'a'.repeat(1024 * 1024);
  const written = filled.filter((form) => textsOf(form).length > 0);
  const long = (form: TriedForm): Sending => ({ fields: { ...form.valid, [textsOf(form)[0] ?? '']: megabyte } });
  expect(await problems(written, long, unclear)).toEqual([]);
  const [form] = written;
  if (form) expect((await sent(form, { fields: { ...form.valid, rest: megabyte.repeat(5) } })).statusCode).toBe(413);
  expect(written.length).toBeGreaterThan(30);
});
