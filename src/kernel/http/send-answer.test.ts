import { expect, test } from 'vitest';
import { mostXlsxRows, writeCsv } from '#kernel/text';
import { csv } from './answer.ts';
import type { Opened } from './open-request.ts';
import type { Frame } from './render.ts';
import { answerPreparer } from './send-answer.ts';

const frame = {} as Frame; // no page is rendered here

const asked = (format: string) =>
  ({ lang: 'en', session: null, request: { raw: { url: `/en/list?format=${format}` }, query: {} } }) as unknown as Opened;

const listOf = (rows: number) =>
  csv(
    'list.csv',
    writeCsv(
      ['a'],
      Array.from({ length: rows }, (_, at) => [at]),
    ),
  );

test('a list is sent as it is asked for', async () => {
  const prepare = answerPreparer(frame);
  const [text, sheet] = [await prepare(asked('csv'), listOf(2), 200), await prepare(asked('xlsx'), listOf(2), 200)];
  expect(text.headers['content-disposition']).toContain('list.csv');
  expect(sheet.headers['content-disposition']).toContain('list.xlsx');
  expect(sheet.body.slice(0, 2).toString()).toBe('PK');
});

test('a list too long for an Excel file says so, and is there as CSV', async () => {
  const prepare = answerPreparer(frame);
  await expect(prepare(asked('xlsx'), listOf(mostXlsxRows + 1), 200)).rejects.toMatchObject({ code: 'too-long-for-excel' });
  expect((await prepare(asked('csv'), listOf(mostXlsxRows + 1), 200)).status).toBe(200);
});
