import { expect, test } from 'vitest';
import { holdsContact } from './holds-contact.ts';

test.for([
  'Write to awa@example.org',
  'AWA.DIOUF@ponte-demo.example please',
  'Ring +39 347 123 4567',
  'Tel. 0039/347.123.4567',
  '347-123-45-67',
  'اتصلوا ٠٠٢١٢٦١٢٣٤٥٦٧٨',
  'see https://shop.example',
  'www.shop.example',
])('%j gives a contact away', (text) => {
  expect(holdsContact(text)).toBe(true);
});

test.for([
  'Fifty boxes of 12 kg, 3 times a year',
  'Harvest 2025-2026, 10 000 kg at 1.20 a kilo',
  'HS 120242, ISO 22000',
  'We answer @ once',
  '',
])('%j does not', (text) => {
  expect(holdsContact(text)).toBe(false);
});

test('a huge hostile text is answered: a search that grows with the square of the length would not end', () => {
  expect(holdsContact('@'.repeat(2_000_000) + 'a.'.repeat(1_000_000) + '1 '.repeat(5))).toBe(false);
});
