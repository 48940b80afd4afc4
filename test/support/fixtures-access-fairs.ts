import { newId } from '#kernel/db';
import { days, type Add } from './fixtures-access-published.ts';
import { anybody, fresh, nobody, type May, type TableRule } from './fixtures-access-rule.ts';
import type { Rights } from './fixtures-access-rights.ts';
import type { Row, Stage } from './fixtures-access-world.ts';

interface Venture {
  venture_id: string;
  office_id: string;
}

const text = (words: string) => ({ source: 'en', texts: { en: { text: words, kind: 'human' } } });
const day = (count: number) => days(count).slice(0, 10);
let history = 1;

/** A draft and an announced fair and one with a schedule: ventures and organisations come, wish, are busy and meet. */
export function plantFairs(add: Add, stage: Stage, corridor_id: string, ventures: readonly (Venture & { offer_id: string })[]): void {
  const fact = { id: newId(), corridor_id, kind: 'customs', words: text('Tariff'), source_name: 'test', seen_on: day(-3) };
  add('trade.facts', fact);
  add('trade.fact_history', { id: String(history++), fact_id: fact.id, state: {} });
  ['draft', 'announced', 'published'].forEach((state, number) => {
    const fair_id = newId();
    add('trade.fairs', {
      id: fair_id,
      corridor_id,
      office_id: stage.offices[number % stage.offices.length],
      partner_office_id: number === 1 ? null : stage.offices[(number + 1) % stage.offices.length],
      kind: 'fair',
      title: text('Fair'),
      about: text('About'),
      place: 'Hall',
      first_day: day(20),
      last_day: day(20),
      opens: '09:00',
      closes: '12:00',
      time_zone: 'Europe/Rome',
      slot_minutes: 30,
      tables: 2,
      languages: ['en'],
      registers_from: day(-5),
      registers_until: day(10),
      who_may: ['ventures', 'organisations'],
      state,
      created_by: stage.accounts[0],
    });
    const slot = { fair_id, starts_at: '2027-05-04T08:00:00Z' };
    add('trade.fair_slots', { ...slot, ends_at: '2027-05-04T08:30:00Z' });
    const nobodyElse = { offer_id: null, venture_id: null, office_id: null, organisation_id: null };
    const come = (of: Row, how: string) => {
      const id = newId();
      add('trade.fair_participants', { id, fair_id, ...nobodyElse, ...of, who: 'A shop', languages: ['en'], state: how });
      add('trade.fair_busy', { ...slot, participant_id: id });
      return id;
    };
    const ids = [
      ...ventures.map(({ offer_id, venture_id, office_id }, of) =>
        come({ offer_id, venture_id, office_id }, of % 2 === 0 ? 'approved' : 'asked'),
      ),
      ...stage.organisations.map((organisation_id, of) => come({ organisation_id }, of === 0 ? 'approved' : 'declined')),
    ].toSorted();
    ids.forEach((participant_id, of) => {
      const wished_id = ids[(of + 1) % ids.length];
      if (wished_id && wished_id !== participant_id) add('trade.fair_wishes', { fair_id, participant_id, wished_id, rank: 1 });
    });
    const [first_id, second_id] = ids;
    if (!first_id || !second_id) return;
    const id = newId();
    add('trade.fair_meetings', { id, ...slot, table_number: 1, first_id, second_id, link: null });
    for (const participant_id of [first_id, second_id]) add('trade.fair_seats', { meeting_id: id, ...slot, participant_id });
  });
}

/** Photos of an offer. */
export function plantPhoto(add: Add, offer_id: string, of: Venture): void {
  const photo = { place: 1, words: 'A bag', media_type: 'image/png', width: 1, height: 1, sha256: 'a'.repeat(64), content: '\\x00' };
  add('trade.photos', { id: newId(), offer_id, ...of, ...photo });
}

const founds = (who: Rights, venture: unknown) =>
  (who.rows['ventures.founders'] ?? []).some((one) => one.venture_id === venture && !one.left_at && who.own.has(one.person_id));
const find = (who: Rights, table: string, id: unknown) => (who.rows[table] ?? []).find((one) => one.id === id);
const fairOf = (who: Rights, id: unknown) => find(who, 'trade.fairs', id) ?? {};
const hosts: May = (who, row) => {
  const fair = fairOf(who, row.fair_id);
  return who.desks.has(fair.office_id) || who.desks.has(fair.partner_office_id);
};
/** Speaks for a participant: founder, desk in custody of the venture, organisation. */
const speaks: May = (who, row) =>
  (row.venture_id !== null && (founds(who, row.venture_id) || who.desks.has(row.office_id))) || who.organisations.has(row.organisation_id);
const speaksFor = (who: Rights, id: unknown) => speaks(who, find(who, 'trade.fair_participants', id) ?? { venture_id: null });
const comesTo = (who: Rights, fair: unknown) =>
  (who.rows['trade.fair_participants'] ?? []).some((one) => one.fair_id === fair && one.state === 'approved' && speaks(who, one));
