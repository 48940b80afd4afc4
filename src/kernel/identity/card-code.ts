import type { Identity } from './identity.ts';
import { clearSigns, keyedHash, readClearSigns } from './secrets.ts';

const LOOKUP_SIGNS = 6;
const SECRET_SIGNS = 10;

/** A card's code in its two parts: the card is found by the first, proved by the second (49 bits). */
export interface CardCode {
  readonly lookup: string;
  readonly secret: string;
}

export function newCardCode(): CardCode {
  return { lookup: clearSigns(LOOKUP_SIGNS), secret: clearSigns(SECRET_SIGNS) };
}

/** The code as it is printed: four groups of four. */
export function printCardCode({ lookup, secret }: CardCode): string {
  return (lookup + secret).match(/.{4}/g)?.join('-') ?? '';
}

/** Reads a code as people type it; null where it has another length. */
export function readCardCode(text: string): CardCode | null {
  const signs = readClearSigns(text);
  return signs.length === LOOKUP_SIGNS + SECRET_SIGNS ? { lookup: signs.slice(0, LOOKUP_SIGNS), secret: signs.slice(LOOKUP_SIGNS) } : null;
}

/** The hash under which a card's secret is stored. */
export function cardHash(identity: Identity, code: CardCode): string {
  return keyedHash(identity, 'card', code.lookup, code.secret);
}
