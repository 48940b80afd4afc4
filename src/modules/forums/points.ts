import { sql } from 'kysely';
import { newId, onConstraint, type Reads, type Writes } from '#kernel/db';
import { keepFile, type FileId, type Place } from '#kernel/files';
import type { ConsultationId } from '#modules/consultations';
import {
  MOST_POINTS,
  type Answer,
  type Attendance,
  type Forum,
  type Meeting,
  type MeetingId,
  type Minutes,
  type Point,
  type PointId,
  type PointText,
  type SeatId,
} from './forum.ts';
import { refuse } from './refusals.ts';
import { notYours, recordDeed } from './write-forum.ts';

/** The agenda in its order, with the minutes where the actor reads them. */
export async function pointsOf(trx: Reads<'forums'>, meeting: MeetingId): Promise<Point[]> {
  const rows = await trx
    .selectFrom('forums.points as p')
    .leftJoin('forums.minutes as n', 'n.point_id', 'p.id')
    .select([
      'p.id',
      'p.meeting_id as meetingId',
      'p.place',
      'p.title',
      'p.words',
      'p.link',
      'p.consultation_id as consultationId',
      'p.file_id as fileId',
      'n.said',
      'n.opinion',
      'n.answer',
      'n.reason',
      'n.answered_at as answeredAt',
    ])
    .$narrowType<{ answer: Answer | null; consultationId: ConsultationId | null; fileId: FileId | null }>() // a check constraint closes the list
    .where('p.meeting_id', '=', meeting)
    .orderBy('p.place')
    .execute();
  return rows.map(({ said, opinion, answer, reason, answeredAt, ...point }) => ({
    ...point,
    minutes: said === null ? null : { said, opinion, answer, reason, answeredAt },
  }));
}

/** A file that comes with a point, and where it lies. */
export interface Document {
  name: string;
  bytes: Uint8Array;
  place: Place;
  by: string;
}

type Filing = Writes<'forums' | 'audit' | 'access' | 'files'>;

async function keepDocument(trx: Filing, { name, bytes, place, by }: Document): Promise<FileId> {
  return await keepFile(trx, place, by, { subjectId: null, name, content: bytes, purpose: 'forums.purpose.meeting' });
}

const over = onConstraint({ points_over: () => refuse('wrong-state') });

function checked(text: PointText): PointText {
  if (text.link !== null && !/^https?:\/\/\S+$/.test(text.link)) throw refuse('link-wrong', { field: 'link' });
  return text;
}

/**
 * Puts a point at the end of the agenda.
 * Refusals: `not-yours`, `link-wrong`, `too-many`, `wrong-state` once the meeting is over, those of keeping a file.
 */
export async function addPoint(
  trx: Filing,
  { officeId }: Forum,
  { id: meeting }: Meeting,
  given: PointText,
  document: Document | null = null,
): Promise<PointId> {
  const text = checked(given);
  // Two who add at once stand in line.
  await trx.selectFrom('forums.meetings').select('id').where('id', '=', meeting).forUpdate().execute();
  const place = (await pointsOf(trx, meeting)).length + 1;
  if (place > MOST_POINTS) throw refuse('too-many', { values: { most: MOST_POINTS } });
  const id = newId<'forums.points'>();
  await trx
    .insertInto('forums.points')
    .values({
      id,
      meeting_id: meeting,
      place,
      title: text.title,
      words: text.words,
      link: text.link,
      consultation_id: text.consultationId,
      file_id: document && (await keepDocument(trx, document)),
    })
    .execute()
    .catch(notYours)
    .catch(over);
  await recordDeed(trx, { officeId, kind: 'meeting', id: meeting });
  return id;
}

/**
 * Changes a point of the agenda; its file stays, goes (`null`), or another takes its place.
 * Refusals: `not-found`, `link-wrong`, `wrong-state`, those of keeping a file.
 */
export async function changePoint(
  trx: Filing,
  { officeId }: Forum,
  { id, meetingId }: Point,
  given: PointText,
  document: Document | 'stays' | null = 'stays',
): Promise<void> {
  const text = checked(given);
  const changed = await trx
    .updateTable('forums.points')
    .set({
      title: text.title,
      words: text.words,
      link: text.link,
      consultation_id: text.consultationId,
      ...(document === 'stays' ? {} : { file_id: document && (await keepDocument(trx, document)) }),
    })
    .where('id', '=', id)
    .executeTakeFirst()
    .catch(over);
  if (changed.numUpdatedRows === 0n) throw refuse('not-found');
  await recordDeed(trx, { officeId, kind: 'meeting', id: meetingId });
}

