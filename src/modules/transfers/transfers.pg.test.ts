import { describe, expect, test } from 'vitest';
import { asActor, newId, nobody, type Actor, type AnyWrites } from '#kernel/db';
import type { PracticeId } from '#modules/practices';
import { english, plantAccount, plantOffice } from '#test/plant';
import { testDatabase } from '#test/database';
import { judge, judgementsOf, unjudge } from './judge.ts';
import { findingsOf } from './match.ts';
import type { PreconditionText } from './precondition.ts';
import { addPrecondition, changePrecondition, findPrecondition, preconditionsOf, removePrecondition } from './preconditions.ts';
import { beginProfile, findProfile, listProfiles, removeProfile, savePart, showProfile } from './profiles.ts';
import { addTransfer, changeTransfer, findTransfer, listTransfers, removeTransfer } from './transfers.ts';
import type { TransferText } from './transfer.ts';

const db = await testDatabase();
const now = new Date('2026-11-22T08:00:00Z');
const as = async <T>(actor: Actor, work: (trx: AnyWrites) => Promise<T>) => await asActor(db.app, actor, work);

const ours = await plantOffice(db, 'ours');
const theirs = await plantOffice(db, 'theirs');
const planner = await plantAccount(db, { roles: [{ role: 'planner', scope: ours.id }] });
const manager = await plantAccount(db, { roles: [{ role: 'office-manager', scope: ours.id }] });
const counsellor = await plantAccount(db, { roles: [{ role: 'counsellor', scope: ours.id }] });
const stranger = await plantAccount(db, { roles: [{ role: 'planner', scope: theirs.id }] });
const editor = await plantAccount(db, { roles: [{ role: 'editor' }] });

async function plantPractice(code: string, keeperId: string | null): Promise<PracticeId> {
  const id = newId<'practices.practices'>();
  await db.superuser.query(
    `insert into practices.practices (id, code, title, summary, admin_level, source, keeper_id) values ($1, $2, $3, $3, 'municipality', '{"name":"Test"}', $4)`,
    [id, code, JSON.stringify(english(`Practice ${code}`)), keeperId],
  );
  return id;
}
const kept = await plantPractice('kept', ours.id);
const unkept = await plantPractice('unkept', null);

const needs = (more: Partial<PreconditionText> = {}): PreconditionText => ({
  kind: 'law',
  words: english('An agreement with the consulate'),
  needed: true,
  least: null,
  most: null,
  currency: null,
  saidBy: 'Somebody',
  saidOn: '2026-05',
  source: 'A document',
  ...more,
});
const byUs = { officeId: ours.id, now };
const asReading = { officeId: null, now };

