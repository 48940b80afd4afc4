import { asActor, newId, type AnyWrites } from '#kernel/db';
import { addDays, toLocal, type Day } from '#kernel/time';
import {
  addContributor,
  bookContribution,
  fileLoan,
  findFund,
  findGuarantee,
  listAdmissions,
  listGuarantees,
  listVersions,
  listWindows,
  takeStep,
  type Filing,
  type FundId,
  type GuaranteeAct,
  type GuaranteeId,
  type StepFacts,
  type Version,
  type Window,
} from '#modules/guarantees';
import { applicationsOf, asGuaranteeable, linkGuarantee, loanOf } from '#modules/loans';
import { actorIn, type DemoWorld } from './demo-world.ts';

const MANAGER = 'fund@ponte-demo.example';
const LENDER = 'lender.microcredit@ponte-demo.example';

type Loan = Pick<Filing, 'reference' | 'borrower' | 'country' | 'sector' | 'purpose' | 'loanMinor' | 'months' | 'withoutIt'>;
type Told = readonly [act: GuaranteeAct, by: 'fund' | 'lender', daysAgo: number, facts?: (today: Day) => StepFacts];

const approved = (daysAgo: number): Told => ['approve', 'fund', daysAgo, (today) => ({ lapseOn: addDays(today, 90 - daysAgo) })];

/** Invented loans in the states that a guarantee passes: waiting, asked, approved, running, repaid in part, claimed, settled. */
const loans: readonly (readonly [Loan, readonly Told[]])[] = [
  [loan('2026-031', 'B-031', 'I', 'An oven and the first stock of a bakery', 900_000n, 36), []],
  [
    loan('2026-030', 'B-030', 'G', 'Shelves and goods of a shop', 600_000n, 24),
    [['ask', 'fund', 3, () => ({ words: 'Which supplier has confirmed the prices?' })]],
  ],
  [loan('2026-027', 'B-027', 'C', 'Two sewing machines', 450_000n, 18), [approved(12)]],
  [
    loan('2025-018', 'B-018', 'H', 'A second-hand van', 1_200_000n, 48),
    [approved(420), ['activate', 'lender', 410], ['shrink', 'lender', 20, () => ({ owedMinor: 1_050_000n })]],
  ],
  [
    loan('2026-009', 'B-009', 'F', 'Tools and scaffolding', 800_000n, 24),
    [approved(230), ['activate', 'lender', 220], ['call', 'lender', 15, (today) => ({ firstUnpaidOn: addDays(today, -120) })]],
  ],
  [
    loan('2026-004', 'B-004', 'I', 'The kitchen of a small restaurant', 1_000_000n, 36),
    [
      approved(290),
      ['activate', 'lender', 280],
      ['call', 'lender', 120, (today) => ({ firstUnpaidOn: addDays(today, -215) })],
      ['pay-first', 'fund', 110],
      ['pay-rest', 'fund', 60, () => ({ legalStepsDone: true })],
      ['recover', 'lender', 10, () => ({ recoveredMinor: 120_000n })],
    ],
  ],
  // The demonstration's own loan, so that its borrower reads of the guarantee.
  [loan('ML-2026-014', 'B-014', 'C', 'Wood and a machine for chair frames', 300_000n, 12), [approved(80), ['activate', 'lender', 75]]],
];

function loan(reference: string, borrower: string, sector: string, purpose: string, loanMinor: bigint, months: number): Loan {
  return { reference, borrower, country: 'IT', sector, purpose, loanMinor, months, withoutIt: sector === 'H' ? 'smaller' : 'no-loan' };
}

/** Capital and loans of the demonstration's fund, by its manager and by a lender. */
export async function loadGuaranteedLoans(world: DemoWorld): Promise<void> {
  const today = toLocal(world.network.now().toISOString(), 'Europe/Rome').day;
  const found = await as(world, 'fund', async (trx) => await payIn(trx, world, today));
  if (!found) return;
  for (const [one, steps] of loans) {
    const id = await as(world, 'lender', async (trx) => await file(trx, world, found, one));
    for (const [act, by, daysAgo, facts] of steps)
      await as(world, by, async (trx) => {
        await step(trx, id, found.terms, { act, day: addDays(today, -daysAgo), facts: facts?.(today) ?? {} });
      });
    await as(world, 'lender', async (trx) => await linkLoan(trx, world, one.reference, id));
  }
}

/** Links a guarantee with the loan of the same number, where the demonstration has one. */
async function linkLoan(trx: AnyWrites, world: DemoWorld, reference: string, guaranteeId: GuaranteeId): Promise<void> {
  for (const application of await applicationsOf(trx, { lender: true, states: ['paid-out'] }))
    if ((await loanOf(trx, application.id))?.reference === reference)
      await linkGuarantee(trx, actorIn(world, LENDER).accountId, await asGuaranteeable(trx, application.id), guaranteeId);
}

interface Found {
  fundId: FundId;
  window: Window;
  terms: Version;
}

const as = async <T>(world: DemoWorld, by: 'fund' | 'lender', work: (trx: AnyWrites) => Promise<T>): Promise<T> =>
  await asActor(world.network.db, actorIn(world, by === 'fund' ? MANAGER : LENDER), work);

/** The window to work with, its capital paid in; null where there are loans already: an interrupted start begins again. */
async function payIn(trx: AnyWrites, world: DemoWorld, today: Day): Promise<Found | null> {
  const fund = await findFund(trx, 'demo-guarantee-fund');
  const [window] = fund ? await listWindows(trx, fund.id) : [];
  const [terms] = window ? (await listVersions(trx, [window.id])).filter(({ state }) => state === 'published') : [];
  if (!fund || !window || !terms) return null;
  if ((await listGuarantees(trx, { fundId: fund.id, page: 1 }, 'en')).total > 0) return null;
  for (const [name, amountMinor] of [
    ['Example Region (invented)', 15_000_000n],
    ['Associations of both shores (invented)', 2_500_000n],
  ] as const) {
    // prettier-ignore
    const contributor = await addContributor(trx, actorIn(world, MANAGER).accountId, fund, name);
    await bookContribution(trx, newId(), window, contributor, { onDay: addDays(today, -450), amountMinor });
  }
  return { fundId: fund.id, window, terms };
}

async function file(trx: AnyWrites, world: DemoWorld, { fundId, window, terms }: Found, one: Loan): Promise<GuaranteeId> {
  const admissions = await listAdmissions(trx, [window.id], 'en');
  const lender = admissions.find(({ organisationId }) => organisationId !== null);
  if (!lender) throw new Error('The demonstration has no lender in its fund');
  const filing = { ...one, windowId: window.id, versionId: terms.id, lenderId: lender.lenderId, group: null, earlierAidMinor: 0n };
  return await fileLoan(trx, actorIn(world, LENDER).accountId, fundId, filing);
}

async function step(
  trx: AnyWrites,
  id: GuaranteeId,
  terms: Version,
  { act, day, facts }: { act: GuaranteeAct; day: Day; facts: StepFacts },
): Promise<void> {
  const one = await findGuarantee(trx, id, 'en');
  if (one) await takeStep(trx, newId<'guarantees.steps'>(), one, act, day, facts, terms);
}
