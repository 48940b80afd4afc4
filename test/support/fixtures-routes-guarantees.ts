import { addDays } from '#kernel/time';
import { plain, type RouteFixture, type RouteFixtures } from './fixtures-route.ts';
import type { Player, SeededWorld } from './fixtures.ts';
import type { FormFields } from './site.ts';

type Guarantees = SeededWorld['guarantees'];
const at = (
  path: (all: Guarantees) => string,
  opens: readonly Player[] | undefined,
  body?: (world: SeededWorld) => FormFields,
): RouteFixture => ({
  address: ({ guarantees }) => `/desk${path(guarantees)}`,
  as: opens?.[0] ?? 'fundManager',
  ...(opens ? { opens } : {}),
  ...(body ? { body } : {}),
});
const own = ['fundManager'] as const;
const followers = ['fundManager', 'committeeMember', 'auditor', 'administrator'] as const;

const words = (): FormFields => ({
  name: 'Fund of the harbour (invented)',
  about: 'Loans for founders.',
  language: 'en',
  area: 'Padova and Kaolack',
  manager: 'Region (invented)',
  email: 'harbour@example.org',
});

/** Terms as the form sends them. */
export const typedTerms = ({ inAMonth }: Pick<SeededWorld, 'inAMonth'>): FormFields => ({
  revision: '',
  basis: 'Board of the fund (invented)',
  coverage: '60',
  sharing: 'pro-rata',
  longest: '60',
  borrowerCap: '25,000',
  borrowerCapCurrency: 'EUR',
  groupCap: '',
  lenderCap: '50',
  countryCap: '100',
  sectorCap: '40',
  leverage: '4',
  upFront: '0.5',
  yearly: '1',
  feeBase: 'outstanding',
  dayCount: '30/360',
  waiting: '90',
  firstShare: '75',
  legalSteps: 'A letter, and a claim at court.',
  conditions: 'The firm is young | older ones find loans elsewhere',
  counters: 'Region (invented) | 50',
  validFrom: inAMonth,
  validUntil: '',
});

type Act = keyof Guarantees['loans'];
const fund = ['fundManager', 'committeeMember'] as const;
const bank = ['lender'] as const;

/** What each act with a filed loan sends. */
const acts: Record<Act, readonly [readonly Player[], (world: SeededWorld) => FormFields]> = {
  ask: [fund, () => ({ words: 'Which oven?' })],
  approve: [fund, ({ inAMonth }) => ({ lapseOn: inAMonth, words: '' })],
  refuse: [fund, () => ({ words: 'The plan has no figures.' })],
  forfeit: [fund, () => ({ words: 'The money bought another thing.' })],
  'send-back': [fund, () => ({ words: 'The letter is missing.' })],
  'pay-first': [own, ({ today }) => ({ day: today, words: '' })],
  'pay-all': [own, ({ today }) => ({ day: today, legalStepsDone: 'yes', words: '' })],
  'pay-rest': [own, ({ today }) => ({ day: today, legalStepsDone: 'yes', words: '' })],
  answer: [bank, () => ({ words: 'A wood-fired one.' })],
  withdraw: [bank, () => ({ words: '' })],
  activate: [bank, ({ today }) => ({ day: today })],
  shrink: [bank, ({ today }) => ({ day: today, owed: '900' })],
  repay: [bank, ({ today }) => ({ day: today })],
  call: [bank, ({ today }) => ({ day: today, firstUnpaidOn: addDays(today, -100), words: '' })],
  recover: [bank, ({ today }) => ({ day: today, amount: '10' })],
};

const actRoutes = Object.fromEntries(
  Object.entries(acts).map(([act, [opens, body]]) => [
    `/desk/guarantees/:id/${act}`,
    at(({ loans }) => `/guarantees/${loans[act as Act]}/${act}`, opens, body), // keys of the table above
  ]),
) as RouteFixtures;

