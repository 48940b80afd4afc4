import { newId } from '#kernel/db';
import { days, type Add } from './fixtures-access-published.ts';
import { nobody, type May, type TableRule } from './fixtures-access-rule.ts';
import type { Rights } from './fixtures-access-rights.ts';
import { at, type Row, type Stage } from './fixtures-access-world.ts';

const day = (count: number) => days(count).slice(0, 10);

/** Needs and offers, twinnings and visits between the first three offices, in every state. */
export function plantExchanges(add: Add, { offices }: Stage): void {
  [0, 1, 2].forEach((number) => {
    for (const [valid, ended] of [
      [30, null],
      [-30, null],
      [30, days(-1)],
    ] as const)
      add('exchanges.notices', {
        id: newId(),
        office_id: at(offices, number),
        kind: 'need',
        topic: 'credit',
        words: null,
        about: 'How to read a balance',
        languages: ['en'],
        mode: 'both',
        course_id: null,
        valid_until: day(valid),
        written_by: newId(),
        ended_at: ended,
      });
  });
  const twinned = (from: number, to: number, state: string, shows = false) => {
    const decided = state !== 'proposed' && state !== 'withdrawn';
    add('exchanges.twinnings', {
      id: newId(),
      office_id: at(offices, from),
      partner_id: at(offices, to),
      purpose: 'To learn',
      from_day: day(-10),
      until_day: day(100),
      state,
      office_shows: true,
      partner_shows: shows,
      asked_by: newId(),
      decided_by: decided ? newId() : null,
      decided_at: decided ? days(-5) : null,
      ended_at: ['declined', 'withdrawn', 'ended'].includes(state) ? days(-1) : null,
    });
  };
  twinned(0, 1, 'proposed');
  twinned(1, 2, 'agreed', true);
  for (const state of ['declined', 'withdrawn', 'ended']) twinned(0, 2, state);
  const visited = (guest: number, host: number, state: string, until: number) => {
    const visit_id = newId();
    const decided = state !== 'asked' && state !== 'withdrawn';
    const reported = state === 'reported';
    add('exchanges.visits', {
      id: visit_id,
      guest_id: at(offices, guest),
      host_id: at(offices, host),
      twinning_id: null,
      purpose: 'To see the counter',
      from_day: day(until - 2),
      until_day: day(until),
      people: 20,
      state,
      asked_by: newId(),
      decided_by: decided ? newId() : null,
      decided_at: decided ? days(-5) : null,
      answer: decided ? 'Welcome' : null,
      ended_at: ['declined', 'withdrawn', 'cancelled', 'reported'].includes(state) ? days(-1) : null,
      learned: reported ? 'Much' : null,
      will_use: reported ? 'All' : null,
      reported_by: reported ? newId() : null,
    });
    add('exchanges.items', { id: newId(), visit_id, on_day: day(until), starts: '09:00', ends: '10:00', what: 'The counter' });
    add('exchanges.participants', {
      id: newId(),
      visit_id,
      office_id: at(offices, guest),
      task: 'Counsellors',
      number: 1,
      account_id: null,
    });
    add('exchanges.participants', { id: newId(), visit_id, office_id: at(offices, host), task: 'Head', number: 1, account_id: newId() });
  };
  visited(0, 1, 'asked', 20);
  visited(1, 2, 'accepted', 20);
  visited(2, 0, 'accepted', -5);
  visited(0, 1, 'reported', -9);
  visited(1, 0, 'declined', 30);
}

const trains = (who: Rights, office: unknown) =>
  who.assurance === 2 &&
  (who.rows['access.assignments'] ?? []).some(
    (one) => one.account_id === who.accountId && one.role === 'trainer' && one.ended_at === null && one.scope_id === office,
  );
const speaks = (who: Rights, office: unknown) => who.managed.has(office) || who.authorities.has(office);
const works = (who: Rights, office: unknown) => who.desks.has(office) || who.authorities.has(office) || trains(who, office);
const anyOffice = (who: Rights) =>
  (who.rows['offices.offices'] ?? []).some(({ id }) => works(who, id)) ||
  (who.rows['exchanges.notices'] ?? []).some(({ office_id }) => works(who, office_id)) ||
  [...who.desks].length > 0 ||
  [...who.authorities].some((office) => office !== null) ||
  (who.rows['access.assignments'] ?? []).some((one) => one.role === 'trainer' && trains(who, one.scope_id));

const visitOf = (who: Rights, row: Row): Row =>
  (who.rows['exchanges.visits'] ?? []).find((one) => one.id === (row.visit_id ?? row.id)) ?? {};
