import { beforeAll, describe, expect, test } from 'vitest';
import { asActor, asSystem, type AnyWrites } from '#kernel/db';
import { plantAccount, type Somebody } from '#test/plant';
import { testSite, type SessionCookie } from '#test/site';
import type { Content, InstrumentId, Question } from './content.ts';
import { beginDraft, changeDraft, dropDraft, getDraft, publishDraft, retireInstrument, without, withQuestion } from './edit-draft.ts';
import { importInstruments } from './import-instruments.ts';
import { blocking, problemsIn } from './problems.ts';
import { newestVersion } from './read-instruments.ts';
import { readinessShape, shapeProblems } from './readiness-shape.ts';
import { beginRound } from './rounds.ts';

const site = await testSite();
const { db } = site;
const now = site.network.now();
let maker: Somebody, session: SessionCookie, id: InstrumentId, content: Content;
const as = async <T>(work: (trx: AnyWrites) => Promise<T>): Promise<T> => await asActor(db.app, maker, work);

beforeAll(async () => {
  maker = await plantAccount(db, { roles: [{ role: 'editor' }] });
  session = await site.signIn(maker.accountId, 2);
  const first = await as(async (trx) => await newestVersion(trx, readinessShape.code));
  if (!first) throw new Error('the questionnaire of readiness is seeded');
  ({ instrumentId: id, content } = first);
});

const questionOf = (of: Content, name: string): Question => {
  const found = of.sections.flatMap(({ questions }) => questions).find((one) => one.id === name);
  if (!found) throw new Error(`no question ${name}`);
  return found;
};
const changed = (name: string, how: (question: Question) => Question): Content => withQuestion(content, '', how(questionOf(content, name)));

describe('the questionnaire of readiness', () => {
  test('is sound as it is seeded, in every language', () => {
    expect(problemsIn(content, readinessShape.code)).toEqual([]);
  });

  test('is held to its areas, its points, its blockers, and to questions that everybody is asked', () => {
    const options = questionOf(content, 'money-start').options;
    const wrong: [Content, string, string | null][] = [
      [{ ...content, sections: content.sections.slice(1) }, 'readiness-sections', null],
      [{ ...content, sections: [...content.sections, { id: 'more', title: content.title, questions: [] }] }, 'readiness-sections', null],
      [changed('money-start', (one) => ({ ...one, weight: 2 })), 'readiness-points', 'money-start'],
      [changed('money-start', (one) => ({ ...one, options: options.slice(1) })), 'readiness-points', 'money-start'],
      [changed('money-start', (one) => ({ ...one, type: 'choices' })), 'readiness-points', 'money-start'],
      [without(content, 'blocker-debt'), 'readiness-blockers', 'blockers'],
      [changed('blocker-debt', (one) => ({ ...one, options: one.options.slice(1) })), 'readiness-blockers', 'blockers'],
      [
        changed('money-last', (one) => ({ ...one, condition: { mode: 'any', of: [{ question: 'money-start', anyOf: ['0'] }] } })),
        'readiness-plain',
        'money-last',
      ],
    ];
    for (const [given, problem, at] of wrong) expect(shapeProblems(given)).toEqual([{ problem, at }]);
    for (const [given] of wrong) expect(problemsIn(given, 'a-survey').some((one) => one.problem.startsWith('readiness'))).toBe(false);
    expect(shapeProblems(withQuestion(content, 'money', { ...questionOf(content, 'money-start'), id: 'money-tax' }))).toEqual([]);
  });

  test('a draft of another shape is not published, and its check list says why', async () => {
    await as(async (trx) => await beginDraft(trx, maker.accountId, id, now));
    await as(async (trx) => await changeDraft(trx, maker.accountId, id, 1, (given) => without(given, 'blocker-debt'), now));
    const page = await site.get(`/en/instruments/${id}/draft`, session);
    expect(page.body).toContain('keeps its seven questions');
    await expect(as(async (trx) => await publishDraft(trx, maker.accountId, id, now))).rejects.toMatchObject({ code: 'has-problems' });
    expect((await site.post(`/en/instruments/${id}/publish`, {}, session)).statusCode).toBe(409);
    const record = { code: readinessShape.code, content: without(content, 'blocker-debt') };
    const { problems } = await asSystem(db.owner, async (trx) => await importInstruments(trx, [record], { now }));
    expect(problems.map(({ problem }) => problem)).toEqual(['instruments.check.readiness-blockers']);
    await as(async (trx) => await dropDraft(trx, id));
  });

  test('a draft that keeps the shape becomes the version that is asked from then on', async () => {
    await as(async (trx) => await beginDraft(trx, maker.accountId, id, now));
    const draft = await as(async (trx) => await getDraft(trx, id));
    const more = { ...questionOf(content, 'money-start'), id: 'money-tax' };
    await as(
      async (trx) => await changeDraft(trx, maker.accountId, id, draft?.revision ?? 0, (given) => withQuestion(given, 'money', more), now),
    );
    expect((await site.post(`/en/instruments/${id}/publish`, {}, session)).statusCode).toBe(303);
    const second = await as(async (trx) => await newestVersion(trx, readinessShape.code));
    expect([
      second?.number,
      problemsIn(second?.content ?? content, readinessShape.code).some(({ problem }) => blocking.has(problem)),
    ]).toEqual([2, false]);
  });

  test('has no rounds and is not retired: it is answered on the files of people', async () => {
    const round = { title: 'Round', method: 'x', opensOn: '2026-01-01', closesOn: null, selfStart: false, several: false };
    await expect(as(async (trx) => await beginRound(trx, maker.accountId, id, round))).rejects.toMatchObject({ code: 'of-people' });
    await expect(as(async (trx) => await retireInstrument(trx, id, true, now))).rejects.toMatchObject({ code: 'of-people' });
    const { body } = await site.get(`/en/instruments/${id}`, session);
    expect([body.includes('on the files of people'), body.includes('/begin-round'), body.includes('/retire')]).toEqual([
      true,
      false,
      false,
    ]);
  });
});
