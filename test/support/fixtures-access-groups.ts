import { newId } from '#kernel/db';
import { days, type Add } from './fixtures-access-published.ts';
import { anybody, fresh, nobody, type May, type TableRule } from './fixtures-access-rule.ts';
import type { Rights } from './fixtures-access-rights.ts';
import { at, type Row, type Stage } from './fixtures-access-world.ts';

interface Learner {
  id: string;
  office: string;
  account: string | null;
}

/** Groups of a course: open, planned and ended, each with a trainer and a session; learners with and without a file. */
export function plantGroups(
  add: Add,
  stage: Stage,
  people: readonly Learner[],
  { course_id, studies }: { course_id: string; studies: ReadonlyMap<string, string> },
): void {
  add('learning.rooms', { id: newId(), office_id: at(stage.offices, 0), name: newId(), seats: 10, step_free: true });
  const groups = (['open', 'planned', 'ended'] as const).map((state, number) => ({
    id: newId(),
    course_id,
    office_id: at(stage.offices, number),
    name: 'Tuesdays',
    way: 'class',
    audience: 'founders',
    language: 'en',
    places: 5,
    enrol_from: days(-2),
    enrol_until: days(2),
    state,
    reason: null,
  }));
  add('learning.groups', ...groups);
  groups.forEach((group, number) => {
    const of = { group_id: group.id, office_id: group.office_id };
    const trainer_id = at(stage.accounts, number);
    const session = newId();
    add('learning.group_trainers', { ...of, account_id: trainer_id });
    const when = { starts_at: days(number + 1), ends_at: new Date(Date.parse(days(number + 1)) + 3_600_000).toISOString() };
    add('learning.sessions', { id: session, ...of, ...when, room_id: null, trainer_id, state: 'planned', reason: null });
    add('learning.meeting_links', { session_id: session, group_id: group.id, url: 'https://meet.example.org/a' });
    plantLearners(add, stage, people, { group_id: group.id, session_id: session, waits: number === 1 });
  });
  const [account_id, study_id] = [...studies][0] ?? [];
  const event_id = newId();
  if (account_id === undefined || study_id === undefined) return;
  const handedIn = { kind: 'handed-in', lesson: 'first', item: 'my-list', happened_at: days(-2), received_at: days(-1) };
  add('learning.events', { id: event_id, study_id, account_id, device_id: newId(), sequence: 2, ...handedIn });
  add('learning.reviews', { id: newId(), study_id, event_id, account_id, verdict: 'accepted', written_by: at(stage.accounts, 1) });
  const five = { useful: 5, clear: 5, pace: 5, setting: 5, recommend: 5 };
  add('learning.evaluations', { id: newId(), course_id, group_id: groups[0]?.id ?? null, lot: 0, ...five });
}

interface InGroup {
  group_id: string;
  session_id: string;
  waits: boolean;
}

/** The first account without a file, and every file whose account is linked; one of them has given up the place. */
function plantLearners(add: Add, stage: Stage, people: readonly Learner[], { group_id, session_id, waits }: InGroup): void {
  const agreed = { name: 'Awa', language: 'en', wording: 'I agree', agreed_how: 'on-line', asked_by: at(stage.accounts, 0) };
  const enrol = (who: { account_id: string | null; person_id: string | null; office_id: string | null }, state: string): string => {
    const id = newId();
    add('learning.enrolments', { id, group_id, ...who, ...agreed, state });
    if (state === 'enrolled')
      add('learning.attendance', { session_id, enrolment_id: id, group_id, state: 'present', marked_by: at(stage.accounts, 0) });
    return id;
  };
  enrol({ account_id: at(stage.accounts, 0), person_id: null, office_id: null }, waits ? 'waiting' : 'enrolled');
  const taken = new Set([at(stage.accounts, 0)]);
  people.forEach(({ id: person_id, office: office_id, account }, number) => {
    const account_id = account !== null && !taken.has(account) ? account : null;
    if (account_id !== null) taken.add(account_id);
    const state = waits ? 'waiting' : number === 1 ? 'withdrawn' : 'enrolled';
    const enrolment_id = enrol({ account_id, person_id, office_id }, state);
    if (state === 'enrolled' && account_id !== null)
      add('learning.officer_attendance_certificates', {
        id: newId(),
        enrolment_id,
        account_id,
        office_id,
        document_id: newId(),
        content: Buffer.from('%PDF-'),
        present: 1,
        held: 1,
      });
    if (state === 'enrolled')
      add('learning.attendance_certificates', {
        id: newId(),
        enrolment_id,
        person_id,
        office_id,
        document_id: newId(),
        file_id: newId(),
        percent: 100,
      });
  });
}

