import { translator, type Catalogue, type Language } from '#kernel/i18n';
import type { AnyWrites } from '#kernel/db';
import type { CountsBlock } from '#modules/analyses';
import { countsRoutes, type CountsSource } from '#modules/analyses/pages';
import { frozenFigures, frozenQuarters } from '#modules/counts';
import { splits } from './figure.ts';
import { citableParts } from './parts.ts';
import { definitionOf, figureKeys, sayFigures, titleOf } from './say-figures.ts';

interface Taking {
  trx: AnyWrites;
  catalogue: Catalogue;
  timeZone: string;
}
type Choice = Parameters<CountsSource['take']>[2];

/**
 * Frozen counts for a situation analysis, which everybody reads, in the words of its language; null where there are none that the
 * actor may take. Regions only: beside a region one of its offices would give the others away, whoever read it.
 */
export async function takeCounts(
  { trx, catalogue, timeZone }: Taking,
  lang: Language,
  { quarter, area, figure, split }: Choice,
): Promise<Omit<CountsBlock, 'id' | 'words'> | null> {
  const by = splits.find((one) => one === split);
  const asked = (await frozenQuarters(trx)).find(({ key }) => key === quarter);
  const part = (await citableParts({ trx, lang }, quarter)).find(({ key }) => key === area);
  const kept = (await frozenFigures(trx, [quarter], figure)).find((one) => one.kind === 'region' && one.area === area);
  const rows = by && kept?.shown.splits[by];
  if (!rows || !asked || !part || !figureKeys.some((key) => key === figure)) return null;
  const speaking = { trx, lang, timeZone, t: translator(catalogue, lang) };
  const [[shown] = []] = await sayFigures(speaking, [[{ key: figure, ...kept.shown }]], { frozen: true });
  if (!shown) return null;
  const labels = new Map(shown.splits[by]?.map(({ key, label }) => [key, label]));
  return {
    kind: 'counts',
    frozenId: kept.id,
    quarter,
    from: asked.from,
    until: asked.until,
    frozenAt: asked.frozenAt.toISOString(),
    area,
    areaLabel: part.name,
    figure,
    name: shown.title,
    definition: `${definitionOf(speaking, figure, true)} ${speaking.t('app.counts.as-frozen')}`,
    split: by,
    splitLabel: speaking.t(`app.counts.by.${by}`),
    language: lang,
    columns: shown.columns,
    rows: rows.map((row) => ({ ...row, label: labels.get(row.key) ?? row.key })),
    columnTotals: kept.shown.columnTotals,
    total: kept.shown.total,
    adds: !shown.unlike,
  };
}

const source: CountsSource = {
  offer: async (ctx) => {
    const quarters = await frozenQuarters(ctx.trx);
    const [newest] = quarters;
    return {
      quarters,
      areas: newest ? await citableParts(ctx, newest.key) : [],
      figures: figureKeys.map((key) => ({ key, name: titleOf(ctx, key) })),
      splits: splits.map((key) => ({ key, name: ctx.t(`app.counts.by.${key}`) })),
    };
  },
  take: async ({ trx, network, timeZone }, lang, choice) => await takeCounts({ trx, catalogue: network.catalogue, timeZone }, lang, choice),
};

export const citeCountsRoutes = countsRoutes(source);
