import { expect, test } from 'vitest';
import { loadOrder } from './load-order.ts';

const names = (tables: { name: string }[]) => tables.map(({ name }) => name);

test('puts a table after those that it refers to', () => {
  const tables = [
    { name: 'cases', refersTo: ['people', 'offices'] },
    { name: 'people', refersTo: ['offices'] },
    { name: 'offices', refersTo: ['places'] },
    { name: 'places', refersTo: ['places'] },
  ];
  expect(names(loadOrder(tables))).toEqual(['places', 'offices', 'people', 'cases']);
});

test('does not depend on the order in which the tables come', () => {
  const tables = [
    { name: 'b', refersTo: [] },
    { name: 'a', refersTo: [] },
    { name: 'c', refersTo: ['a'] },
  ];
  expect(names(loadOrder(tables))).toEqual(names(loadOrder(tables.toReversed())));
});

test('leaves no table out where tables refer to each other in a circle', () => {
  const tables = [
    { name: 'a', refersTo: ['b'] },
    { name: 'b', refersTo: ['c'] },
    { name: 'c', refersTo: ['a'] },
    { name: 'd', refersTo: ['a'] },
  ];
  expect(names(loadOrder(tables))).toEqual(['a', 'c', 'b', 'd']);
});
