import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { asActor, asSystem, nobody } from '#kernel/db';
import { projectRoot } from '#kernel/i18n';
import { addDays, toLocal } from '#kernel/time';
import { importPractices } from '#modules/practices';
import { plantAccount, plantOffice } from '#test/plant';
import { testSite, type FormFields } from '#test/site';

const site = await testSite();
const office = await plantOffice(site.db, 'here');
const signedIn = async (scope?: string) =>
  await site.signIn((await plantAccount(site.db, { roles: [{ role: 'editor', ...(scope ? { scope } : {}) }] })).accountId);
const editor = await signedIn();
const ofOffice = await signedIn(office.id);

const practices = JSON.parse(readFileSync(join(projectRoot(), 'db/reference/practices.json'), 'utf8')) as { id: string }[];
const codes = practices.slice(0, 32).map(({ id }) => id);
let today = '2026-01-01';
beforeAll(async () => {
  const { rows } = await site.db.superuser.query<{ time_zone: string }>('select time_zone from kernel.network');
  today = toLocal(site.network.now().toISOString(), rows[0]?.time_zone ?? 'UTC').day;
  await asSystem(
    site.db.owner,
    async (trx) =>
      await importPractices(
        trx,
        practices.map(({ ...row }) => ({ ...row, placeCode: null, place: null, corridors: [] })),
      ),
  );
});

const words = (more: FormFields = {}): FormFields => ({
  language: 'en',
  title: 'Autumn fair',
  about: 'Two lines\nof words.',
  fromDay: addDays(today, -1),
  untilDay: addDays(today, 3),
  ...more,
});
const post = async (path: string, form: FormFields = {}, who = editor) => await site.post(`/en/practices/fairs/desk${path}`, form, who);
const shown = async (path = '', who?: typeof editor) => await site.get(`/en/practices/fairs${path}`, who);
async function begun(form: FormFields = words()): Promise<string> {
  const { headers } = await post('/new', form);
  return /desk(\/[0-9a-f-]{36})/.exec(String(headers.location))?.[1] ?? 'none';
}
const add = async (fair: string, practice: string) => await post(`${fair}/stands`, { practice });
async function filled(form: FormFields = words(), count = 3): Promise<string> {
  const fair = await begun(form);
  for (const code of codes.slice(0, count)) expect((await add(fair, code)).statusCode).toBe(303);
  return fair;
}
async function opened(form: FormFields = words()): Promise<string> {
  const fair = await filled(form);
  expect((await post(`${fair}/open`)).statusCode).toBe(303);
  return fair;
}
/** The practice that a form at the desk names for a code. */
const idOf = async (code = codes[0]) =>
  (await site.db.superuser.query<{ id: string }>('select id from practices.practices where code = $1', [code])).rows[0]?.id ?? '';
const talk = async (more: FormFields = {}): Promise<FormFields> => ({
  practice: await idOf(),
  day: addDays(today, 1),
  starts: '10:30',
  minutes: '45',
  speaker: 'Town of Example',
  link: 'https://meet.example/room',
  office: '',
  ...more,
});
const plan = async (fair: string, more: FormFields = {}) => await post(`${fair}/talks/new`, await talk(more));
const talkOf = async (fair: string) =>
  (await site.db.superuser.query<{ id: string }>('select id from practicefairs.talks where fair_id = $1', [fair.slice(1)])).rows[0]?.id;
/** Lets its last day pass. */
const end = async (fair: string) =>
  await site.db.superuser.query(`update practicefairs.fairs set from_day = $2::date, until_day = $3::date where id = $1`, [
    fair.slice(1),
    addDays(today, -9),
    addDays(today, -1),
  ]);

