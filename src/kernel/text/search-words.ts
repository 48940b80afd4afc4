import { normalise } from './normalise.ts';

/** Latin letters that do not fall apart into a letter and an accent. */
const latinLetters: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ı: 'i',
  ł: 'l',
  ŋ: 'n',
  þ: 'th',
  ə: 'e',
  ɓ: 'b',
  ɗ: 'd',
  ɛ: 'e',
  ɔ: 'o',
  ƙ: 'k',
  ƴ: 'y',
};

/**
 * Arabic letters that people write in more than one way: alef maqsura for ya, ta marbuta for ha, the joined
 * alef; Persian kaf and ya. Alef, waw and ya with a hamza fall apart by themselves and lose it as a sign.
 */
const arabicLetters: Record<string, string> = { ٱ: 'ا', ى: 'ي', ی: 'ي', ة: 'ه', ک: 'ك' };

/** Vowel signs, hamza and madda above and below, Koranic marks, tatweel (a stretch of the line), and the lone hamza, which is often left out. */
const arabicSigns = /\u0621|\u0640|[\u0610-\u061A]|[\u064B-\u065F]|\u0670|[\u06D6-\u06ED]/g;

/** Articles and prepositions that French and Italian tie to the next word: `l'ufficio`, `d'accueil`. */
const elision = /(?<!\p{L})(?:l|d|j|m|t|s|n|c|qu|un|all|dall|dell|nell|sull|coll|quell|quest)['’](?=\p{L})/gu;

const plainAscii = /^[\x20-\x7E]*$/;

const replaced = new RegExp(`[${Object.keys({ ...latinLetters, ...arabicLetters }).join('')}]`, 'g');

/**
 * Folds a text so that spellings which people take for the same become the same: lower case, Latin and
 * Greek without accents (Romanian ş and ș alike), Arabic letters and signs unified, all digits Latin.
 */
export function foldText(text: string): string {
  // Most texts of most lists: nothing to fold but the case, and an import folds megabytes.
  if (plainAscii.test(text)) return text.trim().toLowerCase();
  return normalise(text)
    .normalize('NFKC') // letters in a circle, in full width, joined in one sign
    .toLowerCase()
    .normalize('NFD')
    .replace(arabicSigns, '')
    .replace(/([\p{Script=Latin}\p{Script=Greek}])\p{M}+/gu, '$1')
    .replace(replaced, (letter) => latinLetters[letter] ?? arabicLetters[letter] ?? letter)
    .normalize('NFC')
    .replace(/\p{Nd}/gu, latinDigit)
    .trim();
}

/** The folded words of a text, in order, for indexing and for queries alike; elided articles are left out. */
export function searchWords(text: string): string[] {
  return foldText(text)
    .replace(elision, '')
    .split(/[^\p{L}\p{M}\p{Nd}]+/u)
    .filter((word) => word !== '');
}

/** Unicode keeps the ten digits of a script together and in order, so a digit is worth its distance from the block's first. */
function latinDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  let zero = code;
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
  return String(code - zero);
}
