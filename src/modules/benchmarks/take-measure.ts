import { newId, type Reads } from '#kernel/db';
import { freshnessOf, takeFigures, type FiguresBlock } from '#modules/analyses';
import { indicatorFigures, indicatorVersions, type IndicatorFigures, type IndicatorId } from '#modules/observatory';
import type { Content, Peer } from './content.ts';
import type { Cell, IndicatorMeasure } from './measure.ts';
import { refuse } from './refusals.ts';

type Trx = Reads<'observatory'>;

/**
 * Takes the figures of every peer by an indicator from the newest release, of one year or of the newest that each has. What the table
 * does not have stays missing with the reason. Refusals: `no-indicator` where it has no official source, `no-year` for a year that the
 * table has for nobody, `no-peers`.
 */
export async function takeMeasure(
  trx: Trx,
  { indicatorId, year, caveat, peers }: { indicatorId: IndicatorId; year: string | null; caveat: string; peers: readonly Peer[] },
): Promise<Omit<IndicatorMeasure, 'id'>> {
  if (peers.length === 0) throw refuse('no-peers');
  const [indicator] = await indicatorVersions(trx, indicatorId);
  const read = indicator && (await indicatorFigures(trx, indicator));
  if (!indicator || !read || read.places.length === 0) throw refuse('no-indicator');
  if (year && !read.places.some(({ series }) => series.periods.includes(year))) throw refuse('no-year', { field: 'year' });
  const cells: Cell[] = [];
  for (const peer of peers) cells.push(await cellFor(trx, { indicatorId, year, peer, read }));
  const { name, unit, language, definition, numerator, denominator, no } = indicator;
  return { kind: 'indicator', indicatorId, indicatorNo: no, name, unit, language, definition, numerator, denominator, caveat, year, cells };
}

interface Wanted {
  indicatorId: IndicatorId;
  year: string | null;
  peer: Peer;
  read: IndicatorFigures;
}

async function cellFor(trx: Trx, { indicatorId, year, peer, read }: Wanted): Promise<Cell> {
  const place = peer.codes.map((code) => read.places.find((one) => one.place.code === code)).find((one) => one !== undefined);
  if (!place) return { peerId: peer.id, figures: null, missing: 'no-place' };
  const { periods, values } = place.series;
  const newest = periods.findLast((_, at) => (values[at] ?? null) !== null) ?? periods.at(-1);
  const wanted = year ?? newest;
  if (!wanted || !periods.includes(wanted)) return { peerId: peer.id, figures: null, missing: 'no-year' };
  const block = await takeFigures(trx, { indicatorId, placeCode: place.place.code, from: wanted, to: wanted, words: null });
  return { peerId: peer.id, figures: { ...block, id: newId() }, missing: null };
}

/** Whether the publisher has said something newer of a figure since it was taken, by the id of the figure. */
export async function freshness(trx: Trx, { measures }: Content): ReturnType<typeof freshnessOf> {
  const blocks = measures.flatMap((measure) =>
    measure.kind === 'indicator' ? measure.cells.flatMap(({ figures }): FiguresBlock[] => (figures ? [figures] : [])) : [],
  );
  return await freshnessOf(trx, blocks);
}
