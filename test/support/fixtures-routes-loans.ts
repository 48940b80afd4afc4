import { plain, type RouteFixture, type RouteFixtures } from './fixtures-route.ts';
import type { Player, SeededWorld } from './fixtures.ts';
import type { FormFields } from './site.ts';

const product = {
  name: 'Loan for a shop',
  about: 'For the first stock and rent',
  eligible: 'Whoever opens a shop',
  least: '1000',
  leastCurrency: 'EUR',
  most: '15000',
  leastInstalments: '6',
  mostInstalments: '48',
  frequency: 'MONTHS',
  way: 'mark-up',
  percent: '5,5',
  feePercent: '1',
  grace: '0',
  allocationOrder: 'PENALTIES_FEES_INTEREST_PRINCIPAL_ORDER',
  validFrom: '2026-01-01',
  validUntil: '',
};

type At = (world: SeededWorld) => string;
const form = (as: Player, opens: readonly Player[], address: At, body?: (world: SeededWorld) => FormFields): RouteFixture => ({
  address,
  as,
  opens,
  ...(body ? { body } : {}),
});
const lends = (address: At, body?: (world: SeededWorld) => FormFields) => form('lender', ['lender'], address, body);
const own = (address: At, body?: (world: SeededWorld) => FormFields) => form('person', ['person'], address, body);
const atDesk = (address: At, body?: (world: SeededWorld) => FormFields) => form('counsellor', ['counsellor', 'manager'], address, body);

const wish = ({ loans }: SeededWorld) => `product=${loans.open}&amount=5000&instalments=12`;
const wishWithout = ({ loans }: SeededWorld) => `product=${loans.withoutInterest}&amount=5000&instalments=12`;