/** A loan as the form sends it. */
export const typedLoan = (): FormFields => ({
  reference: 'L-2026-001',
  borrower: 'B-001',
  group: '',
  country: 'IT',
  sector: 'I',
  purpose: 'An oven and the first stock',
  amount: '5,000',
  months: '24',
  without: 'no-loan',
  earlierAid: '0',
  eligible: 'yes',
});

/** Pages of guarantee funds. */
export const guaranteeRoutes: RouteFixtures = {
  '/guarantee-funds': plain('/guarantee-funds'),
  '/guarantee-funds/:code': { address: ({ guarantees }) => `/guarantee-funds/${guarantees.code}` },
  '/desk/guarantee-funds': plain('/desk/guarantee-funds', { as: 'fundManager' }),
  '/desk/guarantee-funds/new': plain('/desk/guarantee-funds/new', {
    as: 'administrator',
    body: () => ({ ...words(), code: 'harbour', currency: 'EUR' }),
  }),
  '/desk/guarantee-funds/:id': at(({ id }) => `/guarantee-funds/${id}`, undefined),
  '/desk/guarantee-funds/:id/edit': at(({ id }) => `/guarantee-funds/${id}/edit`, own, words),
  '/desk/guarantee-funds/:id/windows/new': at(
    ({ id }) => `/guarantee-funds/${id}/windows/new`,
    own,
    () => ({ name: 'First loans (invented)' }),
  ),
  '/desk/guarantee-windows/:id': at(({ open }) => `/guarantee-windows/${open}`, undefined),
  '/desk/guarantee-windows/:id/terms': at(({ toWrite }) => `/guarantee-windows/${toWrite}/terms`, own, typedTerms),
  '/desk/guarantee-windows/:id/publish': at(
    ({ toPublish }) => `/guarantee-windows/${toPublish}/publish`,
    own,
    () => ({ revision: '1' }),
  ),
  '/desk/guarantee-windows/:id/admit': at(
    ({ toWrite }) => `/guarantee-windows/${toWrite}/admit`,
    own,
    ({ inAMonth }) => ({ organisation: '', name: 'Savings bank (invented)', agreedOn: inAMonth, untilOn: '' }),
  ),
  '/desk/guarantee-windows/:id/lenders/:admission/end': at(
    ({ open, toEnd }) => `/guarantee-windows/${open}/lenders/${toEnd}/end`,
    own,
    ({ inAMonth }) => ({ untilOn: inAMonth }),
  ),
  ...actRoutes,
  '/desk/guarantees/:id/certificate': at(
    ({ loans }) => `/guarantees/${loans.forfeit}/certificate`,
    fund,
    () => ({ language: 'it' }),
  ),
  '/desk/guarantees/:id/certificate.pdf': at(({ certified }) => `/guarantees/${certified}/certificate.pdf`, undefined),
  '/desk/guarantee-windows/:id/file': at(({ open }) => `/guarantee-windows/${open}/file`, bank, typedLoan),
  '/desk/guarantee-funds/:id/guarantees': at(({ id }) => `/guarantee-funds/${id}/guarantees`, undefined),
  '/desk/guarantees/:id': at(({ loans }) => `/guarantees/${loans.recover}`, undefined),
  '/desk/guarantee-funds/:id/capital': at(({ id }) => `/guarantee-funds/${id}/capital`, followers),
  '/desk/guarantee-funds/:id/report': at(({ id }) => `/guarantee-funds/${id}/report`, followers),
  '/desk/guarantee-funds/:id/capital/contributors/new': at(
    ({ id }) => `/guarantee-funds/${id}/capital/contributors/new`,
    own,
    () => ({ name: 'Foundation of the harbour (invented)' }),
  ),
  '/desk/guarantee-funds/:id/capital/book': at(
    ({ id }) => `/guarantee-funds/${id}/capital/book`,
    own,
    ({ today, guarantees }) => ({ contributor: guarantees.contributor, window: guarantees.open, day: today, amount: '1,000' }),
  ),
};
