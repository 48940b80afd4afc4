import { newId } from '#kernel/db';
import { fairRules, plantFairs, plantPhoto } from './fixtures-access-fairs.ts';
import { days, type Add } from './fixtures-access-published.ts';
import { fresh, nobody, type May, type TableRule } from './fixtures-access-rule.ts';
import type { Rights } from './fixtures-access-rights.ts';
import type { Row, Stage } from './fixtures-access-world.ts';

interface Planted {
  venture_id: string;
  office_id: string;
}

const inMonths = (count: number) => days(count * 30).slice(0, 10);

/** A draft and a published offer of each venture with contact, review and author; the others ask about the published one. */
export function plantTrade(add: Add, stage: Stage, corridor_id: string, ventures: readonly Planted[]): void {
  const published = ventures.map((of, number) => {
    const common = {
      ...of,
      kind: 'offer',
      what: 'product',
      hs_code: '1202',
      title: 'Groundnuts',
      description: 'Roasted',
      languages: ['en'],
      corridor_id,
      at_end: 'origin',
      valid_until: inMonths(3),
      revision: 1,
    };
    const draft = { id: newId(), ...common, state: 'draft', published_at: null };
    const shown = { id: newId(), ...common, state: 'published', published_at: days(-1) };
    add('trade.offers', draft, shown);
    for (const { id } of [draft, shown]) {
      add('trade.authors', { offer_id: id, office_id: of.office_id, account_id: stage.accounts[number % stage.accounts.length] });
      add('trade.offer_contacts', { offer_id: id, ...of, name: 'Awa', phone: '+390000000000', email: null });
    }
    plantPhoto(add, shown.id, of);
    plantPhoto(add, draft.id, of);
    add('trade.reviews', {
      id: newId(),
      offer_id: shown.id,
      ...of,
      revision: 1,
      clear: 3,
      capacity: 3,
      papers: 3,
      answers: 3,
      outcome: 'published',
      reviewed_by: stage.accounts[0],
    });
    return shown;
  });
  plantFairs(
    add,
    stage,
    corridor_id,
    published.map(({ id: offer_id, venture_id, office_id }) => ({ offer_id, venture_id, office_id })),
  );
  published.forEach(({ id: offer_id, venture_id, office_id }, number) => {
    const asks = (from: Row, state: Row) => {
      const id = newId();
      const times = { asker_confirmed_at: null, owner_confirmed_at: null, confirmed_at: null, ended_at: null, ended_by: null };
      add('trade.interests', {
        id,
        offer_id,
        venture_id,
        office_id,
        from_venture_id: null,
        from_office_id: null,
        organisation_id: null,
        ...from,
        who: 'A shop',
        message: 'How much?',
        ...times,
        ...state,
      });
      if (state.confirmed_at)
        for (const side of ['asker', 'owner'])
          add('trade.follow_ups', { interest_id: id, side, due_on: inMonths(6), obstacles: [], answered_at: null });
      add('trade.interest_contacts', { interest_id: id, name: 'Noor', phone: null, email: 'noor@example.org' });
    };
    const both = { asker_confirmed_at: days(-2), owner_confirmed_at: days(-2), confirmed_at: days(-2) };
    asks({ organisation_id: stage.organisations[number % 2] }, number % 2 === 0 ? both : { asker_confirmed_at: days(-1) });
    const other = ventures[(number + 1) % ventures.length];
    if (!other || other.venture_id === venture_id) return;
    const from = { from_venture_id: other.venture_id, from_office_id: other.office_id };
    asks(from, number === 0 ? both : { owner_confirmed_at: days(-1) });
    asks(from, { ...both, ended_at: days(-1), ended_by: 'owner' });
  });
}

const founds = (who: Rights, venture: unknown) =>
  (who.rows['ventures.founders'] ?? []).some((one) => one.venture_id === venture && !one.left_at && who.own.has(one.person_id));
const sharesVenture = (who: Rights, venture: unknown) =>
  (who.rows['ventures.founders'] ?? []).some((one) => one.venture_id === venture && !one.left_at && who.shares(one.person_id, 'venture'));

