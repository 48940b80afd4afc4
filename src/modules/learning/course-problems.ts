import { isBlank, textsOf } from './course-texts.ts';
import { exercisesOf, questionsOf, type CourseContent, type Lesson, type Question } from './course.ts';

// uses messages: learning.problem.*
/** Something that must be put right before a course can be published. */
export interface CourseProblem {
  problem:
    | 'no-lesson'
    | 'no-block'
    | 'empty-text'
    | 'lesson-twice'
    | 'item-twice'
    | 'no-question'
    | 'no-choice'
    | 'no-right'
    | 'one-right'
    | 'no-number';
  /** Code of the lesson; null for the course as a whole. */
  lesson: string | null;
  /** Code of the question or exercise. */
  item: string | null;
}

/** What keeps a course from being published, in reading order; empty where nothing does. */
export function courseProblems(content: CourseContent): CourseProblem[] {
  const whole = (problem: CourseProblem['problem']): CourseProblem => ({ problem, lesson: null, item: null });
  return [
    ...(content.lessons.length === 0 ? [whole('no-lesson')] : []),
    ...textsOf(content, { lesson: null })
      .filter(({ value }) => isBlank(value))
      .map(() => whole('empty-text')),
    ...content.lessons.flatMap((lesson, index) => lessonProblems(content, lesson, index)),
  ];
}

function lessonProblems(content: CourseContent, lesson: Lesson, index: number): CourseProblem[] {
  const here = (problem: CourseProblem['problem'], item: string | null = null): CourseProblem => ({ problem, lesson: lesson.code, item });
  const items = [...questionsOf(lesson), ...exercisesOf(lesson)].map(({ code }) => code);
  return [
    ...(content.lessons.findIndex(({ code }) => code === lesson.code) < index ? [here('lesson-twice')] : []),
    ...(lesson.blocks.length === 0 ? [here('no-block')] : []),
    ...textsOf(content, { lesson: lesson.code })
      .filter(({ value, kind }) => isBlank(value) && kind !== 'rows' && kind !== 'head')
      .map(() => here('empty-text')),
    ...items.filter((code, at) => items.indexOf(code) < at).map((code) => here('item-twice', code)),
    ...lesson.blocks.filter((block) => block.kind === 'quiz' && block.questions.length === 0).map(() => here('no-question')),
    ...questionsOf(lesson).flatMap((question) => questionProblems(question).map((problem) => here(problem, question.code))),
  ];
}

function questionProblems({ kind, choices, answer }: Question): CourseProblem['problem'][] {
  if (kind === 'number') return answer === null ? ['no-number'] : [];
  if (choices.length < 2) return ['no-choice'];
  const right = choices.filter((choice) => choice.right).length;
  if (right === 0) return ['no-right'];
  return kind === 'one' && right > 1 ? ['one-right'] : [];
}
