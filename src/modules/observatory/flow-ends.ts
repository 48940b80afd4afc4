import type { StoredDimension } from './read-series.ts';

/** Two dimensions of places by their order: where the lines begin, and where they end. */
export interface FlowEnds {
  origin: number;
  destination: number;
}

/** Names of dimensions that say where people or money come from: Eurostat, SDMX and the World Bank. */
const origins = /^(citizen|c_birth|c_resid_prev|prev|origin|source|sending)$/i;

/**
 * Every way to read two dimensions of places as from and to, the likeliest first. Which of two is the origin is not always said by
 * a name (a partner may be either), so the reader may turn them round.
 */
export function flowEnds(dimensions: readonly StoredDimension[]): FlowEnds[] {
  const places = dimensions.flatMap(({ geo, codes }, index) => (geo && codes.some(isPlace) ? [index] : []));
  const pairs = places.flatMap((origin) => places.filter((one) => one !== origin).map((destination) => ({ origin, destination })));
  const rank = ({ origin, destination }: FlowEnds) =>
    (origins.test(dimensions[origin]?.code ?? '') ? 0 : 2) + (origins.test(dimensions[destination]?.code ?? '') ? 1 : 0);
  return pairs.toSorted((a, b) => rank(a) - rank(b));
}

function isPlace({ country, edition }: StoredDimension['codes'][number]): boolean {
  return country !== null || edition !== null;
}
