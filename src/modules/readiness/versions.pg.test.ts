import { beforeAll, describe, expect, test } from 'vitest';
import { sql } from 'kysely';
import { asActor, newId } from '#kernel/db';
import type { PersonId } from '#modules/people';
import { answersOf, blockersOf } from '#test/fixtures-readiness';
import { plantAccount, plantLink, plantOffice, plantPerson, type Somebody } from '#test/plant';
import { testSite, type SessionCookie } from '#test/site';
import type { AssessmentId } from './assessment.ts';
import { finishAssessment } from './finish-assessment.ts';
import { assessmentsOf, getAssessment } from './get-assessment.ts';
import type { Answers } from './judge.ts';
import { currentQuestionnaire } from './questionnaire.ts';
import { saveAnswers } from './save-answers.ts';
import { startAssessment } from './start-assessment.ts';

const site = await testSite();
const { db } = site;
const now = new Date('2026-11-20T09:00:00Z');
const later = new Date('2027-03-20T09:00:00Z');

let officer: Somebody, self: Somebody, office: string, person: PersonId;
let mine: SessionCookie;

const as = async <T>(work: (trx: Parameters<Parameters<typeof asActor>[2]>[0]) => Promise<T>) => await asActor(db.app, officer, work);
const start = async (at = now, of = person) =>
  await as(async (trx) => await startAssessment(trx, officer.accountId, { personId: of, officeId: office }, at));
const save = async (id: AssessmentId, answers: Answers, at = now) =>
  await as(async (trx) => await saveAnswers(trx, officer.accountId, id, 'founder', { answers, blockers: blockersOf() }, at));
const finish = async (id: AssessmentId, at = now) => await as(async (trx) => await finishAssessment(trx, officer.accountId, id, at));
const read = async (id: AssessmentId) => await as(async (trx) => await getAssessment(trx, id));
const current = async () => await as(currentQuestionnaire);

interface Stored {
  sections: { id: string; questions: { id: string; label: Record<string, string>; options: { label: Record<string, string> }[] }[] }[];
}

/** Publishes the next version as makers do: one question of the idea is gone, one of money is new, one is said otherwise. */
async function publishSecond(): Promise<void> {
  const { rows } = await db.superuser.query<{ instrument_id: string; content: Stored }>(
    'select instrument_id, content from instruments.versions where id = readiness.newest_version()',
  );
  const [first] = rows;
  if (!first) throw new Error('the first version is seeded');
  const of = (area: string) => first.content.sections.find(({ id }) => id === area)?.questions ?? [];
  const [model] = of('money');
  const sections = first.content.sections.map((section) => {
    if (section.id === 'idea') return { ...section, questions: section.questions.filter(({ id }) => id !== 'idea-better') };
    if (section.id === 'money')
      return {
        ...section,
        questions: [...section.questions, { ...model, id: 'money-tax', label: { en: 'Do you put money aside for tax?' } }],
      };
    if (section.id !== 'right') return section;
    return {
      ...section,
      questions: section.questions.map((one) =>
        one.id === 'right-know' ? { ...one, label: { en: 'Which papers does your trade need?' } } : one,
      ),
    };
  });
  await db.superuser.query('insert into instruments.versions (id, instrument_id, number, content) values ($1, $2, 2, $3)', [
    newId(),
    first.instrument_id,
    JSON.stringify({ ...first.content, sections }),
  ]);
}

beforeAll(async () => {
  ({ id: office } = await plantOffice(db, 'versions'));
  officer = await plantAccount(db, { roles: [{ role: 'counsellor', scope: office }] });
  self = { ...(await plantAccount(db)), assurance: 1 };
  person = await plantPerson(site, officer, office);
  await plantLink(db, self.accountId, person);
  mine = await site.signIn(self.accountId, 1);
});

test('the first version says what was asked before, with its twenty questions in six languages', async () => {
  const { number, questions, areas, blockers } = await current();
  expect([number, questions.length]).toEqual([1, 20]);
  expect(questions[0]?.label.texts.en?.text).toBe('Do you know which permits and papers your trade needs?');
  expect(Object.keys(areas.money.questions[0]?.answers[3].texts ?? {}).toSorted()).toEqual(['ar', 'en', 'es', 'fr', 'it', 'ro']);
  expect(blockers.permit.states.unknown.texts.en?.text).toBeTruthy();
});

