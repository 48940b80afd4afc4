import {
  addSubject,
  beginComparison,
  changeDraft,
  publishComparison,
  putItem,
  subjectFor,
  takeFact,
  takeMeasure,
  type ComparisonId,
  type Content,
} from '#modules/benchmarks';
import { addDays } from '#kernel/time';
import type { IndicatorId } from '#modules/observatory';
import { as, type Cast } from './fixtures-cast.ts';
import { must } from './fixtures-ground.ts';
import type { Somebody } from './plant.ts';

const names = ['show', 'about', 'addPeer', 'peer', 'addMeasure', 'measure', 'remove', 'publish', 'discard', 'published', 'begin'] as const;
/** Comparisons of offices, one for each thing that only those have. */
const officeNames = ['addSubject', 'subject', 'addFact', 'fact', 'addDeclared', 'declared', 'figure'] as const;
type Name = (typeof names)[number] | (typeof officeNames)[number];

/** A comparison of two places on one measure, or of two offices on a fact and a declared measure. */
export interface WrittenComparison {
  id: ComparisonId;
  peer: string;
  measure: string;
  /** Of offices: the measure whose figures stand in documents. */
  declared: string;
}

/** Comparisons that the network's planner writes, one for each thing that is done with one; two are published. */
export async function plantBenchmarks(cast: Cast, planner: Somebody, indicatorId: IndicatorId): Promise<Record<Name, WrittenComparison>> {
  const now = cast.site.network.now();
  const write = async (name: Name): Promise<WrittenComparison> =>
    await as(cast, planner, async (trx) => {
      const given = {
        code: `peers-${name.toLowerCase()}`,
        title: `Beside one another: ${name}`,
        lang: 'en',
        officeId: null,
        kind: 'places' as const,
      };
      const id = await beginComparison(trx, planner.accountId, given, now);
      let whole: Content | undefined;
      const peers = (content: Content) => {
        const next = putItem(content, 'peers', null, { name: 'Italy', codes: ['IT'], subject: null, why: 'It is there' });
        whole = putItem(next, 'peers', null, { name: 'Nowhere', codes: ['XX'], subject: null, why: 'It is not' });
        return { ...whole, question: 'How do they stand?', reason: 'To see' };
      };
      await changeDraft(trx, planner.accountId, id, { base: 1, change: peers }, now);
      const measure = await takeMeasure(trx, { indicatorId, year: null, caveat: 'Nothing known', peers: must(whole).peers });
      const change = (content: Content) => {
        whole = putItem(content, 'measures', null, measure);
        return whole;
      };
      await changeDraft(trx, planner.accountId, id, { base: 2, change }, now);
      return { id, peer: must(whole?.peers[0]).id, measure: must(whole?.measures[0]).id, declared: '' };
    });
  const comparisons: Partial<Record<Name, WrittenComparison>> = {};
  for (const name of names) {
    const one = await write(name);
    comparisons[name] = one;
    if (name !== 'published' && name !== 'begin') continue;
    await as(cast, planner, async (trx) => await publishComparison(trx, planner.accountId, one.id, { base: 3, reason: 'First' }, now));
  }
  for (const name of officeNames) comparisons[name] = await writeOffices(cast, planner, name);
  const { offices, course, loans } = cast.ground;
  await publishSubjects(cast, planner, 'offices', [offices.padova.id, offices.kaolack.id]);
  await publishSubjects(cast, planner, 'services', [course, loans]);
  return comparisons as Record<Name, WrittenComparison>; // one for each name
}

/** Two of the three offices beside one another; what a document says of them is not written yet. */
async function writeOffices(cast: Cast, planner: Somebody, name: string): Promise<WrittenComparison> {
  const now = cast.site.network.now();
  return await as(cast, planner, async (trx) => {
    const given = {
      kind: 'offices' as const,
      code: `offices-${name.toLowerCase()}`,
      title: `Offices: ${name}`,
      lang: 'en',
      officeId: null,
    };
    const id = await beginComparison(trx, planner.accountId, given, now);
    const subjects: Parameters<typeof addSubject>[1][] = [];
    for (const { id: office } of [cast.ground.offices.padova, cast.ground.offices.kaolack])
      subjects.push({ ...(await subjectFor(trx, 'offices', office, 'en')), why: 'It receives founders' });
    let whole: Content | undefined;
    const peers = (content: Content): Content => {
      whole = { ...subjects.reduce(addSubject, content), question: 'How long are they open?', reason: 'To see' };
      return whole;
    };
    await changeDraft(trx, planner.accountId, id, { base: 1, change: peers }, now);
    const fact = await takeFact(trx, { fact: 'office-hours', caveat: 'None known', content: must(whole), today: cast.ground.today });
    const words = { name: 'Staff', unit: 'posts', definition: 'Full-time posts', direction: 'More is more', caveat: 'None known' };
    const measures = (content: Content): Content => {
      whole = putItem(putItem(content, 'measures', null, fact), 'measures', null, { ...words, kind: 'declared', cells: [] });
      return whole;
    };
    await changeDraft(trx, planner.accountId, id, { base: 2, change: measures }, now);
    const [measure, declared] = whole?.measures ?? [];
    return { id, peer: must(whole?.peers[0]).id, measure: must(measure).id, declared: must(declared).id };
  });
}

const factsOf = { offices: ['office-languages', 'office-appointment'], services: ['service-languages', 'service-cost'] } as const;

/** A published comparison of offices or services on two facts; of the first there are newer figures. */
async function publishSubjects(cast: Cast, planner: Somebody, kind: keyof typeof factsOf, ids: readonly string[]): Promise<void> {
  const now = cast.site.network.now();
  const { today } = cast.ground;
  await as(cast, planner, async (trx) => {
    const given = { kind, code: `published-${kind}`, title: `Beside one another: ${kind}`, lang: 'en', officeId: null };
    const id = await beginComparison(trx, planner.accountId, given, now);
    const subjects: Parameters<typeof addSubject>[1][] = [];
    for (const one of ids) subjects.push({ ...(await subjectFor(trx, kind, one, 'en')), why: 'It is alike' });
    let whole: Content | undefined;
    const peers = (content: Content): Content => {
      whole = { ...subjects.reduce(addSubject, content), question: 'How do they stand?', reason: 'To see' };
      return whole;
    };
    await changeDraft(trx, planner.accountId, id, { base: 1, change: peers }, now);
    for (const [at, fact] of factsOf[kind].entries()) {
      const taken = await takeFact(trx, { fact, caveat: 'None known', content: must(whole), today });
      const then = { takenOn: addDays(today, -30), cells: taken.cells.map((cell) => ({ ...cell, value: '1' })) };
      const measure = at === 0 ? { ...taken, ...then } : taken;
      await changeDraft(
        trx,
        planner.accountId,
        id,
        { base: 2 + at, change: (content) => putItem(content, 'measures', null, measure) },
        now,
      );
    }
    await publishComparison(trx, planner.accountId, id, { base: 4, reason: 'First' }, now);
  });
}
