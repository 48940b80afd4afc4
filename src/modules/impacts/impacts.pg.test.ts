import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { asActor, asSystem, newId, nobody, type Actor, type AnyWrites } from '#kernel/db';
import type { PlaceId } from '#modules/places';
import { testDatabase } from '#test/database';
import { plantAccount, plantOffice } from '#test/plant';
import { agreeImpact, publishImpact } from './agree-impact.ts';
import { putAssumption, putEffect, type Content } from './content.ts';
import type { Finding, ImpactId } from './impact.ts';
import { draftOf, findImpact, findVersion, listPublished, listSeen, observationsOf, versionsOf } from './read-impacts.ts';
import { recordObservation } from './record-observation.ts';
import { beginImpact, beginVersion, changeDraft, discardDraft } from './write-impact.ts';

const db = await testDatabase();
const now = new Date('2026-11-22T08:00:00Z');
const as = async <T>(actor: Actor, work: (trx: AnyWrites) => Promise<T>) => await asActor(db.app, actor, work);
const { id: ours } = await plantOffice(db, 'ours');
const { id: theirs } = await plantOffice(db, 'theirs');
const planner = await plantAccount(db, { roles: [{ role: 'planner', scope: ours }] });
const colleague = await plantAccount(db, { roles: [{ role: 'planner', scope: ours }] });
const manager = await plantAccount(db, { roles: [{ role: 'office-manager', scope: ours }] });
const auditor = await plantAccount(db, { roles: [{ role: 'auditor' }] });
const stranger = await plantAccount(db, { roles: [{ role: 'planner', scope: theirs }] });
const editor = await plantAccount(db, { roles: [{ role: 'editor', scope: ours }] });
const counsellor = await plantAccount(db, { roles: [{ role: 'counsellor', scope: ours }] });
const network = await plantAccount(db, { roles: [{ role: 'planner' }] });
const weak = { ...planner, assurance: 1 } as const;
const placeId = await asSystem(
  db.owner,
  async (trx) =>
    (await trx.selectFrom('offices.offices').select('place_id').where('id', '=', ours).executeTakeFirstOrThrow()).place_id as PlaceId,
);

let count = 0;
const begin = async (by = planner, officeId: typeof ours | null = ours) => {
  count += 1;
  const given = { code: `impact-${count}`, title: `Impact ${count}`, lang: 'en', placeId, officeId, subjectOfficeId: null };
  return await as(by, async (trx) => await beginImpact(trx, by.accountId, given, now));
};
const change = async (id: ImpactId, base: number, how: (content: Content) => Content, by: Actor & { accountId: string } = planner) =>
  await as(by, async (trx) => await changeDraft(trx, by.accountId, id, { base, change: how }, now));
const whole = (content: Content): Content => {
  const next = putAssumption(content, null, {
    name: 'People',
    unit: 'people',
    low: '80',
    likely: '120',
    high: '200',
    source: null,
    note: null,
  });
  const factors = next.assumptions.map(({ id }) => ({ assumptionId: id, how: 'times' as const }));
  const effect = {
    name: 'Firms',
    unit: 'firms',
    touched: 'founders',
    direction: 'more',
    note: null,
    result: { kind: 'chain', factors },
  } as const;
  return {
    ...putEffect(next, null, { ...effect, result: { kind: 'chain', factors } }),
    question: 'What?',
    summary: 'In short',
    starts: '2026-01-01',
    ends: '2028-12-31',
  };
};
const agree = async (id: ImpactId, base: number, by = planner) =>
  await as(by, async (trx) => await agreeImpact(trx, by.accountId, id, { base, agreement: 'The council' }, now));
const agreed = async () => {
  const id = await begin();
  await change(id, 1, whole);
  await agree(id, 2);
  return { id, effectId: await effectOf(id) };
};
const effectOf = async (id: ImpactId) => (await as(planner, async (trx) => await findVersion(trx, id, 1)))?.content.effects[0]?.id ?? '';
const measured: Finding = { state: 'measured', value: '90.5', on: '2026-10-01', source: 'A count', how: 'By hand', other: 'The fair' };
const find = async (id: ImpactId, effectId: string, finding: Finding = measured, by = planner, number = 1) =>
  await as(by, async (trx) => await recordObservation(trx, by.accountId, { id, number, effectId, finding }, now));

