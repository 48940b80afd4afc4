import { plain, type RouteFixtures } from './fixtures-route.ts';
import type { SeededWorld } from './fixtures.ts';

const booking =
  (which: (world: SeededWorld) => { id: string; token: string }, path = '') =>
  (world: SeededWorld) =>
    `/appointments/${which(world).id}${path}?token=${which(world).token}`;
const signedInPlayers = [
  'person',
  'otherPerson',
  'keyholder',
  'counsellor',
  'manager',
  'counsellorAbroad',
  'provider',
  'otherProvider',
  'mentor',
  'trainer',
  'expert',
  'planner',
  'editor',
  'auditor',
  'protectionOfficer',
  'administrator',
  'representative',
  'lender',
  'fundManager',
  'committeeMember',
] as const;

/** Pages that everybody may open. */
export const publicRoutes: RouteFixtures = {
  '/': plain('/'),
  '/about': plain('/about'),
  '/calculators': plain('/calculators'),
  '/calculators/loan': plain('/calculators/loan', {
    body: () => ({ amount: '1,200', amountCurrency: 'EUR', rate: '12', instalments: '12', every: 'MONTHS', grace: '', way: 'flat' }),
  }),
  '/calculators/remittance': plain('/calculators/remittance', {
    body: () => ({ amount: '200', amountCurrency: 'EUR', fee: '4', margin: '2.5' }),
  }),
  '/calculators/guarantee': plain('/calculators/guarantee', {
    body: () => ({
      amount: '20,000',
      amountCurrency: 'EUR',
      years: '5',
      coverage: '60',
      upFront: '0.5',
      yearly: '1',
      base: 'average',
      fails: '2',
      recovered: '25',
      sharing: 'pro-rata',
    }),
  }),
  '/calculators/guarantee-fund': plain('/calculators/guarantee-fund', {
    body: () => ({
      amount: '1,000,000',
      amountCurrency: 'EUR',
      coverage: '60',
      leverage: '4',
      years: '10',
      ramp: '3',
      term: '5',
      defaultsLow: '2',
      defaultsExpected: '4',
      defaultsHigh: '8',
      recoveriesLow: '10',
      recoveriesExpected: '25',
      recoveriesHigh: '40',
      upFront: '0.5',
      yearly: '1',
      costs: '2',
    }),
  }),
  '/privacy': plain('/privacy'),
  '/accessibility': plain('/accessibility'),
  '/api': plain('/api'),
  '/demo': plain('/demo'),
  '/demo/messages': plain('/demo/messages'),

  '/sign-in': plain('/sign-in', { body: () => ({ address: 'somebody@example.org' }) }),
  '/sign-in/code': plain('/sign-in/code?challenge=none', { body: () => ({ code: '123456' }), refusedWith: 422 }),
  '/sign-in/card': plain('/sign-in/card', { body: () => ({ card: 'AAAA-BBBB-CCCC-DDDD' }), refusedWith: 422 }),
  '/sign-in/staff': plain('/sign-in/staff', {
    body: () => ({ email: 'counsellor@example.org', password: 'not the password' }),
    refusedWith: 422,
  }),
  '/sign-in/forgot': plain('/sign-in/forgot', { body: () => ({ email: 'counsellor@example.org' }) }),
  '/sign-in/password/:link': {
    address: (world) => `/sign-in/password/${world.passwordLink}`,
    body: () => ({ password: 'a long enough sentence of words' }),
  },
  '/sign-in/second-factor': plain('/sign-in/second-factor', {
    as: 'keyholder',
    opens: ['keyholder'],
    othersLeadOn: true,
    body: () => ({ code: '123456' }),
    refusedWith: 422,
  }),
  '/sign-in/enrol': plain('/sign-in/enrol', { as: 'person', opens: signedInPlayers, body: () => ({ code: '123456' }), refusedWith: 422 }),
  '/sign-in/unlock': plain('/sign-in/unlock', {
    as: 'counsellor',
    leadsOn: true,
    body: () => ({ password: 'not the password', code: '' }),
    refusedWith: 422,
  }),
  // No identity provider is set up in tests; kernel/identity tries them against one that runs here.
  '/sign-in/provider/:id': plain('/sign-in/provider/none', { opens: [] }),
  '/lock': plain('/lock', { as: 'counsellor', leadsOn: true, body: () => ({}) }),
  '/sign-out': plain('/sign-out', { as: 'counsellor', leadsOn: true, body: () => ({}) }),

  '/corridors': plain('/corridors'),
  '/corridors/:origin/:destination': plain('/corridors/kaolack/padova'),
  '/places': plain('/places?from=Nowhere&to=Padua'),
  '/places/search': plain('/places/search?q=pado'),
  '/practices': plain('/practices'),
  '/practices/:id': plain('/practices/cartaya-seasonal-migration'),
  '/services': plain('/services?q=course'),
  '/services/:id': { address: (world) => `/services/${world.course}` },
  '/organisations': plain('/organisations'),
  '/organisations/:id': { address: (world) => `/organisations/${world.organisations.chamber}` },
  '/who-is-responsible': plain('/who-is-responsible'),
  '/offices': plain('/offices'),
  '/offices/:code': plain('/offices/padova-desk'),

  '/offices/:code/book': {
    address: (world) => `/offices/padova-desk/book?slot=${encodeURIComponent(world.slots[0])}`,
    body: (world) => ({
      slot: world.slots[0],
      name: 'Moussa',
      email: 'moussa@example.org',
      phone: '',
      topic: 'permit',
      spoken: 'fr',
      zone: 'Africa/Dakar',
    }),
  },
  '/appointments/:id': { address: booking((world) => world.booking) },
  '/appointments/:id/calendar': { address: booking((world) => world.booking, '/calendar') },
  '/appointments/:id/move': { address: booking((world) => world.bookings.toMove, '/move'), body: (world) => ({ slot: world.slots[1] }) },
  '/appointments/:id/cancel': { address: booking((world) => world.bookings.toCancel, '/cancel'), body: () => ({}) },
  '/ask': plain('/ask?office=padova-desk', {
    body: (world) => ({ office: world.offices.padova.id, topic: 'permit', text: 'May I open a shop?', phone: '', email: '' }),
  }),
  '/questions/:id': { address: (world) => `/questions/${world.question.id}?token=${world.question.token}` },
};
