import type { Reads } from '#kernel/db';
import { indicatorFigures, indicatorVersions, type IndicatorFigures, type IndicatorId, type IndicatorVersion } from '#modules/observatory';
import { frozenQuarters, type FrozenQuarter } from '#modules/counts';
import { countsIn, type Content, type FiguresBlock } from './content.ts';
import { compareFigures, type Freshness, type Newest, type StoredFigure } from './freshness.ts';
import { refuse } from './refusals.ts';

type Trx = Reads<'observatory'>;
/** Figures that no document holds yet. */
type NewFigures = Omit<FiguresBlock, 'id'>;

type Place = IndicatorFigures['places'][number];

function figuresOf({ series }: Place): StoredFigure[] {
  return series.periods.map((period, at) => ({ period, value: series.values[at] ?? null, flags: series.flags[at] ?? '' }));
}

/**
 * Takes figures of one place by an indicator, from the newest release: every period from one to another.
 * Refusals: `no-figures` where the indicator has no official source or the place no row, `no-period` where no period lies between.
 */
export async function takeFigures(
  trx: Trx,
  {
    indicatorId,
    placeCode,
    from,
    to,
    words,
  }: { indicatorId: IndicatorId; placeCode: string; from: string; to: string; words: string | null },
): Promise<NewFigures> {
  const [indicator] = await indicatorVersions(trx, indicatorId);
  if (!indicator) throw refuse('no-figures', { field: 'place' });
  return await takeBy(trx, indicatorId, indicator, {
    placeCode,
    words,
    ends: { from, to },
    wanted: (period) => period >= from && period <= to,
  });
}

async function takeBy(
  trx: Trx,
  indicatorId: IndicatorId,
  indicator: IndicatorVersion,
  {
    placeCode,
    words,
    ends,
    wanted,
  }: { placeCode: string; words: string | null; ends?: { from: string; to: string }; wanted: (period: string) => boolean },
): Promise<NewFigures> {
  const read = await indicatorFigures(trx, indicator);
  const place = read?.places.find((one) => one.place.code === placeCode);
  if (!read || !place) throw refuse('no-figures', { field: 'place' });
  const periods = new Set(read.places.flatMap(({ series }) => series.periods));
  for (const field of ['from', 'to'] as const) if (ends && !periods.has(ends[field])) throw refuse('no-period', { field });
  const rows = figuresOf(place).filter(({ period }) => wanted(period));
  if (rows.length === 0) throw refuse('no-period', { field: 'from' });
  return {
    kind: 'figures',
    indicatorId,
    indicatorNo: indicator.no,
    name: indicator.name,
    unit: indicator.unit,
    language: indicator.language,
    datasetId: read.dataset.id,
    publisher: read.dataset.publisher,
    dataset: read.dataset.title,
    releaseId: read.release.id,
    published: read.release.published,
    chosen: [...read.chosen],
    placeCode,
    placeLabel: place.place.label,
    rows,
    words,
  };
}

/** The same row in the newest release, from the block's first period to the last one there is. Refusals: those of `takeFigures`. */
export async function renewFigures(trx: Trx, block: FiguresBlock): Promise<NewFigures> {
  const indicator = await versionOf(trx, block);
  if (!indicator) throw refuse('no-figures');
  const first = block.rows[0]?.period ?? '';
  const { indicatorId, placeCode, words } = block;
  // One figure stays one figure: the newest.
  const taken = await takeBy(trx, indicatorId, indicator, { placeCode, words, wanted: (period) => period >= first });
  const known = taken.rows.filter(({ value }) => value !== null);
  return block.rows.length === 1 ? { ...taken, rows: (known.length > 0 ? known : taken.rows).slice(-1) } : taken;
}

/** The version of the indicator by which a block was read: a later one may mean something else. */
async function versionOf(trx: Trx, { indicatorId, indicatorNo }: FiguresBlock): Promise<IndicatorVersion | undefined> {
  return (await indicatorVersions(trx, indicatorId)).find(({ no }) => no === indicatorNo);
}

/** How each block of figures of a document stands to the newest releases, by the id of the block. */
export async function freshnessOf(trx: Trx, blocks: readonly FiguresBlock[]): Promise<Map<string, Freshness>> {
  const read = new Map<string, IndicatorFigures | null>();
  const result = new Map<string, Freshness>();
  for (const block of blocks) {
    const key = `${block.indicatorId}/${block.indicatorNo}`;
    if (!read.has(key)) {
      const indicator = await versionOf(trx, block);
      read.set(key, indicator ? await indicatorFigures(trx, indicator) : null);
    }
    result.set(block.id, compareFigures(block, newestFor(block, read.get(key) ?? null)));
  }
  return result;
}

/** The newest quarter of the network's own counts, for a document that shows some; everybody may know that it is there. */
export async function newestQuarter(trx: Reads<'counts'>, content: Content): Promise<FrozenQuarter | null> {
  return countsIn(content).length === 0 ? null : ((await frozenQuarters(trx))[0] ?? null);
}

function newestFor({ placeCode }: FiguresBlock, read: IndicatorFigures | null): Newest | null {
  const place = read?.places.find((one) => one.place.code === placeCode);
  return read && place ? { releaseId: read.release.id, published: read.release.published, figures: figuresOf(place) } : null;
}
