import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { asActor, asSystem, nobody, type Actor, type AnyWrites } from '#kernel/db';
import { importStatistics, saveIndicator, type IndicatorId } from '#modules/observatory';
import type { PlaceId } from '#modules/places';
import { testDatabase } from '#test/database';
import { indicatorText } from '#test/fixtures-statistics';
import { plantAccount, plantOffice } from '#test/plant';
import type { AnalysisId } from './analysis.ts';
import { addBlock, changeBlock, figuresIn, type Content, type NewBlock } from './content.ts';
import { freshnessOf, renewFigures, takeFigures } from './newest-figures.ts';
import { publishAnalysis } from './publish-analysis.ts';
import { draftOf, findAnalysis, findVersion, listKept, listPublished, versionsOf } from './read-analyses.ts';
import { beginAnalysis, beginVersion, changeDraft, discardDraft } from './write-analysis.ts';

const db = await testDatabase();
const now = new Date('2026-11-22T08:00:00Z');
const as = async <T>(actor: Actor, work: (trx: AnyWrites) => Promise<T>) => await asActor(db.app, actor, work);
const { id: ours } = await plantOffice(db, 'ours');
const { id: theirs } = await plantOffice(db, 'theirs');
const planner = await plantAccount(db, { roles: [{ role: 'planner', scope: ours }] });
const colleague = await plantAccount(db, { roles: [{ role: 'editor', scope: ours }] });
const stranger = await plantAccount(db, { roles: [{ role: 'planner', scope: theirs }] });
const counsellor = await plantAccount(db, { roles: [{ role: 'counsellor', scope: ours }] });
const network = await plantAccount(db, { roles: [{ role: 'planner' }] });
const placeId = await asSystem(
  db.owner,
  async (trx) =>
    (await trx.selectFrom('offices.offices').select('place_id').where('id', '=', ours).executeTakeFirstOrThrow()).place_id as PlaceId,
);

const file = (rows: string[]) =>
  Buffer.from(
    `DATAFLOW,citizen: Citizenship,geo: Place,TIME_PERIOD,OBS_VALUE,OBS_FLAG,CONF_STATUS\n${rows.map((row) => `A:PEOPLE(1.0),SN: Senegal,${row}\n`).join('')}`,
  );
const says = { publisher: 'An institute', licence: 'CC BY 4.0', edition: 'nuts-2021', title: 'People', unit: 'persons' } as const;
const release = async (published: string, rows: string[]) =>
  await as(network, async (trx) => {
    const bytes = file(rows);
    return await importStatistics(trx, { name: 'people.csv', bytes, says: { ...says, published }, by: network.accountId, dryRun: false });
  });
let indicator: IndicatorId;

