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
import { frozenQuarters } from '#modules/counts';
import { indicatorFigures, listIndicators } from '#modules/observatory';
import { placeIdsByCode, type PlaceId } from '#modules/places';
import { takeCounts } from '../counts/cite-counts.ts';
import { actorIn, idIn, type DemoWorld } from './demo-world.ts';

type Told = (typeof told.analyses)[number];
interface ToldBlock {
  kind: string;
  /** Which region of the invented statistics, and how many of its last years. */
  region?: number;
  last?: number;
  words: string | null;
  /** Which of the network's own counts, of which region, and how its rows are split. */
  figure?: string;
  area?: string;
  split?: string;
  /** Whether the point rests on every figure written before it. */
  rests?: boolean;
}
type NewBlock = Parameters<typeof addBlock>[2];

/** Writes the demonstration's analyses as its planner does: one is published, one has just begun. */
export async function loadAnalyses(world: DemoWorld): Promise<void> {
  const planner = actorIn(world, 'planner@ponte-demo.example');
  for (const one of told.analyses)
    await asActor(world.network.db, planner, async (trx) => {
      // An interrupted first start begins again: what is there already is not written twice.
      if (!(await findAnalysis(trx, one.code))) await write(trx, world, planner.accountId, one);
    });
}

async function write(trx: AnyWrites, world: DemoWorld, accountId: string, one: Told): Promise<void> {
  const now = world.network.now();
  const placeId = idIn(await placeIdsByCode(trx, [one.place]), one.place) as PlaceId; // idIn has just found it among places
  const { code, title, lang } = one;
  const id = await beginAnalysis(trx, accountId, { code, title, lang, placeId, officeId: null, demonstration: true }, now);
  let base = 1;
  await changeDraft(trx, accountId, id, { base, change: (content) => ({ ...content, summary: one.summary }) }, now);
  for (const [part, block] of one.blocks as [Section, ToldBlock][]) {
    // Our own file; the schema of drafts refuses what it gets wrong.
    base += 1;
    const given = await takenFor(trx, world, block);
    await changeDraft(
      trx,
      accountId,
      id,
      {
        base,
        change: (content) => {
          const figures = Object.values(content.sections).flatMap((list: Block[]) =>
            list.flatMap((it) => (it.kind === 'figures' || it.kind === 'counts' ? it.id : [])),
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

async function takenFor(trx: AnyWrites, world: DemoWorld, block: ToldBlock): Promise<NewBlock | null> {
  if (block.kind === 'figures') return await figuresFor(trx, block);
  return block.kind === 'counts' ? await countsFor(trx, world, block) : null;
}

async function countsFor(
  trx: AnyWrites,
  { network }: DemoWorld,
  { figure = '', area = '', split = '', words }: ToldBlock,
): Promise<NewBlock> {
  // The one before the newest: the page says then that there is a newer one.
  const [, before] = await frozenQuarters(trx);
  const choice = { quarter: before?.key ?? '', area, figure, split };
  const taken = await takeCounts({ trx, catalogue: network.catalogue, timeZone: 'Europe/Rome' }, 'en', choice);
  if (!taken) throw new Error('the demonstration has no counts to write about');
  return { ...taken, words };
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