describe('what a practice takes', () => {
  test('is confirmed by its keeper, read by an editor, and written by nobody else', async () => {
    await as(planner, (trx) => addPrecondition(trx, kept, needs(), byUs));
    await as(editor, (trx) => addPrecondition(trx, kept, needs({ needed: false }), asReading));
    await as(editor, (trx) => addPrecondition(trx, unkept, needs(), asReading));
    for (const who of [stranger, counsellor, manager, nobody])
      for (const by of [byUs, asReading, { officeId: theirs.id, now }])
        await expect(as(who, (trx) => addPrecondition(trx, kept, needs(), by))).rejects.toMatchObject({ code: 'not-yours' });
    // Nobody confirms for an authority that is not theirs, not even the network.
    await expect(as(editor, (trx) => addPrecondition(trx, kept, needs(), byUs))).rejects.toMatchObject({ code: 'not-yours' });
    await expect(as(planner, (trx) => addPrecondition(trx, unkept, needs(), byUs))).rejects.toMatchObject({ code: 'not-yours' });
    const found = await as(nobody, (trx) => preconditionsOf(trx, kept));
    expect(found.map(({ officeId, needed }) => [officeId, needed])).toEqual([
      [ours.id, true],
      [null, false],
    ]);
  });

  test('becomes confirmed when the keeper saves it, and a reading again when an editor does', async () => {
    const id = await as(editor, (trx) => addPrecondition(trx, kept, needs({ kind: 'powers' }), asReading));
    await as(planner, (trx) => changePrecondition(trx, { id, revision: 1 }, needs({ kind: 'powers' }), byUs));
    expect(await as(nobody, (trx) => findPrecondition(trx, kept, id))).toMatchObject({ officeId: ours.id, revision: 2 });
    await expect(as(planner, (trx) => changePrecondition(trx, { id, revision: 1 }, needs({ kind: 'powers' }), byUs))).rejects.toMatchObject(
      { code: 'changed-meanwhile' },
    );
    await as(editor, (trx) => changePrecondition(trx, { id, revision: 2 }, needs({ kind: 'powers' }), asReading));
    expect(await as(nobody, (trx) => findPrecondition(trx, kept, id))).toMatchObject({ officeId: null, revision: 3 });
    for (const who of [stranger, nobody])
      await expect(as(who, (trx) => removePrecondition(trx, id))).rejects.toMatchObject({ code: 'not-yours' });
  });

  test.each([
    ['a figure where the kind has none', { kind: 'law', least: 5n }],
    ['money without a currency', { kind: 'budget', least: 5n }],
    ['a currency without money', { kind: 'staff', least: 5n, currency: 'EUR' }],
    ['a range upside down', { kind: 'scale', least: 5n, most: 4n }],
    ['an upper end for posts', { kind: 'staff', least: 1n, most: 4n }],
    ['a day that is none', { saidOn: 'May' }],
    ['nobody who says so', { saidBy: '' }],
  ] as const)('the database refuses %s', async (_what, wrong) => {
    await expect(as(editor, (trx) => addPrecondition(trx, unkept, needs(wrong), asReading))).rejects.toThrow('violates check constraint');
  });

  test('ends where nobody would read on', async () => {
    const many = await plantPractice('many', null);
    for (let count = 0; count < 40; count += 1) await as(editor, (trx) => addPrecondition(trx, many, needs(), asReading));
    await expect(as(editor, (trx) => addPrecondition(trx, many, needs(), asReading))).rejects.toMatchObject({ code: 'too-many' });
  });
});

