import { expect, test } from 'vitest';
import { htmlOf, testUi, valuesOf } from '../testing.ts';
import { BarChart } from './bar-chart.tsx';
import { LineChart } from './line-chart.tsx';

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
