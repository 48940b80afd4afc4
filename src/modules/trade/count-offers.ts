import { sql } from 'kysely';
import type { Reads } from '#kernel/db';
import type { CorridorId } from '#modules/places';
import type { Kind } from './offer.ts';

/** How many offers and requests are shown today along a corridor; both are public. */
export async function countShown(trx: Reads<'trade'>, corridorId: CorridorId): Promise<{ offers: number; requests: number }> {
  const rows = await trx
    .selectFrom('trade.offers')
    .select(({ fn }) => ['kind', fn.countAll<bigint>().as('count')])
    .where('corridor_id', '=', corridorId)
    .where('state', '=', 'published')
    .where('valid_until', '>=', sql<string>`current_date`)
    .groupBy('kind')
    .execute();
  const of = (kind: string) => Number(rows.find((row) => row.kind === kind)?.count ?? 0n);
  return { offers: of('offer'), requests: of('request') };
}

export interface ChapterCount {
  /** Two digits of the Harmonized System; null for services. */
  chapter: string | null;
  kind: Kind;
  /** Towards which end it would go: an offer from the origin and a request at the destination go the same way. */
  direction: 'to-origin' | 'to-destination';
  count: number;
}

/** What is shown today along a corridor by chapter and direction; anybody can count the same on the public list. */
export async function countByChapter(trx: Reads<'trade'>, corridorId: CorridorId): Promise<ChapterCount[]> {
  const { rows } = await sql<ChapterCount>`
    select left(hs_code, 2) as chapter, kind,
           case when (kind = 'offer') = (at_end = 'origin') then 'to-destination' else 'to-origin' end as direction,
           count(*)::int as count
      from trade.offers
     where corridor_id = ${corridorId} and state = 'published' and valid_until >= current_date
     group by 1, 2, 3
     order by 1 nulls last, 2, 3`.execute(trx);
  return rows;
}
