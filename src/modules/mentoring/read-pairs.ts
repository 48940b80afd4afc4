import { sql, type Selectable } from 'kysely';
import type { Reads, Tables } from '#kernel/db';
import type { PersonId } from '#modules/people';
import type { VentureId } from '#modules/ventures';
import type { EndReason, MentorEnd, Pair, PairId, PairState, Side } from './pair.ts';
import { refuse } from './refusals.ts';

function toPair(row: Selectable<Tables<'mentoring'>['mentoring.pairs']>): Pair {
  return {
    id: row.id,
    ventureId: row.venture_id,
    personId: row.person_id,
    officeId: row.office_id,
    mentorId: row.mentor_id,
    // Check constraints of the table hold the closed lists.
    mentorEnd: row.mentor_end as MentorEnd,
    state: row.state as PairState,
    sector: row.sector,
    stage: row.stage,
    topics: row.topics,
    reasons: row.reasons,
    languages: row.languages,
    timeZone: row.time_zone,
    called: row.called,
    suggestedAt: row.suggested_at,
    offeredAt: row.offered_at,
    mentorAcceptedAt: row.mentor_accepted_at,
    founderAcceptedAt: row.founder_accepted_at,
    grantId: row.grant_id,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    endedBy: row.ended_by as Side | null,
    endReason: row.end_reason as EndReason | null,
  };
}

/** A pair with how the actor stands to it. */
export interface LoadedPair extends Pair {
  /** The sides that the actor may speak for; the first is the one whose pages they are on. */
  sides: Side[];
  /** Whether the founder's grant to the mentor lives. */
  shared: boolean;
}

/** A pair that the actor may read, as this side. Refusals: `not-found`. */
export async function loadPair(trx: Reads<'mentoring'>, id: PairId, side: Side): Promise<LoadedPair> {
  const row = await trx
    .selectFrom('mentoring.pairs as p')
    .selectAll('p')
    .select([
      sql<boolean>`p.office_id in (select access.desks())`.as('desk'),
      sql<boolean>`p.person_id in (select access.own_subjects())`.as('own'),
      sql<boolean>`p.mentor_id in (select mentoring.own_mentors())`.as('mine'),
      sql<boolean>`p.grant_id is not null and consent.live(p.grant_id)`.as('shared'),
    ])
    .where('p.id', '=', id)
    .executeTakeFirst();
  if (!row) throw refuse('not-found');
  const held: Side[] = [];
  if (row.own) held.push('founder');
  if (row.mine) held.push('mentor');
  if (row.desk) held.push('office');
  if (!held.includes(side)) throw refuse('not-found');
  return { ...toPair(row), sides: held, shared: row.shared };
}

/** A pair, whichever side the actor is on; for jobs. Null where it is not there. */
export async function pairById(trx: Reads<'mentoring'>, id: PairId): Promise<Pair | null> {
  const row = await trx.selectFrom('mentoring.pairs').selectAll().where('id', '=', id).executeTakeFirst();
  return row ? toPair(row) : null;
}

/** The actor's own pairs as a mentor or as a founder: what waits first, then what runs, then what has ended. */
export async function ownPairs(trx: Reads<'mentoring'>, side: 'founder' | 'mentor'): Promise<Pair[]> {
  const mine =
    side === 'mentor'
      ? sql<boolean>`mentor_id in (select mentoring.own_mentors())`
      : sql<boolean>`person_id in (select access.own_subjects())`;
  const rows = await trx
    .selectFrom('mentoring.pairs')
    .selectAll()
    .where('offered_at', 'is not', null)
    .where(mine)
    .orderBy(sql`array_position(array['offered', 'accepted', 'running', 'ended'], state)`)
    .orderBy('offered_at', 'desc')
    .limit(200)
    .execute();
  return rows.map(toPair);
}

