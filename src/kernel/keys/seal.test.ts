import { createSecretKey, randomBytes } from 'node:crypto';
import { assert, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seal, SEAL_OVERHEAD, unseal, unsealText, type SealingKey } from './seal.ts';

const newKey = () => createSecretKey(randomBytes(32)) as SealingKey;
const place = { table: 'cases.notes', column: 'body', id: '01909d2e-7b1c-7c3a-9f10-2f6d5b3a9c11' };

describe('a sealed value', () => {
  test('opens to what was sealed, whatever it was', () => {
    const key = newKey();
    assert(
      property(string({ unit: 'binary' }), (text) => {
        const wellFormed = Buffer.from(text, 'utf8').toString('utf8'); // a lone surrogate has no UTF-8
        const sealed = seal(key, wellFormed, place);
        expect(sealed.length).toBe(Buffer.byteLength(wellFormed) + SEAL_OVERHEAD);
        expect(unsealText(key, sealed, place)).toBe(wellFormed);
      }),
    );
  });

  test('is another each time', () => {
    const key = newKey();
    expect(seal(key, 'same', place).equals(seal(key, 'same', place))).toBe(false);
  });

  test('does not open after any single bit changed', () => {
    const key = newKey();
    const sealed = seal(key, 'a note', place);
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const changed = Buffer.from(sealed);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(() => unseal(key, changed, place)).toThrow(/sealed value/);
    }
  });

  test('does not open under another key, in another row, column or table, or cut short', () => {
    const key = newKey();
    const sealed = seal(key, 'a note', place);
    expect(() => unseal(newKey(), sealed, place)).toThrow(/does not open/);
    expect(() => unseal(key, sealed, { ...place, id: 'another' })).toThrow(/does not open/);
    expect(() => unseal(key, sealed, { ...place, column: 'title' })).toThrow(/does not open/);
    expect(() => unseal(key, sealed, { ...place, table: 'cases.plans' })).toThrow(/does not open/);
    expect(() => unseal(key, sealed.subarray(0, sealed.length - 1), place)).toThrow(/does not open/);
    expect(() => unseal(key, sealed.subarray(0, 10), place)).toThrow(/not a sealed value/);
  });
});
