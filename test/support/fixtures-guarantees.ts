import { asSystem, newId } from '#kernel/db';
import { addDays, type Day } from '#kernel/time';
import {
  admitLender,
  beginWindow,
  bookFeePayment,
  chargeable,
  chargeFees,
  feeAccounts,
  listVersions,
  openFund,
  publishDraft,
  saveTerms,
  type FundId,
  type GuaranteeId,
  type Terms,
  type WindowId,
} from '#modules/guarantees';
import type { OrganisationId } from '#modules/directory';
import { as, type Cast } from './fixtures-cast.ts';
import { must } from './fixtures-ground.ts';
import { guaranteeIn, payIn, type Hands } from './fixtures-guaranteed-loans.ts';
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
export async function plantGuarantees(cast: Cast, staff: Pick<Staff, 'administrator' | 'fundManager' | 'committeeMember' | 'lender'>) {
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
  const window = async (name: string, { draft = false, published = false, change = {} as Partial<Terms> } = {}): Promise<WindowId> =>
    await as(cast, staff.fundManager, async (trx) => {
      const windowId = await beginWindow(trx, by, id, `${name} (invented)`);
      const found = { id: windowId, fundId: id, name };
      if (draft || published) await saveTerms(trx, by, found, null, { ...someTerms(addDays(ground.today, -10)), ...change });
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
  const whole = await window('Window that pays at once', { published: true, change: { firstSharePercent: '100', currency: 'XOF' } });
  await as(cast, staff.fundManager, async (trx) => {
    const found = { id: whole, fundId: id, name: 'Whole' };
    await admitLender(trx, by, found, { ...agreement, organisationId: ground.organisations.bank as OrganisationId });
  });
  const hands: Hands = {
    fund: async (work) => await as(cast, staff.fundManager, work),
    lender: async (work) => await as(cast, staff.lender, work),
    accounts: { fund: by, lender: staff.lender.accountId },
  };
  const { rows } = await site.db.superuser.query<{ id: string }>(
    'select a.id from guarantees.admissions a join guarantees.lenders l on l.id = a.lender_id where a.window_id = $1 and l.name is not null',
    [open],
  );
  const contributor = await payIn(hands, id, open, 10_000_000n, addDays(ground.today, -250));
  const loans = await plantLoans(hands, { fundId: id, open, whole, today: ground.today });
  const certified = await guaranteeIn(hands, { fundId: id, windowId: open, today: ground.today }, 'active');
  await plantCertificate(site, { fundId: id, guaranteeId: certified, by });
  const fees = await plantFees(cast, hands, { fundId: id, open, today: ground.today });
  return {
    ...fees,
    contributor,
    certified,
    toCertify: await guaranteeIn(hands, { fundId: id, windowId: open, today: ground.today }, 'active'),
    loans,
    whole,
    id,
    other,
    code: 'first-loans',
    open,
    toWrite: await window('Window to write'),
    toPublish: await window('Window to publish', { draft: true }),
    toEnd: must(rows[0]).id,
  };
}

/** A loan for each act, in the state in which it can be done. */
async function plantLoans(hands: Hands, { fundId, open, whole, today }: { fundId: FundId; open: WindowId; whole: WindowId; today: Day }) {
  await payIn(hands, fundId, whole, 5_000_000n, addDays(today, -250));
  const at = async (state: Parameters<typeof guaranteeIn>[2], windowId = open) =>
    await guaranteeIn(hands, { fundId, windowId, today }, state);
  return {
    ask: await at('filed'),
    approve: await at('filed'),
    refuse: await at('filed'),
    withdraw: await at('filed'),
    answer: await at('asked'),
    activate: await at('approved'),
    shrink: await at('active'),
    repay: await at('active'),
    call: await at('active'),
    forfeit: await at('active'),
    'send-back': await at('called'),
    'pay-first': await at('called'),
    'pay-all': await at('called', whole),
    'pay-rest': await at('part-paid'),
    recover: await at('settled'),
  };
}

/** Fees that are charged, of one window paid in part. */
async function plantFees({ site }: Cast, hands: Hands, { fundId, open, today }: { fundId: FundId; open: WindowId; today: Day }) {
  await asSystem(site.db.jobs, async (trx) => {
    for (const one of await chargeable(trx)) await chargeFees(trx, one);
  });
  return await hands.fund(async (trx) => {
    const account = must((await feeAccounts(trx, fundId)).find(({ windowId }) => windowId === open));
    const feePayment = newId<'guarantees.fee_payments'>();
    await bookFeePayment(trx, feePayment, { id: open, fundId }, account.lenderId, { onDay: today, amountMinor: 100n });
    return { feePayment, feeAccount: `${account.windowId}_${account.lenderId}` };
  });
}

/** A certificate as the fund issued it; its PDF and signature are of no worth. */
async function plantCertificate(
  { db }: Cast['site'],
  { fundId, guaranteeId, by }: { fundId: FundId; guaranteeId: GuaranteeId; by: string },
): Promise<void> {
  await db.superuser.query(
    `with document as (
       insert into documents.issued (id, code, kind, office_id, language, statement, sha256, signature, issued_by)
       values (gen_random_uuid(), 'ABCDEFGHJKMNPQRSTV22', 'guarantees.certificate', $1, 'en', '{}', repeat('a', 64), 'x', $3)
       returning id
     )
     insert into guarantees.certificates (id, guarantee_id, document_id, content, issued_by)
     select gen_random_uuid(), $2, document.id, '\\x255044462d', $3 from document`,
    [fundId, guaranteeId, by],
  );
}
