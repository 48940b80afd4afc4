import { newId } from '#kernel/db';
import { days, type Add } from './fixtures-access-published.ts';
import { as, fresh, nobody, type May, type TableRule } from './fixtures-access-rule.ts';
import type { Rights } from './fixtures-access-rights.ts';
import { at, type Stage } from './fixtures-access-world.ts';

interface Of {
  person_id: string;
  office_id: string;
}

const NONE = { topics: [], hours: [], languages: [] };

/** A confirmed mentor and one who waits, each with a pair of the person: running by the first live grant, and offered or suggested. */
export function plantMentoring(
  add: Add,
  stage: Stage,
  of: Of,
  venture: { id: string; office: string },
  grants: readonly string[],
  seat: number,
): void {
  const account = (number: number) => at(stage.accounts, seat + number);
  const mentor = (account_id: string, confirmed: boolean): string => {
    const id = newId();
    add('mentoring.mentors', {
      id,
      account_id,
      office_id: at(stage.offices, seat),
      name: 'Mentor',
      background: 'owner',
      place_id: stage.place,
      country_id: stage.place,
      time_zone: 'Europe/Rome',
      ...NONE,
      sectors: [],
      stages: [],
      email: null,
      mentee_limit: 5,
      mentees: 0,
      paused: false,
      confirmed_at: confirmed ? days(-9) : null,
      confirmed_by: confirmed ? account(1) : null,
    });
    return id;
  };
  // An account has one profile: worlds hold at most three people, so the first five numbers stay apart.
  const [first, second] = [mentor(account(0), true), mentor(newId(), seat % 2 === 0)];
  const hung = { venture_id: venture.id, venture_office_id: venture.office, ...of };
  add('mentoring.wishes', { ...hung, ends: 'any', topics: [], hours: [], time_zone: 'Europe/Rome' });
  const told = {
    mentor_end: 'here',
    sector: 'food',
    stage: 'idea',
    topics: [],
    reasons: [],
    languages: ['en'],
    time_zone: 'Europe/Rome',
    called: '',
  };
  const pair = (mentor_id: string, state: string, grant_id: string | null): string => {
    const id = newId();
    const ran = state === 'running' || state === 'ended';
    add('mentoring.pairs', {
      id,
      ...hung,
      mentor_id,
      ...told,
      state,
      suggested_by: account(1),
      offered_at: state === 'suggested' ? null : days(-5),
      grant_id,
      started_at: ran ? days(-4) : null,
      ended_at: state === 'ended' ? days(-1) : null,
      ended_by: state === 'ended' ? 'mentor' : null,
    });
    return id;
  };
  const pairs = [pair(first, 'running', grants[0] ?? null), pair(first, 'ended', grants[0] ?? null), pair(second, 'suggested', null)];
  pairs.forEach((pair_id, number) => {
    const inPair = { pair_id, ...of };
    const session_id = newId();
    add('mentoring.sessions', {
      id: session_id,
      ...inPair,
      starts_at: days(-2),
      minutes: 60,
      mode: 'phone',
      place: '',
      state: 'planned',
      held_minutes: null,
    });
    const inSession = { session_id, ...inPair };
    add('mentoring.actions', { id: newId(), ...inSession, title: 'Ask', who: 'founder', due_on: null });
    add('mentoring.notes', {
      id: newId(),
      ...inSession,
      author_id: account(number),
      for_founder: number === 0,
      for_mentor: seat % 2 === 0,
      for_co_mentor: true,
      for_office: number === 1,
      sealed: '\\x00',
    });
    for (const side of ['founder', 'mentor'] as const) {
      const open = { useful: null, results: [], change: null, done_at: null, done_by: null };
      add('mentoring.follow_ups', { id: newId(), ...inPair, side, days: 30, due_on: '2027-01-01', ...open });
    }
  });
}

const of = (who: Rights, table: string) => who.rows[table] ?? [];

/** Whether the actor holds the role of mentor, with two factors. */
const isMentor = (who: Rights) =>
  who.assurance >= 2 &&
  of(who, 'access.assignments').some((one) => one.account_id === who.accountId && one.role === 'mentor' && one.ended_at === null);

const ownMentor = (who: Rights, id: unknown) =>
  isMentor(who) && of(who, 'mentoring.mentors').some((one) => one.id === id && one.account_id === who.accountId);

/** A running pair of the actor's own, while the founder's grant lives. */
const mentored = (who: Rights, id: unknown) =>
  of(who, 'mentoring.pairs').some(
    (one) => one.id === id && one.state === 'running' && ownMentor(who, one.mentor_id) && who.grants.has(one.grant_id),
  );

