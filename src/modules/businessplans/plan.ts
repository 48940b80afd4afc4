import type { Id } from '#kernel/db';
import { loanKinds } from './loan.ts';
import { PLAN_MONTHS } from './plan-figures.ts';
import type { VentureId } from '#modules/ventures';

export type PlanId = Id<'businessplans.plans'>;
export type LineId = Id<'businessplans.lines'>;
export type VersionId = Id<'businessplans.versions'>;

// uses messages: businessplans.question.*, businessplans.section.*
/** What is asked in words, by section. */
export const questions = {
  idea: ['what', 'why'],
  market: ['customers', 'competitors', 'reach'],
  offer: ['product', 'better'],
  people: ['who', 'skills'],
  form: ['legal-form', 'reason'],
  duties: ['register', 'insurance'],
} as const;
export type TextSection = keyof typeof questions;
export const textSections = Object.keys(questions) as TextSection[]; // the object above is the list

/** Every question as it is stored: `market.customers`. */
export const questionKeys: readonly string[] = textSections.flatMap((section) => questions[section].map((name) => `${section}.${name}`));

export const saidBys = ['founder', 'counsellor', 'expert', 'quote', 'assumption'] as const;
export type SaidBy = (typeof saidBys)[number];

/** Sides of the table on which a plan is talked about. */
export type Side = 'founder' | 'counsellor' | 'expert';

export const figureUnits = ['money', 'units', 'month', 'months', 'days', 'percent', 'basis-points', 'of-three'] as const;
export type FigureUnit = (typeof figureUnits)[number];

export interface FigureSpec {
  readonly unit: FigureUnit;
  /** Whether the form asks where it comes from; the others share the source of the line's first figure. */
  readonly sourced: boolean;
  readonly min: number;
  readonly max: number;
  /** What an empty field means; without it the figure may be absent. */
  readonly otherwise?: number;
}

const money: FigureSpec = { unit: 'money', sourced: true, min: 0, max: 99_999_999_999_999 };
const extra: FigureSpec = { ...money, otherwise: 0 };
/** Months are counted as people do: 1 is the first month of the plan. */
const month: FigureSpec = { unit: 'month', sourced: false, min: 1, max: 36, otherwise: 1 };
const share: FigureSpec = { unit: 'percent', sourced: false, min: 0, max: 100, otherwise: 0 };
const ofThree: FigureSpec = { unit: 'of-three', sourced: false, min: 1, max: 3, otherwise: 2 };

/** Kinds of lines with their figures, and what may be chosen. */
export const lineKinds = {
  'start-up': { figures: { amount: money, month, life: { unit: 'months', sourced: false, min: 1, max: 360 } }, choices: [] },
  product: {
    figures: {
      price: money,
      materials: extra,
      work: extra,
      extras: extra,
      units: { unit: 'units', sourced: true, min: 0, max: 10_000_000 },
      growth: { unit: 'percent', sourced: false, min: -100, max: 500, otherwise: 0 },
      ramp: { unit: 'months', sourced: false, min: 0, max: 24, otherwise: 0 },
      credit: share,
      days: { unit: 'days', sourced: false, min: 0, max: 365, otherwise: 0 },
    },
    choices: [],
  },
  cost: { figures: { amount: money, month }, choices: ['rent', 'wages', 'insurance', 'duties', 'transport', 'energy', 'advice', 'other'] },
  draw: { figures: { amount: money, month }, choices: [] },
  remittance: { figures: { amount: money, month }, choices: [] },
  'own-money': { figures: { amount: money, month }, choices: [] },
  grant: { figures: { amount: money, month }, choices: [] },
  loan: {
    figures: {
      principal: money,
      rate: { unit: 'basis-points', sourced: true, min: 0, max: 10_000 },
      months: { unit: 'months', sourced: false, min: 1, max: 240 },
      grace: { unit: 'months', sourced: false, min: 0, max: 24, otherwise: 0 },
      month,
    },
    choices: loanKinds,
  },
  action: { figures: {}, choices: ['founder', 'counsellor', 'expert', 'provider'] },
  risk: { figures: { likelihood: ofThree, harm: ofThree }, choices: [] },
} as const satisfies Record<string, { figures: Readonly<Record<string, FigureSpec>>; choices: readonly string[] }>;
export type LineKind = keyof typeof lineKinds;

/** Steps of a plan that consist of lines. */
export const lineSections = {
  capital: ['start-up'],
  costing: ['product'],
  monthly: ['cost', 'draw', 'remittance'],
  funding: ['own-money', 'grant', 'loan'],
  actions: ['action'],
  risks: ['risk'],
} as const satisfies Record<string, readonly LineKind[]>;
export type LineSection = keyof typeof lineSections;
export const lineSectionNames = Object.keys(lineSections) as LineSection[]; // the object above is the list

export function isLineKind(value: string): value is LineKind {
  return value in lineKinds;
}

export function sectionOf(kind: LineKind): LineSection {
  return lineSectionNames.find((name) => (lineSections[name] as readonly LineKind[]).includes(kind)) ?? 'capital';
}

export function specsOf(kind: LineKind): Readonly<Record<string, FigureSpec>> {
  return lineKinds[kind].figures;
}

export interface Figure {
  readonly value: bigint;
  readonly currency: string | null;
  readonly unit: FigureUnit;
  readonly source: string;
  readonly saidBy: SaidBy;
}

export interface PlanLine {
  readonly id: LineId;
  readonly kind: LineKind;
  readonly label: string;
  readonly unit: string;
  readonly choice: string;
  readonly note: string;
  readonly dueOn: string | null;
  readonly season: readonly number[] | null;
  readonly figures: Readonly<Record<string, Figure>>;
}

export interface PlanBasics {
  readonly currency: string;
  readonly otherCurrency: string | null;
  readonly rate: string | null;
  readonly rateOn: string | null;
  readonly rateSource: string;
  readonly startsIn: string;
  readonly opensAfterMonths: number;
}

/** A whole plan, as it is read, frozen, compared, computed and printed. */
export interface Plan extends PlanBasics {
  readonly id: PlanId;
  readonly ventureId: VentureId;
  readonly officeId: string;
  readonly answers: Readonly<Record<string, string>>;
  readonly lines: readonly PlanLine[];
}

/** At most so many lines: a plan of a small firm has thirty. */
export const MOST_LINES = 150;

/** The months of the plan as a form offers them: 1 to 36. */
export const PLAN_MONTHS_CHOICES: readonly number[] = Array.from({ length: PLAN_MONTHS }, (_, index) => index + 1);
