import { record } from '#kernel/audit';
import { isForbidden, type Reads, type Writes } from '#kernel/db';
import { isTimeZone } from '#kernel/time';
import type { PersonId } from '#modules/people';
import { foundersOf, getVenture, type VentureId } from '#modules/ventures';
import { readHours, type WeekSpan } from './hours.ts';
import { refuse } from './refusals.ts';

// uses messages: mentoring.wanted.*
/** At which end of the corridor a mentor is wanted. */
export const wantedEnds = ['any', 'here', 'there', 'both'] as const;
export type WantedEnds = (typeof wantedEnds)[number];

/** A founder would like a mentor. */
export interface Wish {
  ventureId: VentureId;
  personId: PersonId;
  ends: WantedEnds;
  topics: string[];
  hours: WeekSpan[];
  timeZone: string;
  askedAt: Date;
}

/**
 * Writes down, or changes, that a founder would like a mentor for a venture: by the founder, or at the desk.
 * Refusals: `not-found`, `not-a-founder`, `zone-wrong`.
 */
export async function askForMentor(
  trx: Writes<'mentoring' | 'audit'> & Reads<'ventures' | 'people'>,
  accountId: string,
  of: { ventureId: VentureId; personId: PersonId; officeId: string },
  wish: Pick<Wish, 'ends' | 'topics' | 'hours' | 'timeZone'>,
): Promise<void> {
  if (!isTimeZone(wish.timeZone)) throw refuse('zone-wrong', { field: 'timeZone' });
  const venture = await getVenture(trx, of.ventureId);
  if (!venture) throw refuse('not-found');
  const founders = await foundersOf(trx, of.ventureId);
  if (!founders.some(({ personId }) => personId === of.personId)) throw refuse('not-a-founder');
  const said = { ends: wish.ends, topics: wish.topics, hours: JSON.stringify(wish.hours), time_zone: wish.timeZone };
  await trx
    .insertInto('mentoring.wishes')
    .values({
      venture_id: of.ventureId,
      venture_office_id: venture.officeId,
      person_id: of.personId,
      office_id: of.officeId,
      asked_by: accountId,
      ...said,
    })
    .onConflict((conflict) => conflict.column('venture_id').doUpdateSet({ ...said, updated_at: new Date() }))
    .execute()
    .catch((error: unknown) => {
      throw isForbidden(error) ? refuse('not-found') : error;
    });
  await record(trx, {
    verb: 'mentoring.mentor-asked',
    purpose: 'mentoring.purpose.mentoring',
    subjectId: of.personId,
    objectKind: 'venture',
    objectId: of.ventureId,
  });
}

/** What the founder of a venture asked for; null where nobody did, or where it is not open to the actor. */
export async function wishOf(trx: Reads<'mentoring'>, ventureId: VentureId): Promise<Wish | null> {
  const row = await trx.selectFrom('mentoring.wishes').selectAll().where('venture_id', '=', ventureId).executeTakeFirst();
  return row ? toWish(row) : null;
}

/** Founders at the actor's desks who wait for a mentor: they asked, and no pair of theirs is under way; oldest first, at most 200. */
export async function listWaiting(trx: Reads<'mentoring'>, officeIds: readonly string[]): Promise<Wish[]> {
  if (officeIds.length === 0) return [];
  const rows = await trx
    .selectFrom('mentoring.wishes as w')
    .selectAll('w')
    .where('w.office_id', 'in', [...officeIds])
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('mentoring.pairs as p')
            .select('p.id')
            .whereRef('p.venture_id', '=', 'w.venture_id')
            .where('p.state', '<>', 'ended'),
        ),
      ),
    )
    .orderBy('w.asked_at')
    .limit(200)
    .execute();
  return rows.map(toWish);
}

function toWish(row: {
  venture_id: VentureId;
  person_id: PersonId;
  ends: string;
  topics: string[];
  hours: unknown;
  time_zone: string;
  asked_at: Date;
}): Wish {
  return {
    ventureId: row.venture_id,
    personId: row.person_id,
    ends: row.ends as WantedEnds, // check constraint wishes_ends
    topics: row.topics,
    hours: readHours(row.hours),
    timeZone: row.time_zone,
    askedAt: row.asked_at,
  };
}