beforeAll(async () => {
  const { datasetId } = await release('2025-01-15', [
    'ITH3: Veneto,2022,10,,',
    'ITH3: Veneto,2023,12.5,p,',
    'ITH3: Veneto,2024,,:u,',
    'IT: Italy,2023,90,,',
  ]);
  indicator = await as(
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

let count = 0;
const begin = async (by = planner, officeId: typeof ours | null = ours) => {
  count += 1;
  return await as(
    by,
    async (trx) =>
      await beginAnalysis(
        trx,
        by.accountId,
        { code: `situation-${count}`, title: `Situation ${count}`, lang: 'en', placeId, officeId },
        now,
      ),
  );
};
const change = async (id: AnalysisId, base: number, how: (content: Content) => Content, by = planner) =>
  await as(by, async (trx) => await changeDraft(trx, by.accountId, id, { base, change: how }, now));
const text = { kind: 'text', words: 'How things stand' } as const;
const point: NewBlock = { kind: 'point', name: 'Few come', words: 'Why', restsOn: [] };
const whole = (content: Content): Content => {
  let next: Content = { ...content, summary: 'In short' };
  for (const part of ['data', 'trends', 'policies'] as const) next = addBlock(next, part, text);
  for (const part of ['problems', 'chances'] as const) next = addBlock(next, part, point);
  return next;
};
const publish = async (id: AnalysisId, base: number, by = planner) =>
  await as(by, async (trx) => await publishAnalysis(trx, by.accountId, id, { base, reason: 'It is ready' }, now));

describe('a draft', () => {
  test('is written by the people of its office, and nobody else knows of it', async () => {
    const id = await begin();
    await change(id, 1, whole, colleague);
    for (const who of [stranger, counsellor, network, { ...planner, assurance: 1 } as const, nobody]) {
      expect(await as(who, async (trx) => [await draftOf(trx, id), (await findAnalysis(trx, 'situation-1'))?.code ?? null])).toEqual([
        null,
        null,
      ]);
      await expect(change(id, 2, whole, { ...planner, ...who } as typeof planner)).rejects.toMatchObject({ code: 'not-found' });
    }
    expect((await as(planner, async (trx) => await listKept(trx, [ours]))).map((one) => one.id)).toEqual([id]);
  });

  test('is begun for one’s own office only, under a name of its own', async () => {
    await expect(begin(planner, theirs)).rejects.toMatchObject({ code: 'not-authority' });
    await expect(begin(planner, null)).rejects.toMatchObject({ code: 'not-authority' });
    await begin();
    count -= 1;
    await expect(begin()).rejects.toMatchObject({ code: 'code-taken' });
  });

  test('of two writers at once takes the first, and tells the second', async () => {
    const id = await begin();
    const results = await Promise.allSettled(
      [1, 2, 3, 4, 5, 6].map(async () => await change(id, 1, (content) => addBlock(content, 'data', text))),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const one of results) if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'draft-changed' });
    expect((await as(planner, async (trx) => await draftOf(trx, id)))?.content.sections.data).toHaveLength(1);
  });

  test('takes no more words than a document has', async () => {
    const id = await begin();
    const huge = (content: Content) => addBlock(content, 'data', { kind: 'text', words: 'x'.repeat(5_001) });
    await expect(change(id, 1, huge)).rejects.toMatchObject({ code: 'draft-wrong' });
  });

  test('that is thrown away takes with it what was never published, and leaves what was', async () => {
    const gone = await begin();
    await as(planner, async (trx) => await discardDraft(trx, gone));
    expect((await as(planner, async (trx) => await listKept(trx, [ours]))).map(({ id }) => id)).not.toContain(gone);
    const id = await begin();
    await change(id, 1, whole);
    const code = await publish(id, 2);
    await as(planner, async (trx) => await beginVersion(trx, planner.accountId, id, now));
    await expect(as(colleague, async (trx) => await beginVersion(trx, colleague.accountId, id, now))).rejects.toMatchObject({
      code: 'has-draft',
    });
    await as(planner, async (trx) => await discardDraft(trx, id));
    expect(await as(nobody, async (trx) => (await findAnalysis(trx, code))?.version)).toBe(1);
  });
});

describe('a version', () => {
  test('needs something in every part, and what was read before', async () => {
    const id = await begin();
    await expect(publish(id, 1)).rejects.toMatchObject({ code: 'draft-incomplete' });
    await change(id, 1, whole);
    await expect(publish(id, 1)).rejects.toMatchObject({ code: 'draft-changed' });
    await expect(publish(id, 2, stranger)).rejects.toMatchObject({ code: 'not-found' });
    const results = await Promise.allSettled([1, 2, 3].map(async () => await publish(id, 2)));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await as(nobody, async (trx) => (await versionsOf(trx, id)).map(({ number, content }) => [number, content.summary]))).toEqual([
      [1, 'In short'],
    ]);
    expect(await as(nobody, async (trx) => (await listPublished(trx, { words: 'short' })).rows.map((one) => one.id))).toContain(id);
    expect(await as(nobody, async (trx) => (await listPublished(trx, { words: 'nothing-like-it' })).total)).toBe(0);
  });

  test('is never changed, holds what its draft held, and is shown only once it is there', async () => {
    const id = await begin();
    await change(id, 1, whole);
    const tried = async (statement: string) => await as(planner, async (trx) => await sql.raw(statement).execute(trx));
    const add = (number: number, by: string) =>
      `insert into analyses.versions (analysis_id, number, content, reason, published_by) values ('${id}', ${number}, '{}', 'x', '${by}')`;
    await expect(tried(`update analyses.analyses set version = 1 where id = '${id}'`)).rejects.toThrow('the newest version is shown');
    await expect(tried(add(2, planner.accountId))).rejects.toThrow('there is no draft for this version');
    await expect(tried(add(1, stranger.accountId))).rejects.toThrow('row-level security');
    await publish(id, 2);
    await expect(tried(`update analyses.versions set reason = 'Other' where analysis_id = '${id}'`)).rejects.toThrow('permission denied');
    await expect(tried(`delete from analyses.versions where analysis_id = '${id}'`)).rejects.toThrow('permission denied');
    await expect(tried(`update analyses.analyses set version = 0 where id = '${id}'`)).rejects.toThrow('the newest version is shown');
    expect((await tried(`delete from analyses.analyses where id = '${id}'`)).numAffectedRows).toBe(0n);
    expect(await as(nobody, async (trx) => (await findVersion(trx, id, 1))?.content.sections.data)).toHaveLength(1);
  });
});

