import { newId } from '#kernel/db';
import type { Add } from './fixtures-access-published.ts';
import { type May, type TableRule } from './fixtures-access-rule.ts';
import type { Rights } from './fixtures-access-rights.ts';
import { at, type Row, type Stage } from './fixtures-access-world.ts';

/** Books of the network, of two offices, of an organisation and of a fund, each with an entry, a reservation and what waits for its seal. */
export function plantLedger(add: Add, { offices, organisations }: Stage): void {
  const scopes = [
    ['network', null],
    ['office', at(offices, 0)],
    ['office', at(offices, 1)],
    ['organisation', at(organisations, 0)],
    ['fund', newId()],
  ] as const;
  for (const [scope_kind, scope_id] of scopes) {
    const book_id = newId();
    add('ledger.books', { id: book_id, name: 'A book', scope_kind, scope_id, closed_through: null });
    const accounts = ['bank', 'capital'].map((code) => ({ id: newId(), book_id, code, name: code, kind: 'asset', currency: 'EUR' }));
    const minor = [-500, 500];
    add('ledger.accounts', ...accounts.map((one, n) => ({ ...one, posted_minor: at(minor, n), last_nth: 1 })));
    const entry = (kind: string, more: Row = {}) => {
      const id = newId();
      add('ledger.entries', {
        id,
        book_id,
        kind,
        effective_on: '2026-01-01',
        posting_count: 2,
        idempotency_key: id,
        request_hash: `\\x${'00'.repeat(32)}`,
        description: 'An entry',
        settles: null,
        reverses: null,
        expires_at: null,
        ...more,
      });
      return id;
    };
    const posted = entry('entry');
    accounts.forEach(({ id: account_id }, n) => {
      const line = { entry_id: posted, n: n + 1, book_id, account_id, currency: 'EUR', effective_on: '2026-01-01' };
      add('ledger.postings', { ...line, amount_minor: at(minor, n), pending: false, nth: 1, balance_after_minor: at(minor, n) });
    });
    const exchange = { from_currency: 'EUR', to_currency: 'XOF', rate: '655.957', rate_on: '2026-01-01', source: 'A peg' };
    add('ledger.exchanges', { entry_id: posted, ...exchange });
    add('ledger.unsealed', { entry_id: posted, book_id });
    const hashes = { previous_hash: '0'.repeat(64), hash: 'a'.repeat(64) };
    add('ledger.seals', { book_id, number: 1, ...hashes, entries: [newId()] });
  }
}

const bookOf = (who: Rights, row: Row): Row => {
  const id = row.book_id ?? (who.rows['ledger.entries'] ?? []).find((one) => one.id === row.entry_id)?.book_id ?? row.id;
  return (who.rows['ledger.books'] ?? []).find((one) => one.id === id) ?? row;
};
const held = (who: Rights, scope: unknown, ...roles: string[]) =>
  who.assurance === 2 &&
  (who.rows['access.assignments'] ?? []).some(
    (one) => one.account_id === who.accountId && one.ended_at === null && one.scope_id === scope && roles.includes(String(one.role)),
  );
const keeps: May = (who, row) => {
  const { scope_kind, scope_id } = bookOf(who, row);
  if (scope_kind === 'network') return who.holds('administrator');
  if (scope_kind === 'office') return held(who, scope_id, 'office-manager');
  return held(who, scope_id, scope_kind === 'fund' ? 'fund-manager' : 'lender');
};
const reads: May = (who, row) => {
  const { scope_kind, scope_id } = bookOf(who, row);
  return who.holds('auditor') || keeps(who, row) || (scope_kind === 'fund' && held(who, scope_id, 'committee-member'));
};
/** What only the ledger's own functions write: the application has no right to add, change or remove there. */
const written = (table: string, key: string): TableRule => ({ table, key, reads });

/** What the design says of the ledger: keepers open and close, nobody changes what is written, auditors read all of it. */
export const ledgerRules: readonly TableRule[] = [
  {
    table: 'ledger.books',
    reads,
    changes: [{ set: `name = 'Another'`, may: keeps }],
    adds: [{ like: (_who, { id: _id, closed_through: _closed, ...row }) => ({ ...row, id: newId() }), may: keeps }],
  },
  {
    table: 'ledger.accounts',
    reads,
    changes: [{ set: `name = 'Another'`, may: keeps }],
    adds: [
      {
        like: (_who, { posted_minor: _posted, last_nth: _nth, ...row }) => ({ ...row, id: newId(), code: `c${newId()}` }),
        may: keeps,
      },
    ],
  },
  written('ledger.entries', 'id'),
  written('ledger.postings', 'entry_id'),
  written('ledger.exchanges', 'entry_id'),
  written('ledger.unsealed', 'entry_id'),
  written('ledger.seals', 'book_id'),
];
