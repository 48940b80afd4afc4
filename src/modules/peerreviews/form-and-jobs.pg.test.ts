import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { asActor, asSystem } from '#kernel/db';
import { getSheet, importInstruments, readFilled, type SheetId } from '#modules/instruments';
import { testSite } from '#test/site';
import { recommendationsOf } from './index.ts';
import { peerreviewsTimetable } from './jobs.ts';
import { openReviews } from './peerreviews.fixtures.ts';

const site = await testSite();
const { people, as, reviewed, get, post, act, begun, agreed, one } = await openReviews(site);
const form = JSON.parse(readFileSync(join(import.meta.dirname, '../../../db/reference/questionnaires/peer-review.json'), 'utf8')) as object; // our own file, checked by its importer
await asSystem(site.db.owner, async (trx) => await importInstruments(trx, [form], { now: site.network.now() }));

async function run(name: string): Promise<void> {
  const { keyring, catalogue, publicUrl } = site.network;
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const context = { db: site.db.jobs, keyring, catalogue, publicUrl, log };
  await peerreviewsTimetable.find(({ task }) => task.name === name)?.task.perform(context as never, {});
}

test('the form goes to the reviewed office, and its team reads it once it is handed in, without whom to ring up', async () => {
  const [id, other] = [await begun(), await begun()];
  expect((await post(id, '/form', {}, as.network)).statusCode).toBe(303);
  expect((await post(id, '/form', {}, as.network)).statusCode).toBe(409);
  const { rows } = await site.db.superuser.query<{ sheet: SheetId }>('select sheet_id as sheet from peerreviews.reviews where id = $1', [
    id,
  ]);
  const sheet = rows[0]?.sheet as SheetId; // the form was just sent
  expect((await get(id, '/form', as.manager)).body).toContain(`/surveys/${sheet}`);
  const seen = async (who: typeof people.peer) => await asActor(site.db.app, who, async (trx) => await getSheet(trx, sheet));
  expect(await seen(people.peer)).toBeNull();
  await site.db.superuser.query(
    `with answer as (
       insert into instruments.answers (sheet_id, question, value, revision, changed_at)
       values ($1, 'a3_1_title', '{"text": "Told by the office"}', 1, now()) returning sheet_id)
     insert into instruments.contacts (sheet_id, question, value, revision, changed_at)
     select sheet_id, 'contact', '{"text": "Ring up Ada"}', 1, now() from answer`,
    [sheet],
  );
  await site.db.superuser.query("update instruments.sheets set state = 'submitted', submitted_at = now() where id = $1", [sheet]);
  expect((await get(id, '/form', as.peer)).body).toContain('Told by the office');
  const read = await asActor(site.db.app, people.peer, async (trx) => await readFilled(trx, sheet));
  expect([...read.entries.keys()]).toEqual(['a3_1_title']);
  expect((await get(other, '/form', as.peer)).body).not.toContain('Told by the office');
  expect(await seen(people.otherPeer)).toBeNull();
  const filled = await asActor(site.db.app, people.otherPeer, async (trx) => await readFilled(trx, sheet));
  expect(filled.entries.size).toBe(0);
  await act(id, 'leave', as.peer);
  expect(await seen(people.peer)).toBeNull();
});

test('the office gets one letter when looking back is due, at its public address', async () => {
  const id = await agreed();
  await site.db.superuser.query('update peerreviews.follow_ups set due_on = current_date where review_id = $1 and months = 6', [id]);
  const letters = async () =>
    (await site.messages()).filter(
      (letter) =>
        letter.channel === 'mail' &&
        letter.to.address === 'reviewed@example.org' &&
        letter.text.includes(id) &&
        letter.subject.includes('Looking back'),
    );
  await run('peerreviews.remind');
  await run('peerreviews.remind');
  expect(await letters()).toHaveLength(1);
});

test('notes of interviews go a year after the end, and not before', async () => {
  const [old, young] = [await begun(), await begun()];
  for (const id of [old, young]) {
    await post(id, '/notes', { heldOn: '2026-01-01', role: 'A teacher', name: '', words: 'Words' }, as.peer);
    await act(id, 'end', as.peer, { words: 'Time' });
  }
  await site.db.superuser.query("update peerreviews.reviews set ended_at = now() - interval '13 months' where id = $1", [old]);
  await run('peerreviews.forget');
  expect([await one('notes', old), await one('notes', young)]).toEqual(['', expect.stringMatching(/-/)]);
});

test('a plan is offered the accepted recommendations of its place, as far as its writer may read them', async () => {
  const id = await agreed();
  const answer = { answer: 'accepted', reason: '', state: 'open', stateWords: '' };
  await post(id, `/recommendation/${await one('recommendations', id)}`, answer, as.manager);
  const offered = async (who: typeof people.peer) =>
    await asActor(site.db.app, who, async (trx) =>
      (await recommendationsOf(trx, reviewed.placeId)).filter(({ reviewId }) => reviewId === id),
    );
  expect(await offered(people.manager)).toHaveLength(1);
  expect(await offered(people.network)).toHaveLength(0);
  await act(id, 'publish', as.manager);
  expect(await offered(people.network)).toHaveLength(1);
});
