import type { Money } from '#kernel/money';
import { parseRate } from './exchange.ts';
import { loanKinds, type LoanKind } from './loan.ts';
import type { LineKind, Plan, PlanLine } from './plan.ts';
import type { MonthlyOutgoing, PlanFigures } from './plan-figures.ts';
import { computeResults, type PlanResults } from './results.ts';

const everyMonth = Array.from({ length: 12 }, () => 100);

/** The figures of a plan as its arithmetic takes them: months from 0, what is not said as 0. */
export function toFigures(plan: Plan): PlanFigures {
  const rate = plan.rate === null ? null : parseRate(plan.rate);
  const of = (...kinds: LineKind[]) => plan.lines.filter(({ kind }) => kinds.includes(kind));
  const money = (line: PlanLine, name: string): Money => {
    const figure = line.figures[name];
    return { amountMinor: figure?.value ?? 0n, currency: figure?.currency ?? plan.currency };
  };
  const number = (line: PlanLine, name: string, otherwise: number) => Number(line.figures[name]?.value ?? otherwise);
  const named = ({ id, label }: PlanLine) => ({ key: id, label });
  const once = (line: PlanLine) => ({ ...named(line), amount: money(line, 'amount'), month: number(line, 'month', 1) - 1 });
  const monthly = (line: PlanLine): MonthlyOutgoing => ({
    ...named(line),
    amount: money(line, 'amount'),
    fromMonth: number(line, 'month', 1) - 1,
  });
  return {
    currency: plan.currency,
    rate: rate && plan.otherCurrency ? { other: plan.otherCurrency, otherForOneOwn: rate } : null,
    startsIn: plan.startsIn,
    opensAfterMonths: plan.opensAfterMonths,
    products: of('product').map((line) => ({
      ...named(line),
      unit: line.unit,
      price: money(line, 'price'),
      materials: money(line, 'materials'),
      work: money(line, 'work'),
      extras: money(line, 'extras'),
      units: line.figures.units?.value ?? 0n,
      season: line.season ?? everyMonth,
      growthPercent: number(line, 'growth', 0),
      rampMonths: number(line, 'ramp', 0),
      creditPercent: number(line, 'credit', 0),
      creditDays: number(line, 'days', 0),
    })),
    startUp: of('start-up').map((line) => ({ ...once(line), lifeMonths: line.figures.life ? Number(line.figures.life.value) : null })),
    costs: of('cost').map(monthly),
    draws: of('draw').map(monthly),
    remittances: of('remittance').map(monthly),
    ownMoney: of('own-money').map(once),
    grants: of('grant').map(once),
    loans: of('loan').map((line) => ({
      ...named(line),
      principal: money(line, 'principal'),
      rateBasisPoints: number(line, 'rate', 0),
      months: Math.max(1, number(line, 'months', 1)),
      graceMonths: number(line, 'grace', 0),
      month: number(line, 'month', 1) - 1,
      kind: isLoanKind(line.choice) ? line.choice : 'annuity',
    })),
  };
}

function isLoanKind(value: string): value is LoanKind {
  return (loanKinds as readonly string[]).includes(value);
}

/** Every result of a plan as it is written down. */
export function computePlan(plan: Plan): PlanResults {
  return computeResults(toFigures(plan));
}
