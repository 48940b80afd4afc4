import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { asActor, nobody, type Actor, type AnyWrites } from '#kernel/db';
import { importStatistics, saveIndicator, type IndicatorId } from '#modules/observatory';
import { testDatabase } from '#test/database';
import { indicatorText } from '#test/fixtures-statistics';
import { plantAccount, plantOffice } from '#test/plant';
import type { ComparisonId } from './benchmark.ts';
import { changePeer, putItem, removeItem, type Content, type Peer } from './content.ts';
import type { Cell } from './measure.ts';
import { draftOf, findComparison, findVersion, listPublished, listSeen, versionsOf } from './read-comparisons.ts';
import { freshness, takeMeasure } from './take-measure.ts';
import { beginComparison, beginVersion, changeDraft, discardDraft, publishComparison } from './write-comparison.ts';

const db = await testDatabase();
const now = new Date('2026-11-22T08:00:00Z');
const as = async <T>(actor: Actor, work: (trx: AnyWrites) => Promise<T>) => await asActor(db.app, actor, work);
const { id: ours } = await plantOffice(db, 'ours');
const { id: theirs } = await plantOffice(db, 'theirs');
const planner = await plantAccount(db, { roles: [{ role: 'planner', scope: ours }] });
const manager = await plantAccount(db, { roles: [{ role: 'office-manager', scope: ours }] });
const auditor = await plantAccount(db, { roles: [{ role: 'auditor' }] });
const stranger = await plantAccount(db, { roles: [{ role: 'planner', scope: theirs }] });
const editor = await plantAccount(db, { roles: [{ role: 'editor', scope: ours }] });
const network = await plantAccount(db, { roles: [{ role: 'planner' }] });
const weak = { ...planner, assurance: 1 } as const;

const says = { publisher: 'An institute', licence: 'CC BY 4.0', edition: 'nuts-2021', title: 'People', unit: 'persons' } as const;
const release = async (published: string, rows: string[]) =>
  await as(network, async (trx) => {
    const head = 'DATAFLOW,citizen: Citizenship,geo: Place,TIME_PERIOD,OBS_VALUE,OBS_FLAG,CONF_STATUS\n';
    const bytes = Buffer.from(`${head}${rows.map((row) => `A:PEOPLE(1.0),SN: Senegal,${row}\n`).join('')}`);
    return await importStatistics(trx, { name: 'people.csv', bytes, says: { ...says, published }, by: network.accountId, dryRun: false });
  });
let indicatorId: IndicatorId;
const peers: Peer[] = [
  ['ITH3', 'Veneto'],
  ['ITC4', 'Lombardy'],
  ['ITG1', 'Sicily'],
  ['XX', 'Nowhere'],
].map(([code = '', name = ''], at) => ({
  id: `018f0000-0000-7000-8000-00000000000${at}`,
  name,
  codes: ['OLD', code],
  subject: null,
  why: 'Comparable',
}));

beforeAll(async () => {
  const { datasetId } = await release('2025-01-15', [
    'ITH3: Veneto,2022,10,,',
    'ITH3: Veneto,2023,12.5,p,',
    'ITC4: Lombardy,2022,0,,',
    'ITG1: Sicily,2022,,:u,',
    'ITG1: Sicily,2023,,:u,',
  ]);
  indicatorId = await as(
    network,
    async (trx) =>
      await saveIndicator(trx, network.accountId, null, {
        ...indicatorText,
        language: 'en',
        datasetId: datasetId ?? null,
        key: {},
        placeDimension: 'geo',
      }),
  );
});

const take = async (year: string | null) =>
  await as(planner, async (trx) => await takeMeasure(trx, { indicatorId, year, caveat: 'None known', peers }));
const rowOf = ({ figures }: Cell) => figures?.rows[0];
let count = 0;
const begin = async (by = planner, officeId: typeof ours | null = ours) => {
  count += 1;
  const given = { code: `peers-${count}`, title: `Peers ${count}`, lang: 'en', officeId, kind: 'places' as const };
  return await as(by, async (trx) => await beginComparison(trx, by.accountId, given, now));
};
const change = async (id: ComparisonId, base: number, how: (content: Content) => Content, by: Actor & { accountId: string } = planner) =>
  await as(by, async (trx) => await changeDraft(trx, by.accountId, id, { base, change: how }, now));
const whole = async () => {
  const measure = await take('2022');
  return (content: Content): Content =>
    putItem({ ...content, peers, question: 'How?', reason: 'They are alike' }, 'measures', null, measure);
};
const publish = async (id: ComparisonId, base: number, by = planner) =>
  await as(by, async (trx) => await publishComparison(trx, by.accountId, id, { base, reason: 'Ready' }, now));

describe('a measure', () => {
  test('of one year has each figure as published, what is missing with the reason, and zero apart from missing', async () => {
    const { cells, unit } = await take('2023');
    expect(unit).toBe(indicatorText.unit);
    expect(cells.map((one) => [rowOf(one)?.value, rowOf(one)?.flags, one.missing])).toEqual([
      ['12.5', 'p', null],
      [undefined, undefined, 'no-year'],
      [null, ':u', null],
      [undefined, undefined, 'no-place'],
    ]);
    expect((await take('2022')).cells.map((one) => rowOf(one)?.value)).toEqual(['10', '0', null, undefined]);
  });

  test('of the newest of each takes the last known figure of each place', async () => {
    expect((await take(null)).cells.map((one) => rowOf(one)?.period)).toEqual(['2023', '2022', '2023', undefined]);
  });

  test('of a year that nobody has is refused, and so is one without places', async () => {
    await expect(take('1999')).rejects.toMatchObject({ code: 'no-year' });
    await expect(
      as(planner, async (trx) => await takeMeasure(trx, { indicatorId, year: null, caveat: 'x', peers: [] })),
    ).rejects.toMatchObject({
      code: 'no-peers',
    });
  });
});