/** Pairs of a founder or of a venture that the actor may read, the newest first. */
export async function pairsOf(trx: Reads<'mentoring'>, of: { personId: PersonId } | { ventureId: VentureId }): Promise<Pair[]> {
  const query = trx.selectFrom('mentoring.pairs').selectAll().orderBy('suggested_at', 'desc').limit(100);
  const rows = await (
    'personId' in of ? query.where('person_id', '=', of.personId) : query.where('venture_id', '=', of.ventureId)
  ).execute();
  return rows.map(toPair);
}

/** The other running pairs of the same founder and venture: their mentors know of each other. */
export async function otherPairs(trx: Reads<'mentoring'>, pair: Pair): Promise<Pair[]> {
  const rows = await trx
    .selectFrom('mentoring.pairs')
    .selectAll()
    .where('venture_id', '=', pair.ventureId)
    .where('person_id', '=', pair.personId)
    .where('id', '<>', pair.id)
    .where('state', '=', 'running')
    .limit(10)
    .execute();
  return rows.map(toPair);
}

export interface PairFilter {
  officeIds: readonly string[];
  state: PairState | 'open' | null;
  end: MentorEnd | null;
  due: boolean;
  today: string;
  page: number;
  pageSize: number;
}

/** A pair in the office's list, with what happened in it. */
export interface PairListed extends Pair {
  held: number;
  minutes: number;
  nextAt: Date | null;
  /** Follow-ups that are due and not answered. */
  due: number;
  /** Codes of what either side said has come of it, in any follow-up. */
  results: string[];
}

/** The pairs of the actor's desks, with sessions held, minutes, the next session and follow-ups that are due. */
export async function listPairs(
  trx: Reads<'mentoring'>,
  filter: PairFilter,
): Promise<{ rows: PairListed[]; total: number; minutes: number }> {
  if (filter.officeIds.length === 0) return { rows: [], total: 0, minutes: 0 };
  const dueOf = sql<number>`(select count(*)::int from mentoring.follow_ups f where f.pair_id = p.id and f.done_at is null and f.due_on <= ${filter.today})`;
  let query = trx.selectFrom('mentoring.pairs as p').where('p.office_id', 'in', [...filter.officeIds]);
  if (filter.state === 'open') query = query.where('p.state', '<>', 'ended');
  else if (filter.state) query = query.where('p.state', '=', filter.state);
  if (filter.end) query = query.where('p.mentor_end', '=', filter.end);
  if (filter.due) query = query.where('p.state', '=', 'running').where(dueOf, '>', 0);
  const minutesOf = sql<number>`(select coalesce(sum(s.held_minutes), 0)::int from mentoring.sessions s where s.pair_id = p.id)`;
  const { count, minutes } = await query
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .select(sql<number>`coalesce(sum(${minutesOf}), 0)::int`.as('minutes'))
    .executeTakeFirstOrThrow();
  // Which they are is found first: what came of each pair is read for those of the page only.
  const page = query
    .select('p.id')
    .orderBy('p.suggested_at', 'desc')
    .orderBy('p.id')
    .limit(filter.pageSize)
    .offset((filter.page - 1) * filter.pageSize);
  const rows = await trx
    .selectFrom('mentoring.pairs as p')
    .where('p.id', 'in', page)
    .selectAll('p')
    .select([
      sql<number>`(select count(*)::int from mentoring.sessions s where s.pair_id = p.id and s.state = 'held')`.as('held'),
      minutesOf.as('minutes'),
      sql<Date | null>`(select min(s.starts_at) from mentoring.sessions s where s.pair_id = p.id and s.state = 'planned' and s.starts_at > now())`.as(
        'next_at',
      ),
      dueOf.as('due'),
      sql<string[]>`array(
        select distinct unnest(f.results) from mentoring.follow_ups f where f.pair_id = p.id and f.done_at is not null order by 1
      )`.as('results'),
    ])
    .orderBy('p.suggested_at', 'desc')
    .orderBy('p.id')
    .execute();
  return {
    rows: rows.map((row) => ({
      ...toPair(row),
      held: row.held,
      minutes: row.minutes,
      nextAt: row.next_at,
      due: row.due,
      results: row.results,
    })),
    total: Number(count),
    minutes,
  };
}
