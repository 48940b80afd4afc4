import type { Context } from '#kernel/http';
import { formatters } from '#kernel/i18n';
import { countPlans } from '#modules/businessplans';
import { countOutcomes } from '#modules/cases';
import { countLearners } from '#modules/learning';
import { countPairResults, countPairs, type PairCount, type PairResultCount } from '#modules/mentoring';
import { countPeople, genders } from '#modules/people';
import type { PlaceId } from '#modules/places';
import { countChange, countResults } from '#modules/readiness';
import { countReturnFollowUps, countReturns, planStates } from '#modules/returns';
import { countStarted } from '#modules/ventures';
import { tracks } from '#modules/tracks';
import { termChoices } from '#modules/vocabulary';
import { between, corridorNames } from './corridor-names.ts';
import { figureOf, shownFigure, type CountRow, type Figure, type ShownFigure } from './figure.ts';
import { mentoringFigures } from './mentoring-figures.ts';
import { readTrade } from './trade-figure.ts';

/** What is counted: offices that the actor may count, and a time. */
export interface Wanted {
  /** Offices that are counted together, part by part; no office is in two. */
  parts: readonly (readonly string[])[];
  /** Days, both included, `YYYY-MM-DD`. */
  from: string;
  until: string;
  span: { from: Date; until: Date };
  /** This figure alone; every figure where nothing is said. */
  only?: string;
}

interface Counted {
  officeId: string;
  originPlaceId: PlaceId | null;
  residencePlaceId: PlaceId | null;
  gender: string;
  tracks: string[];
  count: number;
}

/** How a figure is written on the page: its states in their order, and where their words stand. */
interface Said {
  key: string;
  states: readonly { key: string; label: string }[];
  share?: Figure['share'];
  unlike?: true;
}

