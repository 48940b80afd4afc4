import { sql } from 'kysely';
import type { Writes } from '#kernel/db';
import { type HandoverId } from './handover.ts';

/** Days for which the words of a request that came to nothing are kept. */
const CLAIM_DAYS = 90;

/** What the nightly job changed. */
export interface Lapsed {
  handovers: { id: HandoverId; fromOfficeId: string; toOfficeId: string; started: 'custodian' | 'other-end' }[];
  referrals: number;
  joint: number;
  claims: number;
}

/**
 * Lets unanswered offers and requests lapse, ends what rests on a grant that ran out, and forgets what people said of
 * themselves in requests that came to nothing. For the jobs role; doing it twice does no harm.
 */
export async function lapse(trx: Writes<'cases'>): Promise<Lapsed> {
  const handovers = await trx
    .updateTable('cases.handovers')
    .set({ state: 'lapsed' })
    .where('state', 'in', ['asked', 'offered', 'seen'])
    .where('lapses_at', '<=', sql<Date>`now()`)
    .returning(['id', 'from_office_id', 'to_office_id', 'started_by'])
    .execute();
  const referrals = await trx
    .updateTable('cases.referrals')
    .set({ state: 'withdrawn' })
    .where('state', 'in', ['sent', 'seen', 'accepted'])
    .where(sql<boolean>`not consent.live(grant_id)`)
    .executeTakeFirst();
  const joint = await trx
    .updateTable('cases.handovers')
    .set({ ended_at: sql<Date>`now()` })
    .where('kind', '=', 'joint')
    .where('state', '=', 'accepted')
    .where('ended_at', 'is', null)
    .where(sql<boolean>`not consent.live(grant_id)`)
    .executeTakeFirst();
  const claims = await trx
    .updateTable('cases.handovers')
    .set({ claimed_name: null, claimed_contact: null, claimed_birth_year: null, agreement: null })
    .where('state', 'in', ['declined', 'lapsed', 'withdrawn'])
    .where('claimed_name', 'is not', null)
    .where('lapses_at', '<', sql<Date>`now() - make_interval(days => ${CLAIM_DAYS})`)
    .executeTakeFirst();
  return {
    handovers: handovers.map((row) => ({
      id: row.id,
      fromOfficeId: row.from_office_id,
      toOfficeId: row.to_office_id,
      started: row.started_by as 'custodian' | 'other-end', // check constraint handovers_started_by
    })),
    referrals: Number(referrals.numUpdatedRows),
    joint: Number(joint.numUpdatedRows),
    claims: Number(claims.numUpdatedRows),
  };
}