/** Another running pair of the same founder and venture. */
const coMentored = (who: Rights, id: unknown) => {
  const pairs = of(who, 'mentoring.pairs');
  const one = pairs.find((row) => row.id === id && row.state === 'running');
  return (
    one !== undefined &&
    pairs.some((own) => own.id !== id && own.venture_id === one.venture_id && own.person_id === one.person_id && mentored(who, own.id))
  );
};

const known = (who: Rights, mentorId: unknown) =>
  of(who, 'mentoring.pairs').some(
    (one) => one.mentor_id === mentorId && ((one.offered_at !== null && who.own.has(one.person_id)) || coMentored(who, one.id)),
  );

const keeps: May = (who, row) => who.keeps(row.person_id);
const party: May = (who, row) => keeps(who, row) || who.own.has(row.person_id) || mentored(who, row.pair_id);
const side: May = (who, row) =>
  keeps(who, row) || (row.side === 'founder' && who.own.has(row.person_id)) || (row.side === 'mentor' && mentored(who, row.pair_id));

/** Who keeps a mentor profile, asks for a mentor, pairs, meets, notes, agrees and answers. */
export const mentoringRules: readonly TableRule[] = [
  {
    table: 'mentoring.mentors',
    reads: (who, row) =>
      (isMentor(who) && row.account_id === who.accountId) ||
      who.desks.has(row.office_id) ||
      (row.confirmed_at !== null && who.desks.size > 0) ||
      known(who, row.id),
    changes: [
      { set: 'paused = paused', may: (who, row) => (isMentor(who) && row.account_id === who.accountId) || who.desks.has(row.office_id) },
      {
        set: "about = 'other words'",
        may: (who, row) => row.account_id === who.accountId && (isMentor(who) || who.desks.has(row.office_id)),
      },
    ],
    adds: [
      {
        like: (who, row) => ({ ...as('account_id')(who, row), confirmed_at: null, confirmed_by: null }),
        may: (who) => isMentor(who),
      },
      { like: (who, row) => ({ ...fresh(who, row), account_id: newId(), confirmed_at: null, confirmed_by: null }), may: nobody },
    ],
  },
  {
    table: 'mentoring.wishes',
    key: 'venture_id',
    reads: (who, row) => keeps(who, row) || who.own.has(row.person_id),
    changes: [{ set: 'ends = ends', may: (who, row) => keeps(who, row) || who.own.has(row.person_id) }],
    // A second one of a venture is refused by its key, after row security has let it pass.
    adds: [{ like: (_who, row) => row, may: (who, row) => keeps(who, row) || who.own.has(row.person_id) }],
  },
  {
    table: 'mentoring.pairs',
    reads: (who, row) => keeps(who, row) || (row.offered_at !== null && (who.own.has(row.person_id) || ownMentor(who, row.mentor_id))),
    changes: [
      { set: 'mentor_id = mentor_id', may: nobody },
      {
        set: "state = 'ended', ended_at = now(), ended_by = 'office'",
        may: (who, row) => row.state !== 'ended' && keeps(who, row),
      },
      {
        set: "state = 'ended', ended_at = now(), ended_by = 'mentor'",
        may: (who, row) => row.state !== 'ended' && (row.offered_at !== null || keeps(who, row)) && ownMentor(who, row.mentor_id),
      },
    ],
    adds: [
      {
        like: (who, row) => ({
          ...as('suggested_by')(who, row),
          state: 'suggested',
          offered_at: null,
          grant_id: null,
          started_at: null,
          ended_at: null,
          ended_by: null,
        }),
        may: keeps,
      },
      { like: (who, row) => ({ ...as('suggested_by')(who, row), state: 'offered', ended_at: null, ended_by: null }), may: nobody },
    ],
  },
  { table: 'mentoring.sessions', reads: party, changes: [{ set: 'minutes = minutes', may: party }], adds: [{ like: fresh, may: party }] },
  { table: 'mentoring.actions', reads: party, changes: [{ set: 'done_at = done_at', may: party }], adds: [{ like: fresh, may: party }] },
  {
    table: 'mentoring.notes',
    reads: (who, row) =>
      (row.for_office === true && keeps(who, row)) ||
      who.own.has(row.person_id) ||
      (mentored(who, row.pair_id) && (row.for_mentor === true || row.author_id === who.accountId)) ||
      (row.for_co_mentor === true && coMentored(who, row.pair_id)),
    adds: [
      { like: as('author_id'), may: (who, row) => who.own.has(row.person_id) || mentored(who, row.pair_id) },
      { like: (who, row) => ({ ...fresh(who, row), author_id: newId() }), may: nobody },
    ],
  },
  {
    table: 'mentoring.follow_ups',
    reads: side,
    changes: [
      { set: "useful = 'very', change = 'nothing', done_at = now(), done_by = kernel.actor()", may: side },
      { set: "useful = 'very', change = 'nothing', done_at = now(), done_by = id", may: nobody },
    ],
  },
];
