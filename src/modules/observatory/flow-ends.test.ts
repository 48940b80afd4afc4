import { expect, test } from 'vitest';
import { chosenCodes } from './chosen-codes.ts';
import { flowEnds } from './flow-ends.ts';
import type { StoredDimension } from './read-series.ts';

const dimension = (code: string, geo: boolean, codes: readonly string[]): StoredDimension => ({
  code,
  label: code,
  geo,
  codes: codes.map((one, id) => ({ id, code: one, label: one, country: geo ? one : null, edition: geo ? 'country' : null })),
});

test('people and money come from where the names of dimensions say, and every other way stays open', () => {
  const ends = (...names: string[]) =>
    flowEnds(names.map((name) => dimension(name, name !== 'sex', ['IT']))).map(
      ({ origin, destination }) => `${names[origin]} ${names[destination]}`,
    );
  expect(ends('geo', 'sex', 'citizen')).toEqual(['citizen geo', 'geo citizen']);
  expect(ends('sending', 'receiving')).toEqual(['sending receiving', 'receiving sending']);
  expect(ends('geo', 'partner')).toEqual(['geo partner', 'partner geo']);
  expect(ends('citizen', 'c_birth', 'geo').slice(0, 2)).toEqual(['citizen geo', 'c_birth geo']);
  expect(ends('geo', 'sex')).toEqual([]);
});

test('a picture shows one code of every other dimension: the one asked for, the whole, or the first', () => {
  const dimensions = [
    dimension('sex', false, ['F', 'M', 'T']),
    dimension('geo', true, ['IT', 'SN']),
    dimension('age', false, ['Y15', 'Y25']),
  ];
  const codes = (asked: Record<number, string>) => chosenCodes(dimensions, [1], (index) => asked[index] ?? null).map((code) => code?.code);
  expect(codes({})).toEqual(['T', undefined, 'Y15']);
  expect(codes({ 0: 'M', 1: 'SN', 2: 'nothing' })).toEqual(['M', undefined, 'Y15']);
});
