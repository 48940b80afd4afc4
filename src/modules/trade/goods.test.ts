import { expect, test } from 'vitest';
import { languages } from '#kernel/i18n';
import { chapters, findGoods, goodsChoices, goodsName, goodsWords, isGoodsCode, readGoodsCode } from './goods.ts';

test('every chapter of the Harmonized System is there once, but the one that is kept free', () => {
  const numbers = Array.from({ length: 97 }, (_, index) => String(index + 1).padStart(2, '0')).filter((one) => one !== '77');
  expect(chapters).toEqual(numbers);
});

test.for(languages.map(({ code }) => code))('every number has a short name of its own in %s', (lang) => {
  const named = goodsChoices(lang).flatMap(({ options }) => options);
  expect(named.length).toBeGreaterThan(130);
  for (const { value, label } of named) {
    expect(label.length).toBeGreaterThan(value.length + 1);
    expect(label.length).toBeLessThan(70);
  }
});

test.for([
  ['08', true],
  ['0804', true],
  ['080410', true],
  ['77', false],
  ['00', false],
  ['98', false],
  ['8', false],
  ['080', false],
  ['0800', false],
  ['08041', false],
  ['08041000', false],
  ['ab', false],
  ['', false],
] as const)('%j is a number of goods: %s', ([code, right]) => {
  expect(isGoodsCode(code)).toBe(right);
});

test('a number is read with points, spaces and Arabic digits', () => {
  expect(readGoodsCode(' 0804.10 ')).toBe('080410');
  expect(readGoodsCode('٠٨٠٤')).toBe('0804');
});

test('a heading that has no name of its own takes that of its chapter', () => {
  expect(goodsName('0804', 'it')).toMatch(/Datteri/);
  expect(goodsName('080410', 'it')).toMatch(/Datteri/);
  expect(goodsName('0812', 'it')).toBe('Frutta');
  expect(goodsWords('120242')).toContain('Groundnuts, raw');
});

test('a number is found by words of its name, without accents, and nothing by none', () => {
  expect(findGoods('ceai', 'ro').map(({ code }) => code)).toContain('0902');
  expect(findGoods('épices', 'fr').map(({ code }) => code)).toEqual(findGoods('epices', 'fr').map(({ code }) => code));
  expect(findGoods('   ', 'en')).toEqual([]);
  expect(findGoods('a'.repeat(10_000), 'en')).toEqual([]);
});
