/** How many slips of the finger a word of a length may have and still be taken for another one. */
export function slipsAllowed(length: number): number {
  if (length <= 2) return 0;
  if (length <= 4) return 1;
  return length <= 8 ? 2 : 3;
}

/**
 * How many letters must be added, left out, replaced or swapped with their neighbour to make one word of the other
 * (optimal string alignment distance); above `most` it is `most` + 1.
 */
export function slipsBetween(a: string, b: string, most: number): number {
  const from = [...a];
  const to = [...b];
  if (Math.abs(from.length - to.length) > most) return most + 1;
  let before: number[] = [];
  let row = to.map((_, index) => index).concat(to.length);
  for (const [i, letter] of from.entries()) {
    const next = [i + 1];
    for (const [j, other] of to.entries()) {
      const same = letter === other ? 0 : 1;
      let slips = Math.min((row[j] ?? 0) + same, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1);
      const swapped = i > 0 && j > 0 && letter === to[j - 1] && from[i - 1] === other;
      if (swapped) slips = Math.min(slips, (before[j - 1] ?? 0) + 1);
      next.push(slips);
    }
    before = row;
    row = next;
    if (Math.min(...row) > most) return most + 1;
  }
  return Math.min(row[to.length] ?? 0, most + 1);
}

export interface KnownWord {
  word: string;
  lang: string;
  /** In how many texts it stands. */
  weight: number;
}

/** The known word that was most likely meant: the fewest slips, then the reader's language, then the more used one. */
export function nearestWord(typed: string, known: readonly KnownWord[], lang: string): string | null {
  const most = slipsAllowed(typed.length);
  const near = known
    .map((candidate) => ({ ...candidate, slips: slipsBetween(typed, candidate.word, most) }))
    .filter(({ slips }) => slips <= most)
    .toSorted(
      (a, b) => a.slips - b.slips || Number(b.lang === lang) - Number(a.lang === lang) || b.weight - a.weight || (a.word < b.word ? -1 : 1),
    );
  return near[0]?.word ?? null;
}
