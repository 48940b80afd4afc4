import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normalise, normaliseLine } from './normalise.ts';

const anyText = fc.array(fc.integer({ min: 0, max: 0x10ffff }), { maxLength: 60 }).map((codes) => String.fromCodePoint(...codes));

describe('typed text', () => {
  test('loses control characters and direction overrides, keeps lines and joiners', () => {
    expect(normalise('  a\u0000\u0007b\r\nc\u202Ed\u2066e\u2069 ')).toBe('ab\ncde');
    expect(normalise('می\u200Cخواهم \u200Fنص')).toBe('می\u200Cخواهم \u200Fنص');
    expect(normalise('e\u0301\uD800')).toBe('é\uFFFD');
  });

  test('a line has single spaces', () => {
    expect(normaliseLine(' Via \t Roma\n\n 1\u00A0bis ')).toBe('Via Roma 1 bis');
  });

  test('cleaning twice changes nothing more', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(normalise(normalise(text))).toBe(normalise(text));
        expect(normaliseLine(normaliseLine(text))).toBe(normaliseLine(text));
      }),
    );
  });
});
