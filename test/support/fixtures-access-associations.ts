import { newId } from '#kernel/db';
import { days, type Add } from './fixtures-access-published.ts';
import { fresh, nobody, type May, type TableRule } from './fixtures-access-rule.ts';
import type { Rights } from './fixtures-access-rights.ts';
import type { Row, Stage } from './fixtures-access-world.ts';

const day = (count: number) => days(count).slice(0, 10);

/** Entries in every state, written for by an account or by a link that works or no longer does, of two offices. */
export function plantAssociations(add: Add, { offices, accounts, place }: Stage): void {
  ['unconfirmed', 'waiting', 'asked', 'verified', 'refused', 'closed', 'unconfirmed'].forEach((state, number) => {
    const id = newId();
    const verified = state === 'verified';
    add('associations.associations', {
      id,
      office_id: offices[number % 2],
      name: 'Association',
      about: null,
      language: 'en',
      legal_form: 'informal',
      words: 'association',
      state,
      revision: 1,
      verified_revision: verified ? 1 : null,
      verified_at: verified ? days(-2) : null,
      active_on: state === 'unconfirmed' ? null : day(-2),
      ended_at: state === 'refused' || state === 'closed' ? days(-1) : null,
      registered_at: days(-3),
    });
    add('associations.places', { association_id: id, side: 'origin', place_id: place });
    for (const [agreed_on, until_on] of [
      [day(-2), null],
      [day(-2), day(-1)],
      [null, null],
    ])
      add('associations.representatives', {
        id: newId(),
        association_id: id,
        name: 'Rama',
        mandate: 'Chair',
        from_on: day(-30),
        until_on,
        email: null,
        agreed_on,
      });
    add('associations.events', { id: newId(), association_id: id, kind: 'registered', words: null, by_account: null });
    // The last one was just begun: nobody writes for it yet.
    if (number === 6) return;
    const link = { account_id: null, email: 'writer@example.org', token_hash: newId(), token_expires_at: days(number % 3 === 1 ? -1 : 9) };
    const account = { account_id: accounts[number % accounts.length], email: null, token_hash: null, token_expires_at: null };
    add('associations.keepers', { id: newId(), association_id: id, ...(number % 2 === 1 ? link : account), confirmed_at: null });
    add('associations.keepers', {
      id: newId(),
      association_id: id,
      ...(number % 2 === 0 ? { ...link, token_hash: newId() } : account),
      confirmed_at: null,
    });
  });
}

const keepersOf = (who: Rights, id: unknown) => (who.rows['associations.keepers'] ?? []).filter((one) => one.association_id === id);
const entryOf = (who: Rights, id: unknown): Row => (who.rows['associations.associations'] ?? []).find((one) => one.id === id) ?? {};

export const keepsAssociation = (who: Rights, id: unknown) =>
  keepersOf(who, id).some(
    (one) =>
      (one.account_id !== null && one.account_id === who.accountId && who.assurance >= 1) ||
      (who.token !== undefined && one.token_hash === who.token && Date.parse(String(one.token_expires_at)) > Date.now()),
  );
const handles = (who: Rights, entry: Row) => who.desks.has(entry.office_id) && entry.state !== 'unconfirmed';
const keeps: May = (who, row) => keepsAssociation(who, row.association_id);
const atDesk: May = (who, row) => handles(who, entryOf(who, row.association_id));
const shown: May = (who, row) => entryOf(who, row.association_id).state === 'verified';
const own: May = (who, row) => keepsAssociation(who, row.id);
const verifies: May = (who, row) => handles(who, row) && !keepsAssociation(who, row.id);

const event = (who: Rights, row: Row, kind: string): Row => ({ ...row, id: newId(), kind, words: 'why', by_account: who.accountId });

/** What the design says of the register of associations. */
export const associationRules: readonly TableRule[] = [
  {
    table: 'associations.associations',
    reads: (who, row) => row.state === 'verified' || own(who, row) || handles(who, row),
    changes: [
      { set: "name = 'Changed'", may: own },
      { set: 'active_on = current_date', may: (who, row) => own(who, row) && row.state !== 'never' },
      {
        set: "state = 'verified', verified_at = now(), verified_revision = revision, ended_at = null",
        may: (who, row) => verifies(who, row) && ['waiting', 'asked', 'verified'].includes(String(row.state)),
      },
      {
        set: "state = 'asked', ended_at = null",
        may: (who, row) =>
          (verifies(who, row) && ['waiting', 'asked', 'verified'].includes(String(row.state))) || (own(who, row) && row.state === 'asked'),
      },
      {
        set: "state = 'closed', ended_at = coalesce(ended_at, now())",
        may: (who, row) => own(who, row) || (row.state === 'closed' && handles(who, row)),
      },
    ],
    adds: [
      {
        like: (who, row) => ({
          ...fresh(who, row),
          state: 'unconfirmed',
          verified_at: null,
          verified_revision: null,
          active_on: null,
          ended_at: null,
        }),
        may: () => true,
      },
      { like: (who, row) => (row.state === 'unconfirmed' ? null : fresh(who, row)), may: nobody },
    ],
  },
  {
    table: 'associations.places',
    key: "association_id || '/' || side",
    reads: (who, row) => shown(who, row) || keeps(who, row) || atDesk(who, row),
    adds: [{ like: (_who, row) => ({ ...row, side: 'destination' }), may: keeps }],
    removes: keeps,
  },
  {
    table: 'associations.representatives',
    reads: (who, row) =>
      keeps(who, row) ||
      atDesk(who, row) ||
      (shown(who, row) && row.agreed_on !== null && (row.until_on === null || String(row.until_on) >= day(0))),
    changes: [{ set: "name = 'Changed'", may: keeps }],
    adds: [{ like: fresh, may: keeps }],
    removes: keeps,
  },
  {
    table: 'associations.keepers',
    reads: (who, row) => keeps(who, row) || atDesk(who, row),
    changes: [{ set: 'confirmed_at = now()', may: keeps }],
    adds: [
      // Whoever begins an entry writes for it; nobody adds themselves to another's.
      {
        like: (who, row) =>
          who.accountId ? { ...fresh(who, row), account_id: who.accountId, email: null, token_hash: null, token_expires_at: null } : null,
        may: nobody,
      },
      {
        like: (who, row) => {
          const begun = (who.rows['associations.associations'] ?? []).find((one) => keepersOf(who, one.id).length === 0);
          return who.accountId && begun
            ? {
                ...fresh(who, row),
                association_id: begun.id,
                account_id: who.accountId,
                email: null,
                token_hash: null,
                token_expires_at: null,
              }
            : null;
        },
        may: (who) => who.assurance >= 1,
      },
    ],
  },
  {
    table: 'associations.events',
    reads: (who, row) => keeps(who, row) || atDesk(who, row),
    adds: [
      { like: (who, row) => event(who, row, 'still-active'), may: keeps },
      { like: (who, row) => event(who, row, 'verified'), may: atDesk },
      { like: (who, row) => ({ ...event(who, row, 'still-active'), by_account: newId() }), may: nobody },
    ],
  },
];
