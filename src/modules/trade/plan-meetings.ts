import { record } from '#kernel/audit';
import { isForbidden, newId, onConstraint, type Writes } from '#kernel/db';
import { isPlanned, type Fair, type FairId, type Meeting, type MeetingId, type MeetingOutcome, type ParticipantId } from './fair.ts';
import { makeSchedule, whyUnmet, type PlannedMeeting, type ScheduleRequest } from './make-schedule.ts';
import { busyOf, getFair, getMeeting, meetingsOf, participantsOf, slotsOfFair, wishesOf } from './read-fairs.ts';
import { refuse } from './refusals.ts';
import { planTell } from './tell-fair.ts';

type Trx = Writes<'trade' | 'audit' | 'jobs'>;

/** What the algorithm must know of a fair; only those who come and whose place was approved. */
export async function scheduleRequest(trx: Trx, fair: Pick<Fair, 'id' | 'tables'>): Promise<ScheduleRequest> {
  const busy = await busyOf(trx, fair.id);
  const coming = (await participantsOf(trx, fair.id)).filter(({ state }) => state === 'approved');
  return {
    slots: (await slotsOfFair(trx, fair.id)).map(({ startsAt }) => startsAt.toISOString()),
    tables: fair.tables,
    participants: coming.map(({ id }) => ({
      id,
      busy: new Set(busy.filter(({ participantId }) => participantId === id).map(({ startsAt }) => startsAt.toISOString())),
    })),
    wishes: (await wishesOf(trx, { fairId: fair.id })).map(({ participantId, wishedId, rank }) => ({
      from: participantId,
      to: wishedId,
      rank,
    })),
  };
}

const onMeeting = onConstraint({
  fair_seats_once: () => refuse('clash-person', { field: 'slot' }),
  fair_meetings_table: () => refuse('clash-table', { field: 'table' }),
  fair_meetings_pair: () => refuse('clash-pair', { field: 'second' }),
  fair_meetings_table_number: () => refuse('no-such-table', { field: 'table' }),
  fair_meetings_slot: () => refuse('fair-no-slot', { field: 'slot' }),
  fair_meetings_order: () => refuse('clash-pair', { field: 'second' }),
  fair_meetings_first: () => refuse('fair-not-coming', { field: 'first' }),
  fair_meetings_second: () => refuse('fair-not-coming', { field: 'second' }),
});

async function planned(trx: Trx, id: FairId): Promise<Fair> {
  const fair = await getFair(trx, id);
  if (!fair) throw refuse('not-found');
  if (!isPlanned(fair.state)) throw refuse('wrong-state');
  return fair;
}

/** Replaces the schedule by a proposal. Refusals: not found, already published (from then on changes are made by hand). */
export async function proposeSchedule(trx: Trx, id: FairId): Promise<number> {
  const fair = await planned(trx, id);
  if (fair.state === 'published') throw refuse('fair-published');
  const request = await scheduleRequest(trx, fair);
  const meetings = makeSchedule(request);
  await trx.deleteFrom('trade.fair_meetings').where('fair_id', '=', id).execute();
  if (meetings.length > 0) {
    await trx
      .insertInto('trade.fair_meetings')
      .values(meetings.map((one) => ({ id: newId<'trade.fair_meetings'>(), fair_id: id, ...rowOf(one) })))
      .execute()
      .catch(forbidden)
      .catch(onMeeting);
  }
  await explain(trx, fair, request, meetings);
  await told(trx, 'trade.fair-proposed', fair);
  return meetings.length;
}

const rowOf = ({ first, second, slot, table }: PlannedMeeting) => ({
  first_id: first as ParticipantId, // ids that the request took from the table
  second_id: second as ParticipantId,
  starts_at: slot,
  table_number: table,
});

function forbidden(error: unknown): never {
  throw isForbidden(error) ? refuse('not-found') : error;
}

/** Writes beside each wish why it is not met, for those who wished to read. */
async function explain(trx: Trx, fair: Pick<Fair, 'id'>, request: ScheduleRequest, meetings: readonly PlannedMeeting[]): Promise<void> {
  for (const wish of request.wishes) {
    await trx
      .updateTable('trade.fair_wishes')
      .set({ unmet: whyUnmet(request, meetings, wish) })
      .where('fair_id', '=', fair.id)
      .where('participant_id', '=', wish.from as ParticipantId) // as above
      .where('wished_id', '=', wish.to as ParticipantId)
      .execute();
  }
}

/** Explains anew after a change by hand. */
async function explainAll(trx: Trx, fair: Fair): Promise<void> {
  const meetings = (await meetingsOf(trx, fair.id)).map((one) => ({
    first: one.firstId,
    second: one.secondId,
    slot: one.startsAt.toISOString(),
    table: one.table,
  }));
  await explain(trx, fair, await scheduleRequest(trx, fair), meetings);
}

