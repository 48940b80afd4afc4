import { addDays } from '#kernel/time';
import {
  admitLender,
  beginWindow,
  listVersions,
  openFund,
  publishDraft,
  saveTerms,
  type FundId,
  type Terms,
  type WindowId,
} from '#modules/guarantees';
import type { OrganisationId } from '#modules/directory';
import { as, type Cast } from './fixtures-cast.ts';
import { must } from './fixtures-ground.ts';
import { plantRole } from './plant.ts';
import type { Staff } from './fixtures.ts';

export const someTerms = (validFrom: string): Terms => ({
  basis: 'Assumed for a test',
  currency: 'EUR',
  coveragePercent: '60',
  sharing: 'pro-rata',
  leverage: '4',
  longestMonths: 60,
  borrowerCapMinor: 2_500_000n,
  groupCapMinor: 5_000_000n,
  lenderCapPercent: '50',
  countryCapPercent: '100',
  sectorCapPercent: '40',
  upFrontPercent: '0.5',
  yearlyPercent: '1',
  feeBase: 'outstanding',
  dayCount: '30/360',
  waitingDays: 90,
  firstSharePercent: '75',
  legalSteps: 'A letter to the borrower, and a claim at court.',
  conditions: [{ text: 'The firm is under three years old', reason: 'older ones find loans elsewhere' }],
  counterGuarantors: [{ name: 'Region (invented)', percent: '50' }],
  validFrom,
  validUntil: null,
});

/** A fund with a published window to which a bank is admitted, one with a draft to publish, and one to which to write and admit. */
export async function plantGuarantees(cast: Cast, staff: Pick<Staff, 'administrator' | 'fundManager' | 'committeeMember'>) {
  const { ground, site } = cast;
  const text = { about: 'Loans for founders.', language: 'en', area: 'Padova', manager: 'Region (invented)', email: 'fund@example.org' };
  const fund = async (code: string): Promise<FundId> =>
    await as(
      cast,
      staff.administrator,
      async (trx) =>
        await openFund(trx, staff.administrator.accountId, { ...text, code, name: `Fund ${code} (invented)`, currency: 'EUR' }),
    );
  const [id, other] = [await fund('first-loans'), await fund('other-fund')];
  await plantRole(site.db, staff.fundManager.accountId, 'fund-manager', id);
  await plantRole(site.db, staff.committeeMember.accountId, 'committee-member', id);
  const by = staff.fundManager.accountId;
  const window = async (name: string, { draft = false, published = false } = {}): Promise<WindowId> =>
    await as(cast, staff.fundManager, async (trx) => {
      const windowId = await beginWindow(trx, by, id, `${name} (invented)`);
      const found = { id: windowId, fundId: id, name };
      if (draft || published) await saveTerms(trx, by, found, null, someTerms(addDays(ground.today, -10)));
      if (published) await publishDraft(trx, by, found, must((await listVersions(trx, [windowId]))[0]));
      return windowId;
    });
  const open = await window('Open window', { published: true });
  const agreement = { name: null, agreedOn: addDays(ground.today, -5), untilOn: null };
  await as(cast, staff.fundManager, async (trx) => {
    await admitLender(
      trx,
      by,
      { id: open, fundId: id, name: 'Open' },
      { ...agreement, organisationId: ground.organisations.bank as OrganisationId },
    );
    await admitLender(
      trx,
      by,
      { id: open, fundId: id, name: 'Open' },
      { ...agreement, organisationId: null, name: 'Micro-lender (invented)' },
    );
  });
  const { rows } = await site.db.superuser.query<{ id: string }>(
    'select a.id from guarantees.admissions a join guarantees.lenders l on l.id = a.lender_id where a.window_id = $1 and l.name is not null',
    [open],
  );
  return {
    id,
    other,
    code: 'first-loans',
    open,
    toWrite: await window('Window to write'),
    toPublish: await window('Window to publish', { draft: true }),
    toEnd: must(rows[0]).id,
  };
}