/** Founders and the desk in custody. */
const owns: May = (who, row) => who.desks.has(row.office_id) || founds(who, row.venture_id);
const asksFor: May = (who, row) =>
  who.desks.has(row.from_office_id) ||
  (row.from_venture_id !== null && founds(who, row.from_venture_id)) ||
  who.organisations.has(row.organisation_id);
const isOpen = (row: Row) => row.confirmed_at !== null && row.ended_at === null;
const interests = (who: Rights) => who.rows['trade.interests'] ?? [];
const ofInterest = (who: Rights, id: unknown) => interests(who).find((one) => one.id === id);
const isShown = (row: Row) => row.state === 'published';

/** What the design says of trade. */
export const tradeRules: readonly TableRule[] = [
  {
    table: 'trade.offers',
    reads: (who, row) => isShown(row) || owns(who, row) || sharesVenture(who, row.venture_id),
    changes: [
      { set: "state = 'withdrawn'", may: owns },
      { set: "title = 'Never reviewed', state = 'published', published_at = now()", may: nobody },
    ],
    adds: [
      { like: (who, row) => ({ ...fresh(who, row), state: 'draft' }), may: owns },
      { like: (who, row) => ({ ...fresh(who, row), state: 'published', published_at: days(0) }), may: nobody },
    ],
  },
  {
    table: 'trade.authors',
    key: "offer_id || '/' || account_id",
    reads: (who, row) => who.desks.has(row.office_id) || (who.assurance >= 1 && row.account_id === who.accountId),
  },
  {
    table: 'trade.reviews',
    reads: owns,
    adds: [
      {
        like: (who, row) => ({ ...fresh(who, row), reviewed_by: who.accountId }),
        may: (who, row) =>
          who.desks.has(row.office_id) &&
          !founds(who, row.venture_id) &&
          !(who.rows['trade.authors'] ?? []).some((one) => one.offer_id === row.offer_id && one.account_id === who.accountId),
      },
      { like: (who, row) => (row.reviewed_by === who.accountId ? null : fresh(who, row)), may: nobody },
    ],
  },
  {
    table: 'trade.offer_contacts',
    key: 'offer_id',
    reads: (who, row) => owns(who, row) || interests(who).some((one) => one.offer_id === row.offer_id && isOpen(one) && asksFor(who, one)),
    changes: [{ set: 'name = name', may: owns }],
    // An offer has one: a second is refused by its key, after row security has let it pass.
    adds: [{ like: (_who, row) => row, may: owns }],
  },
  {
    table: 'trade.interests',
    reads: (who, row) => owns(who, row) || asksFor(who, row),
    changes: [
      {
        set: "ended_at = coalesce(ended_at, now()), ended_by = coalesce(ended_by, 'asker')",
        may: (who, row) => owns(who, row) || asksFor(who, row),
      },
      {
        set: 'owner_confirmed_at = now()',
        may: (who, row) => row.ended_at === null && owns(who, row),
      },
      {
        set: 'asker_confirmed_at = now()',
        may: (who, row) => row.ended_at === null && asksFor(who, row),
      },
    ],
    adds: [
      {
        like: (who, row) => ({
          ...fresh(who, row),
          asker_confirmed_at: null,
          owner_confirmed_at: null,
          confirmed_at: null,
          ended_at: days(0),
          ended_by: 'asker',
        }),
        may: asksFor,
      },
      {
        like: (who, row) =>
          owns(who, row)
            ? null
            : {
                ...fresh(who, row),
                asker_confirmed_at: days(0),
                owner_confirmed_at: days(0),
                confirmed_at: null,
                ended_at: days(0),
                ended_by: 'asker',
              },
        may: nobody,
      },
    ],
  },
  {
    table: 'trade.interest_contacts',
    key: 'interest_id',
    reads: (who, row) => {
      const interest = ofInterest(who, row.interest_id);
      return interest !== undefined && (asksFor(who, interest) || (isOpen(interest) && owns(who, interest)));
    },
    changes: [{ set: 'name = name', may: (who, row) => asksFor(who, ofInterest(who, row.interest_id) ?? row) }],
    adds: [{ like: (_who, row) => row, may: (who, row) => asksFor(who, ofInterest(who, row.interest_id) ?? row) }],
  },
  ...fairRules,
];
