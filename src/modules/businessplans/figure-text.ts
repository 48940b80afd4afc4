import { planMonth } from './sales.ts';
import type { Figure, Plan, PlanLine } from './plan.ts';
import type { Words } from './result-sheet.ts';

/** A figure as it is read, with its unit. */
export function figureText({ t, format }: Words, plan: Pick<Plan, 'startsIn'>, figure: Figure, line?: Pick<PlanLine, 'unit'>): string {
  const value = Number(figure.value); // display only; money stays exact
  switch (figure.unit) {
    case 'money':
      return format.money({ amountMinor: figure.value, currency: figure.currency ?? 'EUR' });
    case 'units':
      return line?.unit ? `${format.number(figure.value)} (${line.unit})` : format.number(figure.value);
    case 'month':
      return format.date(`${planMonth(plan.startsIn, value - 1)}-01`, 'month');
    case 'months':
      return t('businessplans.unit.months', { count: value });
    case 'days':
      return t('businessplans.unit.days', { count: value });
    case 'percent':
      return format.percent(value / 100);
    case 'basis-points':
      return format.percent(value / 10_000, 2);
    case 'of-three':
      return t('businessplans.unit.of-three', { value });
  }
}
