import { foldText } from './search-words.ts';

/** Latin spellings of the letters of other scripts, one row a script: Arabic (consonants), Cyrillic, Greek. */
const latinSpelling: Record<string, string> = {
  ...pairs('ابتثجحخدذرزسشصضطظعغفقكلمنهوي', 'a b t th j h kh d dh r z s sh s d t z a gh f q k l m n h w y'),
  ...pairs('پچژگڤ', 'p ch zh g v'),
  ...pairs('абвгдежзийклмнопрстуфхцчшщъыьэюя', 'a b v g d e zh z i y k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya'),
  ...pairs('ѓђѕјљњќћџіїєґў', 'g dj dz j lj nj k c dz i yi ye g u'),
  ...pairs('αβγδεζηθικλμνξοπρσςτυφχψω', 'a v g d e z i th i k l m n x o p r s s t y f ch ps o'),
};

/**
 * A piece of an address made from a name: `Città di Padova` gives `citta-di-padova`. Arabic, Cyrillic and
 * Greek are spelt in Latin letters; a name of which nothing is left gives the fallback. At most 80 characters.
 */
export function slugify(text: string, fallback: string): string {
  const slug = foldText(text)
    .replace(/[^\p{ASCII}]/gu, (letter) => latinSpelling[letter] ?? (/\p{M}/u.test(letter) ? '' : '-'))
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  if (slug.length <= 80) return slug || fallback;
  const lastWord = slug.lastIndexOf('-', 80);
  return slug.slice(0, lastWord >= 40 ? lastWord : 80);
}

function pairs(letters: string, spellings: string): Record<string, string> {
  const written = spellings.split(' ').map((spelling) => spelling.replace('_', ''));
  return Object.fromEntries([...letters].map((letter, index) => [letter, written[index] ?? '']));
}
