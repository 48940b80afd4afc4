import { plain, type RouteFixture, type RouteFixtures } from './fixtures-route.ts';
import type { Player, SeededWorld } from './fixtures.ts';
import type { FormFields } from './site.ts';

const chamber = ['administrator', 'editor', 'manager', 'provider'] as const;
const kept = { as: 'provider', opens: chamber } as const;
const referral = (path: string, which: (world: SeededWorld) => string, body?: () => FormFields): RouteFixture => ({
  address: (world) => `/referrals/${which(world)}${path}`,
  as: 'provider',
  opens: ['provider'],
  ...(body ? { body } : {}),
});

const days = { hours1: '', hours2: '18:00-20:00', hours3: '', hours4: '', hours5: '', hours6: '', hours7: '' };
const serviceFields = {
  ...days,
  name: 'Course in book-keeping',
  description: 'Ten evenings.',
  categories: ['business-training'],
  audiences: ['migrants'],
  eligibility: '',
  minimumAge: '',
  maximumAge: '',
  application: '',
  documents: '',
  cost: 'free',
  price: '',
  priceCurrency: '',
  fees: '',
  waitTime: '',
  place: 'Padua',
  placeCode: 'padova',
  address: '',
  postalCode: '',
  accessibility: '',
  phone: '',
  email: '',
  url: '',
  languages: ['en'],
  interpretation: '',
  status: 'active',
  alert: '',
  checked: 'on',
};
const organisationFields = {
  name: 'Chamber of the Example',
  alternateName: '',
  kind: 'chamber-of-commerce',
  description: 'Invented.',
  place: 'Padua',
  placeCode: 'padova',
  address: '',
  postalCode: '',
  phone: '',
  email: '',
  website: '',
  languages: ['en'],
  active: 'on',
  checked: 'on',
};
const officeFields = {
  name: 'Reception office',
  about: '',
  howToFind: '',
  place: 'Padua',
  placeCode: 'padova',
  languages: ['en'],
  timeZone: 'Europe/Rome',
  address: 'Street 1',
  phone: '',
  email: '',
  slotMinutes: '30',
  seatsPerSlot: '2',
  active: 'on',
};

const managed = { as: 'manager', opens: ['administrator', 'manager'] } as const;
const office = (path: string, body?: () => FormFields): RouteFixture => ({
  address: () => `/admin/offices/padova-desk${path}`,
  ...managed,
  ...(body ? { body } : {}),
});

const account = (
  path: string,
  which: (world: SeededWorld) => string,
  body?: () => FormFields,
  opens: readonly Player[] = ['administrator'],
): RouteFixture => ({
  address: (world) => `/admin/accounts/${which(world)}${path}`,
  as: 'administrator',
  opens,
  ...(body ? { body } : {}),
});
const networkSettings = {
  nameEn: 'Test network',
  nameIt: '',
  nameFr: '',
  nameRo: '',
  nameEs: '',
  nameAr: '',
  languages: ['en', 'it', 'fr', 'ro', 'es', 'ar'],
  timeZone: 'Europe/Rome',
  controllerName: 'Test town',
  controllerAddress: 'Street 1',
  controllerEmail: 'town@example.org',
  officer: 'Dana Officer, dana@example.org',
  mailFrom: '',
};

