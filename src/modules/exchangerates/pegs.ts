import type { Currency } from '#kernel/money';
import type { Day } from '#kernel/time';

/** A rate that a law fixes: one euro is worth so many of the currency, every day. */
export interface Peg {
  readonly currency: Currency;
  readonly rate: string;
  readonly since: Day;
  readonly source: string;
}

const FRENCH_FRANC =
  'Council Decision 98/683/EC and Council Regulation (EC) No 2866/98: 100 CFA francs were one French franc, 6.55957 to the euro';

/** Only what the sources say; a currency that merely moves with the euro is none of them. */
export const pegs: readonly Peg[] = [
  { currency: 'XOF', rate: '655.957', since: '1999-01-01', source: FRENCH_FRANC },
  { currency: 'XAF', rate: '655.957', since: '1999-01-01', source: FRENCH_FRANC },
  {
    currency: 'BAM',
    rate: '1.95583',
    since: '1999-01-01',
    source:
      'Law on the Central Bank of Bosnia and Herzegovina and Council Regulation (EC) No 2866/98: one mark was one German mark, 1.95583 to the euro',
  },
];

/** The peg of a currency to the euro that holds on a day. */
export function pegOn(currency: Currency, day: Day): Peg | null {
  return pegs.find((peg) => peg.currency === currency && peg.since <= day) ?? null;
}
