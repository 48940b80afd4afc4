import { one, percent, type Ratio } from './ratio.ts';

/** What goes otherwise than planned. */
export interface Scenario {
  /** Units sold, as part of the planned. */
  readonly sales: Ratio;
  /** What units and months cost, as part of the planned. */
  readonly costs: Ratio;
  /** Days that every customer pays later than planned. */
  readonly laterDays: number;
  /** Months that the firm opens later than planned, while costs and instalments run. */
  readonly permitMonths: number;
  /** Worth of the other currency, as part of the planned. */
  readonly otherWorth: Ratio;
}

export const asPlanned: Scenario = { sales: one, costs: one, laterDays: 0, permitMonths: 0, otherWorth: one };

/** The trials that every plan goes through. */
export const scenarios = {
  'sales-down': { ...asPlanned, sales: percent(80) },
  'costs-up': { ...asPlanned, costs: percent(110) },
  'paid-later': { ...asPlanned, laterDays: 30 },
  'permit-late': { ...asPlanned, permitMonths: 2 },
  'other-dearer': { ...asPlanned, otherWorth: percent(110) },
  'other-cheaper': { ...asPlanned, otherWorth: percent(90) },
} as const satisfies Record<string, Scenario>;

export type ScenarioName = keyof typeof scenarios;
export const scenarioNames = Object.keys(scenarios) as ScenarioName[]; // the object above is the list