describe('the profile of a place', () => {
  test('is written for a place of one’s own territory only, once', async () => {
    const given = { officeId: ours.id, placeId: ours.placeId, language: 'en' };
    const id = await as(manager, (trx) => beginProfile(trx, given, now));
    await expect(as(planner, (trx) => beginProfile(trx, given, now))).rejects.toMatchObject({ code: 'has-profile' });
    await expect(as(planner, (trx) => beginProfile(trx, { ...given, placeId: theirs.placeId }, now))).rejects.toMatchObject({
      code: 'not-in-territory',
    });
    for (const who of [stranger, counsellor, editor])
      await expect(as(who, (trx) => beginProfile(trx, given, now))).rejects.toMatchObject({ code: 'not-in-territory' });
    await as(manager, (trx) => removeProfile(trx, id));
  });

  test('covers what lies inside a territory', async () => {
    const inside = newId<'places.places'>();
    await db.superuser.query(
      `insert into places.places (id, code, level, parent_id, name, iso, lat, lon, time_zone, source) values ($1, 'inside', 'municipality', $2, $3, null, 45, 12, 'Europe/Rome', '{}')`,
      [inside, theirs.placeId, JSON.stringify(english('Inside'))],
    );
    const given = { officeId: theirs.id, placeId: inside, language: 'en' };
    await expect(as(stranger, (trx) => beginProfile(trx, given, now))).rejects.toMatchObject({ code: 'not-in-territory' });
    await db.superuser.query('insert into offices.territories (office_id, place_id) values ($1, $2)', [theirs.id, theirs.placeId]);
    await as(stranger, (trx) => beginProfile(trx, given, now));
  });

  test('is read by the staff of the office until it is public, with what was judged of it', async () => {
    const id = await as(planner, (trx) => beginProfile(trx, { officeId: ours.id, placeId: ours.placeId, language: 'en' }, now));
    const part = { words: 'None yet', least: null, most: null, currency: null, saidOn: '2026', source: 'The town' };
    await as(planner, (trx) => savePart(trx, id, 'law', part, now));
    const precondition = await as(planner, async (trx) => (await preconditionsOf(trx, kept)).find(({ kind }) => kind === 'law'));
    const profile = await as(planner, (trx) => findProfile(trx, id));
    if (!precondition || !profile) throw new Error('they were just made');
    const verdict = { verdict: 'adapt', reason: 'It takes a year', language: 'en' } as const;
    for (const who of [stranger, counsellor, editor, nobody])
      await expect(as(who, (trx) => judge(trx, profile, precondition, verdict, now))).rejects.toMatchObject({ code: 'not-yours' });
    await as(planner, (trx) => judge(trx, profile, precondition, verdict, now));
    for (const who of [stranger, editor, nobody]) {
      expect(await as(who, (trx) => findProfile(trx, id))).toBeNull();
      expect(await as(who, (trx) => judgementsOf(trx, id))).toEqual([]);
      await expect(as(who, (trx) => showProfile(trx, id, true, now))).rejects.toMatchObject({ code: 'not-yours' });
      await expect(as(who, (trx) => savePart(trx, id, 'law', part, now))).rejects.toMatchObject({ code: 'not-yours' });
    }
    expect(await as(counsellor, (trx) => judgementsOf(trx, id))).toHaveLength(1);
    await as(manager, (trx) => showProfile(trx, id, true, now));
    expect((await as(nobody, (trx) => listProfiles(trx))).map((one) => one.id)).toContain(id);
    expect(await as(nobody, (trx) => judgementsOf(trx, id))).toMatchObject([verdict]);
  });

  test('keeps a judgement’s ground while nothing changes, and shows when it did', async () => {
    const [profile] = await as(planner, (trx) => listProfiles(trx));
    if (!profile) throw new Error('it was made above');
    const law = { words: 'None yet', least: null, most: null, currency: null, saidOn: '2026', source: 'The town' };
    const stale = async () =>
      await as(nobody, async (trx) => {
        const full = await findProfile(trx, profile.id);
        const found = findingsOf(await preconditionsOf(trx, kept), full?.parts ?? [], await judgementsOf(trx, profile.id));
        return found.find(({ judgement }) => judgement)?.stale;
      });
    await as(planner, (trx) => savePart(trx, profile.id, 'law', law, now));
    expect(await stale()).toBe(false);
    await as(planner, (trx) => savePart(trx, profile.id, 'law', { ...law, words: 'An agreement of 2026' }, now));
    expect(await stale()).toBe(true);
    await as(planner, (trx) => savePart(trx, profile.id, 'law', null, now));
    expect((await as(planner, (trx) => findProfile(trx, profile.id)))?.parts).toEqual([]);
  });

  test('leaves to a rule what a rule can tell', async () => {
    const [profile] = await as(planner, (trx) => listProfiles(trx));
    if (!profile) throw new Error('it was made above');
    const id = await as(planner, (trx) => addPrecondition(trx, kept, needs({ kind: 'staff', least: 10n }), byUs));
    await as(planner, (trx) =>
      savePart(trx, profile.id, 'staff', { words: null, least: 15n, most: null, currency: null, saidOn: '2026', source: 'Us' }, now),
    );
    const full = await as(planner, (trx) => findProfile(trx, profile.id));
    const posts = await as(planner, (trx) => findPrecondition(trx, kept, id));
    if (!full || !posts) throw new Error('they were just made');
    const verdict = { verdict: 'lacks', reason: 'They are busy', language: 'en' } as const;
    await expect(as(planner, (trx) => judge(trx, full, posts, verdict, now))).rejects.toMatchObject({ code: 'rule-decides' });
    await expect(as(planner, (trx) => unjudge(trx, full.id, posts))).rejects.toMatchObject({ code: 'not-yours' });
  });

  test('loses a judgement with the precondition on which it was made, whoever removes it', async () => {
    const [profile] = await as(planner, (trx) => listProfiles(trx));
    const id = await as(editor, (trx) => addPrecondition(trx, unkept, needs({ kind: 'partners' }), asReading));
    const [full, partners] = await as(planner, async (trx) => [
      profile ? await findProfile(trx, profile.id) : null,
      await findPrecondition(trx, unkept, id),
    ]);
    if (!full || !partners) throw new Error('they were just made');
    await as(planner, (trx) => judge(trx, full, partners, { verdict: 'fits', reason: 'Two of them', language: 'en' }, now));
    await as(editor, (trx) => removePrecondition(trx, id));
    expect((await as(planner, (trx) => judgementsOf(trx, full.id))).map(({ preconditionId }) => preconditionId)).not.toContain(id);
  });
});