/** Loans: what lenders offer, applications from both sides, and what the lender decides. */
export const loanRoutes: RouteFixtures = {
  '/loans': plain('/loans'),
  '/loans/:id': { address: ({ loans }) => `/loans/${loans.open}?amount=5000&instalments=24` },
  '/lending': plain('/lending', { as: 'lender' }),
  '/lending/applications/:id': lends(({ loans }) => `/lending/applications/${loans.applied}`),
  '/lending/applications/:id/ask': lends(
    ({ loans }) => `/lending/applications/${loans.toAsk}/ask`,
    () => ({ question: 'Is the lease signed?' }),
  ),
  '/lending/applications/:id/approve': lends(
    ({ loans }) => `/lending/applications/${loans.toApprove}/approve`,
    () => ({ amount: '4500', instalments: '18', conditions: 'With the lease' }),
  ),
  '/lending/applications/:id/decline': lends(
    ({ loans }) => `/lending/applications/${loans.toDecline}/decline`,
    () => ({ reason: 'The rent is too high for the sales.' }),
  ),
  '/lending/applications/:id/sign': lends(
    ({ loans }) => `/lending/applications/${loans.toSign}/sign`,
    ({ today }) => ({ day: today }),
  ),
  '/lending/applications/:id/pay-out': lends(
    ({ loans }) => `/lending/applications/${loans.toPayOut}/pay-out`,
    ({ today }) => ({ day: today, reference: 'ML-2026-002' }),
  ),
  '/lending/applications/:id/guarantee': lends(
    ({ loans }) => `/lending/applications/${loans.toApprove}/guarantee`,
    ({ guaranteed }) => ({ guarantee: guaranteed.free }),
  ),
  '/lending/applications/:id/guarantee/end': lends(
    ({ loans }) => `/lending/applications/${loans.toSign}/guarantee/end`,
    () => ({}),
  ),
  '/lending/guarantees/:id': lends(({ guaranteed }) => `/lending/guarantees/${guaranteed.active}`),
  '/lending/loans': plain('/lending/loans', { as: 'lender' }),
  '/lending/loans/:id': lends(({ loans }) => `/lending/loans/${loans.lentLoan.loan}`),
  '/lending/loans/:id/pay': lends(
    ({ loans }) => `/lending/loans/${loans.toPay}/pay`,
    ({ today }) => ({ amount: '50', day: today, reference: 'P-10' }),
  ),
  '/lending/loans/:id/reschedule': lends(
    ({ loans, inAMonth }) => `/lending/loans/${loans.toReschedule}/reschedule?first=${inAMonth}&instalments=18&percent=8`,
    () => ({ reason: 'A bad harvest' }),
  ),
  '/lending/loans/:id/write-off': lends(
    ({ loans }) => `/lending/loans/${loans.toWriteOff}/write-off`,
    () => ({ reason: 'The firm has closed.' }),
  ),
  '/lending/loans/payments/:id/take-back': lends(
    ({ loans }) => `/lending/loans/payments/${loans.lentLoan.toTakeBack}/take-back`,
    () => ({ reason: 'It was another borrower’s.' }),
  ),
  '/lending/books': plain('/lending/books', { as: 'lender' }),
  '/lending/books/:id/keep': lends(
    ({ organisations }) => `/lending/books/${organisations.bank}/keep`,
    () => ({}),
  ),
  // Its loans are being repaid, or it keeps its own books: both are refused.
  '/lending/books/:id/end': {
    ...lends(
      ({ organisations }) => `/lending/books/${organisations.bank}/end`,
      () => ({}),
    ),
    refusedWith: 409,
  },
  '/lending/products': plain('/lending/products', { as: 'lender' }),
  '/lending/products/new': plain('/lending/products/new', {
    as: 'lender',
    body: ({ organisations }) => ({ lender: organisations.bank, ...product }),
  }),
  '/lending/products/:id': lends(({ loans }) => `/lending/products/${loans.draft}`),
  '/lending/products/:id/edit': lends(
    ({ loans }) => `/lending/products/${loans.draft}/edit`,
    () => product,
  ),
  '/lending/products/:id/publish': lends(
    ({ loans }) => `/lending/products/${loans.toPublish}/publish`,
    () => ({}),
  ),
  '/lending/products/:id/withdraw': lends(
    ({ loans }) => `/lending/products/${loans.toWithdraw}/withdraw`,
    () => ({}),
  ),
  '/lending/products/:id/next': lends(
    ({ loans }) => `/lending/products/${loans.open}/next`,
    () => ({}),
  ),
  '/me/loans': plain('/me/loans', { as: 'person' }),
  '/me/loans/new': {
    address: (world) => `/me/loans/new?${wish(world)}`,
    as: 'person',
    body: ({ awa }) => ({ venture: awa.venture, purpose: 'An oven', parts: 'business-plan', follows: 'yes', agreed: 'on' }),
  },
  '/me/loans/:id': own(({ loans }) => `/me/loans/${loans.lent}`),
  '/me/loans/:id/answer': own(
    ({ loans }) => `/me/loans/${loans.toAnswer}/answer`,
    () => ({ answer: 'It costs 3,000 euros.' }),
  ),
  '/me/loans/:id/withdraw': own(
    ({ loans }) => `/me/loans/${loans.toTakeBack}/withdraw`,
    () => ({}),
  ),
  '/me/loans/:id/follow': own(
    ({ loans }) => `/me/loans/${loans.lent}/follow`,
    () => ({ follows: 'yes' }),
  ),
  '/me/loans/payments/:id': own(({ loans }) => `/me/loans/payments/${loans.lentLoan.payment}`),
  '/desk/loans/payments/:id': atDesk(({ loans }) => `/desk/loans/payments/${loans.lentLoan.payment}`),
  '/desk/people/:id/loans': atDesk(({ awa }) => `/desk/people/${awa.person}/loans`),
  '/desk/people/:id/loans/new': atDesk(
    (world) => `/desk/people/${world.awa.person}/loans/new?${wishWithout(world)}`,
    ({ awa }) => ({ venture: awa.venture, purpose: 'An oven', parts: 'contact', opinion: 'Sound', how: 'signed-at-desk', agreed: 'on' }),
  ),
  '/desk/loans/:id': atDesk(({ loans }) => `/desk/loans/${loans.applied}`),
  '/desk/loans/:id/answer': atDesk(
    ({ loans }) => `/desk/loans/${loans.toAnswerAtDesk}/answer`,
    () => ({ answer: 'The offer of the shop is among the documents.' }),
  ),
  '/desk/loans/:id/withdraw': atDesk(
    ({ loans }) => `/desk/loans/${loans.toTakeBackAtDesk}/withdraw`,
    () => ({}),
  ),
  '/desk/loans/:id/opinion': atDesk(
    ({ loans }) => `/desk/loans/${loans.applied}/opinion`,
    () => ({ opinion: 'She has sold for two years on the market.' }),
  ),
};
