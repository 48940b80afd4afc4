import { brokenConstraint, isForbidden, newId, type Writes } from '#kernel/db';
import { Decimal } from 'decimal.js';
import type { Terms, Version, Window } from './fund.ts';
import { refuse } from './refusals.ts';

const HUNDRED = 100;

function check({ groupCapMinor, borrowerCapMinor, counterGuarantors, validFrom, validUntil }: Terms): void {
  if (groupCapMinor !== null && groupCapMinor < borrowerCapMinor) throw refuse('group-below-one', { field: 'groupCap' });
  const all = counterGuarantors.reduce((sum, { percent }) => sum.plus(percent), new Decimal(0));
  if (all.gt(HUNDRED)) throw refuse('not-a-counter', { field: 'counters' });
  if (validUntil !== null && validUntil < validFrom) throw refuse('wrong-order', { field: 'validUntil' });
}

const rowOf = (terms: Terms) => ({
  basis: terms.basis,
  currency: terms.currency,
  coverage_percent: terms.coveragePercent,
  sharing: terms.sharing,
  leverage: terms.leverage,
  longest_months: terms.longestMonths,
  borrower_cap_minor: terms.borrowerCapMinor,
  group_cap_minor: terms.groupCapMinor,
  lender_cap_percent: terms.lenderCapPercent,
  country_cap_percent: terms.countryCapPercent,
  sector_cap_percent: terms.sectorCapPercent,
  up_front_percent: terms.upFrontPercent,
  yearly_percent: terms.yearlyPercent,
  fee_base: terms.feeBase,
  day_count: terms.dayCount,
  waiting_days: terms.waitingDays,
  first_share_percent: terms.firstSharePercent,
  legal_steps: terms.legalSteps,
  conditions: JSON.stringify(terms.conditions),
  counter_guarantors: JSON.stringify(terms.counterGuarantors),
  valid_from: terms.validFrom,
  valid_until: terms.validUntil,
});

/**
 * Writes the draft of a window, begun where there is none. Refusals: `group-below-one`, `not-a-counter`, `wrong-order`, `not-found`, and
 * `changed-meanwhile` where somebody else wrote or published it since it was read.
 */
export async function saveTerms(
  trx: Writes<'guarantees'>,
  by: string,
  window: Window,
  known: Pick<Version, 'id' | 'revision'> | null,
  terms: Terms,
): Promise<void> {
  check(terms);
  if (known === null) {
    await trx
      .insertInto('guarantees.versions')
      .values({ ...rowOf(terms), id: newId<'guarantees.versions'>(), window_id: window.id, changed_by: by })
      .execute()
      .catch((error: unknown) => {
        if (brokenConstraint(error) === 'versions_one_draft') throw refuse('changed-meanwhile');
        throw isForbidden(error) ? refuse('not-found') : error;
      });
    return;
  }
  const { numUpdatedRows } = await trx
    .updateTable('guarantees.versions')
    .set({ ...rowOf(terms), revision: known.revision + 1, changed_by: by, changed_at: new Date() })
    .where('id', '=', known.id)
    .where('revision', '=', known.revision)
    .where('state', '=', 'draft')
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw refuse('changed-meanwhile');
}
