import { plain, type RouteFixture, type RouteFixtures } from './fixtures-route.ts';
import type { Player, SeededWorld } from './fixtures.ts';
import type { FormFields } from './site.ts';

type World = SeededWorld['ledger'];

const made = (address: (ledger: World) => string, opens: readonly Player[], body?: (world: SeededWorld) => FormFields): RouteFixture => ({
  address: ({ ledger }) => `/ledger/${ledger.book}${address(ledger)}`,
  as: 'manager',
  opens,
  ...(body ? { body } : {}),
});

const readers = ['manager', 'auditor'] as const;
const keeper = ['manager'] as const;

/** The book of the manager's office: kept there, read by auditors. */
export const ledgerRoutes: RouteFixtures = {
  '/ledger': plain('/ledger', { as: 'manager' }),
  '/ledger/new': plain('/ledger/new', {
    as: 'manager',
    body: ({ offices }) => ({ name: 'Another book', scope: `office:${offices.padova.id}` }),
  }),
  '/ledger/:book': made(() => '', readers),
  '/ledger/:book/accounts/new': made(
    () => '/accounts/new',
    keeper,
    () => ({ name: 'Till', code: 'till:padova', kind: 'asset', currency: 'EUR' }),
  ),
  '/ledger/:book/accounts/:account': made(({ bank }) => `/accounts/${bank}`, readers),
  '/ledger/:book/accounts/:account/limits': made(
    ({ capital }) => `/accounts/${capital}/limits`,
    keeper,
    () => ({ floor: '', ceiling: '0' }),
  ),
  '/ledger/:book/accounts/:account/close': made(
    ({ toClose }) => `/accounts/${toClose}/close`,
    keeper,
    () => ({}),
  ),
  '/ledger/:book/entries/new': made(
    () => '/entries/new',
    keeper,
    ({ ledger, today }) => ({
      effectiveOn: today,
      description: 'A second grant',
      account1: ledger.bank,
      debit1: '',
      credit1: '12.50',
      account2: ledger.spent,
      debit2: '12.50',
      credit2: '',
    }),
  ),
  '/ledger/:book/entries/:entry': made(({ shown }) => `/entries/${shown}`, readers),
  '/ledger/:book/entries/:entry/act': made(
    ({ entry }) => `/entries/${entry}/act?act=reverse`,
    keeper,
    ({ today }) => ({ act: 'reverse', effectiveOn: today, description: 'Paid twice' }),
  ),
  '/ledger/:book/close': made(
    () => '/close',
    keeper,
    ({ ledger }) => ({ through: ledger.monthAgo }),
  ),
  '/ledger/:book/chain': made(() => '/chain', readers),
  '/ledger/:book/journal': made(() => '/journal', readers),
};
