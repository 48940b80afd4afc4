/**
 * The results of a business plan (three years of cash flow, break-even, six trials) for one plan and for 100, 1,000 and 10,000;
 * as a ratio to adding up the same months of the same plans in floating point, without the trials, in the same run.
 */
import { computeResults, parseRate, type PlanFigures, type Product } from '#modules/businessplans';
import { shown, timesOf } from './measure.ts';

const RATE = parseRate('655.957') ?? { numerator: 1n, denominator: 1n };
const SIZES = [100, 1000, 10_000] as const;

function planNumber(number: number): PlanFigures {
  const eur = (major: number) => ({ amountMinor: BigInt(major * 100 + (number % 97)), currency: 'EUR' });
  const xof = (major: number) => ({ amountMinor: BigInt(major * 1000 + number), currency: 'XOF' });
  const once = (key: string, major: number) => ({ key, label: key, amount: eur(major), month: 0 });
  const monthly = (key: string, major: number) => ({ ...once(key, major), fromMonth: 0 });
  const products: Product[] = ['dress', 'mending', 'cushion', 'course'].map((key, index) => ({
    key,
    label: key,
    unit: 'piece',
    price: eur(20 + index),
    materials: xof(3),
    work: eur(2),
    extras: eur(1),
    units: BigInt(40 + (number % 50)),
    season: [80, 80, 90, 100, 100, 120, 120, 60, 100, 100, 110, 140],
    growthPercent: 5,
    rampMonths: 4,
    creditPercent: 30,
    creditDays: 45,
  }));
  return {
    currency: 'EUR',
    rate: { other: 'XOF', otherForOneOwn: RATE },
    startsIn: '2027-01',
    opensAfterMonths: 2,
    products,
    startUp: ['machine', 'furniture', 'licence', 'stock', 'deposit'].map((key) => ({ ...once(key, 900), lifeMonths: 60 })),
    costs: ['rent', 'power', 'insurance', 'accountant', 'telephone', 'van'].map((key) => monthly(key, 150)),
    draws: [monthly('draw', 900)],
    remittances: [monthly('family', 150)],
    ownMoney: [once('savings', 4000)],
    grants: [],
    loans: [
      { key: 'loan', label: 'loan', principal: eur(7000), rateBasisPoints: 650, months: 48, graceMonths: 6, month: 0, kind: 'annuity' },
    ],
  };
}

/** What a spreadsheet would do for the base case alone: 36 months, each product and line once, in floating point. */
function addUpInFloats(plan: PlanFigures): number {
  const own = ({ amountMinor, currency }: { amountMinor: bigint; currency: string }) =>
    Number(amountMinor) / (currency === 'EUR' ? 100 : 655.957);
  let balance = 0;
  for (let month = 0; month < 36; month += 1) {
    for (const product of plan.products) {
      const units = (Number(product.units) * (product.season[month % 12] ?? 100)) / 100;
      balance += units * (own(product.price) - own(product.materials) - own(product.work) - own(product.extras));
    }
    for (const line of [...plan.costs, ...plan.draws, ...plan.remittances]) balance -= own(line.amount);
  }
  return balance;
}

export async function bench(): Promise<string[]> {
  const plans = Array.from({ length: 10_000 }, (_, number) => planNumber(number));
  const [first] = plans;
  if (!first) return [];
  const single = await timesOf(async () => await Promise.resolve(computeResults(first)));
  const lines = [`one plan (4 products, 13 lines, a loan, 7 runs of 36 months): median ${shown(single.median)}, p95 ${shown(single.p95)}`];
  let before: { size: number; median: number } | null = null;
  for (const size of SIZES) {
    const some = plans.slice(0, size);
    const turns = { count: size === 10_000 ? 3 : Math.min(20, 5000 / size), warmUp: 1 };
    const exact = await timesOf(async () => await Promise.resolve(some.forEach((one) => void computeResults(one))), turns);
    const floats = await timesOf(async () => await Promise.resolve(some.forEach((one) => void addUpInFloats(one))), turns);
    const growth = before ? `; ${(exact.median / before.median).toFixed(1)} times the time for ${size / before.size} times the plans` : '';
    lines.push(
      `${size.toLocaleString('en')} plans: median ${shown(exact.median)}, p95 ${shown(exact.p95)}; ratio to floating point without trials ${(exact.median / floats.median).toFixed(1)}${growth}`,
    );
    before = { size, median: exact.median };
  }
  return lines;
}
