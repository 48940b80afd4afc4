import { z } from 'zod';
import { idOf } from '#kernel/db';
import { FIGURE } from '#kernel/text';
import { figuresSchema } from '#modules/analyses';
import { factNames, type FactName } from './facts.ts';

export const MOST = { peers: 12, measures: 20 } as const;

const id = z.uuid();
const words = (max: number) => z.string().min(1).max(max);
/** What to keep in mind when comparing. */
const caveat = words(2_000);

// uses messages: benchmarks.missing.*
/**
 * Why there is no figure: the table has no such place; it has none for that year; nobody has said it, which is not zero; the office or
 * service is closed for good; or it was not looked for since the peer was added.
 */
export const missingReasons = ['no-place', 'no-year', 'not-known', 'gone', 'not-taken'] as const;
export type Missing = (typeof missingReasons)[number];

const cell = z.object({
  peerId: id,
  /** One figure as published, of one year, with its release; its value may be missing there too, which is not zero. */
  figures: figuresSchema.nullable(),
  missing: z.enum(missingReasons).nullable(),
});
export type Cell = z.output<typeof cell>;

const indicatorMeasure = z.object({
  id,
  kind: z.literal('indicator'),
  indicatorId: idOf<'observatory.indicators'>(),
  /** Version of the indicator by which the figures were read. */
  indicatorNo: z.int().min(1),
  name: words(200),
  unit: words(200),
  /** Language of name, unit and definition. */
  language: words(20),
  definition: words(5_000),
  numerator: z.string().max(2_000),
  denominator: z.string().max(2_000).nullable(),
  caveat,
  /** One year for all; null where each place shows its newest. */
  year: z.string().max(40).nullable(),
  cells: z.array(cell).max(MOST.peers),
});
export type IndicatorMeasure = z.output<typeof indicatorMeasure>;

const factCell = z.object({ peerId: id, value: words(60).nullable(), missing: z.enum(missingReasons).nullable() });
export type FactCell = z.output<typeof factCell>;

/** What this network shows of each peer, as it stood on a day. */
const factMeasure = z.object({
  id,
  kind: z.literal('fact'),
  fact: z.enum(factNames as [FactName, ...FactName[]]), // there are some
  takenOn: z.iso.date(),
  caveat,
  cells: z.array(factCell).max(MOST.peers),
});
export type FactMeasure = z.output<typeof factMeasure>;

const declaredCell = z.object({
  peerId: id,
  value: z.string().regex(FIGURE).nullable(),
  missing: z.enum(['not-known']).nullable(),
  /** What time it is of, as the document says. */
  period: words(40),
  /** Document in which it stands. */
  source: words(500),
  address: z.string().max(500).nullable(),
  /** Who says so. */
  saidBy: words(200),
  writtenOn: z.iso.date(),
});
export type DeclaredCell = z.output<typeof declaredCell>;

/** What a document says of each peer, written here by hand. */
const declaredMeasure = z.object({
  id,
  kind: z.literal('declared'),
  name: words(200),
  unit: words(200),
  definition: words(5_000),
  /** What more or less of it means. */
  direction: words(1_000),
  caveat,
  cells: z.array(declaredCell).max(MOST.peers),
});
export type DeclaredMeasure = z.output<typeof declaredMeasure>;

export const measureSchema = z.discriminatedUnion('kind', [indicatorMeasure, factMeasure, declaredMeasure]);
export type Measure = z.output<typeof measureSchema>;

/** The figure of a peer by any measure. Without a value it says why, or the publisher's table has the gap. */
export interface Shown {
  value: string | null;
  flags: string;
  /** Year, day or period of it. */
  period: string | null;
  missing: Missing | null;
}

const notTaken: Shown = { value: null, flags: '', period: null, missing: 'not-taken' };

/** The figure of a peer; `not-taken` where the peer came after the figures. */
export function shownOf(measure: Measure, peerId: string): Shown {
  const own = (one: { peerId: string }) => one.peerId === peerId;
  switch (measure.kind) {
    case 'indicator': {
      const found = measure.cells.find(own);
      if (!found) return notTaken;
      const row = found.figures?.rows[0];
      return { value: row?.value ?? null, flags: row?.flags ?? '', period: row?.period ?? null, missing: found.missing };
    }
    case 'fact': {
      const found = measure.cells.find(own);
      return found ? { value: found.value, flags: '', period: measure.takenOn, missing: found.missing } : notTaken;
    }
    case 'declared': {
      const found = measure.cells.find(own);
      return found ? { value: found.value, flags: '', period: found.period, missing: found.missing } : notTaken;
    }
  }
}

/** The measure without what it says of a peer. */
export function withoutPeer(measure: Measure, peerId: string): Measure {
  const others = (one: { peerId: string }) => one.peerId !== peerId;
  switch (measure.kind) {
    case 'indicator':
      return { ...measure, cells: measure.cells.filter(others) };
    case 'fact':
      return { ...measure, cells: measure.cells.filter(others) };
    case 'declared':
      return { ...measure, cells: measure.cells.filter(others) };
  }
}

/** Times of the figures of a measure, each once, in their order. More than one: they are not of the same time. */
export function timesOf(measure: Measure): string[] {
  const periods = measure.cells.flatMap(({ peerId }) => shownOf(measure, peerId).period ?? []);
  return [...new Set(periods)].toSorted();
}