describe('when a second version is published', () => {
  let old: AssessmentId, running: AssessmentId, other: PersonId;

  beforeAll(async () => {
    old = await start();
    await save(old, answersOf(2, { 'idea-better': 0, 'money-count': 1 }));
    await finish(old);
    other = await plantPerson(site, officer, office, { familyName: 'Running' });
    running = await start(now, other);
    await save(running, { 'idea-better': 3 });
    await publishSecond();
  });

  test('what was finished before reads, counts and is judged as it was', async () => {
    const before = await read(old);
    expect([before.questionnaire.number, before.result, before.founder.answers['idea-better']]).toEqual([1, 'ready-with-support', 0]);
    expect(before.areaResults.find(({ area }) => area === 'idea')).toMatchObject({ points: 4, most: 9 });
    const page = await site.get(`/en/me/readiness/${old}`, mine);
    expect(page.body).toContain('Do you know which permits and papers your trade needs?');
    expect(page.body).not.toContain('Which papers does your trade need?');
  });

  test('what was begun before goes on with its own questions', async () => {
    await save(running, { 'idea-better': 1, 'money-tax': 3 });
    const { questionnaire, founder } = await read(running);
    expect([questionnaire.number, founder.answers['idea-better'], founder.answers['money-tax']]).toEqual([1, 1, undefined]);
    await save(running, answersOf(2));
    expect(await finish(running)).toBe('ready');
  });

  test('whoever begins now is asked the new questions, and the way between the two counts what both asked', async () => {
    const begun = await site.post('/en/me/readiness', {}, mine);
    const base = String(begun.headers.location).replace(/\/right$/, '');
    expect((await site.get(`${base}/right`, mine)).body).toContain('Which papers does your trade need?');
    const arabic = (await site.get(`${base.replace('/en/', '/ar/')}/right`, mine)).body;
    expect(arabic).toContain('Which papers does your trade need?');
    const money = (await site.get(`${base}/money`, mine)).body;
    expect(money).toContain('Do you put money aside for tax?');
    expect((await site.get(`${base}/idea`, mine)).body).not.toContain('name="idea-better"');
    const wrong = await site.post(`${base}/money`, { 'money-tax': '7', 'money-start': '2' }, mine);
    expect([wrong.statusCode, wrong.body.includes('Choose one of the answers')]).toEqual([422, true]);
    expect(wrong.body).toMatch(/name="money-start" value="2" checked/);
    await site.post(`${base}/idea`, { 'idea-better': '3', 'idea-customers': '3', 'idea-price': '3' }, mine);
    const [open] = await as(async (trx) => await assessmentsOf(trx, [person]));
    expect([open?.questionnaire.number, open?.founder.answers['idea-better']]).toEqual([2, undefined]);

    const id = open?.id as AssessmentId; // it was just begun
    await save(id, { ...answersOf(3), 'money-tax': 0 }, later);
    expect(await finish(id, later)).toBe('ready');
    const { areaResults } = await read(id);
    expect(areaResults.find(({ area }) => area === 'money')).toMatchObject({ points: 9, most: 12, level: 'strong' });
    expect(areaResults.find(({ area }) => area === 'idea')).toMatchObject({ points: 6, most: 6 });
    const { body } = await site.get('/en/me/readiness', mine);
    expect(body).toContain('counts only those that were asked both times');
    // Money from 2 + 2 + 1 to 9 by the three of both; the idea from 2 + 2 to 6 by the two of both.
    const changes = [...body.matchAll(/<bdi dir="ltr">([+-]?\d+)<\/bdi>/g)].map(([, change]) => change);
    expect(changes).toEqual(['+2', '+3', '+2', '+3', '+2', '+4', '+2', '+2']);
  });

  test('the database begins none with older questions, and none changes its questions', async () => {
    const somebody = await plantPerson(site, officer, office, { familyName: 'Older' });
    const { questionnaire } = await read(old);
    const tried = async (statement: ReturnType<typeof sql>) => await as(async (trx) => await statement.execute(trx));
    await expect(
      tried(sql`insert into readiness.assessments (id, person_id, office_id, rules, started_at, started_by, version_id)
        values (${newId()}, ${somebody}, ${office}, 1, ${now}, ${officer.accountId}, ${questionnaire.versionId})`),
    ).rejects.toThrow('newest questions');
    const id = await start(now, somebody);
    await expect(tried(sql`update readiness.assessments set version_id = ${questionnaire.versionId} where id = ${id}`)).rejects.toThrow(
      'keeps its questions',
    );
  });
});