/** Takes a point off the agenda; those after it move up. Refusals: `not-found`, `wrong-state`. */
export async function removePoint(trx: Writes<'forums' | 'audit'>, { officeId }: Forum, { id, meetingId, place }: Point): Promise<void> {
  const gone = await trx.deleteFrom('forums.points').where('id', '=', id).executeTakeFirst().catch(over);
  if (gone.numDeletedRows === 0n) throw refuse('not-found');
  await trx
    .updateTable('forums.points')
    .set({ place: sql<number>`place - 1` })
    .where('meeting_id', '=', meetingId)
    .where('place', '>', place)
    .execute();
  await recordDeed(trx, { officeId, kind: 'meeting', id: meetingId });
}

/** Who came to a meeting, by seat. */
export async function attendanceOf(trx: Reads<'forums'>, meeting: MeetingId): Promise<Map<SeatId, Attendance>> {
  const rows = await trx
    .selectFrom('forums.attendance')
    .select(['seat_id as seatId', 'state'])
    .$narrowType<{ state: Attendance }>() // a check constraint closes the list
    .where('meeting_id', '=', meeting)
    .execute();
  return new Map(rows.map(({ seatId, state }) => [seatId, state]));
}

const wrongState = onConstraint({
  minutes_held: () => refuse('wrong-state'),
  minutes_published: () => refuse('wrong-state'),
  minutes_answered: () => refuse('no-opinion'),
  attendance_held: () => refuse('wrong-state'),
});

/**
 * Writes down what was said on a point, and the opinion that was agreed; the office reads it, everybody once it is published.
 * Refusals: `wrong-state`, `no-opinion` where an opinion that has its answer would go.
 */
export async function keepMinutes(
  trx: Writes<'forums' | 'audit'>,
  { officeId }: Forum,
  { id, meetingId }: Point,
  { said, opinion }: Pick<Minutes, 'said' | 'opinion'>,
): Promise<void> {
  await trx
    .insertInto('forums.minutes')
    .values({ point_id: id, said, opinion })
    .onConflict((conflict) => conflict.column('point_id').doUpdateSet({ said, opinion }))
    .execute()
    .catch(notYours)
    .catch(wrongState);
  await recordDeed(trx, { officeId, kind: 'meeting', id: meetingId });
}

/** Writes down who came. Refusal: `wrong-state` before the meeting and once its minutes are published. */
export async function keepAttendance(
  trx: Writes<'forums' | 'audit'>,
  { officeId }: Forum,
  meeting: MeetingId,
  attendance: ReadonlyMap<SeatId, Attendance>,
): Promise<void> {
  for (const [seat, state] of attendance)
    await trx
      .insertInto('forums.attendance')
      .values({ meeting_id: meeting, seat_id: seat, state })
      .onConflict((conflict) => conflict.columns(['meeting_id', 'seat_id']).doUpdateSet({ state }))
      .execute()
      .catch(notYours)
      .catch(wrongState);
  await recordDeed(trx, { officeId, kind: 'meeting', id: meeting });
}

/** The authority's answer to the opinion on a point; a later one takes its place. Refusals: `not-found`, `no-opinion`. */
export async function answerPoint(
  trx: Writes<'forums' | 'audit'>,
  { officeId }: Forum,
  { id, meetingId, minutes }: Point,
  { answer, reason, now }: { answer: Answer; reason: string; now: Date },
): Promise<void> {
  if (!minutes?.opinion) throw refuse('no-opinion');
  const changed = await trx
    .updateTable('forums.minutes')
    .set({ answer, reason, answered_at: now })
    .where('point_id', '=', id)
    .executeTakeFirst()
    .catch(onConstraint({ minutes_answered: () => refuse('no-opinion') }));
  if (changed.numUpdatedRows === 0n) throw refuse('not-found');
  await recordDeed(trx, { officeId, kind: 'meeting', id: meetingId });
}
