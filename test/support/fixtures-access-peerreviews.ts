import { newId } from '#kernel/db';
import { days, type Add } from './fixtures-access-published.ts';
import { nobody, type May, type TableRule } from './fixtures-access-rule.ts';
import type { Rights } from './fixtures-access-rights.ts';
import { at, type Row, type Stage } from './fixtures-access-world.ts';

const day = (count: number) => days(count).slice(0, 10);
const states = ['proposed', 'declined', 'preparing', 'commenting', 'agreed', 'closed', 'ended', 'preparing', 'agreed'];

/** Reviews of every office in every state, each with everything in it; everybody is of the team of an invited office. */
export function plantPeerReviews(add: Add, { offices, accounts }: Stage): void {
  states.forEach((state, number) => {
    const review_id = newId();
    const decided = state !== 'proposed' && state !== 'ended';
    const reported = state === 'agreed' || state === 'closed';
    add('peerreviews.reviews', {
      id: review_id,
      office_id: at(offices, number),
      practice_id: null,
      policy: 'A policy',
      about: 'What we wish to learn',
      language: 'en',
      asked_side: number % 2 === 0 ? 'network' : 'office',
      asked_by: newId(),
      asked_at: days(-9),
      state,
      decided_by: decided ? newId() : null,
      decided_at: decided ? days(-8) : null,
      report_at: reported ? days(-5) : null,
      published_at: state === 'closed' ? days(-4) : null,
      published_by: state === 'closed' ? newId() : null,
      ended_at: ['declined', 'closed', 'ended'].includes(state) ? days(-3) : null,
      end_reason: state === 'declined' || state === 'ended' ? 'Why' : null,
    });
    const office_id = at(offices, number + 1);
    add('peerreviews.invitations', { review_id, office_id, invited_by: newId(), declined_at: number === 7 ? days(-1) : null });
    accounts.forEach((account_id, place) => {
      if (place !== number % accounts.length)
        add('peerreviews.peers', { review_id, account_id, office_id, left_at: place === (number + 1) % accounts.length ? days(-1) : null });
    });
    const by = at(accounts, number + 2);
    add('peerreviews.questions', {
      id: newId(),
      review_id,
      question: 'Why?',
      asked_by: by,
      answer: null,
      answered_by: null,
      answered_at: null,
    });
    add('peerreviews.readings', { id: newId(), review_id, title: 'A book', added_by: by });
    add('peerreviews.notes', { id: newId(), review_id, sealed: '\\x00', held_on: day(-7), written_by: by });
    add('peerreviews.sessions', { id: newId(), review_id, on_day: day(3), starts: '09:00', ends: '10:00', what: 'The counter' });
    add('peerreviews.findings', { id: newId(), review_id, kind: 'gap', words: 'Closed', evidence: 'The door', written_by: by });
    add('peerreviews.recommendations', {
      id: newId(),
      review_id,
      words: 'Open',
      to_whom: 'The head',
      by_when: day(90),
      priority: 'high',
      written_by: by,
      answer: null,
      answered_at: null,
      state: 'open',
    });
    add('peerreviews.comments', { id: newId(), review_id, side: 'team', words: 'See', by_account: by });
    add('peerreviews.follow_ups', { review_id, months: 6, due_on: day(100), done: null, done_by: null, done_at: null });
    add('peerreviews.events', { id: newId(), review_id, kind: 'proposed', words: null, by_account: by });
  });
}

const reviewOf = (who: Rights, row: Row): Row =>
  (who.rows['peerreviews.reviews'] ?? []).find((one) => one.id === (row.review_id ?? row.id)) ?? {};
const of = (who: Rights, table: string, review: Row) =>
  (who.rows[`peerreviews.${table}`] ?? []).filter((one) => one.review_id === review.id);
/** Answers for an office or reviews for it; in these worlds the same roles do both. */
const holds = (who: Rights, office: unknown) => office !== undefined && (who.managed.has(office) || who.authorities.has(office));
const conflict = (who: Rights, office: unknown) =>
  (who.rows['access.assignments'] ?? []).some(
    (one) => one.account_id === who.accountId && one.scope_kind === 'office' && one.scope_id === office && one.ended_at === null,
  );

const net: May = (who) => who.holds('planner', 'editor');
const office: May = (who, row) => holds(who, reviewOf(who, row).office_id);
const team: May = (who, row) => {
  const review = reviewOf(who, row);
  return (
    who.assurance === 2 &&
    !conflict(who, review.office_id) &&
    of(who, 'peers', review).some((one) => one.account_id === who.accountId && one.left_at === null && holds(who, one.office_id))
  );
};
const within =
  (...some: string[]): May =>
  (who, row) =>
    some.includes(String(reviewOf(who, row).state));
const open = within('preparing', 'commenting');
const invited: May = (who, row) => {
  const review = reviewOf(who, row);
  return (
    open(who, row) &&
    !conflict(who, review.office_id) &&
    of(who, 'invitations', review).some((one) => one.declined_at === null && holds(who, one.office_id))
  );
};
const published: May = (who, row) => (reviewOf(who, row).published_at ?? null) !== null;
const inside: May = (who, row) => office(who, row) || team(who, row);
const both =
  (...all: May[]): May =>
  (who, row) =>
    all.every((one) => one(who, row));
const known: May = (who, row) => inside(who, row) || net(who, row);

const mine =
  (column: string, more: Row = {}) =>
  (who: Rights, row: Row): Row | null =>
    who.accountId === null ? null : { ...row, id: newId(), [column]: who.accountId, ...more };
const theirs =
  (column: string) =>
  (_who: Rights, row: Row): Row => ({ ...row, id: newId(), [column]: newId() });
