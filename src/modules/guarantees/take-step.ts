import { sql } from 'kysely';
import { record } from '#kernel/audit';
import { brokenConstraint, isForbidden, type Id, type Writes } from '#kernel/db';
import { currencyDecimals } from '#kernel/money';
import type { Day } from '#kernel/time';
import { rateOn, rateText, type Rate } from '#modules/exchangerates';
import { deMinimisAid } from './de-minimis.ts';
import type { Guarantee } from './filing.ts';
import type { Version } from './fund.ts';
import type { GuaranteeAct, GuaranteeState } from './guarantee.ts';
import { refuse } from './refusals.ts';
import { convert } from '#modules/exchangerates';

export type StepId = Id<'guarantees.steps'>;

/** What somebody says with an act; each act reads its own. */
export interface StepFacts {
  /** Reasons, a question or an answer, without names. */
  words?: string | null;
  /** Approval: last day on which the loan may be paid out. */
  lapseOn?: Day;
  /** Shrink: principal that the borrower owes now, minor units. */
  owedMinor?: bigint;
  /** Call: day of the first instalment that was not paid. */
  firstUnpaidOn?: Day;
  /** Payment of the whole or of the rest. */
  legalStepsDone?: boolean;
  /** Recovery: what the lender got back from the borrower this time, minor units. */
  recoveredMinor?: bigint;
}

/** Acts for which the loan's money is worked out in the fund's. */
const measured: readonly GuaranteeAct[] = ['approve', 'call', 'pay-first', 'pay-all', 'pay-rest', 'recover'];

/**
 * Does one act with a guarantee, all of it or nothing: state, ledger and history together, under the lock of its fund. The same step
 * twice is done once. Refusals: `wrong-state`, `not-found`, `day-ahead`, `no-rate`, `over-limit`, `no-cash`, `too-early`, `ended`,
 * `legal-steps`, `owed-less`, `recovered-more`, `loan-day`, `lapse-day`, `not-ended`, `period-closed`.
 */
export async function takeStep(
  trx: Writes<'guarantees' | 'exchangerates' | 'audit'>,
  step: StepId,
  one: Guarantee,
  act: GuaranteeAct,
  onDay: Day,
  facts: StepFacts,
  terms: Version,
): Promise<GuaranteeState> {
  const rate = measured.includes(act) ? await rateFor(trx, one, onDay) : null;
  const aid = act === 'approve' ? await aidOf(trx, one, terms, onDay) : null;
  const told = { ...factsOf(facts), ...(rate ? ratioOf(rate) : {}), ...aid };
  const { rows } = await sql<{ state: GuaranteeState }>`
    select guarantees.step(${one.id}, ${step}, ${act}, ${onDay}, ${facts.words ?? null}, ${JSON.stringify(told)}) as state`
    .execute(trx)
    .catch((error: unknown) => onStep(error));
  await record(trx, {
    verb: `guarantees.${act}`,
    purpose: 'guarantees.purpose.guarantee',
    scopeId: one.fundId,
    objectKind: 'guarantee',
    objectId: one.id,
  });
  return rows[0]?.state ?? one.state;
}

const factsOf = ({ lapseOn, owedMinor, firstUnpaidOn, legalStepsDone, recoveredMinor }: StepFacts) => ({
  lapseOn,
  owedMinor: owedMinor?.toString(),
  firstUnpaidOn,
  legalStepsDone,
  recoveredMinor: recoveredMinor?.toString(),
});

/** The rate of the loan's currency in the fund's, not older than a week. Refusal: `no-rate`. */
async function rateFor(
  trx: Writes<'exchangerates'>,
  { currency, homeCurrency }: Pick<Guarantee, 'currency' | 'homeCurrency'>,
  day: Day,
): Promise<Rate | null> {
  if (currency === homeCurrency) return null;
  const rate = await rateOn(trx, currency, homeCurrency, day);
  if (!rate || rate.old) throw refuse('no-rate', { values: { from: currency, to: homeCurrency } });
  return rate;
}

/** The rate as a fraction of minor units, and how it is shown in the history. */
export function ratioOf(rate: Rate): { above: string; below: string; rate: string; rateOn: Day; rateSource: string } {
  const shifted = (decimal: string, currency: string) => decimal + 'e' + String(currencyDecimals(currency));
  return {
    above: shifted(rate.numerator, rate.to),
    below: shifted(rate.denominator, rate.from),
    rate: rateText(rate, 12),
    rateOn: rate.day,
    rateSource: [...new Set(rate.legs.map(({ source }) => source))].join(', ').slice(0, 200),
  };
}

/** State aid in the guarantee, in cents of euro; nothing where there is no rate of the euro. */
async function aidOf(trx: Writes<'exchangerates'>, one: Guarantee, terms: Version, day: Day) {
  const rate = await rateOn(trx, one.currency, 'EUR', day);
  if (!rate || rate.old) return { aidMinor: null, aidReasons: ['no-rate'] };
  const aid = deMinimisAid({
    guaranteedMinor: convert({ amountMinor: one.guaranteedMinor, currency: one.currency }, rate).amountMinor,
    coveragePercent: terms.coveragePercent,
    proRata: terms.sharing === 'pro-rata',
    years: (Math.ceil((one.months * 100) / 12) / 100).toString(),
    earlierMinor: one.earlierAidMinor ?? 0n,
    proportion: 'amount',
  });
  const unsaid = one.earlierAidMinor === null ? ['not-said'] : [];
  return { aidMinor: aid.aidMinor?.toString() ?? null, aidReasons: [...(aid.ok ? [] : aid.reasons), ...unsaid] };
}

// uses messages: guarantees.limit.*
const refusalFor: Readonly<Record<string, () => Error>> = {
  guarantees_missing: () => refuse('not-found'),
  guarantees_state_follows: () => refuse('wrong-state'),
  guarantees_day_ahead: () => refuse('day-ahead', { field: 'day' }),
  guarantees_limits: () => refuse('over-limit'),
  guarantees_lapse: () => refuse('lapse-day', { field: 'lapseOn' }),
  guarantees_loan_day: () => refuse('loan-day', { field: 'day' }),
  guarantees_not_ended: () => refuse('not-ended'),
  guarantees_owed_less: () => refuse('owed-less', { field: 'owed' }),
  guarantees_too_early: () => refuse('too-early', { field: 'firstUnpaidOn' }),
  guarantees_ended: () => refuse('ended'),
  guarantees_legal_steps: () => refuse('legal-steps', { field: 'legalStepsDone' }),
  guarantees_no_cash: () => refuse('no-cash'),
  guarantees_recovered_more: () => refuse('recovered-more', { field: 'amount' }),
  entries_open_period: () => refuse('period-closed', { field: 'day' }),
  steps_pkey: () => refuse('wrong-state'),
};

function onStep(error: unknown): never {
  const known = refusalFor[brokenConstraint(error) ?? ''];
  if (known) throw known();
  throw isForbidden(error) ? refuse('not-found') : error;
}