/** Every figure of people that this network counts, of each part of the offices by itself, split and withheld. */
export async function readFigures(ctx: Context, { parts, span, only, ...days }: Wanted): Promise<ShownFigure[][]> {
  const officeIds = parts.flat();
  const { t, lang, trx } = ctx;
  // uses messages: app.counts.figure.*
  // uses messages: app.counts.definition.*
  // uses messages: app.counts.state.*
  // uses messages: people.gender.*
  // uses messages: mentoring.state.*
  // uses messages: readiness.result.*
  // uses messages: returns.state.*
  // uses messages: tracks.track.*
  const say = t as (key: string) => string; // codes of closed lists
  const words = {
    genders: genders.map((key) => ({ key, label: say(`people.gender.${key}`) })),
    tracks: tracks.map((key) => ({ key, label: say(`tracks.track.${key}`) })),
  };
  const inWords = (prefix: string, codes: readonly string[]) => codes.map((key) => ({ key, label: say(`${prefix}.${key}`) }));
  const here = (...codes: string[]) => inWords('app.counts.state', codes);
  const terms = (list: 'personOutcomes' | 'ventureOutcomes') => termChoices(list, lang).map(({ value, label }) => ({ key: value, label }));
  const outcomes = async () => await countOutcomes(trx, officeIds, span);
  const pairs = async () => await countPairs(trx, officeIds, span);
  const started = async () => await countStarted(trx, officeIds, span);
  const country = (code: string) => formatters(lang, ctx.timeZone).countryName(code);

  const readers: [Said, () => Promise<(Counted & { state: string; corridor?: string })[]>][] = [
    [
      { key: 'people', states: here('opened') },
      async () => (await countPeople(trx, officeIds, span)).map((one) => ({ ...one, state: 'opened' })),
    ],
    [
      { key: 'readiness', states: inWords('readiness.result', ['ready', 'ready-with-support', 'train-first', 'blocked']) },
      async () => (await countResults(trx, { officeIds, ...span })).map((one) => ({ ...one, state: one.result })),
    ],
    [
      { key: 'change', states: here('further', 'same', 'less'), share: { column: 'further', label: t('app.counts.share.further') } },
      async () => await countChange(trx, { officeIds, ...span }),
    ],
    [{ key: 'plans', states: here('begun', 'costed', 'signed', 'confirmed') }, async () => await countPlans(trx, officeIds)],
    [
      { key: 'courses', states: here('course-begun', 'course-finished'), unlike: true },
      async () => (await countLearners(trx, officeIds, span)).map((one) => ({ ...one, state: `course-${one.state}` })),
    ],
    [{ key: 'pairs', states: inWords('mentoring.state', ['running', 'ended']) }, pairs],
    [{ key: 'started', states: here('started') }, async () => (await started()).filter(({ state }) => state === 'started')],
    [
      {
        key: 'alive',
        states: here('alive', 'paused', 'closed', 'not-known'),
        share: { column: 'alive', label: t('app.counts.share.alive') },
      },
      async () => (await started()).filter(({ state }) => state !== 'started'),
    ],
    [
      { key: 'person-outcomes', states: terms('personOutcomes') },
      async () => (await outcomes()).map((one) => ({ ...one, state: one.personOutcome })),
    ],
    [
      { key: 'venture-outcomes', states: terms('ventureOutcomes') },
      async () => (await outcomes()).flatMap((one) => (one.ventureOutcome === null ? [] : [{ ...one, state: one.ventureOutcome }])),
    ],
    [
      { key: 'returns', states: inWords('returns.state', planStates) },
      async () =>
        (await countReturns(trx, officeIds, span)).map((one) => ({
          ...one,
          corridor: between(ctx, country(one.leaving), country(one.arriving)),
        })),
    ],
    [
      {
        key: 'return-follow-ups',
        states: here('without-sign', 'with-sign', 'overdue', 'to-come'),
        share: { column: 'with-sign', label: t('app.counts.share.with-sign') },
      },
      async () => await countReturnFollowUps(trx, officeIds, days),
    ],
  ];
  const read: [Said, (Counted & { state: string; corridor?: string })[]][] = [];
  for (const [said, rows] of readers) if (!only || only === said.key) read.push([said, await rows()]);
  const nameOf = await corridorNames(
    ctx,
    read.flatMap(([, rows]) => rows),
  );
  const tradeOf = only ? null : await readTrade(ctx, officeIds, span);
  const mentoringOf = only
    ? null
    : mentoringOfPart(ctx, { pairs: await pairs(), results: await countPairResults(trx, officeIds, span) }, words);
  return parts.map((part) => {
    const figures = read.map(([said, rows]) =>
      figureOf(
        rows.filter(({ officeId }) => part.includes(officeId)).map((row): CountRow => ({ ...row, corridor: row.corridor ?? nameOf(row) })),
        { ...said, ...words, title: say(`app.counts.figure.${said.key}`), definition: say(`app.counts.definition.${said.key}`) },
      ),
    );
    const all = tradeOf ? [...figures.slice(0, -2), tradeOf(part), ...figures.slice(-2)] : figures;
    const shown = all.map(shownFigure);
    return mentoringOf ? shown.flatMap((one) => (one.key === 'pairs' ? [one, ...mentoringOf(part, nameOf)] : [one])) : shown;
  });
}

type Words = Parameters<typeof mentoringFigures>[2];
interface Mentoring {
  pairs: readonly PairCount[];
  results: readonly PairResultCount[];
}

/** What mentors gave and what came of it, of a part of the offices by itself. */
function mentoringOfPart(ctx: Context, { pairs, results }: Mentoring, words: Words) {
  return (part: readonly string[], nameOf: (row: Counted) => string): ShownFigure[] => {
    const of = <Row extends Counted>(rows: readonly Row[]) =>
      rows.filter(({ officeId }) => part.includes(officeId)).map((row) => ({ ...row, corridor: nameOf(row) }));
    return mentoringFigures(ctx, { pairs: of(pairs), results: of(results).map((row) => ({ ...row, state: row.result })) }, words);
  };
}