test('a draft is the editors’; opened it is read by everybody, with its stands by theme and its talks in the reader’s time', async () => {
  const fair = await filled();
  await plan(fair);
  expect((await shown(fair)).statusCode).toBe(404);
  expect((await shown()).body).not.toContain('Autumn fair');
  expect((await post(`${fair}/open`)).statusCode).toBe(303);
  const { body } = await shown(fair);
  for (const said of ['Two lines', 'Town of Example', 'https://meet.example/room', 'Open now', 'Time)']) expect(body, said).toContain(said);
  for (const code of codes.slice(0, 3)) expect(body).toContain(`/en/practices/fairs${fair}/stands/${code}`);
  expect((await shown()).body).toContain(`/en/practices/fairs${fair}`);
  const arabic = await site.get(`/ar/practices/fairs${fair}`);
  expect(arabic.body).toContain('dir="rtl"');
});

test('a stand shows the sheet, and while the fair runs what one can ask and say; afterwards it stays to be read', async () => {
  const fair = await opened();
  const at = `${fair}/stands/${codes[0]}`;
  const running = (await shown(at)).body;
  expect(running).toContain(`/en/practices/${codes[0]}/ask`);
  expect((await shown(`${fair}/stands/${codes[9]}`)).statusCode).toBe(404);
  expect((await shown(`${fair}/stands/no-such-practice`)).statusCode).toBe(404);
  await end(fair);
  const over = await shown(at);
  expect([over.statusCode, over.body.includes(`/en/practices/${codes[0]}/ask`)]).toEqual([200, false]);
});

test('the link of a talk goes with the last day, from pages, from the calendar file and from the database', async () => {
  const fair = await opened();
  await plan(fair);
  const id = await talkOf(fair);
  const links = async () =>
    await asActor(site.db.app, nobody, async (trx) => {
      const rows = await trx
        .selectFrom('practicefairs.links')
        .select('link')
        .where('talk_id', '=', id as never)
        .execute(); // the id of one
      return rows.length;
    });
  const file = await shown(`${fair}/talks/${id}/calendar`);
  expect(file.headers['content-type']).toContain('text/calendar');
  expect(file.body).toContain('Town of Example');
  expect(file.body.replaceAll('\r\n ', '')).toContain(`/en/practices/fairs${fair}`);
  expect(await links()).toBe(1);
  await end(fair);
  expect(await links()).toBe(0);
  const { body } = await shown(fair);
  expect([body.includes('meet.example'), body.includes('The fair is over'), body.includes('Town of Example')]).toEqual([false, true, true]);
  expect((await shown(`${fair}/talks/${id}/calendar`)).statusCode).toBe(404);
});

test('a fair that is over, withdrawn or open already takes no step a second time, and a second press says so', async () => {
  const fair = await filled();
  const presses = await Promise.all([post(`${fair}/open`), post(`${fair}/open`)]);
  expect(presses.map(({ statusCode }) => statusCode).toSorted()).toEqual([303, 409]);
  expect((await post(`${fair}/remove`)).statusCode).toBe(409);
  expect((await post(`${fair}/withdraw`, { because: 'The host fell ill.' })).statusCode).toBe(303);
  const gone = (await shown(fair)).body;
  expect([gone.includes('The host fell ill.'), gone.includes(`/stands/${codes[0]}`)]).toEqual([true, false]);
  expect((await shown(`${fair}/stands/${codes[0]}`)).statusCode).toBe(404);
  for (const [path, form] of [
    ['', words()],
    ['/stands', { practice: codes[5] ?? '' }],
    ['/talks/new', await talk()],
    ['/withdraw', { because: 'Again.' }],
  ] as const)
    expect((await post(`${fair}${path}`, form)).statusCode, path).toBe(409);
  const over = await opened();
  await plan(over);
  await end(over);
  for (const [path, form] of [
    ['', words()],
    ['/stands', { practice: codes[5] ?? '' }],
    ['/talks/new', await talk({ day: addDays(today, -2) })],
    [`/talks/${await talkOf(over)}/remove`, {}],
    ['/withdraw', { because: 'Late.' }],
  ] as const)
    expect((await post(`${over}${path}`, form)).statusCode, path).toBe(409);
});

