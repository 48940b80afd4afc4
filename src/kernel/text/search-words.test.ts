import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldText, searchWords } from './search-words.ts';

const anyText = fc.array(fc.integer({ min: 0, max: 0x10ffff }), { maxLength: 60 }).map((codes) => String.fromCodePoint(...codes));

describe('search words', () => {
  test.each([
    ['Comunità d’Émigrés', ['comunita', 'emigres']],
    ["L'ufficio dell'immigrazione", ['ufficio', 'immigrazione']],
    ['București, Iași, Iaşi, Ţară', ['bucuresti', 'iasi', 'iasi', 'tara']],
    ['Straße Łódź Ørsted Đakovica', ['strasse', 'lodz', 'orsted', 'dakovica']],
    ['İstanbul IŞIK', ['istanbul', 'isik']],
    ['O’Brien 3x1', ['o', 'brien', '3x1']],
    ['Αθήνα', ['αθηνα']],
    ['Україна й', ['україна', 'й']],
  ])('of %s', (text, words) => {
    expect(searchWords(text)).toEqual(words);
  });

  test('Arabic spellings of the same word meet', () => {
    const same = [
      ['إدارة', 'ادارة', 'ادارۃ'.replace('ۃ', 'ة'), 'اداره', 'إِدَارَةٌ', 'إدارـــة'],
      ['مستشفى', 'مستشفي'],
      ['مسؤول', 'مسوول'],
      ['آسيا', 'اسيا'],
      ['١٢٣', '۱۲۳', '123'],
    ];
    for (const spellings of same) expect(new Set(spellings.map(foldText)).size).toBe(1);
  });

  test('folding twice changes nothing more', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(foldText(foldText(text))).toBe(foldText(text));
        expect(searchWords(searchWords(text).join(' '))).toEqual(searchWords(text));
      }),
    );
  });
});