const known: May = (who, row) => works(who, visitOf(who, row).guest_id) || works(who, visitOf(who, row).host_id);
const spoken: May = (who, row) => speaks(who, visitOf(who, row).guest_id) || speaks(who, visitOf(who, row).host_id);
const accepted: May = (who, row) => visitOf(who, row).state === 'accepted';
const planned: May = (who, row) => accepted(who, row) && spoken(who, row);

const mine =
  (column: string, more: Row = {}) =>
  (who: Rights, row: Row): Row | null =>
    who.accountId === null ? null : { ...row, id: newId(), [column]: who.accountId, ...more };
const theirs =
  (column: string, more: Row = {}) =>
  (_who: Rights, row: Row): Row => ({ ...row, id: newId(), [column]: newId(), ...more });
const asked = {
  state: 'asked',
  decided_by: null,
  decided_at: null,
  answer: null,
  ended_at: null,
  learned: null,
  will_use: null,
  reported_by: null,
};
const proposed = { state: 'proposed', partner_shows: false, decided_by: null, decided_at: null, ended_at: null };

/** What the design says of officer exchange: an office speaks for itself, a twinning needs both, a visit is its two offices'. */
export const exchangeRules: readonly TableRule[] = [
  {
    table: 'exchanges.notices',
    reads: (who, row) =>
      works(who, row.office_id) ||
      (row.ended_at === null && String(row.valid_until) >= day(0) && (anyOffice(who) || who.holds('planner', 'editor'))),
    changes: [{ set: "about = 'Changed'", may: (who, row) => speaks(who, row.office_id) }],
    adds: [
      { like: mine('written_by', { ended_at: null }), may: (who, row) => speaks(who, row.office_id) },
      { like: theirs('written_by', { ended_at: null }), may: nobody },
    ],
  },
  {
    table: 'exchanges.twinnings',
    reads: (who, row) =>
      works(who, row.office_id) ||
      works(who, row.partner_id) ||
      (row.state === 'agreed' && row.office_shows === true && row.partner_shows === true),
    changes: [
      {
        set: "state = 'agreed', decided_by = kernel.actor(), decided_at = now()",
        may: (who, row) => row.state === 'proposed' && speaks(who, row.partner_id),
      },
      { set: "state = 'agreed', decided_by = gen_random_uuid(), decided_at = now()", may: nobody },
      {
        set: "state = 'ended', ended_at = now()",
        may: (who, row) => row.state === 'agreed' && (speaks(who, row.office_id) || speaks(who, row.partner_id)),
      },
      { set: 'office_shows = not office_shows', may: (who, row) => speaks(who, row.office_id) },
      { set: 'partner_shows = not partner_shows', may: (who, row) => speaks(who, row.partner_id) },
    ],
    adds: [
      {
        // A pair of offices without a living twinning: a second one is refused by its key.
        like: (who, row) => (row.state === 'ended' ? mine('asked_by', proposed)(who, row) : null),
        may: (who, row) => speaks(who, row.office_id),
      },
      { like: (who, row) => (row.state === 'ended' ? theirs('asked_by', proposed)(who, row) : null), may: nobody },
    ],
  },
  {
    table: 'exchanges.visits',
    reads: known,
    changes: [
      {
        set: "state = 'accepted', decided_by = kernel.actor(), decided_at = now(), answer = 'Yes'",
        may: (who, row) => row.state === 'asked' && speaks(who, row.host_id),
      },
      { set: "state = 'withdrawn', ended_at = now()", may: (who, row) => row.state === 'asked' && speaks(who, row.guest_id) },
      { set: "state = 'cancelled', ended_at = now()", may: (who, row) => row.state === 'accepted' && spoken(who, row) },
      {
        set: "state = 'reported', learned = 'So', will_use = 'So', reported_by = kernel.actor(), ended_at = now()",
        may: (who, row) => row.state === 'accepted' && speaks(who, row.guest_id) && String(row.until_day) <= day(0),
      },
    ],
    adds: [
      { like: mine('asked_by', asked), may: (who, row) => speaks(who, row.guest_id) },
      { like: theirs('asked_by', asked), may: nobody },
    ],
  },
  {
    table: 'exchanges.items',
    reads: known,
    adds: [{ like: (_who, row) => ({ ...row, id: newId() }), may: planned }],
    removes: planned,
  },
  {
    table: 'exchanges.participants',
    reads: known,
    adds: [
      { like: mine('account_id'), may: (who, row) => accepted(who, row) && works(who, row.office_id) },
      { like: theirs('account_id'), may: nobody },
      {
        like: (_who, row) => ({ ...row, id: newId(), account_id: null }),
        may: (who, row) => planned(who, row) && speaks(who, row.office_id),
      },
    ],
    removes: (who, row) => accepted(who, row) && known(who, row) && (row.account_id === who.accountId || speaks(who, row.office_id)),
  },
];