test('it opens with three stands and before its last day is over, keeps three, and holds at most thirty, each once', async () => {
  const small = await filled(words(), 2);
  expect((await post(`${small}/open`)).body).toContain('three stands at least');
  await add(small, codes[2] ?? '');
  await end(small);
  expect((await post(`${small}/open`)).body).toContain('last day is already over');
  const fair = await opened();
  const kept = await post(`${fair}/take-out`, { practice: await idOf() });
  expect([kept.statusCode, kept.body.includes('three stands at least')]).toEqual([409, true]);
  expect((await add(fair, codes[0] ?? '')).body).toContain('has a stand already');
  expect((await add(fair, 'no-such-practice')).statusCode).toBe(422);
  for (const code of codes.slice(3, 30)) expect((await add(fair, code)).statusCode).toBe(303);
  expect((await add(fair, codes[31] ?? '')).body).toContain('thirty stands at most');
  expect((await post(`${fair}/take-out`, { practice: await idOf() })).statusCode).toBe(303);
});

test('wrong days and wrong talks are refused beside their fields, and what was typed is kept', async () => {
  for (const untilDay of [addDays(today, -2), addDays(today, 200)]) {
    const { statusCode, body } = await post('/new', words({ untilDay }));
    expect([statusCode, body.includes('at most three months later'), body.includes('Autumn fair')]).toEqual([422, true, true]);
  }
  const fair = await filled();
  const wrong: [FormFields, string][] = [
    [{ day: addDays(today, 9) }, 'one of the days of the fair'],
    [{ link: 'http://meet.example/room' }, 'no address that begins with https'],
    [{ link: 'javascript:alert(1)' }, 'no address that begins with https'],
    [{ link: 'https://meet.example/a room' }, 'no address that begins with https'],
    [{ speaker: 'Ring +39 347 123 4567' }, 'without telephone number'],
    [{ practice: await idOf(codes[9]) }, 'no such practice here'],
    [{ office: office.placeId }, 'no such office here'],
    [{ minutes: '5' }, ''],
    [{ starts: '25:00' }, ''],
  ];
  for (const [more, sentence] of wrong) {
    const { statusCode, body } = await plan(fair, more);
    expect([statusCode, body.includes(sentence)], JSON.stringify(more)).toEqual([422, true]);
    if (!more.speaker) expect(body).toContain('Town of Example');
  }
  expect(await talkOf(fair)).toBeUndefined();
  await plan(fair, { day: addDays(today, 3) });
  const moved = await post(fair, words({ fromDay: addDays(today, -9), untilDay: addDays(today, -5) }));
  expect([moved.statusCode, moved.body.includes('outside these days')]).toEqual([409, true]);
});

test('a talk that moves grows its number in calendars, and one of another fair is not there', async () => {
  const [fair, other] = [await opened(), await opened()];
  await plan(fair);
  const id = await talkOf(fair);
  expect((await post(`${fair}/talks/${id}`, await talk({ starts: '11:30', link: '' }))).statusCode).toBe(303);
  expect((await shown(`${fair}/talks/${id}/calendar`)).body).toContain('SEQUENCE:1');
  expect((await shown(fair)).body).not.toContain('meet.example');
  expect((await shown(`${other}/talks/${id}/calendar`)).statusCode).toBe(404);
  expect((await post(`${other}/talks/${id}`, await talk())).statusCode).toBe(404);
  expect((await post(`${other}/talks/${id}/remove`)).statusCode).toBe(404);
  expect((await post(`${fair}/talks/${id}/remove`)).statusCode).toBe(409);
  expect((await post(`${other}/talks/${id}/call-off`, { because: 'Ill.' })).statusCode).toBe(404);
});

/** The letters of a fair to an office, in the order in which they were written. */
const lettersTo = async (code: string, fair: string) =>
  (await site.messages()).flatMap((one) =>
    one.channel === 'mail' && one.to.address === `${code}@example.org` && one.text.includes(fair.slice(1)) ? [one] : [],
  );
