import { expect, test } from 'vitest';
import told from '../../../db/demo/accounts.json' with { type: 'json' };

test('each account of the demonstration has an address of its own', () => {
  const addresses = told.accounts.map(({ email }) => email);
  expect(addresses.filter((one, index) => addresses.indexOf(one) !== index)).toEqual([]);
});
