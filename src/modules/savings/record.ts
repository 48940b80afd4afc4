import { sql } from 'kysely';
import type { Reads } from '#kernel/db';
import type { Day } from '#kernel/time';
import type { MembershipId } from './membership.ts';
import { refuse } from './refusals.ts';
import type { Scheme } from './scheme.ts';

/** What a saver has saved and what it opens, as the database reckons it for pages, rules and refusals. Minor units of the currency of saving. */
export interface SavingRecord {
  /** All deposits together. */
  readonly savedMinor: bigint;
  readonly balanceMinor: bigint;
  /** Pledged for a credit. */
  readonly heldMinor: bigint;
  /** Paid in too lately to be drawn. */
  readonly waitingMinor: bigint;
  /** Drawn in the calendar month. */
  readonly drawnMinor: bigint;
  /** Calendar months in a row with a deposit, up to this one or the last. */
  readonly months: number;
  /** What the family may draw today. */
  readonly drawableMinor: bigint;
  /** What may be lent, once the conditions are met. */
  readonly lendableMinor: bigint;
  /** The published conditions are met. */
  readonly opens: boolean;
}

/** The saving record on a day. Refusals: `not-found`. */
export async function recordOf(trx: Reads<'savings'>, id: MembershipId, day: Day): Promise<SavingRecord> {
  const { rows } = await sql<
    Record<'saved' | 'balance' | 'held' | 'waiting' | 'drawn' | 'drawable' | 'lendable', bigint> & {
      months: number;
      opens: boolean;
    }
  >`
    select saved_minor as saved, balance_minor as balance, held_minor as held, waiting_minor as waiting, drawn_minor as drawn, months,
           drawable_minor as drawable, lendable_minor as lendable, opens
      from savings.record_of(${id}, ${day})`.execute(trx);
  const [row] = rows;
  if (!row) throw refuse('not-found');
  return {
    savedMinor: row.saved,
    balanceMinor: row.balance,
    heldMinor: row.held,
    waitingMinor: row.waiting,
    drawnMinor: row.drawn,
    months: row.months,
    drawableMinor: row.drawable,
    lendableMinor: row.lendable,
    opens: row.opens,
  };
}

/** The published conditions of the credit, each with whether it is met. */
export function conditionsOf(scheme: Scheme, saving: Pick<SavingRecord, 'months' | 'balanceMinor'>) {
  return [
    { key: 'months', met: saving.months >= scheme.creditMonths },
    { key: 'saved', met: saving.balanceMinor >= scheme.creditSavedMinor },
  ] as const;
}