/** The office that keeps the practice of the talks; it lies elsewhere and speaks French. */
async function keptBy(code: string) {
  const keeper = await plantOffice(site.db, code);
  await site.db.superuser.query("update offices.offices set languages = '{fr}', time_zone = 'Africa/Dakar' where id = $1", [keeper.id]);
  await site.db.superuser.query('update practices.practices set keeper_id = $2 where id = $1', [await idOf(), keeper.id]);
  return keeper;
}

test('when a talk of an open fair moves, the keeper of the practice and the speaker are told by their own clocks, and everybody reads it', async () => {
  await keptBy('keeping');
  const fair = await filled();
  await plan(fair, { office: office.id });
  const id = await talkOf(fair);
  expect((await post(`${fair}/talks/${id}`, await talk({ starts: '09:30', office: office.id }))).statusCode).toBe(303);
  expect(await lettersTo('here', fair)).toEqual([]);
  await post(`${fair}/open`);
  expect((await shown(fair)).body).not.toContain('It was to begin');

  await post(`${fair}/talks/${id}`, await talk({ starts: '09:30', link: 'https://meet.example/other', office: office.id }));
  expect([await lettersTo('here', fair), await lettersTo('keeping', fair)]).toEqual([[], []]);
  await post(`${fair}/talks/${id}`, await talk({ starts: '18:45', office: office.id }));
  const [told, ...more] = await lettersTo('here', fair);
  expect(more).toEqual([]);
  for (const said of ['Autumn fair: a talk has moved', '09:30', '18:45', `/en/practices/fairs${fair}`])
    expect(`${told?.subject} ${told?.text}`, said).toContain(said);
  const [kept] = await lettersTo('keeping', fair);
  const hour = ({ rows: [row] }: { rows: { hour: string }[] }) => row?.hour ?? '';
  const inDakar = hour(
    await site.db.superuser.query(
      "select to_char(starts_at at time zone 'Africa/Dakar', 'HH24:MI') as hour from practicefairs.talks where id = $1",
      [id],
    ),
  );
  for (const said of ['est déplacée', inDakar, `/fr/practices/fairs${fair}`])
    expect(`${kept?.subject} ${kept?.text}`, said).toContain(said);
  expect(`${told?.text}${kept?.text}`).not.toContain('meet.example');
  expect((await shown(fair)).body).toContain('It was to begin');
  expect((await shown(`${fair}/calendar`)).body).toContain('SEQUENCE:3');
});

test('a talk that is called off stays in the timetable and in calendars as such, for good, and the offices behind it are told', async () => {
  await keptBy('keeping-still');
  const fair = await opened();
  await plan(fair, { office: office.id });
  await plan(fair, { speaker: 'Second town', practice: await idOf(codes[1]) });
  const id = await talkOf(fair);
  const kept = await post(`${fair}/take-out`, { practice: await idOf() });
  expect([kept.statusCode, kept.body.includes('Call the talk off first')]).toEqual([409, true]);
  const empty = await post(`${fair}/talks/${id}/call-off`, { because: '' });
  expect(empty.statusCode).toBe(422);
  expect((await post(`${fair}/talks/${id}/call-off`, { because: 'The speaker fell ill.' }, ofOffice)).statusCode).toBe(404);
  expect((await post(`${fair}/talks/${id}/call-off`, { because: 'The speaker fell ill.' })).statusCode).toBe(303);
  const { body } = await shown(fair);
  expect(['Called off', 'The speaker fell ill.', 'Second town'].map((said) => body.includes(said))).toEqual([true, true, true]);
  for (const code of ['here', 'keeping-still']) expect(await lettersTo(code, fair), code).toHaveLength(1);
  const feed = (await shown(`${fair}/calendar`)).body;
  expect([feed.match(/STATUS:CANCELLED/g)?.length, feed.match(/STATUS:CONFIRMED/g)?.length]).toEqual([1, 1]);
  expect(feed).toContain('METHOD:PUBLISH');
  const one = (await shown(`${fair}/talks/${id}/calendar`)).body;
  expect(['METHOD:CANCEL', 'STATUS:CANCELLED', 'SEQUENCE:1'].map((said) => one.includes(said))).toEqual([true, true, true]);
  for (const [path, form] of [
    [`${fair}/talks/${id}`, await talk()],
    [`${fair}/talks/${id}/call-off`, { because: 'Again.' }],
  ] as const)
    expect((await post(path, form)).statusCode, path).toBe(409);
  expect((await site.get(`/en/practices/fairs/desk${fair}/talks/${id}/call-off`, editor)).statusCode).toBe(404);
  const links = await site.db.superuser.query('select from practicefairs.links where talk_id = $1', [id]);
  expect(links.rowCount).toBe(0);
});