describe('a draft', () => {
  test('is read by planners and managers of its office and by auditors, written by planners alone', async () => {
    const id = await begin();
    for (const who of [planner, manager, auditor])
      expect(await as(who, async (trx) => [(await draftOf(trx, id))?.revision, (await findComparison(trx, 'peers-1'))?.id])).toEqual([
        1,
        id,
      ]);
    for (const who of [stranger, editor, network, weak, nobody])
      expect(await as(who, async (trx) => [await draftOf(trx, id), await findComparison(trx, 'peers-1')])).toEqual([null, null]);
    const retitle = (content: Content) => ({ ...content, title: 'Other' });
    for (const who of [stranger, editor, network, weak])
      await expect(change(id, 1, retitle, who)).rejects.toMatchObject({ code: 'not-found' });
    for (const who of [manager, auditor]) {
      await expect(change(id, 1, retitle, who)).rejects.toMatchObject({ code: 'draft-changed' });
      await expect(as(who, async (trx) => await discardDraft(trx, id))).rejects.toMatchObject({ code: 'not-found' });
    }
    await expect(begin(planner, theirs)).rejects.toMatchObject({ code: 'not-authority' });
    await expect(begin(manager)).rejects.toMatchObject({ code: 'not-authority' });
    expect((await as(manager, async (trx) => await listSeen(trx, () => true))).map((one) => one.id)).toContain(id);
  });

  test('takes twelve places and no more, and a figure of no place not at all', async () => {
    const id = await begin();
    const crowd = (content: Content) => {
      let next = content;
      for (let at = 0; at < 13; at += 1)
        next = putItem(next, 'peers', null, { name: `Place ${at}`, codes: ['X'], subject: null, why: 'So' });
      return next;
    };
    await expect(change(id, 1, crowd)).rejects.toMatchObject({ code: 'too-many' });
    const filled = await whole();
    await expect(change(id, 1, (content) => ({ ...filled(content), peers: [] }))).rejects.toMatchObject({ code: 'draft-wrong' });
  });

  test('loses the figures of a place that goes, or whose codes change, and is not published before they are taken again', async () => {
    const id = await begin();
    await change(id, 1, await whole());
    const renamed = (content: Content) =>
      changePeer(content, peers[0]?.id ?? '', { name: 'Veneto', codes: ['ITH3', 'IT'], subject: null, why: 'So' });
    await change(id, 2, renamed);
    await expect(publish(id, 3)).rejects.toMatchObject({ code: 'draft-incomplete' });
    await change(id, 3, (content) => removeItem(content, 'peers', peers[0]?.id ?? ''));
    expect((await as(planner, async (trx) => await draftOf(trx, id)))?.content.measures[0]?.cells).toHaveLength(3);
    await publish(id, 4);
  });
});

describe('a version', () => {
  test('is public, never changed, and says when the publisher has newer figures', async () => {
    const id = await begin();
    await expect(publish(id, 1)).rejects.toMatchObject({ code: 'draft-incomplete' });
    await change(id, 1, await whole());
    await expect(publish(id, 1)).rejects.toMatchObject({ code: 'draft-changed' });
    await expect(publish(id, 2, stranger)).rejects.toMatchObject({ code: 'not-found' });
    const results = await Promise.allSettled([1, 2, 3].map(async () => await publish(id, 2)));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await as(nobody, async (trx) => (await versionsOf(trx, id)).map(({ number }) => number))).toEqual([1]);
    expect(await as(nobody, async (trx) => (await listPublished(trx, { words: 'peers' })).rows.map((one) => one.id))).toContain(id);
    const tried = async (statement: string) => await as(planner, async (trx) => await sql.raw(statement).execute(trx));
    await expect(tried(`update benchmarks.versions set reason = 'x' where comparison_id = '${id}'`)).rejects.toThrow('permission denied');
    await expect(tried(`delete from benchmarks.versions where comparison_id = '${id}'`)).rejects.toThrow('permission denied');
    expect((await tried(`delete from benchmarks.comparisons where id = '${id}'`)).numAffectedRows).toBe(0n);
    await release('2026-01-15', ['ITH3: Veneto,2022,11,,', 'ITC4: Lombardy,2022,0,,', 'ITG1: Sicily,2022,7,,']);
    const states = await as(nobody, async (trx) => {
      const { content } = (await findVersion(trx, id, 1)) ?? {};
      if (!content) throw new Error('there is a version');
      const fresh = await freshness(trx, content);
      const [measure] = content.measures;
      return measure?.kind === 'indicator' ? measure.cells.map(({ figures }) => figures && fresh.get(figures.id)?.state) : null;
    });
    expect(states).toEqual(['older', 'newest', 'older', null]);
    await as(planner, async (trx) => await beginVersion(trx, planner.accountId, id, now));
    await as(planner, async (trx) => await discardDraft(trx, id));
    expect(await as(nobody, async (trx) => (await findVersion(trx, id, 1))?.content.peers)).toHaveLength(4);
  });
});
