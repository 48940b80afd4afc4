import { record } from '#kernel/audit';
import { brokenConstraint, isForbidden, newId, type Reads, type Writes } from '#kernel/db';
import type { OrganisationId } from '#modules/directory';
import type { Filing, GuaranteeId } from './filing.ts';
import type { FundId, LenderId, WindowId } from './fund.ts';
import { refuse } from './refusals.ts';

/** Lenders of a window for which the actor lends, so that a loan is filed under one of them. */
export async function ownLenders(
  trx: Reads<'guarantees'>,
  windowId: WindowId,
  organisations: readonly OrganisationId[],
): Promise<LenderId[]> {
  if (organisations.length === 0) return [];
  const rows = await trx
    .selectFrom('guarantees.admissions as a')
    .innerJoin('guarantees.lenders as l', 'l.id', 'a.lender_id')
    .select('l.id')
    .distinct()
    .where('a.window_id', '=', windowId)
    .where('l.organisation_id', 'in', organisations)
    .execute();
  return rows.map(({ id }) => id);
}

/**
 * Files a loan with a fund, under terms in force, by a lender that is admitted. Refusals: `terms-over`, `not-admitted`, `too-long`,
 * `filed-already` (the lender's number of the loan stands with this fund), `no-amount`, `not-found`.
 */
export async function fileLoan(trx: Writes<'guarantees' | 'audit'>, by: string, fundId: FundId, filing: Filing): Promise<GuaranteeId> {
  const id = newId<'guarantees.guarantees'>();
  await trx
    .insertInto('guarantees.guarantees')
    .values({
      id,
      fund_id: fundId,
      window_id: filing.windowId,
      version_id: filing.versionId,
      lender_id: filing.lenderId,
      reference: filing.reference,
      borrower: filing.borrower,
      borrower_group: filing.group,
      country: filing.country,
      sector: filing.sector,
      purpose: filing.purpose,
      loan_minor: filing.loanMinor,
      months: filing.months,
      without_it: filing.withoutIt,
      earlier_aid_minor: filing.earlierAidMinor,
      filed_by: by,
    }) // number, currencies and the guaranteed amount are the database's own
    .execute()
    .catch((error: unknown) => {
      if (isForbidden(error)) throw refuse('not-found');
      throw refusalFor[brokenConstraint(error) ?? '']?.() ?? error;
    });
  await record(trx, {
    verb: 'guarantees.filed',
    purpose: 'guarantees.purpose.guarantee',
    scopeId: fundId,
    objectKind: 'guarantee',
    objectId: id,
  });
  return id;
}

const refusalFor: Readonly<Record<string, () => Error>> = {
  guarantees_terms: () => refuse('terms-over'),
  guarantees_admitted: () => refuse('not-admitted'),
  guarantees_too_long: () => refuse('too-long', { field: 'months' }),
  guarantees_filed_once: () => refuse('filed-already', { field: 'reference' }),
  guarantees_loan: () => refuse('no-amount', { field: 'amount' }),
  guarantees_guaranteed: () => refuse('no-amount', { field: 'amount' }),
};
