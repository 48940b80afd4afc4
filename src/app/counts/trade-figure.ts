import type { Reads } from '#kernel/db';
import { listCorridors } from '#modules/places';
import { tracks } from '#modules/tracks';
import { countedKinds, countTrade, type TradeCount } from '#modules/trade';
import { corridorKey } from './corridor-names.ts';
import { sharesOf, type Figure } from './figure.ts';

/** What is counted in times; quantities and money are of another kind and stand with each office's trade. */
const kinds = countedKinds.filter((kind) => kind !== 'volume' && kind !== 'value');

/**
 * Reads trade along each corridor, and of ventures with a founder on a track; answers its figure for a part of the offices,
 * and the same of each of some offices by itself.
 */
export async function readTrade(
  trx: Reads<'places' | 'trade'>,
  officeIds: readonly string[],
  span: { from: Date; until: Date },
): Promise<(part: readonly string[], offices: readonly string[]) => [whole: Figure, shares: Figure[]]> {
  const all = await countTrade(trx, officeIds, span);
  const corridors = await listCorridors(trx, { lang: 'en' });
  const keys = new Map<string, string>(corridors.map(({ id, origin, destination }) => [id, corridorKey(origin.code, destination.code)]));
  const keyOf = ({ corridorId }: TradeCount) => keys.get(corridorId) ?? corridorKey(null, null);
  const onTrack = new Map<string, readonly TradeCount[]>();
  for (const track of tracks) onTrack.set(track, all.length === 0 ? [] : await countTrade(trx, officeIds, span, track));
  return (part, offices) => {
    const within = (rows: readonly TradeCount[] = []) => rows.filter(({ officeId }) => part.includes(officeId));
    const whole = tradeFigure({ all: within(all), onTrack: (track) => within(onTrack.get(track)), keyOf });
    const shares = sharesOf(within(all), offices).map((rows, at) =>
      tradeFigure({ all: rows, onTrack: (track) => sharesOf(within(onTrack.get(track)), offices)[at] ?? [], keyOf }),
    );
    return [whole, shares];
  };
}

interface Trade {
  all: readonly TradeCount[];
  onTrack: (track: string) => readonly TradeCount[];
  keyOf: (row: TradeCount) => string;
}

/** Ventures have no gender, so there is no split by it. */
function tradeFigure({ all, onTrack, keyOf }: Trade): Figure {
  const columns = kinds.filter((kind) => all.some(({ what }) => what === kind));
  const countsOf = (rows: readonly TradeCount[]) =>
    columns.map((kind) => rows.filter(({ what }) => what === kind).reduce((sum, { count }) => sum + count, 0));
  return {
    key: 'trade',
    columns,
    splits: {
      corridor: [...new Set(all.map(keyOf))].sort().map((key) => ({ key, counts: countsOf(all.filter((row) => keyOf(row) === key)) })),
      track: tracks.map((track) => ({ key: track, counts: countsOf(onTrack(track)) })),
    },
  };
}
