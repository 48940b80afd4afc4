import told from '../../../db/demo/analyses.json' with { type: 'json' };
import { asActor, type AnyWrites } from '#kernel/db';
import {
  addBlock,
  beginAnalysis,
  changeDraft,
  findAnalysis,
  publishAnalysis,
  takeFigures,
  type Block,
  type Section,
} from '#modules/analyses';
import { indicatorFigures, listIndicators } from '#modules/observatory';
import { placeIdsByCode, type PlaceId } from '#modules/places';
import { actorIn, idIn, type DemoWorld } from './demo-world.ts';

type Told = (typeof told.analyses)[number];
interface ToldBlock {
  kind: string;
  /** Which region of the invented statistics, and how many of its last years. */
  region?: number;
  last?: number;
  words: string | null;
  /** Whether the point rests on every figure written before it. */
  rests?: boolean;
}
type NewBlock = Parameters<typeof addBlock>[2];

/** Writes the demonstration's analyses as its planner does: one is published, one has just begun. */
export async function loadAnalyses(world: DemoWorld): Promise<void> {
  const planner = actorIn(world, 'planner@ponte-demo.example');
  const now = world.network.now();
  for (const one of told.analyses)
    await asActor(world.network.db, planner, async (trx) => {
      // An interrupted first start begins again: what is there already is not written twice.
      if (!(await findAnalysis(trx, one.code))) await write(trx, planner.accountId, one, now);
    });
}

async function write(trx: AnyWrites, accountId: string, one: Told, now: Date): Promise<void> {
  const placeId = idIn(await placeIdsByCode(trx, [one.place]), one.place) as PlaceId; // idIn has just found it among places
  const { code, title, lang } = one;
  const id = await beginAnalysis(trx, accountId, { code, title, lang, placeId, officeId: null, demonstration: true }, now);
  let base = 1;
  await changeDraft(trx, accountId, id, { base, change: (content) => ({ ...content, summary: one.summary }) }, now);
  for (const [part, block] of one.blocks as [Section, ToldBlock][]) {
    // Our own file; the schema of drafts refuses what it gets wrong.
    base += 1;
    const given = block.kind === 'figures' ? await figuresFor(trx, block) : null;
    await changeDraft(
      trx,
      accountId,
      id,
      {
        base,
        change: (content) => {
          const figures = Object.values(content.sections).flatMap((list: Block[]) =>
            list.flatMap((it) => (it.kind === 'figures' ? it.id : [])),
          );
          const { rests, ...words } = block;
          const written = given ?? { ...words, ...(block.kind === 'point' ? { restsOn: rests ? figures : [] } : {}) };
          return addBlock(content, part, written as NewBlock);
        },
      },
      now,
    );
  }
  if (one.publish) await publishAnalysis(trx, accountId, id, { base: base + 1, reason: one.reason }, now);
}

async function figuresFor(trx: AnyWrites, { region = 0, last = 1, words }: ToldBlock): Promise<NewBlock> {
  for (const indicator of await listIndicators(trx)) {
    const place = (await indicatorFigures(trx, indicator))?.places[region];
    const periods = place?.series.periods.slice(-last) ?? [];
    const [from, to] = [periods[0], periods.at(-1)];
    if (place && from && to) return await takeFigures(trx, { indicatorId: indicator.id, placeCode: place.place.code, from, to, words });
  }
  throw new Error('the demonstration has no figures to write about');
}