const told: TransferText = { state: 'running', since: '2025', until: null, changed: 'Evening hours', became: null, source: null };

describe('the log of transfers', () => {
  const here = { practiceId: unkept, placeId: ours.placeId, officeId: ours.id, language: 'en' };

  test('is read by everybody and written by the office that does it', async () => {
    const id = await as(manager, (trx) => addTransfer(trx, here, told, now));
    await expect(as(planner, (trx) => addTransfer(trx, here, told, now))).rejects.toMatchObject({ code: 'has-transfer' });
    const found = await as(nobody, (trx) => findTransfer(trx, id));
    expect(found).toMatchObject({ ...told, officeId: ours.id, revision: 1 });
    if (!found) throw new Error('it was just written');
    for (const who of [stranger, counsellor, editor, nobody]) {
      await expect(as(who, (trx) => removeTransfer(trx, id))).rejects.toMatchObject({ code: 'not-yours' });
      await expect(as(who, (trx) => changeTransfer(trx, found, { ...told, changed: 'Mine' }, 'en', now))).rejects.toMatchObject({
        code: 'changed-meanwhile',
      });
    }
    await as(planner, (trx) => changeTransfer(trx, found, { ...told, state: 'ended', until: '2026', became: 'A second room' }, 'en', now));
    await expect(as(planner, (trx) => changeTransfer(trx, found, told, 'en', now))).rejects.toMatchObject({ code: 'changed-meanwhile' });
    const { transfers, total } = await as(nobody, (trx) =>
      listTransfers(trx, { practiceId: unkept, state: 'ended', page: 1, pageSize: 5 }),
    );
    expect([total, transfers.map(({ became }) => became)]).toEqual([1, ['A second room']]);
    await as(manager, (trx) => removeTransfer(trx, id));
    expect(await as(nobody, (trx) => findTransfer(trx, id))).toBeNull();
  });

  test('names no office for what only a source tells, and then needs the source', async () => {
    const elsewhere = { ...here, officeId: null, placeId: theirs.placeId };
    await expect(as(editor, (trx) => addTransfer(trx, elsewhere, told, now))).rejects.toMatchObject({ code: 'source-missing' });
    await as(editor, (trx) => addTransfer(trx, elsewhere, { ...told, source: 'A report of 2026' }, now));
    for (const who of [planner, nobody])
      await expect(as(who, (trx) => addTransfer(trx, elsewhere, { ...told, source: 'Mine' }, now))).rejects.toMatchObject({
        code: 'not-in-territory',
      });
  });

  test.each([
    ['a place of another office', { placeId: theirs.placeId }, {}, 'not-in-territory'],
    ['another office', { officeId: theirs.id, placeId: theirs.placeId }, {}, 'not-in-territory'],
    ['an end that nobody tells of', {}, { state: 'given-up' }, 'became-missing'],
    ['an end of what runs', {}, { until: '2026' }, 'until-wrong'],
    ['an end before the beginning', {}, { state: 'ended', became: 'Over', until: '2024-12' }, 'until-wrong'],
  ] as const)('refuses %s', async (_what, where, what, code) => {
    await expect(as(manager, (trx) => addTransfer(trx, { ...here, ...where }, { ...told, ...what }, now))).rejects.toMatchObject({ code });
  });
});
