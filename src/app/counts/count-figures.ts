import type { Reads } from '#kernel/db';
import { countPlans } from '#modules/businessplans';
import { countOutcomes } from '#modules/cases';
import { countLearners } from '#modules/learning';
import { countPairResults, countPairs } from '#modules/mentoring';
import { countPeople, genders } from '#modules/people';
import type { PlaceId } from '#modules/places';
import { countChange, countResults } from '#modules/readiness';
import { countReturnFollowUps, countReturns, planStates } from '#modules/returns';
import { countStarted } from '#modules/ventures';
import { tracks } from '#modules/tracks';
import { termCodes } from '#modules/vocabulary';
import { corridorKeys, countriesKey } from './corridor-names.ts';
import { figureOf, sharesOf, shownFigure, type CountRow, type KeptFigure } from './figure.ts';
import { mentoringFigures } from './mentoring-figures.ts';
import { readTrade } from './trade-figure.ts';

export type CountTrx = Reads<
  | 'businessplans'
  | 'cases'
  | 'learning'
  | 'mentoring'
  | 'messages'
  | 'opportunities'
  | 'people'
  | 'places'
  | 'readiness'
  | 'returns'
  | 'trade'
  | 'ventures'
>;

/** What is counted: offices that the actor may count, and a time. */
export interface Wanted {
  /** Offices that are counted together, part by part; no office is in two. */
  parts: readonly (readonly string[])[];
  /** Days, both included, `YYYY-MM-DD`. */
  from: string;
  until: string;
  span: { from: Date; until: Date };
  /**
   * For everybody's eyes: what stands today is counted as far as it began in the time, so that no thing is counted in two times, and
   * what an office could work out without its own is withheld.
   */
  toFreeze?: boolean;
}

interface Counted {
  officeId: string;
  originPlaceId: PlaceId | null;
  residencePlaceId: PlaceId | null;
  gender: string;
  tracks: string[];
  count: number;
  /** Of its own; else that of the two places. */
  corridor?: string;
}
type Rows = (Counted & { state: string })[];

/** Every figure of people that this network counts, of each part of the offices by itself, split and withheld; by keys alone. */
export async function countFigures(trx: CountTrx, { parts, span, toFreeze = false, ...days }: Wanted): Promise<KeptFigure[][]> {
  const officeIds = parts.flat();
  const outcomes = await countOutcomes(trx, officeIds, span);
  const pairs = await countPairs(trx, officeIds, span);
  const results = await countPairResults(trx, officeIds, span);
  const ventures = await countStarted(trx, officeIds, span);
  const returns = await countReturns(trx, officeIds, span);
  const read: [key: string, states: readonly string[], rows: Rows][] = [
    ['people', ['opened'], (await countPeople(trx, officeIds, span)).map((one) => ({ ...one, state: 'opened' }))],
    [
      'readiness',
      ['ready', 'ready-with-support', 'train-first', 'blocked'],
      (await countResults(trx, { officeIds, ...span })).map((one) => ({ ...one, state: one.result })),
    ],
    ['change', ['further', 'same', 'less'], await countChange(trx, { officeIds, ...span })],
    ['plans', ['begun', 'costed', 'signed', 'confirmed'], await countPlans(trx, officeIds, toFreeze ? span : null)],
    [
      'courses',
      ['course-begun', 'course-finished'],
      (await countLearners(trx, officeIds, span)).map((one) => ({ ...one, state: `course-${one.state}` })),
    ],
    ['pairs', ['running', 'ended'], pairs],
    ['started', ['started'], ventures.filter(({ state }) => state === 'started')],
    ['alive', ['alive', 'paused', 'closed', 'not-known'], ventures.filter(({ state }) => state !== 'started')],
    ['person-outcomes', termCodes('personOutcomes'), outcomes.map((one) => ({ ...one, state: one.personOutcome }))],
    [
      'venture-outcomes',
      termCodes('ventureOutcomes'),
      outcomes.flatMap((one) => (one.ventureOutcome === null ? [] : [{ ...one, state: one.ventureOutcome }])),
    ],
    ['returns', planStates, returns.map((one) => ({ ...one, corridor: countriesKey(one.leaving, one.arriving) }))],
    ['return-follow-ups', ['without-sign', 'with-sign', 'overdue', 'to-come'], await countReturnFollowUps(trx, officeIds, days)],
  ];
  const corridorOf = await corridorKeys(
    trx,
    read.flatMap(([, , rows]) => rows),
  );
  const tradeOf = await readTrade(trx, officeIds, span);
  return parts.map((part) => {
    const within = <Row extends Counted>(rows: readonly Row[]) =>
      rows.filter(({ officeId }) => part.includes(officeId)).map((row) => ({ ...row, corridor: row.corridor ?? corridorOf(row) }));
    const offices = toFreeze ? part : [];
    const mentoring = mentoringFigures(
      { pairs: within(pairs), results: within(results).map((row) => ({ ...row, state: row.result })) },
      offices,
    );
    return read.flatMap(([key, states, rows]) => {
      const inPart = within(rows);
      const laidOut = (some: readonly CountRow[]) => figureOf(some, { key, states, genders, tracks });
      const figure = shownFigure(laidOut(inPart), sharesOf(inPart, offices).map(laidOut));
      if (key === 'pairs') return [figure, ...mentoring];
      return key === 'returns' ? [shownFigure(...tradeOf(part, offices)), figure] : [figure];
    });
  });
}