test('a talk that is over neither moves nor is called off, and nobody is told; a withdrawn fair tells each office once', async () => {
  await keptBy('keeping-on');
  const fair = await opened();
  await plan(fair, { office: office.id });
  await plan(fair, { office: office.id, starts: '15:00' });
  const past = await opened(words({ fromDay: addDays(today, -4) }));
  await plan(past, { office: office.id, day: addDays(today, -2) });
  const over = await talkOf(past);
  for (const [path, form] of [
    [`${past}/talks/${over}`, await talk()],
    [`${past}/talks/${over}/call-off`, { because: 'Late.' }],
  ] as const)
    expect((await post(path, form)).statusCode, path).toBe(409);
  for (const one of [fair, past]) await post(`${one}/withdraw`, { because: 'No money.' });
  for (const code of ['here', 'keeping-on']) {
    expect(
      (await lettersTo(code, fair)).map(({ subject }) => subject),
      code,
    ).toHaveLength(1);
    expect(await lettersTo(code, past), code).toEqual([]);
  }
  const feed = await shown(`${fair}/calendar`);
  expect([feed.statusCode, feed.body.includes('BEGIN:VEVENT')]).toEqual([200, false]);
});

test('the database keeps what was called off, and no editor deletes a talk that everybody reads', async () => {
  const fair = await opened();
  await plan(fair);
  const id = await talkOf(fair);
  const { accountId } = await plantAccount(site.db, { roles: [{ role: 'editor' }] });
  const tried = async (statement: string) =>
    await asActor(site.db.app, { accountId, assurance: 2 }, async (trx) => await sql.raw(statement).execute(trx));
  expect((await tried(`delete from practicefairs.talks where id = '${id}'`)).numAffectedRows).toBe(0n);
  await tried(`update practicefairs.talks set called_off = 'Ill' where id = '${id}'`);
  await expect(tried(`update practicefairs.talks set called_off = null where id = '${id}'`)).rejects.toThrow('called off');
  const draft = await filled();
  await plan(draft);
  await expect(tried(`update practicefairs.talks set called_off = 'Ill' where id = '${await talkOf(draft)}'`)).rejects.toThrow();
  expect((await post(`${draft}/talks/${await talkOf(draft)}/remove`)).statusCode).toBe(303);
});

test('only editors of the network write: an editor of an office, a visitor and another site find nothing', async () => {
  const fair = await filled();
  for (const path of ['', '/new', fair, `${fair}/stands`, `${fair}/open`]) {
    expect((await site.get(`/en/practices/fairs/desk${path}`, ofOffice)).statusCode, path).toBe(404);
    expect((await site.get(`/en/practices/fairs/desk${path}`)).statusCode, path).toBe(303);
  }
  for (const [path, form] of [
    ['/new', words()],
    [`${fair}/open`, {}],
    [`${fair}/remove`, {}],
    [`${fair}/talks/new`, await talk()],
  ] as const)
    expect((await post(path, form, ofOffice)).statusCode, path).toBe(404);
  expect((await post(`${fair}/remove`)).statusCode).toBe(303);
  expect((await site.get(`/en/practices/fairs/desk${fair}`, editor)).statusCode).toBe(404);
});
