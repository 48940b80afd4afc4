import told from '../../../db/demo/benchmarks.json' with { type: 'json' };
import { asActor, type AnyWrites } from '#kernel/db';
import { beginComparison, changeDraft, findComparison, publishComparison, putItem, takeMeasure, type Content } from '#modules/benchmarks';
import { indicatorFigures, listIndicators } from '#modules/observatory';
import { actorIn, type DemoWorld } from './demo-world.ts';
import { loadOffices } from './load-office-comparison.ts';

type Told = (typeof told.comparisons)[number];
interface ToldPeer {
  /** Which region of the invented statistics; else name and codes. */
  region?: number;
  name?: string;
  codes?: string[];
  why: string;
}

/** Writes the demonstration's comparisons as its planner does: one is published, one has just begun. */
export async function loadBenchmarks(world: DemoWorld): Promise<void> {
  const planner = actorIn(world, 'planner@ponte-demo.example');
  const now = world.network.now();
  for (const one of told.comparisons)
    await asActor(world.network.db, planner, async (trx) => {
      // An interrupted first start begins again: what is there already is not written twice.
      if (!(await findComparison(trx, one.code))) await write(trx, planner.accountId, one, now);
    });
  for (const one of told.offices)
    await asActor(world.network.db, planner, async (trx) => {
      if (!(await findComparison(trx, one.code))) await loadOffices(trx, planner.accountId, one, now);
    });
}

async function write(trx: AnyWrites, accountId: string, one: Told, now: Date): Promise<void> {
  const { code, title, lang, question, reason, caveat } = one;
  const id = await beginComparison(trx, accountId, { kind: 'places', code, title, lang, officeId: null, demonstration: true }, now);
  if (!caveat || !one.publish) return;
  const { indicatorId, places } = await regions(trx);
  let written: Content | undefined;
  const peers = (content: Content) => {
    written = { ...content, question, reason };
    for (const { region, why, ...given } of one.peers as ToldPeer[]) {
      const place = region === undefined ? undefined : places[region];
      const peer = place ? { name: place.label, codes: [place.code] } : { name: given.name ?? '', codes: given.codes ?? [] };
      written = putItem(written, 'peers', null, { ...peer, subject: null, why });
    }
    return written;
  };
  await changeDraft(trx, accountId, id, { base: 1, change: peers }, now);
  const measure = await takeMeasure(trx, { indicatorId, year: null, caveat, peers: written?.peers ?? [] });
  await changeDraft(trx, accountId, id, { base: 2, change: (content) => putItem(content, 'measures', null, measure) }, now);
  await publishComparison(trx, accountId, id, { base: 3, reason: one.publish }, now);
}

/** The invented regions of the first indicator that has some. */
async function regions(trx: AnyWrites) {
  for (const indicator of await listIndicators(trx)) {
    const places = (await indicatorFigures(trx, indicator))?.places.map(({ place }) => place) ?? [];
    if (places.length > 1) return { indicatorId: indicator.id, places };
  }
  throw new Error('the demonstration has no figures to compare');
}