describe('a draft', () => {
  test('is read by planners and managers of its office and by auditors, and nobody else knows of it', async () => {
    const id = await begin();
    for (const who of [planner, colleague, manager, auditor])
      expect(await as(who, async (trx) => [(await draftOf(trx, id))?.revision, (await findImpact(trx, 'impact-1'))?.id])).toEqual([1, id]);
    for (const who of [stranger, editor, counsellor, network, weak, nobody])
      expect(await as(who, async (trx) => [await draftOf(trx, id), await findImpact(trx, 'impact-1')])).toEqual([null, null]);
    expect((await as(manager, async (trx) => await listSeen(trx, () => true))).map((one) => one.id)).toEqual([id]);
  });

  test('is written by its planners alone', async () => {
    const id = await begin();
    await change(id, 1, whole, colleague);
    for (const who of [stranger, editor, counsellor, network, weak])
      await expect(change(id, 2, whole, who)).rejects.toMatchObject({ code: 'not-found' });
    // They read it, and still change nothing.
    for (const who of [manager, auditor]) {
      await expect(change(id, 2, whole, who)).rejects.toMatchObject({ code: 'draft-changed' });
      await expect(agree(id, 2, who)).rejects.toMatchObject({ code: 'not-found' });
      await expect(as(who, async (trx) => await discardDraft(trx, id))).rejects.toMatchObject({ code: 'not-found' });
    }
    expect((await as(planner, async (trx) => await draftOf(trx, id)))?.revision).toBe(2);
  });

  test('is begun for one’s own office only, under a name of its own', async () => {
    await expect(begin(planner, theirs)).rejects.toMatchObject({ code: 'not-authority' });
    await expect(begin(planner, null)).rejects.toMatchObject({ code: 'not-authority' });
    await expect(begin(manager)).rejects.toMatchObject({ code: 'not-authority' });
    await begin(network, null);
    await begin();
    count -= 1;
    await expect(begin()).rejects.toMatchObject({ code: 'code-taken' });
  });

  test('of several writers at once takes the first, and tells the others', async () => {
    const id = await begin();
    const results = await Promise.allSettled([1, 2, 3, 4, 5].map(async () => await change(id, 1, whole)));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const one of results) if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'draft-changed' });
  });

  test('takes no more words than a document has', async () => {
    const id = await begin();
    await expect(change(id, 1, (content) => ({ ...content, summary: 'x'.repeat(4_001) }))).rejects.toMatchObject({ code: 'draft-wrong' });
  });

  test('that is thrown away takes with it what was never agreed, and leaves what was', async () => {
    const gone = await begin();
    await as(planner, async (trx) => await discardDraft(trx, gone));
    expect((await as(planner, async (trx) => await listSeen(trx, () => true))).map(({ id }) => id)).not.toContain(gone);
    const { id } = await agreed();
    await as(planner, async (trx) => await beginVersion(trx, planner.accountId, id, now));
    await expect(as(colleague, async (trx) => await beginVersion(trx, colleague.accountId, id, now))).rejects.toMatchObject({
      code: 'has-draft',
    });
    await as(planner, async (trx) => await discardDraft(trx, id));
    expect(await as(planner, async (trx) => (await versionsOf(trx, id)).length)).toBe(1);
  });
});

