import type { Content } from './sheet-content.ts';

type Pairs = Content['corridors'];
type End = Pairs[number]['origin'];

const endText = ({ name, country }: End) => (country ? `${name}, ${country}` : name);

/** Pairs of places as authors type them, one a line: `Kenitra, MA > Cartaya, ES`. */
export function pairsText(pairs: Pairs): string {
  return pairs.map(({ origin, destination }) => `${endText(origin)} > ${endText(destination)}`).join('\n');
}

/** Reads pairs as {@link pairsText} writes them; null where a line is no pair. */
export function pairsFromText(text: string): Pairs | null {
  const lines = text.split('\n').flatMap((line) => line.trim() || []);
  const pairs = lines.map((line) => {
    const [origin, destination, ...more] = line.split(/[>→]/).map(readEnd);
    return origin && destination && more.length === 0 ? { origin, destination } : null;
  });
  return pairs.includes(null) || pairs.length > 60 ? null : pairs.flatMap((pair) => pair ?? []);
}

function readEnd(text: string): End | null {
  const [, name = '', country] = /^(.*?)(?:,\s*([A-Z]{2}))?$/.exec(text.trim()) ?? [];
  return name.length > 0 && name.length <= 200 ? { name, country: country ?? null } : null;
}
