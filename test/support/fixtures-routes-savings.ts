import { plain, type RouteFixture, type RouteFixtures } from './fixtures-route.ts';
import type { Player, SeededWorld } from './fixtures.ts';
import type { FormFields } from './site.ts';

const scheme = {
  name: 'Savings for a shop',
  about: 'For the first stock and rent',
  eligible: 'Whoever works abroad',
  purposes: ['firm', 'home'],
  savingCurrency: 'EUR',
  homeCurrency: 'XOF',
  drawMonth: '150',
  drawPercent: '40',
  drawWaitDays: '10',
  creditMonths: '6',
  creditSaved: '600',
  creditMultiple: '2,5',
  creditMost: '6000',
  pledgePercent: '25',
  product: '',
};

type At = (world: SeededWorld) => string;
const form = (as: Player, opens: readonly Player[], address: At, body?: (world: SeededWorld) => FormFields): RouteFixture => ({
  address,
  as,
  opens,
  ...(body ? { body } : {}),
});
const keeps = (address: At, body?: (world: SeededWorld) => FormFields) => form('lender', ['lender'], address, body);
const own = (address: At, body?: (world: SeededWorld) => FormFields) => form('person', ['person'], address, body);
const atDesk = (address: At) => form('counsellor', ['counsellor', 'manager'], address);
const nothing = () => ({});

/** Savings: schemes, the saver's own space, the desk that follows, and the organisation. */
export const savingsRoutes: RouteFixtures = {
  '/savings': plain('/savings'),
  '/savings/:id': { address: ({ savings }) => `/savings/${savings.open}` },
  '/lending/savings/schemes': plain('/lending/savings/schemes', { as: 'lender' }),
  '/lending/savings/schemes/new': plain('/lending/savings/schemes/new', {
    as: 'lender',
    body: ({ organisations }) => ({ keeper: organisations.bank, ...scheme }),
  }),
  '/lending/savings/schemes/:id': keeps(({ savings }) => `/lending/savings/schemes/${savings.draft}`),
  '/lending/savings/schemes/:id/edit': keeps(
    ({ savings }) => `/lending/savings/schemes/${savings.draft}/edit`,
    () => scheme,
  ),
  '/lending/savings/schemes/:id/publish': keeps(({ savings }) => `/lending/savings/schemes/${savings.toPublish}/publish`, nothing),
  '/lending/savings/schemes/:id/withdraw': keeps(({ savings }) => `/lending/savings/schemes/${savings.toWithdraw}/withdraw`, nothing),
  '/lending/savings/schemes/:id/next': keeps(({ savings }) => `/lending/savings/schemes/${savings.open}/next`, nothing),
  '/lending/savings/schemes/:id/aims': keeps(
    ({ savings }) => `/lending/savings/schemes/${savings.draft}/aims?plan=${savings.plan}`,
    ({ savings }) => ({ part: savings.part }),
  ),
  '/lending/savings/schemes/:id/aims/:part/remove': keeps(
    ({ savings }) => `/lending/savings/schemes/${savings.open}/aims/${savings.part}/remove`,
    nothing,
  ),
  '/lending/savings': plain('/lending/savings', { as: 'lender' }),
  '/lending/savings/deposits': plain('/lending/savings/deposits', {
    as: 'lender',
    body: () => ({ rows: '1' }),
    files: { file: { name: 'deposits.csv', bytes: Buffer.from('number,amount,currency,day,reference\n0,1.00,EUR,2026-11-01,F-1\n') } },
    refusedWith: 422,
  }),
  '/lending/savings/:id': {
    ...keeps(({ savings }) => `/lending/savings/${savings.drawing}`),
    also: [({ savings }) => `/lending/savings/${savings.toAccept}`],
  },
  '/lending/savings/:id/accept': keeps(({ savings }) => `/lending/savings/${savings.toAccept}/accept`, nothing),
  '/lending/savings/:id/decline': keeps(
    ({ savings }) => `/lending/savings/${savings.toDecline}/decline`,
    () => ({ reason: 'Not in this town.' }),
  ),
  '/lending/savings/:id/close': keeps(({ savings }) => `/lending/savings/${savings.toClose}/close`, nothing),
  '/lending/savings/:id/deposit': keeps(
    ({ savings }) => `/lending/savings/${savings.running}/deposit`,
    ({ today }) => ({ amount: '150.00', day: today, reference: 'D-2026-1' }),
  ),
  '/lending/savings/:id/draw': keeps(
    ({ savings }) => `/lending/savings/${savings.drawing}/draw`,
    ({ savings, today }) => ({ drawer: savings.drawer, amount: '20.00', day: today, reference: 'W-2026-1' }),
  ),
  '/lending/savings/credits/:id/open': keeps(
    ({ savings }) => `/lending/savings/credits/${savings.credits.toOpen}/open`,
    ({ today }) => ({ amount: '400', day: today, reference: 'C-2026-1', terms: 'Ten months' }),
  ),
  '/lending/savings/credits/:id/decline': keeps(
    ({ savings }) => `/lending/savings/credits/${savings.credits.toDecline}/decline`,
    () => ({ reason: 'Another credit runs elsewhere.' }),
  ),
  '/lending/savings/credits/:id/repay': keeps(
    ({ savings }) => `/lending/savings/credits/${savings.credits.toRepay}/repay`,
    ({ today }) => ({ day: today }),
  ),
  '/lending/savings/credits/:id/cover': keeps(
    ({ savings }) => `/lending/savings/credits/${savings.credits.toCover}/cover`,
    ({ today }) => ({ amount: '60', day: today, reference: 'T-2026-1' }),
  ),
  '/me/savings': plain('/me/savings', { as: 'person' }),
  '/me/savings/new': {
    address: ({ savings }) => `/me/savings/new?scheme=${savings.open}`,
    as: 'person',
    body: () => ({ purpose: 'home', amount: '2000', goalOn: '2031-06-30', follows: 'yes', agreed: 'yes' }),
  },
  '/me/savings/:id': own(({ savings }) => `/me/savings/${savings.saved}`),
  '/me/savings/:id/goal': own(
    ({ savings }) => `/me/savings/${savings.running}/goal`,
    () => ({ purpose: 'home', amount: '2500', goalOn: '2031-06-30' }),
  ),
  '/me/savings/:id/withdraw': own(({ savings }) => `/me/savings/${savings.toTakeBack}/withdraw`, nothing),
  '/me/savings/:id/follow': own(
    ({ savings }) => `/me/savings/${savings.running}/follow`,
    () => ({ follows: 'yes' }),
  ),
  '/me/savings/:id/family': own(
    ({ savings }) => `/me/savings/${savings.running}/family`,
    () => ({ reference: 'K-100' }),
  ),
  '/me/savings/family/:id/end': own(({ savings }) => `/me/savings/family/${savings.drawerToEnd}/end`, nothing),
  '/me/savings/:id/credit': own(
    ({ savings }) => `/me/savings/${savings.saved}/credit`,
    () => ({ amount: '300' }),
  ),
  '/me/savings/credits/:id/withdraw': own(({ savings }) => `/me/savings/credits/${savings.credits.toTakeBack}/withdraw`, nothing),
  '/desk/people/:id/savings': atDesk(({ awa }) => `/desk/people/${awa.person}/savings`),
  '/desk/savings/:id': atDesk(({ savings }) => `/desk/savings/${savings.drawing}`),
};
