import { sql } from 'kysely';
import type { Reads } from '#kernel/db';
import { addDays, type Day } from '#kernel/time';
import type { PersonId } from '#modules/people';
import { placeIdsWithin, type PlaceId } from '#modules/places';
import type { Venture, VentureId } from '#modules/ventures';
import { factsOf, placesNear, toAnswers } from './answers.ts';
import type { Facts } from './judge.ts';
import { kinds, type Opportunity } from './opportunity.ts';
import { COLUMNS, shown, toOpportunity } from './read-opportunities.ts';
import { answers, byRank, CLOSING_DAYS, mostPoints, rank, score, weights, type Score, type Wanting } from './score.ts';

/** How many the database hands over at a time, those that could rank best first. */
const PAGE = 200;

export interface Match {
  opportunity: Opportunity;
  score: Score;
}

/** What is known of a venture for matching. */
export async function readWanting(
  trx: Reads<'opportunities' | 'places' | 'readiness' | 'instruments'>,
  venture: Venture,
): Promise<{ wanting: Wanting; near: Map<PlaceId, number> }> {
  const near = await placesNear(trx, venture);
  const facts: Facts = await factsOf(trx, venture, near);
  return { wanting: { sector: venture.sector, stage: venture.stage, needs: venture.needs, near, facts }, near };
}

/**
 * The published opportunities that fit a venture, best first, with the reasons. The database finds them by an index over places
 * and orders them by the most that they could score, the pure `score` ranks them.
 */
export async function matchesForVenture(trx: Reads<'opportunities'>, wanting: Wanting, today: Day, most: number): Promise<Match[]> {
  const near = [...wanting.near];
  const nearby = sql<{ id: PlaceId; steps: number }>`(
    select * from unnest(${near.map(([id]) => id)}::uuid[], ${near.map(([, steps]) => steps)}::int[]) as given (id, steps)
  )`;
  const answering = kinds.filter((kind) => wanting.needs.some((need) => answers[kind].includes(need)));
  const ordered = trx
    .selectFrom('opportunities.opportunities as o')
    .leftJoin(nearby.as('near'), 'near.id', 'o.place_id')
    .select(COLUMNS)
    .where(shown)
    .$if(near.length > 0, (query) => query.where(sql<boolean>`o.place_id = any (${near.map(([id]) => id)}::uuid[])`))
    .where(sql<boolean>`(o.sectors = '{}' or ${wanting.sector} = any (o.sectors))`)
    .where(sql<boolean>`(o.stages = '{}' or ${wanting.stage} = any (o.stages))`)
    .orderBy(
      sql`case when o.sectors = '{}' then 0 else ${weights.sector}::int end + case when o.stages = '{}' then 0 else ${weights.stage}::int end
          + coalesce(greatest(${weights.placeStep}::int, ${weights.place}::int - ${weights.placeStep}::int * near.steps), 0)
          + case when o.kind = any (${answering}::text[]) then ${weights.need}::int else 0 end
          + case when o.valid_until <= ${addDays(today, CLOSING_DAYS)}::date then ${weights.closes}::int else 0 end
          + case when o.conditions = '[]' then 0 else ${weights.conditions}::int end`,
      'desc',
    )
    .orderBy('o.last_day')
    .orderBy('o.id')
    .limit(PAGE);
  return await bestOf(
    most,
    async (beyond) => await ordered.offset(beyond).execute(),
    (rows) => rank(wanting, rows.map(toOpportunity), today),
    byRank,
  );
}

/** Reads page after page until none that follows can come before the `most` best: exact, whatever the conditions say. */
async function bestOf<Row, M extends { score: Score }>(
  most: number,
  read: (beyond: number) => Promise<Row[]>,
  judge: (rows: Row[]) => M[],
  compare: (a: M, b: M) => number,
): Promise<M[]> {
  let best: M[] = [];
  for (let beyond = 0; ; beyond += PAGE) {
    const rows = await read(beyond);
    const judged = judge(rows);
    best = [...best, ...judged].toSorted(compare).slice(0, most);
    const least = best[most - 1]?.score;
    const next = Math.min(...judged.map(({ score: one }) => mostPoints(one)));
    const settled = least && (least.points > next || (least.points === next && mostPoints(least) === next));
    if (rows.length < PAGE || settled) return best;
  }
}

export interface VentureMatch {
  ventureId: VentureId;
  officeId: string;
  personId: PersonId;
  title: string;
  score: Score;
}

interface Candidate {
  id: VentureId;
  office_id: string;
  person_id: PersonId;
  title: string;
  sector: string;
  stage: string;
  here_place_id: PlaceId | null;
  there_place_id: PlaceId | null;
  needs: string[];
  answers: Record<string, unknown>;
}

/** The ventures in the custody of the actor's desk that an opportunity fits, best first, with the reasons. */
export async function venturesFor(
  trx: Reads<'opportunities' | 'places'>,
  opportunity: Opportunity,
  today: Day,
  most: number,
): Promise<VentureMatch[]> {
  const within = await placeIdsWithin(trx, opportunity.placeId);
  const inside = new Set<string>(within);
  const read = async (beyond: number): Promise<Candidate[]> => {
    const { rows } = await sql<Candidate>`
      select *
        from opportunities.ventures_fitting(
          ${within}::uuid[], ${opportunity.placeId}::uuid, ${opportunity.sectors}::text[], ${opportunity.stages}::text[],
          ${[...answers[opportunity.kind]]}::text[], ${weights.place}, ${weights.place - weights.placeStep}, ${weights.need}, ${PAGE}, ${beyond}
        )`.execute(trx);
    return rows;
  };
  const judge = (rows: Candidate[]): VentureMatch[] =>
    rows.flatMap((row) => {
      const one = score(wantingOf(row, inside, opportunity.placeId), opportunity, today);
      return one ? [{ ventureId: row.id, officeId: row.office_id, personId: row.person_id, title: row.title, score: one }] : [];
    });
  return await bestOf(most, read, judge, (a, b) => b.score.points - a.score.points || (a.ventureId < b.ventureId ? -1 : 1));
}

/** Steps to a wider place do not matter here, they are the same question for every venture: in the very place, or inside it. */
function wantingOf(row: Candidate, inside: ReadonlySet<string>, placeId: PlaceId): Wanting {
  const places = [row.here_place_id, row.there_place_id].filter((id) => id !== null);
  const near = new Map<string, number>();
  if (places.some((id) => inside.has(id))) near.set(placeId, places.includes(placeId) ? 0 : 1);
  // Of places we know here only that they lie in the opportunity's own: a condition on another place stays unknown.
  const facts: Facts = { sector: row.sector, stage: row.stage, ...toAnswers(row.answers) };
  return { sector: row.sector, stage: row.stage, needs: row.needs, near, facts };
}
