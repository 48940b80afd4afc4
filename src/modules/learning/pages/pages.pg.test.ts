import { beforeAll, describe, expect, test } from 'vitest';
import { asSystem, newId } from '#kernel/db';
import { plantAccount, plantRole } from '#test/plant';
import { testSite, type SessionCookie } from '#test/site';
import { importCourses } from '../import-courses.ts';
import { readSampleFile, sampleCourse, stepsSvg } from '../sample-course.fixtures.ts';

const site = await testSite();
const learner = await plantAccount(site.db, { name: 'Learner' });
const editor = await plantAccount(site.db, { name: 'Editor' });
await plantRole(site.db, editor.accountId, 'editor');
let session: SessionCookie;
let desk: SessionCookie;

beforeAll(async () => {
  const report = await asSystem(
    site.db.owner,
    async (trx) => await importCourses(trx, [sampleCourse], { readFile: readSampleFile, now: site.network.now() }),
  );
  expect(report.problems).toEqual([]);
  session = await site.signIn(learner.accountId, 1);
  desk = await site.signIn(editor.accountId, 2);
});

const answer = async (form: Record<string, string | string[]>) =>
  await site.post(
    '/en/courses/sample-course/first/answer',
    { do: 'answered', item: '', choice: '', number: '', text: '', ...form },
    session,
  );

describe('a visitor', () => {
  test('finds the course by audience, language and way, and not by others', async () => {
    for (const filter of ['', '?audience=founders', '?language=ar', '?mode=distance', '?q=sample']) {
      expect((await site.get(`/en/courses${filter}`)).body).toContain('/en/courses/sample-course');
    }
    for (const filter of ['?audience=officers', '?language=it', '?mode=class', '?q=nothing', '?audience=%00&mode=']) {
      const page = await site.get(`/en/courses${filter}`);
      expect(page.statusCode).toBe(200);
      if (filter !== '?audience=%00&mode=') expect(page.body).not.toContain('/en/courses/sample-course');
    }
  });

  test('reads the first lesson and is asked to sign in for the next, without any cookie', async () => {
    const first = await site.get('/en/courses/sample-course/first');
    expect(first.body).toContain('<h2>Why</h2>');
    expect(first.body).toContain('<strong>in</strong>');
    expect(first.headers['set-cookie']).toBeUndefined();
    expect(first.body).not.toContain('courses-worker');
    const second = await site.get('/en/courses/sample-course/second');
    expect(second.body).toContain('/en/sign-in?next=');
    expect(second.body).not.toContain('A baker (made up)');
  });

  test('tries a question without a script and is told at once', async () => {
    const right = await site.get('/en/courses/sample-course/first?item=one-right&choice=b');
    expect(right.body).toContain('Yes: sales less costs.');
    const wrong = await site.get('/en/courses/sample-course/first?item=sum&number=12');
    expect(wrong.body).toContain('Take one from the other.');
    expect((await site.get('/en/courses/sample-course/first?item=%3Cb%3E&choice=%00')).statusCode).toBe(200);
  });

  test('reads from right to left what is written so', async () => {
    const page = await site.get('/ar/courses/sample-course');
    expect(page.body).toContain('dir="rtl"');
    expect(page.body).toContain('دورة للتجربة');
  });

  test('meets no page of a course or lesson that is not there', async () => {
    expect((await site.get('/en/courses/nothing')).statusCode).toBe(404);
    expect((await site.get('/en/courses/sample-course/nothing')).statusCode).toBe(404);
    expect((await site.get('/en/courses/UPPER%00')).statusCode).toBe(404);
  });

  test('is given a picture that runs nothing, whole or in part', async () => {
    const [, address = ''] = /src="(\/media\/[^"]+)"/.exec((await site.get('/en/courses/sample-course/first')).body) ?? [];
    const whole = await site.get(address);
    expect(whole.body).toBe(stepsSvg);
    expect(whole.headers['content-security-policy']).toContain('sandbox');
    const part = await site.get(address, undefined, { range: 'bytes=5-9' });
    expect([part.statusCode, part.body, part.headers['content-range']]).toEqual([
      206,
      stepsSvg.slice(5, 10),
      `bytes 5-9/${stepsSvg.length}`,
    ]);
    expect((await site.get(address, undefined, { range: 'bytes=9999-' })).statusCode).toBe(416);
    expect((await site.get('/media/nothing')).statusCode).toBe(404);
    expect((await site.get(`/media/${newId()}`)).statusCode).toBe(404);
  });

  test('cannot send what a device did', async () => {
    const sent = await site.server.inject({ method: 'POST', url: '/learning/events', payload: { device: newId(), now: 1, events: [] } });
    expect(sent.statusCode).toBe(401);
  });
});

