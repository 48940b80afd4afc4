import { sql } from 'kysely';
import type { Reads } from '#kernel/db';
import type { DatasetId, ReleaseId } from './import-statistics.ts';

/** What official tables say of two countries: people of one in the other, money from one to the other. */
export interface CorridorFigure {
  datasetId: DatasetId;
  releaseId: ReleaseId;
  title: string;
  publisher: string;
  published: string;
  demonstration: boolean;
  unit: string | null;
  /** Labels of the series by dimension, those of one code left out. */
  labels: string[];
  period: string;
  value: string | null;
  flags: string;
}

/** More series of one table than a panel can show; the table itself shows all. */
const mostOfOneTable = 6;

/**
 * The latest figure of each series that names both countries in two dimensions of places, in newest releases only. A table of one
 * country's totals tells nothing of a corridor and is left out; so is everything below the country.
 */
export async function corridorFigures(trx: Reads<'observatory'>, origin: string, destination: string): Promise<CorridorFigure[]> {
  if (origin === destination) return [];
  const pairs = await sql<{ one: number; other: number }>`
    select a.id as one, b.id as other
      from (select distinct on (dataset_id) id from observatory.releases order by dataset_id, published collate "C" desc, no desc) newest
      join observatory.codes a on a.release_id = newest.id and a.country = ${origin}
      join observatory.codes b on b.release_id = newest.id and b.country = ${destination} and b.position <> a.position`.execute(trx);
  if (pairs.rows.length === 0) return [];
  // Asked for by number, and not joined: of a release just imported PostgreSQL has no statistics yet, and a join read all of it.
  const named = sql.join(
    pairs.rows.map(({ one, other }) => sql`s.codes @> array[${one}::int, ${other}::int]`),
    sql` or `,
  );
  const { rows } = await sql<CorridorFigure>`
    with found as (
      select s.release_id, s.no, s.codes, s.periods[cardinality(s.periods)] as period, s.figures[cardinality(s.figures)]::text as value,
             s.flags[cardinality(s.flags)] as flags, row_number() over (partition by s.release_id order by s.no) as place
        from observatory.series s
       where ${named}
    )
    select r.dataset_id as "datasetId", r.id as "releaseId", r.title, d.publisher, r.published, d.demonstration, r.unit, f.period, f.value, f.flags,
           (select array_agg(m.label || ': ' || c.label order by c.position)
              from observatory.codes c
              join observatory.dimensions m on m.release_id = c.release_id and m.position = c.position
             where c.id = any (f.codes)
               and (m.geo or exists (select from observatory.codes another where another.release_id = c.release_id and another.position = c.position and another.id <> c.id))) as labels
      from found f
      join observatory.releases r on r.id = f.release_id
      join observatory.datasets d on d.id = r.dataset_id
     where f.place <= ${mostOfOneTable}
     order by r.title, f.no`.execute(trx);
  return rows;
}