/** Offices in which the actor holds the role trainer, on a session with two factors. */
const trainerAt = (who: Rights): ReadonlySet<unknown> =>
  new Set(
    who.assurance < 2
      ? []
      : (who.rows['access.assignments'] ?? [])
          .filter((one) => one.account_id === who.accountId && one.role === 'trainer' && one.ended_at === null)
          .map((one) => one.scope_id),
  );
/** Whether the actor builds courses of an office as its trainer. */
export const trains = (who: Rights, office: unknown): boolean => trainerAt(who).has(office);
const isTrainerOf = (who: Rights, account: unknown, office: unknown) =>
  (who.rows['access.assignments'] ?? []).some(
    (one) => one.account_id === account && one.role === 'trainer' && one.ended_at === null && one.scope_id === office,
  );

const groupOf = (who: Rights, id: unknown): Row => (who.rows['learning.groups'] ?? []).find((one) => one.id === id) ?? {};
const runs: May = (who, row) => who.desks.has(row.office_id) || trains(who, row.office_id);
const runsGroup = (who: Rights, id: unknown) => runs(who, groupOf(who, id));
const teaches = (who: Rights, id: unknown): boolean =>
  trainerAt(who).size > 0 &&
  ['planned', 'open', 'running'].includes(String(groupOf(who, id).state)) &&
  (who.rows['learning.group_trainers'] ?? []).some((one) => one.group_id === id && one.account_id === who.accountId);
const signedIn = (who: Rights) => who.accountId !== null && who.assurance >= 1;
const ownEnrolment: May = (who, row) => (signedIn(who) && row.account_id === who.accountId) || who.own.has(row.person_id);
const takesPart = (who: Rights, group: unknown) =>
  (who.rows['learning.enrolments'] ?? []).some((one) => one.group_id === group && one.state === 'enrolled' && ownEnrolment(who, one));
const seesEnrolment: May = (who, row) =>
  ownEnrolment(who, row) || who.keeps(row.person_id) || (row.state === 'enrolled' && teaches(who, row.group_id));
const enrolmentOf = (who: Rights, row: Row): Row =>
  (who.rows['learning.enrolments'] ?? []).find((one) => one.id === row.enrolment_id) ?? {};
const published: May = (who, row) => groupOf(who, row.group_id).state !== 'planned';

/** Studies of the course by those who have a place in a group that the actor teaches now. */
export const taughtStudy: May = (who, row) =>
  (who.rows['learning.enrolments'] ?? []).some(
    (one) =>
      one.state === 'enrolled' &&
      one.account_id !== null &&
      one.account_id === row.account_id &&
      teaches(who, one.group_id) &&
      (who.rows['learning.studies'] ?? []).some(
        (study) =>
          study.account_id === one.account_id &&
          study.course_id === groupOf(who, one.group_id).course_id &&
          study.id === (row.study_id ?? row.id),
      ),
  );
const deskLearner: May = (who, row) =>
  (who.rows['access.subject_accounts'] ?? []).some(
    (one) => one.account_id === row.account_id && one.ended_at === null && who.keeps(one.subject_id),
  );
const sharedLearner: May = (who, row) =>
  (who.rows['access.subject_accounts'] ?? []).some(
    (one) => one.account_id === row.account_id && one.ended_at === null && who.shares(one.subject_id, 'learning'),
  );

const asked = (row: Row, more: Row): Row => {
  const { id: _id, state: _state, ...rest } = row;
  return { ...rest, id: newId(), ...more };
};
const openNow = (who: Rights, id: unknown) => ['open', 'running'].includes(String(groupOf(who, id).state));