/** Pages of providers, keepers of the directory, managers, planners and the network's officers. */
export const staffRoutes: RouteFixtures = {
  '/referrals': plain('/referrals', { as: 'provider' }),
  '/referrals/:id': referral('', (world) => world.awa.referral),
  '/referrals/:id/documents/:file': {
    address: (world) => `/referrals/${world.awa.referral}/documents/${world.awa.document}`,
    as: 'provider',
    opens: ['provider'],
  },
  '/referrals/:id/accept': referral(
    '/accept',
    (world) => world.referrals.toAccept.id,
    () => ({}),
  ),
  '/referrals/:id/decline': referral(
    '/decline',
    (world) => world.referrals.toDecline.id,
    () => ({ reason: 'No place until autumn' }),
  ),
  '/referrals/:id/report': referral(
    '/report',
    (world) => world.awa.referral,
    () => ({ outcome: 'helped', report: 'Took the course.' }),
  ),

  '/counts': plain('/counts', { as: 'planner' }),

  '/desk/services': plain('/desk/services', { as: 'provider' }),
  '/desk/services/new': plain('/desk/services/new', {
    as: 'provider',
    body: (world) => ({ organisationId: world.organisations.chamber, ...serviceFields, name: 'Evening of questions' }),
  }),
  '/desk/services/:id': { address: (world) => `/desk/services/${world.course}`, ...kept, body: () => serviceFields },
  '/desk/services/:id/check': { address: (world) => `/desk/services/${world.course}/check`, ...kept, body: () => ({}) },
  '/desk/organisations': plain('/desk/organisations', { as: 'provider' }),
  '/desk/organisations/new': plain('/desk/organisations/new', {
    as: 'editor',
    body: () => ({ ...organisationFields, name: 'School of the Example' }),
  }),
  '/desk/organisations/:id': {
    address: (world) => `/desk/organisations/${world.organisations.chamber}`,
    ...kept,
    body: () => organisationFields,
  },

  '/admin/offices': plain('/admin/offices', { as: 'manager' }),
  '/admin/offices/new': plain('/admin/offices/new', { as: 'administrator', body: () => ({ ...officeFields, code: 'venezia-desk' }) }),
  '/admin/offices/:code': office('', () => officeFields),
  '/admin/offices/:code/hours': office('/hours', () => ({ weekday: '6', opens: '10:00', closes: '12:00' })),
  '/admin/offices/:code/hours/remove': { ...office('/hours/remove?weekday=5&opens=09:00', () => ({ weekday: '5', opens: '09:00' })) },
  '/admin/offices/:code/closures': office('/closures', () => ({ onDay: '2027-05-02', reason: '' })),
  '/admin/offices/:code/closures/remove': { ...office('/closures/remove?onDay=2027-06-13', () => ({ onDay: '2027-06-13' })) },
  '/admin/offices/:code/territories': {
    ...office('/territories', () => ({ place: 'Tirana County', placeCode: 'tirana-county' })),
    as: 'administrator',
  },
  '/admin/offices/:code/territories/remove': {
    // Of an office that no other form needs: without a territory it can describe no place.
    ...office('', () => ({ placeCode: 'albania' })),
    address: () => '/admin/offices/tirana-desk/territories/remove?placeCode=albania',
    as: 'administrator',
  },
  '/admin': plain('/admin', { as: 'administrator' }),
  '/admin/accounts': plain('/admin/accounts', { as: 'administrator' }),
  '/admin/accounts/invite': plain('/admin/accounts/invite', {
    as: 'administrator',
    body: (world) => ({
      name: 'Second Colleague',
      email: 'second.colleague@example.org',
      language: 'en',
      role: 'counsellor',
      scope: `office:${world.offices.padova.id}`,
    }),
  }),
  '/admin/accounts/:id': account('', (world) => world.colleagues.helper, undefined, [
    'administrator',
    'manager',
    'protectionOfficer',
    'auditor',
  ]),
  '/admin/accounts/:id/roles/new': account(
    '/roles/new',
    (world) => world.colleagues.helper,
    () => ({ role: 'planner', scope: 'network' }),
    ['administrator', 'manager'],
  ),
  '/admin/accounts/:id/roles/:role/end': {
    address: (world) => `/admin/accounts/${world.colleagues.helper}/roles/${world.colleagues.role}/end`,
    as: 'administrator',
    opens: ['administrator', 'manager'],
    body: () => ({}),
  },
  '/admin/accounts/:id/suspend': account(
    '/suspend',
    (world) => world.colleagues.toSuspend,
    () => ({}),
  ),
  '/admin/accounts/:id/restore': account(
    '/restore',
    (world) => world.colleagues.toRestore,
    () => ({}),
  ),
  '/admin/accounts/:id/reset-second-factor': account(
    '/reset-second-factor',
    (world) => world.colleagues.toReset,
    () => ({}),
  ),
  '/admin/accounts/:id/invite-again': account(
    '/invite-again',
    (world) => world.colleagues.toInvite,
    () => ({}),
  ),
  '/admin/network': plain('/admin/network', { as: 'administrator', body: () => networkSettings }),
  '/admin/audit': plain('/admin/audit', { as: 'auditor' }),
  '/admin/audit/chain': plain('/admin/audit/chain', { as: 'auditor' }),
  '/admin/overrides': plain('/admin/overrides', { as: 'protectionOfficer' }),
  '/desk/people/:id/erasure': {
    address: (world) => `/desk/people/${world.withoutCase}/erasure`,
    as: 'counsellor',
    opens: ['counsellor', 'manager'],
    body: () => ({ wish: '', told: 'on' }),
  },
  '/desk/erasures': plain('/desk/erasures', { as: 'manager' }),
  '/desk/erasures/:id': {
    address: (world) => `/desk/erasures/${world.erasures.toPropose}`,
    as: 'manager',
    opens: ['counsellor', 'manager'],
    body: () => ({ proposal: 'erase', reason: 'Nothing obliges the office to keep the file.' }),
  },
  '/admin/erasures': plain('/admin/erasures', { as: 'protectionOfficer' }),
  '/admin/erasures/:id': {
    address: (world) => `/admin/erasures/${world.erasures.toShow}`,
    as: 'protectionOfficer',
    opens: ['auditor', 'protectionOfficer'],
  },
  '/admin/erasures/:id/erase': {
    address: (world) => `/admin/erasures/${world.erasures.toErase}/erase`,
    as: 'protectionOfficer',
    opens: ['protectionOfficer'],
    body: () => ({ ground: 'not-needed', sure: 'on' }),
  },
  '/admin/erasures/:id/refuse': {
    address: (world) => `/admin/erasures/${world.erasures.toRefuse}/refuse`,
    as: 'protectionOfficer',
    opens: ['protectionOfficer'],
    body: () => ({ reason: 'A law demands the file for two more years.', keepUntil: '2031-01-31' }),
  },
  '/admin/retention': plain('/admin/retention', { as: 'protectionOfficer' }),
  '/admin/retention/periods': plain('/admin/retention/periods', {
    as: 'administrator',
    body: () => ({ purpose: 'people.purpose.counselling', months: '36', law: '' }),
  }),
  '/admin/retention/:id/erase': {
    address: (world) => `/admin/retention/${world.erasures.dueToErase}/erase`,
    as: 'protectionOfficer',
    opens: ['protectionOfficer'],
    body: () => ({ sure: 'on' }),
  },
  '/admin/retention/:id/extend': {
    address: (world) => `/admin/retention/${world.erasures.dueToExtend}/extend`,
    as: 'protectionOfficer',
    opens: ['protectionOfficer'],
    body: () => ({ until: '2031-01-31', reason: 'A guarantee of this person is still open.' }),
  },
  '/admin/withheld-notes': plain('/admin/withheld-notes', { as: 'protectionOfficer' }),
  '/admin/withheld-notes/:id': {
    address: (world) => `/admin/withheld-notes/${world.notes.toDecide}`,
    as: 'protectionOfficer',
    body: () => ({ decision: 'withhold', reason: 'It would show where somebody else lives.' }),
  },
  '/admin/links': plain('/admin/links', {
    as: 'protectionOfficer',
    body: (world) => ({
      firstOffice: world.offices.padova.id,
      firstReference: world.links.reference,
      secondOffice: world.offices.padova.id,
      secondReference: world.links.another,
      reason: 'Both papers show the same number and photograph.',
    }),
  }),
  '/admin/links/:id/end': { address: (world) => `/admin/links/${world.links.byOfficer}/end`, as: 'protectionOfficer', body: () => ({}) },
  '/admin/import': plain('/admin/import', {
    as: 'administrator',
    body: () => ({ kind: 'places', office: '', mode: 'check' }),
    files: { file: { name: 'places.csv', bytes: Buffer.from('code,level,name,lat,lon,source\n') } },
  }),
  '/admin/import/:id': { address: (world) => `/admin/import/${world.importReport}`, as: 'administrator', opens: ['administrator'] },
};
