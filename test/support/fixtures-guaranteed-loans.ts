import { newId, type AnyWrites } from '#kernel/db';
import { addDays, type Day } from '#kernel/time';
import {
  addContributor,
  bookContribution,
  fileLoan,
  findGuarantee,
  listVersions,
  takeStep,
  type ContributorId,
  type Filing,
  type FundId,
  type GuaranteeAct,
  type GuaranteeId,
  type StepFacts,
  type WindowId,
} from '#modules/guarantees';
import { must } from './fixtures-ground.ts';

/** Somebody who works with the fund, and how they are let into the database. */
export interface Hands {
  fund: <T>(work: (trx: AnyWrites) => Promise<T>) => Promise<T>;
  lender: <T>(work: (trx: AnyWrites) => Promise<T>) => Promise<T>;
  accounts: { fund: string; lender: string };
}

export const someLoan = { country: 'IT', sector: 'I', purpose: 'An oven', months: 24, withoutIt: 'no-loan', earlierAidMinor: 0n, group: null } as const; // prettier-ignore

/** Files a loan of the lender's organisation under the terms in force. */
export async function fileOne(hands: Hands, fundId: FundId, windowId: WindowId, change: Partial<Filing> = {}): Promise<GuaranteeId> {
  return await hands.lender(async (trx) => {
    const version = must((await listVersions(trx, [windowId])).find(({ state }) => state === 'published'));
    const { lender_id: lenderId } = await trx
      .selectFrom('guarantees.admissions as a')
      .innerJoin('guarantees.lenders as l', 'l.id', 'a.lender_id')
      .select('a.lender_id')
      .where('a.window_id', '=', windowId)
      .where('l.organisation_id', 'is not', null)
      .executeTakeFirstOrThrow();
    const [reference, borrower] = [`L-${newId().slice(-6)}`, `B-${newId().slice(-6)}`];
    return await fileLoan(trx, hands.accounts.lender, fundId, {
      ...someLoan,
      windowId,
      versionId: version.id,
      lenderId,
      reference,
      borrower,
      loanMinor: 100_000n,
      ...change,
    });
  });
}

/** Does one act, by whoever does it. */
export async function act(hands: Hands, id: GuaranteeId, what: GuaranteeAct, by: 'fund' | 'lender', day: Day, facts: StepFacts = {}) {
  return await hands[by](async (trx) => {
    const one = must(await findGuarantee(trx, id, 'en'));
    const terms = must((await listVersions(trx, [one.windowId])).find((version) => version.id === one.versionId));
    return await takeStep(trx, newId<'guarantees.steps'>(), one, what, day, facts, terms);
  });
}

/** Capital of a window, paid in by one body. */
export async function payIn(hands: Hands, fundId: FundId, windowId: WindowId, amountMinor: bigint, onDay: Day): Promise<ContributorId> {
  return await hands.fund(async (trx) => {
    const contributor = await addContributor(trx, hands.accounts.fund, { id: fundId }, `Body ${newId().slice(-6)} (invented)`);
    await bookContribution(trx, newId(), { id: windowId, fundId }, contributor, { onDay, amountMinor });
    return contributor;
  });
}

const APPROVED = -200;
const PAID_OUT = -190;
const UNPAID = -100;

/** A guarantee taken as far as a state, its days in the past so that the waiting time is over. */
export async function guaranteeIn(
  hands: Hands,
  { fundId, windowId, today }: { fundId: FundId; windowId: WindowId; today: Day },
  state: 'filed' | 'asked' | 'approved' | 'active' | 'called' | 'part-paid' | 'settled',
  change: Partial<Filing> = {},
): Promise<GuaranteeId> {
  const id = await fileOne(hands, fundId, windowId, change);
  const steps: [GuaranteeAct, 'fund' | 'lender', number, StepFacts][] = [
    ['approve', 'fund', APPROVED, { lapseOn: addDays(today, state === 'approved' ? 90 : PAID_OUT) }],
    ['activate', 'lender', PAID_OUT, {}],
    ['call', 'lender', -9, { firstUnpaidOn: addDays(today, UNPAID) }],
    ['pay-first', 'fund', -8, {}],
    ['pay-rest', 'fund', -7, { legalStepsDone: true }],
  ];
  const far = ['filed', 'approved', 'active', 'called', 'part-paid', 'settled'].indexOf(state);
  if (state === 'asked') await act(hands, id, 'ask', 'fund', today, { words: 'Which oven?' });
  for (const [what, by, offset, facts] of steps.slice(0, Math.max(far, 0))) await act(hands, id, what, by, addDays(today, offset), facts);
  return id;
}
