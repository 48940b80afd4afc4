import type { Context } from '#kernel/http';
import { listCorridors, placeName } from '#modules/places';
import { tracks } from '#modules/tracks';
import { countedKinds, countTrade, type TradeCount } from '#modules/trade';
import { between } from './corridor-names.ts';
import type { Figure } from './figure.ts';

/** What is counted in times; quantities and money are of another kind and stand with each office's trade. */
const kinds = countedKinds.filter((kind) => kind !== 'volume' && kind !== 'value');

/** Reads trade along each corridor, and of ventures with a founder on a track; answers its figure for a part of the offices. */
export async function readTrade(
  ctx: Context,
  officeIds: readonly string[],
  span: { from: Date; until: Date },
): Promise<(part: readonly string[]) => Figure> {
  const { lang, trx } = ctx;
  const all = await countTrade(trx, officeIds, span);
  const corridors = await listCorridors(trx, { lang });
  const names = new Map<string, string>(
    corridors.map(({ id, origin, destination }) => [id, between(ctx, placeName(origin, lang), placeName(destination, lang))]),
  );
  const onTrack = new Map<string, readonly TradeCount[]>();
  for (const track of tracks) onTrack.set(track, all.length === 0 ? [] : await countTrade(trx, officeIds, span, track));
  return (part) => {
    const within = (rows: readonly TradeCount[]) => rows.filter(({ officeId }) => part.includes(officeId));
    return tradeFigure(ctx, { all: within(all), onTrack: (track) => within(onTrack.get(track) ?? []), names });
  };
}

interface Trade {
  all: readonly TradeCount[];
  onTrack: (track: string) => readonly TradeCount[];
  /** Corridors in words, by id. */
  names: ReadonlyMap<string, string>;
}

/** Ventures have no gender, so there is no split by it. */
function tradeFigure({ t }: Context, { all, onTrack, names }: Trade): Figure {
  const columns = kinds.filter((kind) => all.some(({ what }) => what === kind));
  const countsOf = (rows: readonly TradeCount[]) =>
    columns.map((kind) => rows.filter(({ what }) => what === kind).reduce((sum, { count }) => sum + count, 0));
  const ids = [...new Set(all.map(({ corridorId }) => corridorId))];
  return {
    key: 'trade',
    title: t('app.counts.figure.trade'),
    definition: t('app.counts.definition.trade'),
    columns: columns.map((key) => ({ key, label: t(`app.counts.state.${key}`) })),
    unlike: true,
    splits: {
      corridor: ids.map((id) => ({
        key: id,
        label: names.get(id) ?? t('app.counts.not-said'),
        counts: countsOf(all.filter(({ corridorId }) => corridorId === id)),
      })),
      track: tracks.map((track) => ({ key: track, label: t(`tracks.track.${track}`), counts: countsOf(onTrack(track)) })),
    },
  };
}
