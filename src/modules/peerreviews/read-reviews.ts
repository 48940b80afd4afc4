import { sql } from 'kysely';
import type { Reads } from '#kernel/db';
import type { Day } from '#kernel/time';
import type { OfficeId } from '#modules/offices';
import type { PracticeId } from '#modules/practices';
import type { EventKind, Review, ReviewId, Side, Standing, State } from './review.ts';

const COLUMNS = [
  'r.id',
  'r.office_id as officeId',
  'r.practice_id as practiceId',
  'r.policy',
  'r.about',
  'r.language',
  'r.asked_side as askedSide',
  'r.asked_by as askedBy',
  'r.asked_at as askedAt',
  'r.state',
  'r.sheet_id as sheetId',
  'r.visit_from as visitFrom',
  'r.visit_until as visitUntil',
  'r.visit_needs as visitNeeds',
  'r.report_at as reportAt',
  'r.published_at as publishedAt',
  'r.ended_at as endedAt',
  'r.end_reason as endReason',
  'r.demonstration',
] as const;

/** The check constraints of the table hold the closed lists that these types name. */
type Lists = { askedSide: Side; state: State };

const reviews = (trx: Reads<'peerreviews'>) => trx.selectFrom('peerreviews.reviews as r').select(COLUMNS).$narrowType<Lists>();

/** A review that the actor may know of; null otherwise. */
export async function getReview(trx: Reads<'peerreviews'>, id: ReviewId): Promise<Review | null> {
  return (await reviews(trx).where('r.id', '=', id).executeTakeFirst()) ?? null;
}

/** Who the actor is to a review. */
export async function standingOf(trx: Reads<'peerreviews'>, id: ReviewId): Promise<Standing> {
  const { rows } = await sql<Standing>`
    select ${id}::uuid in (select peerreviews.of_office()) as office,
           ${id}::uuid in (select peerreviews.of_team()) as team,
           ${id}::uuid in (select peerreviews.invited()) as invited,
           peerreviews.organises() as network`.execute(trx);
  return rows[0] ?? { office: false, team: false, invited: false, network: false };
}

export interface ReviewList {
  state: State | null;
  page: number;
  pageSize: number;
}

/** Reviews in which the actor has a part: of their office, of their team, to which they are invited, all for the network's side. */
export async function listReviews(trx: Reads<'peerreviews'>, { state, page, pageSize }: ReviewList) {
  let query = trx.selectFrom('peerreviews.reviews as r').where(
    sql<boolean>`(
      r.office_id in (select peerreviews.offices()) or r.id in (select peerreviews.of_team())
      or r.id in (select peerreviews.invited()) or (select peerreviews.organises()))`,
  );
  if (state) query = query.where('r.state', '=', state);
  const { count } = await query.select(({ fn }) => fn.countAll<bigint>().as('count')).executeTakeFirstOrThrow();
  const rows = await query
    .select(COLUMNS)
    .$narrowType<Lists>()
    .orderBy('r.asked_at', 'desc')
    .orderBy('r.id')
    .limit(pageSize)
    .offset((page - 1) * pageSize)
    .execute();
  return { rows, total: Number(count) };
}

/** Published reviews, the newest first; of one practice where it is named. */
export async function publishedReviews(
  trx: Reads<'peerreviews'>,
  { practiceId = null, page = 1, pageSize = 20 }: { practiceId?: PracticeId | null; page?: number; pageSize?: number } = {},
): Promise<{ rows: Review[]; total: number }> {
  let query = trx.selectFrom('peerreviews.reviews as r').where('r.published_at', 'is not', null);
  if (practiceId) query = query.where('r.practice_id', '=', practiceId);
  const { count } = await query.select(({ fn }) => fn.countAll<bigint>().as('count')).executeTakeFirstOrThrow();
  const rows = await query
    .select(COLUMNS)
    .$narrowType<Lists>()
    .orderBy('r.published_at', 'desc')
    .orderBy('r.id')
    .limit(pageSize)
    .offset((page - 1) * pageSize)
    .execute();
  return { rows, total: Number(count) };
}

/** Offices of the team of a published review; the people stay unnamed. */
export async function teamOffices(trx: Reads<'peerreviews'>, id: ReviewId): Promise<OfficeId[]> {
  const { rows } = await sql<{ office: OfficeId }>`select peerreviews.team_offices(${id}) as office`.execute(trx);
  return rows.map(({ office }) => office);
}

export interface ReviewEvent {
  id: string;
  kind: EventKind;
  words: string | null;
  byAccount: string;
  happenedAt: Date;
}

/** What was done with a review, the newest first. */
export async function eventsOf(trx: Reads<'peerreviews'>, id: ReviewId): Promise<ReviewEvent[]> {
  return await trx
    .selectFrom('peerreviews.events')
    .select(['id', 'kind', 'words', 'by_account as byAccount', 'happened_at as happenedAt'])
    .$narrowType<{ kind: EventKind }>() // a check constraint closes the list
    .where('review_id', '=', id)
    .orderBy('happened_at', 'desc')
    .orderBy('id', 'desc')
    .limit(200)
    .execute();
}

export interface FollowUp {
  months: number;
  dueOn: Day;
  done: string | null;
  doneAt: Date | null;
  reply: string | null;
  replyAt: Date | null;
}

/** The two times of looking back, for those of the review. */
export async function followUpsOf(trx: Reads<'peerreviews'>, id: ReviewId): Promise<FollowUp[]> {
  return await trx
    .selectFrom('peerreviews.follow_ups')
    .select(['months', 'due_on as dueOn', 'done', 'done_at as doneAt', 'reply', 'reply_at as replyAt'])
    .where('review_id', '=', id)
    .orderBy('months')
    .execute();
}
