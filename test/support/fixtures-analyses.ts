import { addBlock, beginAnalysis, changeDraft, publishAnalysis, takeFigures, type AnalysisId, type Content } from '#modules/analyses';
import type { IndicatorId } from '#modules/observatory';
import { takeCounts } from '../../src/app/counts/cite-counts.ts';
import { frozenArea, frozenQuarter } from './fixtures-counts.ts';
import { as, type Cast } from './fixtures-cast.ts';
import { must } from './fixtures-ground.ts';
import type { Somebody } from './plant.ts';

const names = [
  'show',
  'about',
  'text',
  'policy',
  'point',
  'figures',
  'addText',
  'addPolicy',
  'addPoint',
  'addFigures',
  'addCounts',
  'counts',
  'move',
  'renew',
  'remove',
  'publish',
  'discard',
  'published',
  'begin',
] as const;

/** An analysis with one block of each kind, by kind. */
export interface WrittenAnalysis {
  id: AnalysisId;
  blocks: { text: string; figures: string; counts: string; policy: string; point: string };
}

const words = 'How things stand.';

/** Analyses that the network's planner writes, one for each thing that is done with one; two are published. */
export async function plantAnalyses(cast: Cast, planner: Somebody, indicatorId: IndicatorId) {
  const now = cast.site.network.now();
  const placeId = cast.ground.places.padova.id;
  const write = async (name: string): Promise<WrittenAnalysis> =>
    await as(cast, planner, async (trx) => {
      const code = `situation-${name.toLowerCase()}`;
      const given = { code, title: `The situation: ${name}`, lang: 'en', placeId, officeId: null };
      const id = await beginAnalysis(trx, planner.accountId, given, now);
      const catalogue = cast.site.network.catalogue;
      const choice = { quarter: frozenQuarter, area: frozenArea, figure: 'people', split: 'gender' };
      const counts = must(await takeCounts({ trx, catalogue, timeZone: 'Europe/Rome' }, 'en', choice));
      const figures = await takeFigures(trx, { indicatorId, placeCode: 'IT', from: '2023', to: '2023', words });
      const blocks: Partial<WrittenAnalysis['blocks']> = {};
      const change = (content: Content) => {
        let next = addBlock(content, 'data', figures);
        const [block] = next.sections.data;
        next = addBlock(next, 'data', { kind: 'text', words });
        next = addBlock(next, 'trends', { kind: 'text', words });
        next = addBlock(next, 'data', { ...counts, words });
        next = addBlock(next, 'policies', {
          kind: 'policy',
          name: 'A desk',
          who: 'The town',
          since: '2023',
          words,
          source: 'A paper',
          sourceDate: null,
        });
        next = addBlock(next, 'problems', { kind: 'point', name: 'Few come', words, restsOn: block ? [block.id] : [] });
        next = addBlock(next, 'chances', { kind: 'point', name: 'Many could', words, restsOn: [] });
        Object.assign(blocks, {
          figures: must(block).id,
          text: must(next.sections.data[1]).id,
          counts: must(next.sections.data[2]).id,
          policy: must(next.sections.policies[0]).id,
          point: must(next.sections.problems[0]).id,
        });
        return { ...next, summary: 'In short.' };
      };
      await changeDraft(trx, planner.accountId, id, { base: 1, change }, now);
      return { id, blocks: blocks as WrittenAnalysis['blocks'] }; // the change has filled in all five
    });
  const analyses: Partial<Record<(typeof names)[number], WrittenAnalysis>> = {};
  for (const name of names) {
    const written = await write(name);
    analyses[name] = written;
    if (name !== 'published' && name !== 'begin') continue;
    await as(cast, planner, async (trx) => await publishAnalysis(trx, planner.accountId, written.id, { base: 2, reason: 'First' }, now));
  }
  return analyses as Record<(typeof names)[number], WrittenAnalysis>; // one for each name
}
