import { readDecimal } from './read-decimal.ts';
import { refuse } from './refusals.ts';

const HUNDRED = 100;

/** Per cent as somebody typed it, from 0 to 100, as decimal text. Refusals: `not-a-rate`, `more-than-all`. */
export function readPercent(text: string, field: string): string {
  const read = readDecimal(text);
  if (read === null) throw refuse('not-a-rate', { field });
  if (Number(read) > HUNDRED) throw refuse('more-than-all', { field });
  return read;
}