const own =
  (column: string): May =>
  (who, row) =>
    row[column] === who.accountId;
const written: May = (who, row) =>
  published(who, row) || team(who, row) || (office(who, row) && within('commenting', 'agreed', 'closed')(who, row));
const writing = both(team, within('preparing'));

/** What the design says of peer reviews: each side has its steps, notes are the team's, drafts are not the network's. */
export const peerReviewRules: readonly TableRule[] = [
  {
    table: 'peerreviews.reviews',
    reads: (who, row) => published(who, row) || known(who, row) || invited(who, row),
    changes: [
      { set: "visit_needs = 'A ramp'", may: both(inside, open) },
      {
        set: "state = 'preparing', decided_by = kernel.actor(), decided_at = now()",
        may: (who, row) => row.state === 'proposed' && (row.asked_side === 'office' ? net(who, row) : office(who, row)),
      },
      { set: "state = 'agreed', report_at = now()", may: both(office, within('commenting')) },
      {
        set: "state = 'ended', ended_at = now(), end_reason = 'Time', report_at = null",
        may: (who, row) =>
          (row.state === 'proposed' && (row.asked_side === 'office' ? office(who, row) : net(who, row))) ||
          (open(who, row) && known(who, row)),
      },
      {
        set: 'published_at = now(), published_by = kernel.actor()',
        may: (who, row) => office(who, row) && row.state === 'agreed' && row.published_at === null,
      },
    ],
    adds: [
      {
        like: mine('asked_by', {
          state: 'proposed',
          decided_by: null,
          decided_at: null,
          report_at: null,
          published_at: null,
          published_by: null,
          ended_at: null,
          end_reason: null,
        }),
        may: (who, row) => (row.asked_side === 'office' ? holds(who, row.office_id) : net(who, row)),
      },
      {
        like: mine('asked_by'),
        may: (who, row) => row.state === 'proposed' && (row.asked_side === 'office' ? holds(who, row.office_id) : net(who, row)),
      },
    ],
  },
  {
    table: 'peerreviews.invitations',
    key: "review_id || '/' || office_id",
    reads: (who, row) => known(who, row) || holds(who, row.office_id),
    changes: [{ set: 'declined_at = now()', may: (who, row) => holds(who, row.office_id) && open(who, row) }],
    adds: [{ like: (who, row) => ({ ...row, invited_by: who.accountId, declined_at: null }), may: both(net, open) }],
  },
  {
    table: 'peerreviews.peers',
    key: "review_id || '/' || account_id",
    reads: (who, row) => known(who, row) || (row.account_id === who.accountId && who.assurance === 2),
    changes: [{ set: 'left_at = now()', may: (who, row) => row.account_id === who.accountId && row.left_at === null && team(who, row) }],
    adds: [
      {
        like: (who, row) => (who.accountId ? { ...row, account_id: who.accountId, left_at: null } : null),
        may: (who, row) => invited(who, row) && holds(who, row.office_id),
      },
    ],
  },
  {
    table: 'peerreviews.questions',
    reads: inside,
    changes: [{ set: "answer = 'So', answered_by = kernel.actor(), answered_at = now()", may: both(office, open) }],
    adds: [
      { like: mine('asked_by'), may: both(team, open) },
      { like: theirs('asked_by'), may: nobody },
    ],
  },
  {
    table: 'peerreviews.readings',
    reads: inside,
    adds: [
      { like: mine('added_by'), may: both(inside, open) },
      { like: theirs('added_by'), may: nobody },
    ],
    removes: both(inside, open, own('added_by')),
  },
  {
    table: 'peerreviews.notes',
    reads: team,
    adds: [
      { like: mine('written_by'), may: both(team, open) },
      { like: theirs('written_by'), may: nobody },
    ],
    removes: both(team, own('written_by')),
  },
  {
    table: 'peerreviews.sessions',
    reads: inside,
    adds: [{ like: (_who, row) => ({ ...row, id: newId() }), may: both(inside, open) }],
    removes: both(inside, open),
  },
  {
    table: 'peerreviews.findings',
    reads: written,
    changes: [{ set: "words = 'Changed'", may: writing }],
    adds: [
      { like: mine('written_by'), may: writing },
      { like: theirs('written_by'), may: nobody },
    ],
    removes: writing,
  },
  {
    table: 'peerreviews.recommendations',
    reads: written,
    changes: [
      { set: "words = 'Changed'", may: writing },
      { set: "answer = 'accepted', answered_at = now()", may: both(office, within('agreed', 'closed')) },
    ],
    adds: [
      { like: mine('written_by'), may: writing },
      { like: mine('written_by', { answer: 'accepted', answered_at: days(0) }), may: nobody },
    ],
    removes: writing,
  },
  {
    table: 'peerreviews.comments',
    reads: inside,
    adds: [
      { like: mine('by_account'), may: both(team, open) },
      { like: mine('by_account', { side: 'office' }), may: both(office, within('commenting')) },
    ],
  },
  {
    table: 'peerreviews.follow_ups',
    key: "review_id || '/' || months",
    reads: known,
    changes: [
      { set: "done = 'Done', done_by = kernel.actor(), done_at = now()", may: both(office, within('agreed')) },
      { set: "done = 'Done', done_by = gen_random_uuid(), done_at = now()", may: nobody },
    ],
    adds: [{ like: (_who, row) => ({ ...row, months: 12 }), may: both(office, within('agreed')) }],
  },
  {
    table: 'peerreviews.events',
    reads: known,
    adds: [
      { like: mine('by_account'), may: (who, row) => known(who, row) || invited(who, row) },
      { like: theirs('by_account'), may: nobody },
    ],
  },
];
