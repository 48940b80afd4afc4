const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/**
 * Shortens a text to at most so many characters as a reader counts them, the closing … included; cuts
 * between words where one ends in the last third.
 */
export function truncate(text: string, most: number): string {
  if (text.length <= most) return text; // no text has more graphemes than code units
  const kept: string[] = [];
  for (const { segment } of graphemes.segment(text)) {
    if (kept.length === most) return `${cutAtWord(kept.slice(0, most - 1))}…`;
    kept.push(segment);
  }
  return text;
}

/** The initials of a name, at most two: those of its first and last word; one only in scripts without capitals, whose letters join. */
export function initials(name: string): string {
  const words = name.split(/[^\p{L}\p{M}'’]+/u).filter((word) => /\p{L}/u.test(word));
  const chosen = words.length > 1 ? [words[0], words.at(-1)] : words;
  const letters = chosen.map((word) => firstGrapheme((word ?? '').replace(/^['’]+/, '')).toLocaleUpperCase('und'));
  return letters.every((letter) => /\p{Lu}/u.test(letter)) ? letters.join('') : (letters[0] ?? '');
}

function cutAtWord(kept: string[]): string {
  const space = kept.findLastIndex((grapheme) => /^\s$/u.test(grapheme));
  return kept
    .slice(0, space > (kept.length * 2) / 3 ? space : kept.length)
    .join('')
    .trimEnd();
}

function firstGrapheme(text: string): string {
  return [...graphemes.segment(text)][0]?.segment ?? '';
}
