import type { Id, Reads } from '#kernel/db';
import type { Day } from '#kernel/time';
import type { VentureId } from '#modules/ventures';
import type { Fair, FairId, FairWish, Meeting, MeetingId, Participant, ParticipantId } from './fair.ts';

const FAIR = [
  'id',
  'corridor_id as corridorId',
  'office_id as officeId',
  'partner_office_id as partnerOfficeId',
  'kind',
  'title',
  'about',
  'place',
  'first_day as firstDay',
  'last_day as lastDay',
  'opens',
  'closes',
  'pause_from as pauseFrom',
  'pause_until as pauseUntil',
  'time_zone as timeZone',
  'other_time_zone as otherTimeZone',
  'slot_minutes as slotMinutes',
  'tables',
  'languages',
  'registers_from as registersFrom',
  'registers_until as registersUntil',
  'who_may as whoMay',
  'state',
] as const;

/** Closed lists that the check constraints of the tables hold. */
type FairLists = Pick<Fair, 'kind' | 'whoMay' | 'state'>;

const clock = (time: string) => time.slice(0, 5);
const onClock = <F extends Pick<Fair, 'opens' | 'closes' | 'pauseFrom' | 'pauseUntil'>>(fair: F): F => ({
  ...fair,
  opens: clock(fair.opens),
  closes: clock(fair.closes),
  pauseFrom: fair.pauseFrom && clock(fair.pauseFrom),
  pauseUntil: fair.pauseUntil && clock(fair.pauseUntil),
});

/** A fair; null where there is none, or it is a draft of another office. */
export async function getFair(trx: Reads<'trade'>, id: FairId): Promise<Fair | null> {
  const row = await trx.selectFrom('trade.fairs').select(FAIR).$narrowType<FairLists>().where('id', '=', id).executeTakeFirst();
  return row ? onClock(row) : null;
}

/** Fairs that anybody sees, from a day on, the next first. */
export async function upcomingFairs(trx: Reads<'trade'>, from: Day): Promise<Fair[]> {
  const rows = await trx
    .selectFrom('trade.fairs')
    .select(FAIR)
    .$narrowType<FairLists>()
    .where('state', 'in', ['announced', 'published'])
    .where('last_day', '>=', from)
    .orderBy('first_day')
    .orderBy('id')
    .limit(100)
    .execute();
  return rows.map(onClock);
}

/** Fairs that some offices hold, alone or together, the latest first. */
export async function fairsHeldBy(trx: Reads<'trade'>, officeIds: readonly string[]): Promise<Fair[]> {
  if (officeIds.length === 0) return [];
  const offices = [...officeIds] as Fair['officeId'][]; // scopes of office roles
  const rows = await trx
    .selectFrom('trade.fairs')
    .select(FAIR)
    .$narrowType<FairLists>()
    .where((eb) => eb.or([eb('office_id', 'in', offices), eb('partner_office_id', 'in', offices)]))
    .orderBy('first_day', 'desc')
    .orderBy('id')
    .limit(200)
    .execute();
  return rows.map(onClock);
}

/** Times of a fair at which meetings may be, in order. */
export async function slotsOfFair(trx: Reads<'trade'>, id: FairId): Promise<{ startsAt: Date; endsAt: Date }[]> {
  return await trx
    .selectFrom('trade.fair_slots')
    .select(['starts_at as startsAt', 'ends_at as endsAt'])
    .where('fair_id', '=', id)
    .orderBy('starts_at')
    .execute();
}

function participants(trx: Reads<'trade'>) {
  return trx
    .selectFrom('trade.fair_participants as p')
    .leftJoin('trade.offers as o', 'o.id', 'p.offer_id')
    .select([
      'p.id',
      'p.fair_id as fairId',
      'p.offer_id as offerId',
      'p.venture_id as ventureId',
      'p.office_id as officeId',
      'p.organisation_id as organisationId',
      'p.who',
      'p.languages',
      'p.state',
      'o.title as offerTitle',
    ])
    .$narrowType<Pick<Participant, 'state'>>()
    .orderBy('p.who')
    .orderBy('p.id');
}

