import type { Answer } from './judge-answer.ts';
import { exercisesOf, questionsOf, type CourseContent, type Lesson } from './course.ts';

export const eventKinds = ['opened', 'finished', 'answered', 'handed-in'] as const;
export type EventKind = (typeof eventKinds)[number];

/** One deed of a learner, as it is stored. */
export interface LearningEvent {
  id: string;
  deviceId: string;
  /** Place in the order of that device, from 1. */
  sequence: number;
  kind: EventKind;
  lesson: string;
  item: string | null;
  answer: Answer | null;
  right: boolean | null;
  happenedAt: Date;
}

/**
 * Deeds of several devices in one order. What a device did stays in that device's own order even where its clock was put
 * back between; between devices the clock decides, then the id, so that the order is the same however the deeds arrived.
 */
export function inOrder<E extends Pick<LearningEvent, 'id' | 'deviceId' | 'sequence' | 'happenedAt'>>(events: readonly E[]): E[] {
  const byDevice = Map.groupBy(events, ({ deviceId }) => deviceId);
  const placed = [...byDevice.values()].flatMap((list) => {
    let latest = 0;
    const ordered = list.toSorted((a, b) => a.sequence - b.sequence || compare(a.id, b.id));
    return ordered.map((event, place) => {
      latest = Math.max(latest, event.happenedAt.getTime());
      return { event, at: latest, place };
    });
  });
  return placed
    .toSorted((a, b) => a.at - b.at || compare(a.event.deviceId, b.event.deviceId) || a.place - b.place)
    .map(({ event }) => event);
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** How a learner stands in one lesson. */
export interface LessonProgress {
  code: string;
  opened: boolean;
  finished: boolean;
  /** Every try at each question, in order. */
  tries: ReadonlyMap<string, readonly { answer: Answer; right: boolean; at: Date }[]>;
  /** Questions answered rightly at least once, of all. */
  right: number;
  questions: number;
  /** Exercises handed in. */
  handedIn: ReadonlySet<string>;
  /** Whether the course's rule is met here. */
  passed: boolean;
}

export interface Progress {
  lessons: readonly LessonProgress[];
  lessonsDone: number;
  /** Every lesson finished and passed. */
  passed: boolean;
}

/** What a learner's deeds amount to in a version of a course. Deeds about lessons that it does not have count for nothing. */
export function progressOf(content: CourseContent, events: readonly LearningEvent[]): Progress {
  const byLesson = Map.groupBy(inOrder(events), ({ lesson }) => lesson);
  const lessons = content.lessons.map((lesson) => progressIn(content, lesson, byLesson.get(lesson.code) ?? []));
  return {
    lessons,
    lessonsDone: lessons.filter(({ finished }) => finished).length,
    passed: lessons.length > 0 && lessons.every(({ finished, passed }) => finished && passed),
  };
}

function progressIn({ rule }: CourseContent, lesson: Lesson, events: readonly LearningEvent[]): LessonProgress {
  const questions = questionsOf(lesson);
  const exercises = exercisesOf(lesson);
  const known = new Set(questions.map(({ code }) => code));
  const tries = new Map<string, { answer: Answer; right: boolean; at: Date }[]>();
  for (const { kind, item, answer, right, happenedAt } of events) {
    if (kind !== 'answered' || item === null || answer === null || !known.has(item)) continue;
    const before = tries.get(item) ?? [];
    before.push({ answer, right: right === true, at: happenedAt });
    tries.set(item, before);
  }
  const right = questions.filter(({ code }) => tries.get(code)?.some((one) => one.right)).length;
  const handedIn = new Set(events.flatMap(({ kind, item }) => (kind === 'handed-in' && item !== null ? [item] : [])));
  const quizPassed = right * 100 >= rule.quizPercent * questions.length;
  const exercisesDone = !rule.exercises || exercises.every(({ code }) => handedIn.has(code));
  return {
    code: lesson.code,
    opened: events.length > 0,
    finished: events.some(({ kind }) => kind === 'finished'),
    tries,
    right,
    questions: questions.length,
    handedIn,
    passed: quizPassed && exercisesDone,
  };
}
