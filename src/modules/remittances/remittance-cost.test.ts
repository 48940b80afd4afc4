import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '#kernel/i18n';
import { splitByRate, totalCostPercent, type Sending } from './remittance-cost.ts';

const { remittance } = JSON.parse(readFileSync(join(projectRoot(), 'test/data/fund-cases.json'), 'utf8')) as {
  remittance: { cases: { id: string; input: Sending; expected: { totalCostPercent: string } }[] };
};

test.each(remittance.cases)('$id costs what was measured', ({ input, expected }) => {
  expect(totalCostPercent(input)).toBe(expected.totalCostPercent);
});

test('is rounded half to even, and a better rate than the interbank one lowers it', () => {
  expect(totalCostPercent({ sendAmount: '200', fee: '0.01', fxMarginPercent: '0.000' })).toBe('0.00');
  expect(totalCostPercent({ sendAmount: '200', fee: '0.03', fxMarginPercent: '0.000' })).toBe('0.02');
  expect(totalCostPercent({ sendAmount: '100', fee: '2', fxMarginPercent: '-0.5' })).toBe('1.50');
});

test('what arrives and what the rate takes are the amount', () => {
  expect(splitByRate({ sendAmount: '200.00', fxMarginPercent: '3.125' }, 2)).toEqual({ taken: '6.25', arrives: '193.75' });
  expect(splitByRate({ sendAmount: '1000', fxMarginPercent: '-0.5' }, 0)).toEqual({ taken: '-5', arrives: '1005' });
});

test('needs an amount', () => {
  expect(() => totalCostPercent({ sendAmount: '0', fee: '1', fxMarginPercent: '0' })).toThrow(RangeError);
});