describe('a learner', () => {
  test('begins, answers, is told, tries again, hands in and finishes', async () => {
    expect((await site.post('/en/me/courses/sample-course/begin', {}, session)).headers.location).toBe(
      '/en/courses/sample-course/first?notice=learning.notice.begun',
    );
    expect((await answer({ item: 'one-right', choice: 'a' })).headers.location).toBe('/en/courses/sample-course/first#q-one-right');
    expect((await site.get('/en/courses/sample-course/first', session)).body).toContain('Sales are what comes in.');
    await answer({ item: 'one-right', choice: 'b' });
    await answer({ item: 'some-right', choice: ['a', 'b'] });
    await answer({ item: 'sum', number: '750' });
    await answer({ do: 'finished' });
    await site.post(
      '/en/courses/sample-course/second/answer',
      { do: 'handed-in', item: 'my-list', choice: '', number: '', text: 'Bread' },
      session,
    );
    await site.post('/en/courses/sample-course/second/answer', { do: 'finished', item: '', choice: '', number: '', text: '' }, session);
    expect((await site.get('/en/courses/sample-course', session)).body).toContain('Course finished on');
    expect((await site.get('/en/courses/sample-course/second', session)).body).toContain('Bread');
    const { rows } = await site.db.superuser.query<{ kind: string; sequence: string }>(
      'select kind, sequence from learning.events order by sequence',
    );
    expect(rows.map(({ kind }) => kind)).toEqual(['answered', 'answered', 'answered', 'answered', 'finished', 'handed-in', 'finished']);
    expect(rows.map(({ sequence }) => Number(sequence))).toEqual(rows.map((_row, index) => index + 1));
  });

  test('who answers nothing, or not what was asked, is told beside the question and keeps the words', async () => {
    const nothing = await answer({ item: 'one-right' });
    expect(nothing.statusCode).toBe(422);
    expect(nothing.body).toContain('Choose or write an answer.');
    expect((await answer({ item: 'sum', number: '' })).body).toContain('Write a number');
    expect((await answer({ item: 'gone', choice: 'a' })).statusCode).toBe(404);
    expect((await answer({ do: 'handed-in', item: 'my-list', text: '' })).statusCode).toBe(404);
  });

  test('sends from a device: twice the same is kept once, nonsense is refused', async () => {
    const [, study = ''] = /data-study="([^"]+)"/.exec((await site.get('/en/courses/sample-course/first', session)).body) ?? [];
    const deed = { id: newId(), study, sequence: 1, kind: 'answered', lesson: 'first', item: 'one-right', choices: ['b'], at: Date.now() };
    const send = async (payload: object, headers = {}) =>
      await site.server.inject({
        method: 'POST',
        url: '/learning/events',
        payload,
        headers: { cookie: session, 'sec-fetch-site': 'same-origin', ...headers },
      });
    const batch = { device: newId(), now: Date.now(), events: [deed] };
    expect((await send(batch)).json()).toEqual({ kept: [deed.id], foreign: [], unreadable: [] });
    expect((await send(batch)).json()).toEqual({ kept: [deed.id], foreign: [], unreadable: [] });
    expect((await site.db.superuser.query('select from learning.events where id = $1', [deed.id])).rowCount).toBe(1);
    expect((await send({ device: 'x', events: 'y' })).statusCode).toBe(422);
    expect((await send({ ...batch, events: Array.from({ length: 501 }, () => deed) })).statusCode).toBe(422);
    expect((await send(batch, { 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403);
  });
});

describe('an editor', () => {
  test('writes a course from nothing to its publishing', async () => {
    const facts = {
      office: 'network',
      lang: 'en',
      title: 'Selling',
      summary: 'How to sell.',
      audience: 'founders',
      mode: 'distance',
      minutes: '15',
    };
    const made = await site.post('/en/teaching/courses/new', facts, desk);
    const [, id = ''] = /courses\/([0-9a-f-]{36})/.exec(String(made.headers.location)) ?? [];
    const here = `/en/teaching/courses/${id}`;
    await site.post(`${here}/lessons/new`, { title: 'Ask first', minutes: '5' }, desk);
    const lesson = `${here}/lessons/ask-first`;
    const block = { text: '', alt: '', caption: '', title: '', transcript: '', table: '', answer: '', seen: '' };
    await site.post(`${lesson}/blocks/new?kind=text`, { ...block, text: 'Ask <script>alert(1)</script> who buys.' }, desk);
    await site.post(`${lesson}/blocks/new?kind=table`, { ...block, table: 'What | Price\nBread | 2\nMilk | 1' }, desk);
    expect((await site.post(`${lesson}/blocks/new?kind=table`, { ...block, table: 'What | Price\nBread' }, desk)).statusCode).toBe(422);
    expect((await site.post(`${lesson}/blocks/new?kind=picture`, { ...block, alt: 'x' }, desk)).statusCode).toBe(422);
    const picture = { file: { name: 'steps.svg', bytes: Buffer.from(stepsSvg) } };
    await site.post(`${lesson}/blocks/new?kind=picture`, { ...block, alt: 'Steps' }, desk, picture);
    const evil = { file: { name: 'evil.svg', bytes: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>') } };
    expect((await site.post(`${lesson}/blocks/new?kind=picture`, { ...block, alt: 'x' }, desk, evil)).statusCode).toBe(422);
    const quiz = await site.post(`${lesson}/blocks/new?kind=quiz`, block, desk);
    const questions = `/en${String(quiz.headers.location).replace(/^\/en|\?.*$/g, '')}/questions`;
    const question = {
      text: 'Who buys?',
      kind: 'one',
      choice1: 'People',
      right1: 'yes',
      choice2: 'Nobody',
      feedback2: 'Ask again.',
      feedback: '',
      number: '',
      tolerance: '',
    };
    await site.post(`${questions}/new`, question, desk);
    const preview = await site.get(lesson, desk);
    expect(preview.body).toContain('&lt;script>');
    expect(preview.body).toContain('Who buys?');
    await site.post(`${here}/arrange`, { how: 'up', lesson: 'ask-first', block: 'gone', question: '' }, desk);
    expect((await site.get('/en/courses')).body).not.toContain('Selling');
    expect((await site.post(`${here}/publish`, {}, desk)).statusCode).toBe(303);
    expect((await site.get('/en/courses')).body).toContain('Selling');
    const translate = await site.get(`${here}/translate?lang=fr&lesson=ask-first`, desk);
    const hash = /name="hash" value="([0-9a-f]{16})"/.exec(translate.body)?.[1] ?? '';
    expect(
      (await site.post(`${here}/translate?lang=fr&lesson=ask-first`, { path: 'lessons.0.title', text: 'Demander d’abord', hash }, desk))
        .statusCode,
    ).toBe(303);
    expect((await site.get(`${here}/translate?lang=fr&lesson=ask-first`, desk)).body).toContain('Demander d’abord');
  });
});
