import { highestGuaranteed } from './capacity.ts';
import { EXACT, least, most, notNegative, partOf, percent, toMinor, toMinorDown } from './share-of.ts';

// uses messages: app.calculators.case.*
export const whatIfCases = ['best', 'expected', 'worst'] as const;
export type WhatIfCase = (typeof whatIfCases)[number];

/** A figure that nobody knows before: rates in per cent as decimal text, in rising order. */
export interface Range {
  readonly low: string;
  readonly expected: string;
  readonly high: string;
}

export interface PlannedFund {
  readonly capitalMinor: bigint;
  readonly coveragePercent: string;
  readonly leverage: string;
  readonly years: number;
  /** Years until the fund guarantees all that it may, in equal steps. */
  readonly rampYears: number;
  /** Years over which a guaranteed loan is repaid. */
  readonly termYears: number;
  /** Part of the guarantees outstanding that is called in a year. */
  readonly defaults: Range;
  /** Part of what was paid that comes back, a year later. */
  readonly recoveries: Range;
  readonly upFrontPercent: string;
  readonly yearlyPercent: string;
  /** Running costs of a year, in per cent of the capital at the launch. */
  readonly costsPercent: string;
}

export interface FundYear {
  readonly year: number;
  /** Highest amount that may be guaranteed: capital at the start of the year × leverage. */
  readonly capacityMinor: bigint;
  readonly newMinor: bigint;
  /** Loans behind the new guarantees. */
  readonly newLoansMinor: bigint;
  readonly calledMinor: bigint;
  readonly paidMinor: bigint;
  readonly recoveredMinor: bigint;
  readonly feesMinor: bigint;
  readonly costsMinor: bigint;
  /** At the end of the year. */
  readonly outstandingMinor: bigint;
  readonly capitalMinor: bigint;
}

export interface FundCase {
  readonly years: readonly FundYear[];
  /** The lowest yearly fee, in hundredths of a per cent, that leaves the capital of the launch; null above 20 per cent. */
  readonly breakEvenPercent: string | null;
}

const STEPS_A_PERCENT = 100;
const MOST_STEPS = 2_000;

/** Default and recovery rates of a case: the best has few defaults and much that comes back. */
function ratesOf({ defaults, recoveries }: PlannedFund, which: WhatIfCase): { fails: string; back: string } {
  if (which === 'best') return { fails: defaults.low, back: recoveries.high };
  if (which === 'worst') return { fails: defaults.high, back: recoveries.low };
  return { fails: defaults.expected, back: recoveries.expected };
}

/**
 * A fund year by year before it is launched. In each year: capacity = capital × leverage; guarantees rise to capacity × year ÷ ramp (at most
 * 1); called = (outstanding + new) × default rate; paid = called, as far as there is money; recovered = paid of the year before × recovery
 * rate; fees = new × rate at the start + (outstanding + new) × yearly rate; of what is not called, 1 ÷ term is repaid; capital = capital +
 * fees + recovered − costs − paid. Capital earns nothing. A model of ours (docs/decisions/0103): its rates are assumptions.
 */
export function whatIf(fund: PlannedFund, which: WhatIfCase): FundCase {
  notNegative({ capital: fund.capitalMinor });
  return { years: yearsOf(fund, which), breakEvenPercent: breakEven(fund, which) };
}

function yearsOf(fund: PlannedFund, which: WhatIfCase): FundYear[] {
  const { fails, back } = ratesOf(fund, which);
  const [failing, returning, coverage] = [percent(fails), percent(back), percent(fund.coveragePercent)];
  const wantedCosts = partOf(fund.capitalMinor, percent(fund.costsPercent));
  const years: FundYear[] = [];
  let [capital, outstanding, paidBefore] = [fund.capitalMinor, 0n, 0n];
  for (let year = 1; year <= fund.years; year++) {
    const capacityMinor = highestGuaranteed({ capitalMinor: capital, leverage: fund.leverage });
    const step = Math.min(year, fund.rampYears);
    const newMinor = most(0n, (capacityMinor * BigInt(step)) / BigInt(fund.rampYears) - outstanding);
    const exposed = outstanding + newMinor;
    const calledMinor = partOf(exposed, failing);
    const feesMinor = partOf(newMinor, percent(fund.upFrontPercent)) + partOf(exposed, percent(fund.yearlyPercent));
    const recoveredMinor = partOf(paidBefore, returning);
    const money = capital + feesMinor + recoveredMinor;
    const costsMinor = least(wantedCosts, money);
    const paidMinor = least(calledMinor, money - costsMinor);
    capital = money - costsMinor - paidMinor;
    outstanding = exposed - calledMinor - toMinor(new EXACT((exposed - calledMinor).toString()).div(fund.termYears));
    paidBefore = paidMinor;
    years.push({
      year,
      capacityMinor,
      newMinor,
      newLoansMinor: coverage.isZero() ? 0n : toMinorDown(new EXACT(newMinor.toString()).div(coverage)),
      calledMinor,
      paidMinor,
      recoveredMinor,
      feesMinor,
      costsMinor,
      outstandingMinor: outstanding,
      capitalMinor: capital,
    });
  }
  return years;
}

/** Halves the range of fees until two neighbours are left: the lower one loses capital, the upper one does not. */
function breakEven(fund: PlannedFund, which: WhatIfCase): string | null {
  const text = (steps: number) => new EXACT(steps).div(STEPS_A_PERCENT).toFixed(2);
  const keeps = (steps: number) => {
    const last = yearsOf({ ...fund, yearlyPercent: text(steps) }, which).at(-1);
    return last !== undefined && last.capitalMinor >= fund.capitalMinor;
  };
  if (keeps(0)) return text(0);
  if (!keeps(MOST_STEPS)) return null;
  let [low, high] = [0, MOST_STEPS];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (keeps(middle)) high = middle;
    else low = middle;
  }
  return text(high);
}