/** Who comes to a fair or asked to, as far as the actor may know: all to the offices that hold it, those who come to each other. */
export async function participantsOf(trx: Reads<'trade'>, fairId: FairId): Promise<Participant[]> {
  return await participants(trx).where('p.fair_id', '=', fairId).limit(500).execute();
}

export async function getParticipant(trx: Reads<'trade'>, id: ParticipantId): Promise<Participant | null> {
  return (await participants(trx).where('p.id', '=', id).executeTakeFirst()) ?? null;
}

/** As what some ventures and organisations come to fairs. */
export async function participationsOf(
  trx: Reads<'trade'>,
  { ventureIds, organisationIds }: { ventureIds: readonly VentureId[]; organisationIds: readonly Id<'directory.organisations'>[] },
): Promise<Participant[]> {
  if (ventureIds.length + organisationIds.length === 0) return [];
  return await participants(trx)
    .where((eb) =>
      eb.or([
        ...(ventureIds.length > 0 ? [eb('p.venture_id', 'in', [...ventureIds])] : []),
        ...(organisationIds.length > 0 ? [eb('p.organisation_id', 'in', [...organisationIds])] : []),
      ]),
    )
    .limit(200)
    .execute();
}

/** Founders of some offices who come to fairs or asked to, the last registered first. */
export async function participationsAt(trx: Reads<'trade'>, officeIds: readonly string[]): Promise<Participant[]> {
  if (officeIds.length === 0) return [];
  return await participants(trx)
    .where('p.office_id', 'in', [...officeIds])
    .clearOrderBy()
    .orderBy('p.id', 'desc')
    .limit(200)
    .execute();
}

/** Wishes of a fair that the actor may read: their own, or all for the offices that hold it. */
export async function wishesOf(trx: Reads<'trade'>, of: { fairId: FairId } | { participantId: ParticipantId }): Promise<FairWish[]> {
  const query = trx
    .selectFrom('trade.fair_wishes')
    .select(['participant_id as participantId', 'wished_id as wishedId', 'rank', 'unmet'])
    .$narrowType<Pick<FairWish, 'unmet'>>()
    .orderBy('rank')
    .orderBy('wished_id');
  return await ('fairId' in of ? query.where('fair_id', '=', of.fairId) : query.where('participant_id', '=', of.participantId)).execute();
}

/** Times at which participants are busy, as far as the actor may know. */
export async function busyOf(trx: Reads<'trade'>, fairId: FairId): Promise<{ participantId: ParticipantId; startsAt: Date }[]> {
  return await trx
    .selectFrom('trade.fair_busy')
    .select(['participant_id as participantId', 'starts_at as startsAt'])
    .where('fair_id', '=', fairId)
    .orderBy('starts_at')
    .execute();
}

function meetings(trx: Reads<'trade'>) {
  return trx
    .selectFrom('trade.fair_meetings as m')
    .innerJoin('trade.fair_slots as s', (join) => join.onRef('s.fair_id', '=', 'm.fair_id').onRef('s.starts_at', '=', 'm.starts_at'))
    .select([
      'm.id',
      'm.fair_id as fairId',
      'm.starts_at as startsAt',
      's.ends_at as endsAt',
      'm.table_number as table',
      'm.first_id as firstId',
      'm.second_id as secondId',
      'm.link',
      'm.first_came as firstCame',
      'm.second_came as secondCame',
      'm.outcome',
      'm.sequence',
      'm.changed_at as changedAt',
    ])
    .$narrowType<Pick<Meeting, 'outcome'>>()
    .orderBy('m.starts_at')
    .orderBy('m.table_number');
}

/** Meetings of a fair: all for the offices that hold it; their own for those who come, once the schedule is published. */
export async function meetingsOf(trx: Reads<'trade'>, fairId: FairId): Promise<Meeting[]> {
  return await meetings(trx).where('m.fair_id', '=', fairId).execute();
}

export async function getMeeting(trx: Reads<'trade'>, id: MeetingId): Promise<Meeting | null> {
  return (await meetings(trx).where('m.id', '=', id).executeTakeFirst()) ?? null;
}
