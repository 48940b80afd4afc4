import { expect, test } from 'vitest';
import { htmlOf, testUi, valuesOf } from '../testing.ts';
import { BarChart } from './bar-chart.tsx';
import { LineChart } from './line-chart.tsx';
import { SpanChart } from './span-chart.tsx';

const bars = { title: 'Founders', labelHeader: 'Sector', series: ['Founders'] };
const line = { title: 'Contacts', description: 'They rise.', labelHeader: 'Year', series: ['All'] };

test('bars are as long as their figures, and a withheld one has none', () => {
  const rows = [
    { key: 'a', label: 'A', values: [50] },
    { key: 'b', label: 'B', values: [25] },
    { key: 'c', label: 'C', values: [undefined] },
  ];
  const text = htmlOf(<BarChart {...bars} rows={rows} missing="withheld" />);
  expect([...text.matchAll(/<rect class="series-1" width="([\d.]+%)"/g)].map((match) => match[1])).toEqual(['100%', '50%', '0%']);
  expect(text).toContain('withheld');
});

test('a figure below 0 has its bar on the other side of a line that marks 0', () => {
  const rows = [50, -50, -100, 0].map((value) => ({ key: String(value), label: String(value), values: [value] }));
  const text = htmlOf(<BarChart {...bars} rows={rows} />);
  const drawn = [...text.matchAll(/<rect class="series-1" width="([\d.]+)%" height="100%" rx="2"(?: x="([\d.]+)%")?/g)];
  expect(drawn.map(([, width, from]) => [Number(width), Number(from ?? 0)])).toEqual([
    [33.3, 66.7],
    [33.3, 33.3],
    [66.7, 0],
    [0, 66.7],
  ]);
  expect(text.match(/zero-line/g)).toHaveLength(4);
  expect(htmlOf(<BarChart {...bars} rows={[{ key: 'a', label: 'A', values: [-5] }]} />)).toContain('width="100%"');
});

test('a chart without any figure draws no bar and does not fail', () => {
  expect(htmlOf(<BarChart {...bars} rows={[{ key: 'a', label: 'A', values: [0] }]} />)).toContain('width="0%"');
  expect(htmlOf(<LineChart {...line} points={[]} />)).not.toMatch(/NaN|Infinity/);
});

test('a line starts at the reader’s own side', () => {
  const points = [2024, 2025].map((x) => ({ x, label: String(x), values: [x - 2000] }));
  const firstDot = (text: string) => Number.parseFloat(valuesOf(text, 'cx')[0] ?? '');
  expect(firstDot(htmlOf(<LineChart {...line} points={points} />))).toBeLessThan(50);
  expect(firstDot(htmlOf(<LineChart {...line} points={points} />, testUi('ar')))).toBeGreaterThan(50);
});

test('a line with a single point stands in its sheet', () => {
  expect(htmlOf(<LineChart {...line} points={[{ x: 2024, label: '2024', values: [3] }]} />)).not.toMatch(/NaN|Infinity/);
});

test('a line breaks where a figure is missing, and the table says so', () => {
  const points = [1, 2, 3].map((x) => ({ x, label: `year ${x}`, values: [x === 2 ? undefined : x] }));
  const text = htmlOf(<LineChart {...line} points={points} />);
  expect(valuesOf(text, 'd')[0]?.match(/M/g)).toHaveLength(2);
  expect(text).toContain('<td class="numeric">not known</td>');
});

test('spans stand where their days are, a short one can be seen, and one without days has no bar but its words', () => {
  const axis = { title: 'Time', labelHeader: 'Action', whenHeader: 'When', from: 0, to: 1000, ticks: [{ at: 500, label: '2027' }] };
  const rows = [
    { key: 'a', label: 'A', span: [0, 500] as const, when: 'first half' },
    { key: 'b', label: 'B', span: [400, 401] as const, when: 'one day' },
    { key: 'c', label: 'C', span: null, when: 'not known' },
  ];
  const text = htmlOf(<SpanChart {...axis} rows={rows} />);
  const bars = [...text.matchAll(/<rect class="series-1" x="([\d.]+%)" width="([\d.]+%)"/g)].map((match) => [match[1], match[2]]);
  expect(bars).toEqual([
    ['0%', '50%'],
    ['40%', '1%'],
  ]);
  expect(text).toContain('<span>not known</span>');
  const label = (page: string) => valuesOf(page, 'x')[0];
  expect([label(text), label(htmlOf(<SpanChart {...axis} rows={rows} ticks={[{ at: 200, label: '2026' }]} />, testUi('ar')))]).toEqual([
    '50%',
    '80%',
  ]);
});
