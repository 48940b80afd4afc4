import { asActor, newId, type AnyWrites } from '#kernel/db';
import type { OrganisationId } from '#modules/directory';
import {
  admitLender,
  beginWindow,
  findFund,
  listVersions,
  listWindows,
  openFund,
  publishDraft,
  saveTerms,
  type FundId,
  type Terms,
} from '#modules/guarantees';
import { actorIn, idIn, type DemoWorld } from './demo-world.ts';

const CODE = 'demo-guarantee-fund';
const STARTED = '2026-01-01';

/** Puts the demonstration's fund on record before the accounts, whose roles name it. */
export async function openDemoFund(trx: AnyWrites): Promise<FundId> {
  const known = await findFund(trx, CODE);
  if (known) return known.id;
  return await openFund(trx, newId(), {
    code: CODE,
    name: 'Guarantee fund of both shores (example)',
    about:
      'An invented fund, to show what one looks like: it bears part of the loss of banks and small lenders that lend to founders at both ends of a corridor.',
    language: 'en',
    area: 'Padua and its corridors',
    manager: 'Example Development Agency (invented)',
    email: 'fund@ponte-demo.example',
    currency: 'EUR',
    demonstration: true,
  });
}

/** No source gives any of these figures: all are assumed. */
const terms: Terms = {
  basis: 'Assumed for the demonstration: no source gives coverage, fees, caps or claim rules.',
  currency: 'EUR',
  coveragePercent: '60',
  sharing: 'pro-rata',
  leverage: '4',
  longestMonths: 60,
  borrowerCapMinor: 1_500_000n,
  groupCapMinor: 3_000_000n,
  lenderCapPercent: '40',
  countryCapPercent: '70',
  sectorCapPercent: '30',
  upFrontPercent: '0.5',
  yearlyPercent: '1',
  feeBase: 'outstanding',
  dayCount: '30/360',
  waitingDays: 90,
  firstSharePercent: '75',
  legalSteps: 'A letter that asks for the whole loan, and a claim at court or a written agreement on instalments.',
  conditions: [
    { text: 'The firm is less than three years old', reason: 'older firms find loans without the fund' },
    { text: 'A counsellor has read the business plan', reason: 'loans with a plan that somebody else has read fail less often (assumed)' },
  ],
  counterGuarantors: [{ name: 'Example Region (invented)', percent: '50' }],
  validFrom: STARTED,
  validUntil: null,
};

/** The windows of the demonstration's fund, written, published and opened to lenders by its manager. */
export async function loadGuarantees(world: DemoWorld): Promise<void> {
  const manager = actorIn(world, 'fund@ponte-demo.example');
  const by = manager.accountId;
  await asActor(world.network.db, manager, async (trx) => {
    const fund = await findFund(trx, CODE);
    // An interrupted first start begins again: what is there already is not written twice.
    if (!fund || (await listWindows(trx, fund.id)).length > 0) return;
    const window = async (name: string, wanted: Terms) => {
      const found = { id: await beginWindow(trx, by, fund.id, name), fundId: fund.id, name };
      await saveTerms(trx, by, found, null, wanted);
      return found;
    };
    const first = await window('First loans', terms);
    const [draft] = await listVersions(trx, [first.id]);
    if (draft) await publishDraft(trx, by, first, draft);
    const organisationId = idIn(world.scopes, 'demo-microcredit-padova') as OrganisationId; // the map holds ids of organisations under their codes
    await admitLender(trx, by, first, { organisationId, name: null, agreedOn: STARTED, untilOn: null });
    await admitLender(trx, by, first, {
      organisationId: null,
      name: 'Example Cooperative Bank (invented)',
      agreedOn: STARTED,
      untilOn: null,
    });
    // A draft, to see what is not published yet.
    await window('Loans for a return', { ...terms, coveragePercent: '70', borrowerCapMinor: 1_000_000n, groupCapMinor: null });
  });
}
