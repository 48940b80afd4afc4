import { expect, test } from 'vitest';
import { asSystem } from '#kernel/db';
import { createLog } from '#kernel/log';
import { listOutbox } from '#kernel/mail';
import { testDatabase } from '#test/database';
import { agreement, as, plantFounder, plantWorld } from './cases.fixtures.ts';
import { casesTimetable } from './jobs.ts';
import { loadHandover } from './load-handover.ts';
import { offerHandover } from './offer-handover.ts';

const db = await testDatabase();

test('the nightly job lets an old offer lapse and tells both offices, naming nobody', async () => {
  const world = await plantWorld(db);
  const awa = await plantFounder(world);
  const { chiara } = world.staff;
  const id = await as(world, chiara, (trx) =>
    offerHandover(trx, chiara, awa.case, { kind: 'hand-over', toOfficeId: world.offices.kaolack, parts: [], message: '', agreement }),
  );
  await db.superuser.query(`update cases.handovers set lapses_at = now() - interval '1 hour' where id = $1`, [id]);
  const log = createLog({ logLevel: 'silent' });
  const run = async () => {
    const job = { id: '1', attempt: 1, last: false };
    const context = {
      db: db.jobs,
      keyring: world.keyring,
      publicUrl: 'https://ponte.example',
      log,
      job,
      signal: new AbortController().signal,
    };
    for (const { task } of casesTimetable) await task.perform(context, {});
  };
  await run();
  await run();
  expect((await as(world, chiara, (trx) => loadHandover(trx, id))).state).toBe('lapsed');
  await db.superuser.query(`update mail.messages set state = 'shown', ended_at = now()`);
  const told = await asSystem(db.owner, async (trx) => await listOutbox(trx, world.keyring));
  expect(told.map((message) => JSON.stringify(message.to)).sort()).toEqual([
    expect.stringContaining('kaolack@example.org'),
    expect.stringContaining('padova@example.org'),
  ]);
  for (const message of told) {
    expect(message.text).toContain(`https://ponte.example/en/desk/handovers/${id}`);
    expect(message.text).not.toContain('Awa');
  }
});
