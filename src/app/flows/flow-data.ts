import type { Context } from '#kernel/http';
import { parseSort } from '#kernel/html';
import {
  chosenCodes,
  countFlows,
  flowEnds,
  flowPeriods,
  flowSorts,
  largestFlows,
  readDimensions,
  type DatasetAbout,
  type Flow,
  type FlowEnds,
  type FlowQuestion,
  type FlowSort,
  type Release,
  type StoredDimension,
} from '#modules/observatory';
import { countriesByIso, regionsByNuts, type Place } from '#modules/places';

/** Lines on the map; more make a tangle in which nothing is seen. */
const mostDrawn = 30;

type StoredCode = StoredDimension['codes'][number];

/** What the reader chose, and what the release says to it. */
export interface FlowData {
  dataset: DatasetAbout;
  release: Release;
  dimensions: readonly StoredDimension[];
  /** Every way to read the dimensions of places, and the one in use. */
  ways: readonly FlowEnds[];
  ends: FlowEnds;
  /** The code chosen in each dimension but the ends. */
  chosen: readonly (StoredCode | null)[];
  from: StoredCode | null;
  to: StoredCode | null;
  periods: readonly string[];
  question: FlowQuestion;
  codes: ReadonlyMap<number, StoredCode>;
  /** Places by the number of the code, where one is known with its coordinates. */
  places: ReadonlyMap<number, Place>;
}

/** Reads the choices of the address; null where the release has no two dimensions of places, or no figure for the choices. */
export async function readFlowData(ctx: Context, dataset: DatasetAbout, release: Release): Promise<FlowData | null> {
  const { trx } = ctx;
  const dimensions = await readDimensions(trx, release.id);
  const ways = flowEnds(dimensions);
  const ends = ways.find((way) => wayText(way) === ctx.query.get('ends')) ?? ways[0];
  if (!ends) return null;
  const chosen = chosenCodes(dimensions, [ends.origin, ends.destination], (index) => ctx.query.get(`d${index + 1}`));
  const codeOf = (at: number, name: string) => dimensions[at]?.codes.find(({ code }) => code === ctx.query.get(name)) ?? null;
  const from = codeOf(ends.origin, 'from');
  const to = codeOf(ends.destination, 'to');
  // A dimension with a single code narrows nothing: left out, the index has less to do.
  const fixed = chosen.flatMap((code, index) => (code && (dimensions[index]?.codes.length ?? 0) > 1 ? [code.id] : []));
  const periods = await flowPeriods(trx, release.id, fixed);
  const period = periods.find((one) => one === ctx.query.get('period')) ?? periods[0];
  if (!period) return null;
  const codes = new Map(
    [ends.origin, ends.destination].flatMap((at) => dimensions[at]?.codes.map((code) => [code.id, code] as const) ?? []),
  );
  return {
    dataset,
    release,
    dimensions,
    ways,
    ends,
    chosen,
    from,
    to,
    periods,
    question: { ...ends, releaseId: release.id, codes: [...fixed, ...(from ? [from.id] : []), ...(to ? [to.id] : [])], period },
    codes,
    places: await placesOf(ctx, dimensions, ends),
  };
}

/** `1-3`: from the first dimension to the third. */
export function wayText({ origin, destination }: FlowEnds): string {
  return `${origin + 1}-${destination + 1}`;
}

/**
 * Places of the codes of both ends: countries; of a dimension without any country its regions, which have coordinates in the edition
 * that places carry (NUTS 2021) and in no other.
 */
async function placesOf({ trx }: Context, dimensions: readonly StoredDimension[], ends: FlowEnds): Promise<Map<number, Place>> {
  const both = [ends.origin, ends.destination].map((at) => dimensions[at]?.codes ?? []);
  const countries = await countriesByIso(
    trx,
    both.flat().flatMap(({ country }) => country ?? []),
  );
  const regional = both.filter((list) => list.every(({ country }) => country === null)).flat();
  const regions = await regionsByNuts(
    trx,
    regional.flatMap(({ code, edition }) => (edition === 'nuts-2021' ? code : [])),
  );
  const found = both.flat().map(({ id, code, country, edition }) => {
    const place = country ? countries.get(country) : edition === 'nuts-2021' ? regions.get(code) : undefined;
    return [id, place] as const;
  });
  return new Map(found.flatMap(([id, place]) => (place ? [[id, place] as const] : [])));
}

/** What the map and the sentences beside it need. */
export interface FlowPicture {
  drawn: Flow[];
  /** Figures above zero between two places with coordinates. */
  drawable: number;
  total: number;
  missing: number;
  zero: number;
}

export async function readPicture(ctx: Context, { question, places }: FlowData): Promise<FlowPicture> {
  const placed = new Map([...places].map(([id, { code }]) => [id, code]));
  const { rows, total } = await largestFlows(ctx.trx, question, placed, mostDrawn);
  return { drawn: rows, drawable: total, ...(await countFlows(ctx.trx, question)) };
}

/** The order that the address asks for; the largest first where it asks for none. */
export function readSort(text: string): FlowSort | undefined {
  const asked = parseSort(text);
  const key = flowSorts.find((name) => name === asked?.key);
  return key && { key, descending: asked?.direction === 'desc' };
}
