import { expect, test } from 'vitest';
import { htmlOf, testUi, valuesOf } from '../testing.ts';
import { Table, type Column } from './table.tsx';

type Row = { name: string; visits: number };

const columns: Column<Row>[] = [
  { key: 'name', header: 'Name', cell: (row) => row.name, sort: true },
  { key: 'visits', header: 'Visits', cell: (row) => String(row.visits), numeric: true },
];

const table = { caption: 'Offices', columns, rowKey: (row: Row) => row.name, rows: [{ name: 'Harbour', visits: 3 }] };

test('a heading sorts, keeps the filter and goes back to the first page', () => {
  expect(valuesOf(htmlOf(<Table {...table} />), 'href')).toEqual(['/en/services?q=loan&sort=name']);
});

test('a second press turns the order round, and the order is told', () => {
  const text = htmlOf(<Table {...table} />, testUi('en', '/services?sort=name'));
  expect(text).toContain('aria-sort="ascending"');
  expect(valuesOf(text, 'href')).toEqual(['/en/services?sort=-name']);
});

test('the first column names the row, the others name their column on a telephone', () => {
  const text = htmlOf(<Table {...table} />);
  expect(text).toContain('<th scope="row" role="rowheader"><bdi>Harbour</bdi></th>');
  expect(text).toContain('<td role="cell" class="numeric" data-label="Visits"><bdi>3</bdi></td>');
});

test('a long list says where it is and offers its neighbours', () => {
  const text = htmlOf(<Table {...table} paging={{ page: 2, pageSize: 10, total: 25 }} csvHref="/offices?format=csv" />);
  expect(text).toContain('11 to 20 of 25 entries');
  expect(text).toContain('href="/en/services?q=loan" rel="prev"');
  expect(text).toContain('href="/en/services?q=loan&amp;page=3" rel="next"');
  expect(text).toContain('href="/en/offices?format=csv"');
  expect(text).toContain('href="/en/offices?format=xlsx"');
});

test('an empty list keeps its filter and says that it is empty', () => {
  const text = htmlOf(<Table {...table} rows={[]} filters={<form class="filter-form" />} />);
  expect(text).toContain('filter-form');
  expect(text).toContain('Nothing to show');
  expect(text).not.toContain('<table');
});

test('a table that scrolls does so in a region that the keyboard reaches', () => {
  expect(htmlOf(<Table {...table} narrow="scroll" />)).toMatch(/role="region" tabindex="0" aria-labelledby="[^"]+"/);
});
