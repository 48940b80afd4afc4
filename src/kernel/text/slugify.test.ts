import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { slugify } from './slugify.ts';

describe('addresses', () => {
  test.each([
    ['Città di Padova', 'citta-di-padova'],
    ["  L'Aquila — «Centro» ", 'l-aquila-centro'],
    ['Київ, Нова Пошта', 'kiyiv-nova-poshta'],
    ['Θεσσαλονίκη', 'thessaloniki'],
    ['المهدية', 'almhdyh'],
    ['ሀገር', 'place'],
    ['!!!', 'place'],
  ])('of %s', (name, slug) => {
    expect(slugify(name, 'place')).toBe(slug);
  });

  test('are short, plain and never empty', () => {
    const names = fc.oneof(
      fc.array(fc.integer({ min: 0, max: 0x10ffff }), { maxLength: 60 }).map((codes) => String.fromCodePoint(...codes)),
      fc.string({ unit: fc.constantFrom('a', '-', ' ', 'ш'), maxLength: 120 }),
    );
    fc.assert(
      fc.property(names, (name) => {
        expect(slugify(name, 'x')).toMatch(/^(?=.{1,80}$)[a-z0-9]+(-[a-z0-9]+)*$/);
      }),
    );
    expect(slugify('sportello '.repeat(20), 'x')).toBe('sportello-'.repeat(8).slice(0, -1));
  });
});
