import type { Formatters, Translate } from '#kernel/i18n';
import type { PlanResults } from './results.ts';
import { thousandths, type Ratio } from './ratio.ts';
import { scenarioNames } from './scenario.ts';

/** A language and its formats. */
export interface Words {
  readonly t: Translate;
  readonly format: Formatters;
}

export const sheetParts = ['capital', 'costing', 'monthly', 'break-even', 'cash', 'years', 'trials'] as const;
export type SheetPartName = (typeof sheetParts)[number];

/** One result as page and paper show it: the formula in words, the figures as a table, and what to do when it is bad. */
export interface SheetPart {
  readonly name: SheetPartName;
  readonly title: string;
  readonly formula: string;
  readonly head: readonly string[];
  readonly rows: readonly { readonly key: string; readonly cells: readonly string[] }[];
  readonly advice: readonly string[];
}

/**
 * All results in words and figures. The results page and the dossier both print exactly these texts, so that they cannot
 * show two figures for one thing.
 */
export function resultSheet(results: PlanResults, { t, format }: Words): SheetPart[] {
  const money = (amountMinor: bigint) => format.money({ amountMinor, currency: results.currency });
  const percentOf = (value: Ratio | null) => (value === null ? '–' : format.percent(thousandths(value) / 1000, 1));
  const times = (value: Ratio | null) => (value === null ? '–' : format.number(thousandths(value) / 1000, { maximumFractionDigits: 2 }));
  const month = (value: string | null) => (value === null ? t('businessplans.result.never') : format.date(`${value}-01`, 'month'));
  const { capital, monthly, mix, mixWithFamily, lowest, trials } = results;
  const made = (
    name: SheetPartName,
    head: readonly string[],
    rows: readonly (readonly string[])[],
    advice: readonly (string | false)[] = [],
  ): SheetPart => ({
    name,
    title: t(`businessplans.result.${name}.title`),
    formula: t(`businessplans.result.${name}.formula`),
    head,
    rows: rows.map((cells, index) => ({ key: `${name}-${index}`, cells })),
    advice: advice.filter((one) => one !== false),
  });
  const pair = [t('businessplans.result.what'), t('businessplans.result.amount')];
  const losing = results.products.filter(({ breakEven }) => breakEven.kind === 'price-at-or-below-cost').map(({ label }) => label);
  const weak = results.years.filter(({ cover }) => cover !== null && thousandths(cover) < 1000).map(({ year }) => format.number(year));

  return [
    made(
      'capital',
      pair,
      [
        [t('businessplans.result.items'), money(capital.items)],
        [t('businessplans.result.working-capital'), money(capital.workingCapital)],
        [t('businessplans.result.start-up-capital'), money(capital.total)],
        [t('businessplans.result.gap'), money(results.gap)],
      ],
      [
        results.gap > 0n && t('businessplans.advice.gap', { amount: money(results.gap) }),
        !capital.cashPositive && t('businessplans.advice.never-positive'),
      ],
    ),
    made(
      'costing',
      (['product', 'price', 'unit-cost', 'left', 'margin', 'mark-up', 'full-cost'] as const).map((key) => t(`businessplans.result.${key}`)),
      results.products.map((one) => [
        one.unit ? `${one.label} (${one.unit})` : one.label,
        money(one.price),
        money(one.cost),
        money(one.contribution),
        percentOf(one.marginOnPrice),
        percentOf(one.markUpOnCost),
        one.fullCost === null ? '–' : money(one.fullCost),
      ]),
      [losing.length > 0 && t('businessplans.advice.losing', { products: format.list(losing) })],
    ),
    made('monthly', pair, [
      ...(['running', 'draw', 'depreciation', 'interest', 'costs', 'remittances'] as const).map((key) => [
        t(`businessplans.result.${key}`),
        money(monthly[key]),
      ]),
      [t('businessplans.result.total'), money(monthly.total)],
    ]),
    made(
      'break-even',
      [
        t('businessplans.result.product'),
        t('businessplans.result.alone'),
        t('businessplans.result.in-sales'),
        t('businessplans.result.in-mix'),
      ],
      [
        ...results.products.map(({ key, label, breakEven }) => {
          const inMix = mix.kind === 'reached-at' ? mix.units.find((one) => one.key === key) : undefined;
          return breakEven.kind === 'reached-at'
            ? [label, format.number(breakEven.units), money(breakEven.salesMinor), inMix ? format.number(inMix.units) : '–']
            : [label, t('businessplans.result.below-cost'), '–', inMix ? format.number(inMix.units) : '–'];
        }),
        [
          t('businessplans.result.mix'),
          mix.kind === 'reached-at'
            ? t('businessplans.result.safety', { part: percentOf(mix.safety) })
            : t(`businessplans.result.mix-${mix.kind}`),
          mix.kind === 'reached-at' ? money(mix.salesMinor) : '–',
          '–',
        ],
        ...(mixWithFamily?.kind === 'reached-at'
          ? [
              [
                t('businessplans.result.mix-family'),
                t('businessplans.result.safety', { part: percentOf(mixWithFamily.safety) }),
                money(mixWithFamily.salesMinor),
                '–',
              ],
            ]
          : []),
      ],
      [
        mix.kind === 'price-at-or-below-cost' && t('businessplans.advice.below-cost'),
        mix.kind === 'no-sales' && t('businessplans.advice.no-sales'),
        mix.kind === 'reached-at' && mix.safety.numerator < 0n && t('businessplans.advice.below-break-even'),
        mix.kind === 'reached-at' &&
          mix.safety.numerator >= 0n &&
          mixWithFamily?.kind === 'reached-at' &&
          mixWithFamily.safety.numerator < 0n &&
          t('businessplans.advice.below-family'),
      ],
    ),
    made(
      'cash',
      pair,
      [
        [t('businessplans.result.lowest'), lowest ? money(lowest.balance) : '–'],
        [t('businessplans.result.lowest-month'), month(lowest?.month ?? null)],
        [t('businessplans.result.first-positive'), month(results.firstPositive)],
        [t('businessplans.result.owed'), money(results.cash.owed)],
      ],
      [
        lowest !== null &&
          lowest.balance < 0n &&
          t('businessplans.advice.short', { amount: money(-lowest.balance), month: month(lowest.month) }),
      ],
    ),
    made(
      'years',
      (['year', 'sales', 'profit', 'depreciation', 'operating', 'debt-service', 'cover'] as const).map((key) =>
        t(`businessplans.result.${key}`),
      ),
      results.years.map((one) => [
        format.number(one.year),
        money(one.sales),
        money(one.profit),
        money(one.depreciation),
        money(one.operating),
        money(one.debtService),
        times(one.cover),
      ]),
      [weak.length > 0 && t('businessplans.advice.cover', { years: format.list(weak) })],
    ),
    made(
      'trials',
      (['trial', 'lowest', 'lowest-month', 'missing', 'first-positive', 'first-profit'] as const).map((key) =>
        t(`businessplans.result.${key}`),
      ),
      scenarioNames.map((name) => {
        const trial = trials[name];
        return [
          t(`businessplans.trial.${name}`),
          trial.lowest ? money(trial.lowest.balance) : '–',
          month(trial.lowest?.month ?? null),
          money(trial.missing),
          month(trial.firstPositive),
          money(trial.firstYearProfit),
        ];
      }),
      [scenarioNames.some((name) => trials[name].missing > 0n) && t('businessplans.advice.trials')],
    ),
  ];
}

/** The cash flow month by month, as page and paper show it. */
export function cashTable(results: PlanResults, { t, format }: Words): Pick<SheetPart, 'head' | 'rows'> {
  const money = (amountMinor: bigint) => format.money({ amountMinor, currency: results.currency });
  const columns = ['received', 'direct', 'running', 'draw', 'remittances', 'start-up', 'debt-service', 'put-in', 'net', 'balance'] as const;
  return {
    head: [t('businessplans.result.month'), ...columns.map((key) => t(`businessplans.result.${key}`))],
    rows: results.cash.months.map((one) => ({
      key: one.month,
      cells: [
        format.date(`${one.month}-01`, 'month'),
        ...[
          one.received,
          one.direct,
          one.running,
          one.draw,
          one.remittances,
          one.startUp,
          one.interest + one.principal,
          one.funding + one.borrowed,
          one.net,
          one.balance,
        ].map(money),
      ],
    })),
  };
}
