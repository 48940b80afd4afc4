import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MediaId } from './course.ts';
import { inOrder, progressOf, type LearningEvent } from './progress.ts';
import { contentFrom } from './read-course-record.ts';
import { sampleCourse } from './sample-course.fixtures.ts';

const content = contentFrom(
  sampleCourse,
  new Map([['steps.svg', '0190a000-0000-7000-8000-000000000001' as MediaId]]),
  '2026-11-01T00:00:00Z',
);

const event = (more: Partial<LearningEvent>): LearningEvent => ({
  id: crypto.randomUUID(),
  deviceId: 'phone',
  sequence: 1,
  kind: 'opened',
  lesson: 'first',
  item: null,
  answer: null,
  right: null,
  happenedAt: new Date('2026-11-01T10:00:00Z'),
  ...more,
});

/** Deeds of up to three devices, whose clocks may jump: sequence numbers grow, times do as they like. */
const deeds = fc
  .array(fc.record({ device: fc.nat(2), minute: fc.nat(200), gap: fc.integer({ min: 1, max: 3 }) }), { maxLength: 40 })
  .map((given) => {
    const last = [0, 0, 0];
    return given.map(({ device, minute, gap }, index) => {
      const sequence = (last[device] ?? 0) + gap;
      last[device] = sequence;
      return event({
        id: `event-${String(index).padStart(3, '0')}`,
        deviceId: `device-${device}`,
        sequence,
        happenedAt: new Date(minute * 60_000),
      });
    });
  });

describe('the order of deeds', () => {
  test('is the same however they arrived', () => {
    fc.assert(
      fc.property(
        deeds.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))),
        ([list, shuffled]) => {
          expect(inOrder(shuffled).map(({ id }) => id)).toEqual(inOrder(list).map(({ id }) => id));
        },
      ),
    );
  });

  test('loses none and doubles none', () => {
    fc.assert(
      fc.property(deeds, (list) => {
        expect(
          inOrder(list)
            .map(({ id }) => id)
            .toSorted(),
        ).toEqual(list.map(({ id }) => id).toSorted());
      }),
    );
  });

  test('keeps the order of each device, even where its clock was put back', () => {
    fc.assert(
      fc.property(deeds, (list) => {
        for (const [, own] of Map.groupBy(inOrder(list), ({ deviceId }) => deviceId)) {
          const sequences = own.map(({ sequence }) => sequence);
          expect(sequences).toEqual(sequences.toSorted((a, b) => a - b));
        }
      }),
    );
  });

  test('follows the clock between devices whose clocks run forward', () => {
    fc.assert(
      fc.property(deeds, (list) => {
        const clocked = list.map((one) => ({ ...one, happenedAt: new Date(one.sequence * 60_000) }));
        const times = inOrder(clocked).map(({ happenedAt }) => happenedAt.getTime());
        expect(times).toEqual(times.toSorted((a, b) => a - b));
      }),
    );
  });
});

describe('progress', () => {
  const answered = (item: string, right: boolean, sequence: number) =>
    event({ kind: 'answered', item, right, answer: { choices: ['a'] }, sequence });

  test('keeps every try, and a question once answered rightly stays so', () => {
    const progress = progressOf(content, [
      answered('one-right', false, 1),
      answered('one-right', true, 2),
      answered('one-right', false, 3),
    ]);
    expect(progress.lessons[0]?.tries.get('one-right')?.map(({ right }) => right)).toEqual([false, true, false]);
    expect(progress.lessons[0]?.right).toBe(1);
  });

  test('is passed when every lesson is finished, four of five answers are right and exercises are handed in', () => {
    const all = [
      answered('one-right', true, 1),
      answered('some-right', true, 2),
      answered('sum', true, 3),
      event({ kind: 'finished', sequence: 4 }),
      event({ kind: 'handed-in', lesson: 'second', item: 'my-list', sequence: 5 }),
      event({ kind: 'finished', lesson: 'second', sequence: 6 }),
    ];
    expect(progressOf(content, all).passed).toBe(true);
    for (const left of all.keys()) {
      expect(
        progressOf(
          content,
          all.filter((_one, index) => index !== left),
        ).passed,
      ).toBe(false);
    }
  });

  test('counts nothing about lessons and questions that the version does not have', () => {
    const progress = progressOf(content, [event({ kind: 'finished', lesson: 'gone' }), answered('gone', true, 2)]);
    expect(progress).toMatchObject({ lessonsDone: 0, passed: false });
    expect(progress.lessons[0]?.right).toBe(0);
  });
});