/** Groups are public once opened; who learns in one is seen by themselves, their desk and their trainers. */
export const groupRules: readonly TableRule[] = [
  {
    table: 'learning.rooms',
    reads: anybody,
    changes: [{ set: 'seats = seats', may: runs }],
    adds: [{ like: (who, row) => ({ ...fresh(who, row), name: newId() }), may: runs }],
  },
  {
    table: 'learning.groups',
    reads: (who, row) => row.state !== 'planned' || runs(who, row) || teaches(who, row.id),
    changes: [{ set: 'places = places', may: (who, row) => runs(who, row) || teaches(who, row.id) }],
    adds: [{ like: fresh, may: runs }],
  },
  {
    table: 'learning.group_trainers',
    key: 'group_id',
    reads: (who, row) => runs(who, row) || (who.assurance >= 2 && row.account_id === who.accountId) || takesPart(who, row.group_id),
    adds: [
      { like: (_who, row) => row, may: (who, row) => runs(who, row) && isTrainerOf(who, row.account_id, row.office_id) },
      { like: (_who, row) => ({ ...row, account_id: newId() }), may: nobody },
    ],
    // Every planted trainer holds a session, and stays for that.
    removes: nobody,
  },
  {
    table: 'learning.sessions',
    reads: (who, row) => published(who, row) || runs(who, row) || teaches(who, row.group_id),
    changes: [{ set: 'topic = topic', may: (who, row) => runs(who, row) || teaches(who, row.group_id) }],
    adds: [{ like: fresh, may: (who, row) => runs(who, row) || teaches(who, row.group_id) }],
  },
  {
    table: 'learning.meeting_links',
    key: 'session_id',
    reads: (who, row) => runsGroup(who, row.group_id) || teaches(who, row.group_id) || takesPart(who, row.group_id),
    adds: [{ like: (_who, row) => row, may: (who, row) => runsGroup(who, row.group_id) || teaches(who, row.group_id) }],
    changes: [{ set: 'url = url', may: (who, row) => runsGroup(who, row.group_id) || teaches(who, row.group_id) }],
    removes: (who, row) => runsGroup(who, row.group_id) || teaches(who, row.group_id),
  },
  {
    table: 'learning.enrolments',
    reads: seesEnrolment,
    changes: [
      {
        set: "state = 'withdrawn', withdrawn_at = now()",
        may: (who, row) => row.state !== 'withdrawn' && (ownEnrolment(who, row) || who.keeps(row.person_id)),
      },
      { set: "state = 'enrolled'", may: nobody },
    ],
    adds: [
      {
        like: (who, row) =>
          asked(row, { account_id: who.accountId, person_id: null, office_id: null, agreed_how: 'on-line', asked_by: who.accountId }),
        may: (who, row) => signedIn(who) && openNow(who, row.group_id),
      },
      {
        like: (who, row) =>
          row.person_id === null ? null : asked(row, { account_id: null, agreed_how: 'spoken-at-desk', asked_by: who.accountId }),
        may: (who, row) => who.keeps(row.person_id) && openNow(who, row.group_id),
      },
      // A place that one gives oneself, past the line.
      { like: (who, row) => ({ ...asked(row, { account_id: who.accountId, asked_by: who.accountId }), state: 'enrolled' }), may: nobody },
    ],
  },
  {
    table: 'learning.attendance',
    key: "session_id || '/' || enrolment_id",
    reads: (who, row) => teaches(who, row.group_id) || seesEnrolment(who, enrolmentOf(who, row)),
    changes: [
      { set: 'state = state, marked_by = kernel.actor()', may: (who, row) => teaches(who, row.group_id) },
      { set: `marked_by = '${newId()}'`, may: nobody },
    ],
    adds: [
      { like: (who, row) => ({ ...row, marked_by: who.accountId }), may: (who, row) => teaches(who, row.group_id) },
      { like: (_who, row) => ({ ...row, marked_by: newId() }), may: nobody },
    ],
  },
  {
    table: 'learning.attendance_certificates',
    reads: (who, row) => who.own.has(row.person_id) || who.keeps(row.person_id) || who.shares(row.person_id, 'learning'),
    adds: [{ like: fresh, may: (who, row) => who.keeps(row.person_id) }],
  },
  {
    table: 'learning.officer_attendance_certificates',
    reads: (who, row) => (signedIn(who) && row.account_id === who.accountId) || who.managed.has(row.office_id),
    // No group here is for officers; officer-attendance.pg.test.ts issues them.
    adds: [{ like: fresh, may: nobody }],
  },
  {
    table: 'learning.reviews',
    reads: (who, row) =>
      (signedIn(who) && row.account_id === who.accountId) || deskLearner(who, row) || sharedLearner(who, row) || taughtStudy(who, row),
    adds: [
      {
        like: (who, row) => ({ ...fresh(who, row), written_by: who.accountId }),
        may: (who, row) => taughtStudy(who, row) || deskLearner(who, row),
      },
      { like: (who, row) => ({ ...fresh(who, row), written_by: newId() }), may: nobody },
    ],
  },
  { table: 'learning.evaluations', reads: nobody },
];
