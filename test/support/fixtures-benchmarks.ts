import {
  beginComparison,
  changeDraft,
  publishComparison,
  putItem,
  takeMeasure,
  type ComparisonId,
  type Content,
} from '#modules/benchmarks';
import type { IndicatorId } from '#modules/observatory';
import { as, type Cast } from './fixtures-cast.ts';
import { must } from './fixtures-ground.ts';
import type { Somebody } from './plant.ts';

const names = ['show', 'about', 'addPeer', 'peer', 'addMeasure', 'measure', 'remove', 'publish', 'discard', 'published', 'begin'] as const;
type Name = (typeof names)[number];

/** A comparison of two places on one measure. */
export interface WrittenComparison {
  id: ComparisonId;
  peer: string;
  measure: string;
}

/** Comparisons that the network's planner writes, one for each thing that is done with one; two are published. */
export async function plantBenchmarks(cast: Cast, planner: Somebody, indicatorId: IndicatorId): Promise<Record<Name, WrittenComparison>> {
  const now = cast.site.network.now();
  const write = async (name: Name): Promise<WrittenComparison> =>
    await as(cast, planner, async (trx) => {
      const given = { code: `peers-${name.toLowerCase()}`, title: `Beside one another: ${name}`, lang: 'en', officeId: null };
      const id = await beginComparison(trx, planner.accountId, given, now);
      let whole: Content | undefined;
      const peers = (content: Content) => {
        const next = putItem(content, 'peers', null, { name: 'Italy', codes: ['IT'], why: 'It is there' });
        whole = putItem(next, 'peers', null, { name: 'Nowhere', codes: ['XX'], why: 'It is not' });
        return { ...whole, question: 'How do they stand?', reason: 'To see' };
      };
      await changeDraft(trx, planner.accountId, id, { base: 1, change: peers }, now);
      const measure = await takeMeasure(trx, { indicatorId, year: null, caveat: 'Nothing known', peers: must(whole).peers });
      const change = (content: Content) => {
        whole = putItem(content, 'measures', null, measure);
        return whole;
      };
      await changeDraft(trx, planner.accountId, id, { base: 2, change }, now);
      return { id, peer: must(whole?.peers[0]).id, measure: must(whole?.measures[0]).id };
    });
  const comparisons: Partial<Record<Name, WrittenComparison>> = {};
  for (const name of names) {
    const one = await write(name);
    comparisons[name] = one;
    if (name !== 'published' && name !== 'begin') continue;
    await as(cast, planner, async (trx) => await publishComparison(trx, planner.accountId, one.id, { base: 3, reason: 'First' }, now));
  }
  return comparisons as Record<Name, WrittenComparison>; // one for each name
}
