import type { Plan } from './plan.ts';
import type { Words } from './result-sheet.ts';

/** The facts on which everything is computed: currencies, rate, months. */
export function basicsText({ t, format }: Words, plan: Plan): string[] {
  return [
    t('businessplans.basics.begins', { month: format.date(`${plan.startsIn}-01`, 'month'), count: plan.opensAfterMonths }),
    plan.otherCurrency && plan.rate && plan.rateOn
      ? t('businessplans.basics.rate-is', {
          own: plan.currency,
          other: plan.otherCurrency,
          rate: plan.rate,
          day: format.date(plan.rateOn),
          source: plan.rateSource || '–',
        })
      : t('businessplans.basics.one-currency', { own: plan.currency }),
  ];
}