/** Whoever speaks for a venture or an organisation asks for it while the fair takes registrations, with an offer of its corridor that is shown. */
const registers: May = (who, row) => {
  const fair = fairOf(who, row.fair_id);
  const offer = find(who, 'trade.offers', row.offer_id);
  return (
    speaks(who, row) &&
    row.state === 'asked' &&
    fair.state === 'announced' &&
    (row.offer_id === null ||
      (offer?.state === 'published' && offer.corridor_id === fair.corridor_id && String(offer.valid_until) >= day(0)))
  );
};
const seesSchedule = (who: Rights, row: Row) => fairOf(who, row.fair_id).state === 'published';
const editors: May = (who) => who.holds('editor', 'administrator');
const own: May = (who, row) => speaksFor(who, row.participant_id);
const ownOrHosts: May = (who, row) => own(who, row) || hosts(who, row);
const same = (_who: Rights, row: Row): Row => row;
const holds: May = (who, row) => who.desks.has(row.office_id);
const shownFair: May = (who, row) => row.state !== 'draft' || holds(who, row) || who.desks.has(row.partner_office_id);

const owns: May = (who, row) => who.desks.has(row.office_id) || founds(who, row.venture_id);
const sharesVenture = (who: Rights, venture: unknown) =>
  (who.rows['ventures.founders'] ?? []).some((one) => one.venture_id === venture && !one.left_at && who.shares(one.person_id, 'venture'));
const interestOf = (who: Rights, id: unknown) => find(who, 'trade.interests', id) ?? {};
/** Each side reads and writes what it said itself, never what the other said. */
const ownSide: May = (who, row) => {
  const interest = interestOf(who, row.interest_id);
  return row.side === 'owner'
    ? owns(who, interest)
    : who.desks.has(interest.from_office_id) ||
        (interest.from_venture_id !== null && founds(who, interest.from_venture_id)) ||
        who.organisations.has(interest.organisation_id);
};

/** What the design says of photos, follow-ups, fairs and facts. */
export const fairRules: readonly TableRule[] = [
  {
    table: 'trade.photos',
    reads: (who, row) =>
      owns(who, row) || sharesVenture(who, row.venture_id) || find(who, 'trade.offers', row.offer_id)?.state === 'published',
    changes: [{ set: 'words = words', may: owns }],
    adds: [{ like: (who, row) => ({ ...fresh(who, row), place: 2, sha256: 'b'.repeat(64) }), may: owns }],
    removes: owns,
  },
  {
    table: 'trade.follow_ups',
    key: "interest_id || '/' || side",
    reads: ownSide,
    changes: [
      { set: "met = 'no', contract = 'no', answered_at = now()", may: ownSide },
      { set: 'asked_at = now()', may: nobody },
    ],
  },
  {
    table: 'trade.fairs',
    reads: shownFair,
    changes: [{ set: 'place = place', may: (who, row) => holds(who, row) || who.desks.has(row.partner_office_id) }],
    adds: [{ like: fresh, may: holds }],
  },
  {
    table: 'trade.fair_slots',
    key: 'fair_id',
    reads: (who, row) => shownFair(who, fairOf(who, row.fair_id)),
    adds: [{ like: (_who, row) => ({ ...row, starts_at: '2027-05-04T10:00:00Z', ends_at: '2027-05-04T10:30:00Z' }), may: hosts }],
    removes: (who, row) => hosts(who, row) && !(who.rows['trade.fair_meetings'] ?? []).some((one) => one.fair_id === row.fair_id),
  },
  {
    table: 'trade.fair_participants',
    reads: (who, row) => speaks(who, row) || hosts(who, row) || (row.state === 'approved' && comesTo(who, row.fair_id)),
    changes: [
      { set: "state = 'declined'", may: (who, row) => hosts(who, row) || (row.state === 'declined' && speaks(who, row)) },
      { set: "state = 'withdrawn'", may: speaks },
    ],
    adds: [{ like: fresh, may: registers }],
  },
  {
    table: 'trade.fair_wishes',
    key: "participant_id || '/' || wished_id",
    reads: ownOrHosts,
    changes: [{ set: "unmet = 'tables-full'", may: ownOrHosts }],
    adds: [{ like: same, may: own }],
    removes: own,
  },
  {
    table: 'trade.fair_busy',
    key: 'participant_id',
    reads: ownOrHosts,
    adds: [{ like: same, may: own }],
    removes: own,
  },
  {
    table: 'trade.fair_meetings',
    reads: (who, row) => hosts(who, row) || (seesSchedule(who, row) && (speaksFor(who, row.first_id) || speaksFor(who, row.second_id))),
    changes: [{ set: 'table_number = 2', may: hosts }],
    // The pair meets already: a second meeting is refused by its key, after row security has let it pass.
    adds: [{ like: fresh, may: hosts }],
    removes: hosts,
  },
  {
    table: 'trade.fair_seats',
    key: "meeting_id || '/' || participant_id",
    reads: (who, row) => hosts(who, row) || (seesSchedule(who, row) && own(who, row)),
  },
  {
    table: 'trade.facts',
    reads: anybody,
    changes: [{ set: 'source_name = source_name', may: editors }],
    adds: [{ like: fresh, may: editors }],
  },
  { table: 'trade.fact_history', reads: editors },
];
