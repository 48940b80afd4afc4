import { expect, test } from 'vitest';
import { translationStatus } from '#kernel/i18n';
import { arrange, freshCode, slugOf } from './arrange-course.ts';
import { courseProblems } from './course-problems.ts';
import { languagesOf, textsOf, translationCounts, withText } from './course-texts.ts';
import { courseContent, type MediaId } from './course.ts';
import { sniffMedia } from './media-kind.ts';
import { contentFrom, courseRecord } from './read-course-record.ts';
import { sampleCourse, stepsSvg } from './sample-course.fixtures.ts';

const content = contentFrom(
  sampleCourse,
  new Map([['steps.svg', '0190a000-0000-7000-8000-000000000001' as MediaId]]),
  '2026-11-01T00:00:00Z',
);

test('a record becomes a course whose translations nobody has reviewed', () => {
  expect(courseContent.parse(content)).toEqual(content);
  expect(courseProblems(content)).toEqual([]);
  expect(translationStatus(content.title, 'ar')).toBe('unreviewed');
  expect(languagesOf(content)).toEqual(['en', 'ar']);
});

test('every text of a course is found, those of tables, choices and feedback too', () => {
  const found = textsOf(content).map(({ path }) => path.join('.'));
  expect(found).toContain('lessons.0.blocks.2.rows.0.1');
  expect(found).toContain('lessons.0.blocks.3.questions.0.choices.1.feedback');
  expect(textsOf(content, { lesson: null }).map(({ kind }) => kind)).toEqual(['title', 'summary']);
  expect(textsOf(content, { lesson: 'second' }).length).toBe(4);
  expect(translationCounts(content, 'fr').missing).toBe(found.length);
});

test('one text is changed and no other', () => {
  const text = content.lessons[1]?.title;
  if (!text) throw new Error('no second lesson');
  const changed = withText(content, ['lessons', 0, 'title'], text);
  expect(changed.lessons[0]?.title).toEqual(text);
  expect(content.lessons[0]?.title).not.toEqual(text);
  expect(() => withText(content, ['lessons', 0, 'nothing'], text)).toThrow('no text at');
});

test('what keeps a course from being published is named with its place', () => {
  const [first, second] = content.lessons;
  if (!first || !second) throw new Error('no lessons');
  expect(courseProblems({ ...content, lessons: [] })).toEqual([{ problem: 'no-lesson', lesson: null, item: null }]);
  expect(courseProblems({ ...content, lessons: [first, first] })).toContainEqual({ problem: 'lesson-twice', lesson: 'first', item: null });
  const quiz = first.blocks.find((block) => block.kind === 'quiz');
  if (quiz?.kind !== 'quiz') throw new Error('no quiz');
  const broken = quiz.questions.map((question) => ({
    ...question,
    choices: question.choices.map((one) => ({ ...one, right: true })),
    answer: null,
  }));
  const lesson = {
    ...first,
    blocks: [
      { ...quiz, questions: broken },
      { ...quiz, id: 'again', questions: quiz.questions },
    ],
  };
  const problems = courseProblems({ ...content, lessons: [lesson] }).map(({ problem, item }) => `${problem} ${item}`);
  expect(problems).toEqual(expect.arrayContaining(['one-right one-right', 'no-number sum', 'item-twice sum']));
});

test('a record with a field that the format does not have is refused', () => {
  expect(courseRecord.safeParse({ ...sampleCourse, script: 'x' }).success).toBe(false);
  expect(courseRecord.safeParse({ ...sampleCourse, lessons: [] }).success).toBe(false);
});

test('entries of a list move by one place and stop at its ends', () => {
  expect(arrange(['a', 'b', 'c'], 1, 'up')).toEqual(['b', 'a', 'c']);
  expect(arrange(['a', 'b', 'c'], 1, 'down')).toEqual(['a', 'c', 'b']);
  expect(arrange(['a', 'b', 'c'], 0, 'up')).toEqual(['a', 'b', 'c']);
  expect(arrange(['a', 'b', 'c'], 2, 'down')).toEqual(['a', 'b', 'c']);
  expect(arrange(['a', 'b', 'c'], 1, 'remove')).toEqual(['a', 'c']);
});

test('short names are made of the title, and of something else where it is in another script', () => {
  expect(slugOf('Créer et faire vivre une petite entreprise')).toBe('creer-et-faire-vivre-une');
  expect(freshCode('عد أولًا', [], 'lesson')).toBe('lesson');
  expect(freshCode('Count first', ['count-first'], 'lesson')).toBe('count-first-2');
});

test.for([
  ['<svg onload="alert(1)"/>', null],
  ['<svg><script>alert(1)</script></svg>', null],
  ['<svg><image href="https://elsewhere.example/x.png"/></svg>', null],
  ['<html></html>', null],
  [stepsSvg, 'image/svg+xml'],
] as const)('a drawing is taken only where it draws and nothing else: %s', ([text, type]) => {
  expect(sniffMedia(Buffer.from(text))).toBe(type);
});