describe('an agreed version', () => {
  test('needs all its parts, and what was read before', async () => {
    const id = await begin();
    await expect(agree(id, 1)).rejects.toMatchObject({ code: 'draft-incomplete' });
    await change(id, 1, whole);
    await expect(agree(id, 1)).rejects.toMatchObject({ code: 'draft-changed' });
    await expect(agree(id, 2, stranger)).rejects.toMatchObject({ code: 'not-found' });
    const results = await Promise.allSettled([1, 2, 3].map(async () => await agree(id, 2)));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('is public once published, with those before it, and not a day sooner', async () => {
    const { id } = await agreed();
    const code = `impact-${count}`;
    const read = async (number: number) => await as(nobody, async (trx) => (await findVersion(trx, id, number))?.number ?? null);
    expect([await read(1), await as(nobody, async (trx) => await findImpact(trx, code))]).toEqual([null, null]);
    await expect(as(stranger, async (trx) => await publishImpact(trx, id))).rejects.toMatchObject({ code: 'not-found' });
    await expect(as(manager, async (trx) => await publishImpact(trx, id))).rejects.toMatchObject({ code: 'not-found' });
    await as(planner, async (trx) => await publishImpact(trx, id));
    await expect(as(planner, async (trx) => await publishImpact(trx, id))).rejects.toMatchObject({ code: 'newest-published' });
    await as(planner, async (trx) => await beginVersion(trx, planner.accountId, id, now));
    await agree(id, 1);
    expect([await read(1), await read(2)]).toEqual([1, null]);
    expect((await as(manager, async (trx) => await versionsOf(trx, id))).map(({ number }) => number)).toEqual([2, 1]);
    await as(planner, async (trx) => await publishImpact(trx, id));
    expect([await read(1), await read(2)]).toEqual([1, 2]);
    expect(await as(nobody, async (trx) => (await listPublished(trx, { words: 'short' })).rows.map((one) => one.id))).toEqual([id]);
    expect(await as(nobody, async (trx) => (await listPublished(trx, { words: 'nothing-like-it' })).total)).toBe(0);
  });

  test('never changes, holds what its draft held, and is not unpublished', async () => {
    const id = await begin();
    await change(id, 1, whole);
    const tried = async (statement: string) => await as(planner, async (trx) => await sql.raw(statement).execute(trx));
    const add = (number: number, by: string) =>
      `insert into impacts.versions (impact_id, number, content, agreement, agreed_by) values ('${id}', ${number}, '{}', 'x', '${by}')`;
    await expect(tried(`update impacts.impacts set version = 1 where id = '${id}'`)).rejects.toThrow('the newest version is the one');
    await expect(tried(`update impacts.impacts set published = 1 where id = '${id}'`)).rejects.toThrow('impacts_published');
    await expect(tried(add(2, planner.accountId))).rejects.toThrow('there is no draft for this version');
    await expect(tried(add(1, stranger.accountId))).rejects.toThrow('row-level security');
    await agree(id, 2);
    await as(planner, async (trx) => await publishImpact(trx, id));
    for (const set of ["content = '{}'", "agreement = 'Other'", 'agreed_at = now()'])
      await expect(tried(`update impacts.versions set ${set} where impact_id = '${id}'`)).rejects.toThrow('permission denied');
    await expect(tried(`delete from impacts.versions where impact_id = '${id}'`)).rejects.toThrow('permission denied');
    await expect(tried(`update impacts.impacts set published = 0 where id = '${id}'`)).rejects.toThrow('what was published stays so');
    expect((await tried(`delete from impacts.impacts where id = '${id}'`)).numAffectedRows).toBe(0n);
    expect(await as(nobody, async (trx) => (await findVersion(trx, id, 1))?.content.effects)).toHaveLength(1);
  });
});

describe('what was found', () => {
  test('is written by planners of the office, for effects that were foreseen', async () => {
    const { id, effectId } = await agreed();
    for (const who of [stranger, editor, counsellor, network, manager, auditor])
      await expect(find(id, effectId, measured, who)).rejects.toMatchObject({ code: 'not-found' });
    await expect(find(id, newId(), measured)).rejects.toMatchObject({ code: 'no-item' });
    await expect(find(id, effectId, measured, planner, 2)).rejects.toMatchObject({ code: 'no-item' });
    await find(id, effectId);
    expect(await as(manager, async (trx) => (await observationsOf(trx, id, 1)).map(({ finding }) => finding))).toEqual([
      expect.objectContaining(measured),
    ]);
  });

  test('is public with its version, and never changed: a later finding comes first', async () => {
    const { id, effectId } = await agreed();
    await find(id, effectId, { state: 'not-measured', reason: 'Too early' });
    const seen = async () => await as(nobody, async (trx) => (await observationsOf(trx, id, 1)).map(({ finding }) => finding.state));
    expect(await seen()).toEqual([]);
    await as(planner, async (trx) => await publishImpact(trx, id));
    await find(id, effectId);
    expect(await seen()).toEqual(['measured', 'not-measured']);
    const tried = async (statement: string) => await as(planner, async (trx) => await sql.raw(statement).execute(trx));
    await expect(tried(`update impacts.observations set value = '1' where impact_id = '${id}'`)).rejects.toThrow('permission denied');
    await expect(tried(`delete from impacts.observations where impact_id = '${id}'`)).rejects.toThrow('permission denied');
  });

  test('is whole: a value with all that belongs to it, or a reason', async () => {
    const { id, effectId } = await agreed();
    await expect(find(id, effectId, { ...measured, on: '2025-12-31' })).rejects.toMatchObject({ code: 'before-period' });
    await expect(find(id, effectId, { ...measured, value: 'many' } as Finding)).rejects.toThrow('observations_value');
    await expect(find(id, effectId, { ...measured, other: '' } as Finding)).rejects.toThrow('observations_other');
    await expect(find(id, effectId, { ...measured, other: null } as unknown as Finding)).rejects.toThrow('observations_whole');
    await expect(find(id, effectId, { state: 'not-measurable', reason: null } as unknown as Finding)).rejects.toThrow('observations_whole');
  });
});
