import { describe, expect, test } from 'vitest';
import { formatPhone, parsePhone } from './phone.ts';

describe('phone numbers', () => {
  test.each([
    ['347 123 4567', 'IT', '+393471234567'],
    ['0039 049 1234567', 'IT', '+390491234567'],
    ['+221 77 123 45 67', 'IT', '+221771234567'],
    ['٧١٢٣٤٥٦٧', 'TN', '+21671234567'],
    ['06-12-34-56-78', 'fr', '+33612345678'],
  ])('%s in %s', (text, country, e164) => {
    expect(parsePhone(text, country)).toBe(e164);
  });

  test.each(['', '12', 'call me', '+39', '347 123 4567 or 348 123 4567', '1'.repeat(1000)])('refuses %j', (text) => {
    expect(parsePhone(text, 'IT')).toBeUndefined();
  });

  test('are shown in groups', () => {
    expect(formatPhone('+393471234567')).toBe('+39 347 123 4567');
    expect(formatPhone('nonsense')).toBe('nonsense');
  });
});