describe('figures', () => {
  const take = async (placeCode: string, from: string, to: string) =>
    await as(planner, async (trx) => await takeFigures(trx, { indicatorId: indicator, placeCode, from, to, words: null }));

  test('are taken as published, a missing one as missing, with where they come from', async () => {
    expect(await take('ITH3', '2023', '2024')).toMatchObject({
      kind: 'figures',
      publisher: 'An institute',
      dataset: 'People',
      published: '2025-01-15',
      placeLabel: 'Veneto',
      rows: [
        { period: '2023', value: '12.5', flags: 'p' },
        { period: '2024', value: null, flags: ':u' },
      ],
    });
    await expect(take('FR', '2023', '2024')).rejects.toMatchObject({ code: 'no-figures' });
    await expect(take('ITH3', '2024', '2023')).rejects.toMatchObject({ code: 'no-period' });
  });

  test('say when the publisher has newer ones, and are taken anew on demand', async () => {
    const id = await begin();
    const [one, several] = [await take('ITH3', '2023', '2023'), await take('ITH3', '2022', '2024')];
    await change(id, 1, (content) => addBlock(addBlock(whole(content), 'data', one), 'trends', several));
    await publish(id, 2);
    await release('2026-01-15', ['ITH3: Veneto,2022,10,,', 'ITH3: Veneto,2023,13,,', 'ITH3: Veneto,2024,14,,', 'ITH3: Veneto,2025,15,p,']);
    const version = await as(nobody, async (trx) => await findVersion(trx, id, 1));
    const content = version?.content ?? whole({} as Content); // there is a version: the next line says so
    const states = await as(nobody, async (trx) => await freshnessOf(trx, figuresIn(content)));
    const [first, second] = figuresIn(content);
    expect(states.get(first?.id ?? '')).toMatchObject({
      state: 'older',
      published: '2026-01-15',
      revised: [{ period: '2023', was: '12.5', is: '13' }],
      later: { period: '2025', value: '15' },
    });
    expect(states.get(second?.id ?? '')).toMatchObject({ revised: [{ period: '2023' }, { period: '2024', was: null, is: '14' }] });
    expect(first?.rows).toEqual([{ period: '2023', value: '12.5', flags: 'p' }]);
    await as(planner, async (trx) => {
      await beginVersion(trx, planner.accountId, id, now);
      for (const [base, block] of figuresIn(content).entries()) {
        const renewed = await renewFigures(trx, block);
        await changeDraft(trx, planner.accountId, id, { base: base + 1, change: (before) => changeBlock(before, block.id, renewed) }, now);
      }
      const draft = await draftOf(trx, id);
      expect(figuresIn(draft?.content ?? content).map(({ rows }) => rows.map(({ period, value }) => `${period} ${value}`))).toEqual([
        ['2025 15'],
        ['2022 10', '2023 13', '2024 14', '2025 15'],
      ]);
      expect([...(await freshnessOf(trx, figuresIn(draft?.content ?? content))).values()]).toEqual([
        { state: 'newest' },
        { state: 'newest' },
      ]);
    });
  });
});
