import { newId } from '#kernel/db';
import { days, fileOf, type Add } from './fixtures-access-published.ts';
import { anybody, fresh, nobody, type May, type TableRule } from './fixtures-access-rule.ts';
import type { Rights } from './fixtures-access-rights.ts';
import { at, type Row, type Stage } from './fixtures-access-world.ts';

/** Boards and forums of every office, with meetings in every state; the minutes of one are published. */
export function plantForums(add: Add, { offices, place, accounts }: Stage): void {
  ['planned', 'convened', 'held', 'held', 'called-off', 'planned'].forEach((state, number) => {
    const forum = newId();
    add('forums.forums', {
      id: forum,
      office_id: at(offices, number),
      place_id: place,
      kind: 'board',
      name: 'A board',
      about: 'To be heard',
      rules: 'One seat each',
      language: 'en',
      contact: 'Unit of boards',
      created_by: accounts[0],
    });
    const seat = newId();
    add('forums.seats', { id: seat, forum_id: forum, name: 'A chamber', since_on: days(-90).slice(0, 10) });
    const meeting = newId();
    add('forums.meetings', {
      id: meeting,
      forum_id: forum,
      starts_at: days(-2),
      ends_at: days(-1),
      venue: 'Town hall',
      state,
      words: state === 'called-off' ? 'The hall is closed' : null,
      published_at: number === 3 ? days(-1) : null,
      created_by: accounts[0],
    });
    const point = newId();
    add('forums.points', { id: point, meeting_id: meeting, place: 1, title: 'Hours of the counter', file_id: fileOf(add) });
    if (state !== 'held') return;
    add('forums.minutes', { point_id: point, said: 'It was asked for', opinion: 'Evenings' });
    add('forums.attendance', { meeting_id: meeting, seat_id: seat, state: 'present' });
  });
}

const find = (who: Rights, table: string, id: unknown): Row => (who.rows[table] ?? []).find((one) => one.id === id) ?? {};
const meetingOf = (who: Rights, row: Row): Row => {
  const id = row.meeting_id ?? (row.point_id === undefined ? row.id : find(who, 'forums.points', row.point_id).meeting_id);
  return find(who, 'forums.meetings', id);
};
/** The board or forum that a row is of; one that is only now begun is itself. */
const forumOf = (who: Rights, row: Row): Row => {
  if (row.office_id !== undefined) return row;
  return find(who, 'forums.forums', row.forum_id ?? meetingOf(who, row).forum_id);
};
const writer: May = (who, row) => {
  const { office_id } = forumOf(who, row);
  return who.managed.has(office_id) || who.planned.has(office_id);
};
const reader: May = (who, row) => writer(who, row) || who.holds('auditor');
const announced: May = (who, row) => (row.state === undefined || row.seat_id !== undefined ? meetingOf(who, row) : row).state !== 'planned';
const published: May = (who, row) => (meetingOf(who, row).published_at ?? null) !== null;
/** Whether the meeting is still to come, and its agenda is written. */
const open: May = (who, row) => ['planned', 'convened'].includes(String(meetingOf(who, row).state));
const both =
  (...all: May[]): May =>
  (who, row) =>
    all.every((one) => one(who, row));
const unpublished: May = (who, row) => !published(who, row);
const either =
  (one: May, other: May): May =>
  (who, row) =>
    one(who, row) || other(who, row);
const begun =
  (by: 'self' | 'other') =>
  (who: Rights, row: Row): Row | null =>
    who.accountId === null ? null : { ...row, id: newId(), created_by: by === 'self' ? who.accountId : newId() };
const planned =
  (by: 'self' | 'other') =>
  (who: Rights, row: Row): Row | null => {
    const like = begun(by)(who, row);
    return like && { ...like, state: 'planned', words: null, published_at: null };
  };

/** Files of agendas: for whoever reads the point. */
export const ofAgenda: May = (who, file) =>
  (who.rows['forums.points'] ?? []).some((one) => one.file_id === file.id && (announced(who, one) || reader(who, one)));

/** What the design says of boards and forums: public, but for meetings that are only planned and minutes that are not published. */
export const forumRules: readonly TableRule[] = [
  {
    table: 'forums.forums',
    reads: anybody,
    changes: [{ set: "name = 'Changed'", may: writer }],
    adds: [
      { like: begun('self'), may: writer },
      { like: begun('other'), may: nobody },
    ],
  },
  {
    table: 'forums.seats',
    reads: anybody,
    changes: [{ set: 'until_on = current_date', may: writer }],
    adds: [{ like: fresh, may: writer }],
  },
  {
    table: 'forums.meetings',
    reads: either(announced, reader),
    changes: [{ set: "venue = 'Elsewhere'", may: both(writer, open) }],
    adds: [
      { like: planned('self'), may: writer },
      { like: planned('other'), may: nobody },
    ],
  },
  {
    table: 'forums.points',
    reads: either(announced, reader),
    changes: [{ set: "title = 'Changed'", may: both(writer, open) }],
    adds: [{ like: (who, row) => ({ ...fresh(who, row), place: 2, file_id: null }), may: both(writer, open) }],
    removes: both(writer, open),
  },
  {
    table: 'forums.minutes',
    key: 'point_id',
    reads: either(published, reader),
    changes: [{ set: "said = 'Changed'", may: both(writer, unpublished) }],
    adds: [{ like: (_who, row) => row, may: both(writer, unpublished) }],
  },
  {
    table: 'forums.attendance',
    key: "meeting_id || '/' || seat_id",
    reads: either(published, reader),
    changes: [{ set: "state = 'absent'", may: both(writer, unpublished) }],
    adds: [{ like: (_who, row) => row, may: both(writer, unpublished) }],
  },
];
