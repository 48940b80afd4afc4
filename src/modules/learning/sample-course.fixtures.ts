import type { CourseRecord } from './read-course-record.ts';

const both = (en: string, ar = `${en} (ar)`) => ({ en, ar });

/** A small course for tests: two lessons, a question of each kind, an exercise to write. */
export const sampleCourse: CourseRecord = {
  code: 'sample-course',
  title: both('A sample course', 'دورة للتجربة'),
  summary: both('Three things about money.'),
  audience: ['founders', 'returnees'],
  mode: 'distance',
  minutes: 20,
  source: 'Written for tests',
  asOf: '2026-11',
  lessons: [
    {
      code: 'first',
      title: both('Count first', 'عد أولًا'),
      minutes: 10,
      blocks: [
        { kind: 'text', text: both('## Why\n\nMoney **in** is not money *left*.\n\n- rent\n- goods') },
        { kind: 'picture', file: 'steps.svg', alt: both('Three steps'), caption: both('Step by step') },
        { kind: 'table', head: [both('What'), both('Cost')], rows: [[both('Rent'), both('300')]] },
        {
          kind: 'quiz',
          questions: [
            {
              code: 'one-right',
              kind: 'one',
              text: both('What is left after costs?'),
              choices: [
                { code: 'a', text: both('Sales'), right: false, feedback: both('Sales are what comes in.') },
                { code: 'b', text: both('Profit'), right: true, feedback: both('Yes: sales less costs.') },
              ],
            },
            {
              code: 'some-right',
              kind: 'several',
              text: both('Which are costs?'),
              choices: [
                { code: 'a', text: both('Rent'), right: true },
                { code: 'b', text: both('Wages'), right: true },
                { code: 'c', text: both('Sales'), right: false },
              ],
            },
            {
              code: 'sum',
              kind: 'number',
              text: both('1,000 less 250?'),
              answer: 750,
              tolerance: 0.5,
              feedback: both('Take one from the other.'),
            },
          ],
        },
      ],
    },
    {
      code: 'second',
      title: both('Write it down'),
      minutes: 10,
      blocks: [
        { kind: 'example', text: both('A baker (made up) counts each evening.') },
        { kind: 'check', text: both('Ask the tax office about books.') },
        { kind: 'exercise', code: 'my-list', text: both('Write your own list.'), answer: 'text' },
      ],
    },
  ],
};

export const stepsSvg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path d="M1 9h3V6h3V3h2"/></svg>';

/** Reads the one file that the sample shows. */
export const readSampleFile = async (name: string): Promise<Uint8Array | null> => (name === 'steps.svg' ? Buffer.from(stepsSvg) : null);