export interface MeetingText {
  /** An instant in ISO 8601: one of the fair's times. */
  slot: string;
  table: number;
  link: string | null;
}

/** Adds a meeting by hand. Refusals: not found, wrong state, a clash of people, table or pair, somebody who is busy or does not come. */
export async function addMeeting(
  trx: Trx,
  fairId: FairId,
  pair: { first: ParticipantId; second: ParticipantId },
  text: MeetingText,
  now: Date,
): Promise<MeetingId> {
  const fair = await planned(trx, fairId);
  const [first, second] = pair.first < pair.second ? [pair.first, pair.second] : [pair.second, pair.first];
  await requireFree(trx, fair, [first, second], text.slot);
  const id = newId<'trade.fair_meetings'>();
  await trx
    .insertInto('trade.fair_meetings')
    .values({ id, fair_id: fairId, first_id: first, second_id: second, starts_at: text.slot, table_number: text.table, link: text.link })
    .execute()
    .catch(forbidden)
    .catch(onMeeting);
  await after(trx, fair, [first, second], now);
  return id;
}

/** Those who meet come, and are not busy then. */
async function requireFree(trx: Trx, fair: Fair, ids: readonly ParticipantId[], slot: string): Promise<void> {
  const { participants } = await scheduleRequest(trx, fair);
  for (const [index, id] of ids.entries()) {
    const one = participants.find((coming) => coming.id === id);
    if (!one) throw refuse('fair-not-coming', { field: index === 0 ? 'first' : 'second' });
    if (one.busy.has(slot)) throw refuse('clash-busy', { field: 'slot' });
  }
}

/** Moves a meeting. Refusals: as for a new one. */
export async function moveMeeting(trx: Trx, id: MeetingId, text: MeetingText, now: Date): Promise<void> {
  const meeting = await getMeeting(trx, id);
  if (!meeting) throw refuse('not-found');
  const fair = await planned(trx, meeting.fairId);
  const ids = [meeting.firstId, meeting.secondId];
  await requireFree(trx, fair, ids, text.slot);
  const changed = await trx
    .updateTable('trade.fair_meetings')
    .set({ starts_at: text.slot, table_number: text.table, link: text.link })
    .where('id', '=', id)
    .executeTakeFirst()
    .catch(forbidden)
    .catch(onMeeting);
  if (changed.numUpdatedRows === 0n) throw refuse('not-found');
  await after(trx, fair, ids, now);
}

/** Takes a meeting off the schedule. Refusals: not found, wrong state. */
export async function removeMeeting(trx: Trx, id: MeetingId, now: Date): Promise<FairId> {
  const meeting = await getMeeting(trx, id);
  if (!meeting) throw refuse('not-found');
  const fair = await planned(trx, meeting.fairId);
  const removed = await trx.deleteFrom('trade.fair_meetings').where('id', '=', id).executeTakeFirst();
  if (removed.numDeletedRows === 0n) throw refuse('not-found');
  await after(trx, fair, [meeting.firstId, meeting.secondId], now);
  return fair.id;
}

async function after(trx: Trx, fair: Fair, concerned: readonly ParticipantId[], now: Date): Promise<void> {
  await explainAll(trx, fair);
  await told(trx, 'trade.fair-changed', fair);
  if (fair.state !== 'published') return;
  for (const id of concerned) await planTell(trx, id, 'changed', now);
}

/** Who came to a meeting and what they agreed on. Refusals: not found, before it was, an agreement without both. */
export async function noteOutcome(
  trx: Trx,
  id: MeetingId,
  { firstCame, secondCame, outcome }: { firstCame: boolean; secondCame: boolean; outcome: MeetingOutcome | null },
  now: Date,
): Promise<Meeting> {
  const meeting = await getMeeting(trx, id);
  const fair = meeting && (await getFair(trx, meeting.fairId));
  if (!meeting || !fair) throw refuse('not-found');
  if (meeting.startsAt > now || !['published', 'ended'].includes(fair.state)) throw refuse('meeting-early');
  if (outcome === 'follow-up' && !(firstCame && secondCame)) throw refuse('meeting-without', { field: 'outcome' });
  const changed = await trx
    .updateTable('trade.fair_meetings')
    .set({ first_came: firstCame, second_came: secondCame, outcome })
    .where('id', '=', id)
    .executeTakeFirst();
  if (changed.numUpdatedRows === 0n) throw refuse('not-found');
  await told(trx, 'trade.fair-met', fair);
  return meeting;
}

async function told(trx: Trx, verb: string, { id, officeId }: Pick<Fair, 'id' | 'officeId'>): Promise<void> {
  await record(trx, { verb, purpose: 'trade.purpose.trade', scopeId: officeId, subjectId: null, objectKind: 'fair', objectId: id });
}
