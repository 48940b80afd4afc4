import { plain, type RouteFixture, type RouteFixtures } from './fixtures-route.ts';
import type { Player, SeededWorld } from './fixtures.ts';
import type { FormFields } from './site.ts';

type World = SeededWorld['transfers'];

/** A page whose gate lets more roles pass than hold them where the record belongs. */
const by = (as: Player, address: (world: World) => string, body?: FormFields, opens: readonly Player[] = [as]): RouteFixture => ({
  address: ({ transfers }) => address(transfers),
  as,
  opens,
  ...(body ? { body: () => body } : {}),
});

const sheet = '/practices/sheet-published';
const written: FormFields = {
  words: 'A room in the evening',
  lang: 'en',
  needed: 'helps',
  least: '1.5',
  most: '',
  leastCurrency: 'EUR',
  saidBy: 'The example',
  saidOn: '2026-05',
  source: 'Its letter',
  revision: '1',
};
const told: FormFields = { state: 'ended', since: '2025', until: '2026', changed: 'Morning hours', became: 'A second room', source: 'Us' };

/** What practices take, what places have, and where practices were taken up. */
export const transferRoutes: RouteFixtures = {
  '/practices/:id/preconditions/new': by('editor', () => `${sheet}/preconditions/new?kind=staff`, written),
  '/practices/:id/preconditions/:precondition': by(
    'editor',
    ({ preconditions }) => `${sheet}/preconditions/${preconditions.toChange}`,
    written,
  ),
  '/practices/:id/preconditions/:precondition/remove': by(
    'editor',
    ({ preconditions }) => `${sheet}/preconditions/${preconditions.toRemove}/remove`,
    {},
  ),
  '/practices/:id/fit': { address: ({ transfers }) => `${sheet}/fit?profile=${transfers.profile}` },
  '/practices/:id/fit/:profile/:precondition': by(
    'manager',
    ({ profile, preconditions }) => `${sheet}/fit/${profile}/${preconditions.shown}`,
    { verdict: 'adapt', reason: 'It takes a year.' },
  ),
  '/practices/profiles': plain('/practices/profiles'),
  '/practices/profiles/new': {
    ...by('manager', () => '/practices/profiles/new'),
    body: ({ offices }) => ({ office: offices.padova.id, place: 'Padova', placeCode: 'padova' }),
  },
  '/practices/profiles/:profile': { address: ({ transfers }) => `/practices/profiles/${transfers.profile}` },
  '/practices/profiles/:profile/part/:kind': by('manager', ({ profile }) => `/practices/profiles/${profile}/part/budget`, {
    words: 'For everything that is no law',
    least: '10000',
    most: '20000',
    leastCurrency: 'EUR',
    saidOn: '2026',
    source: 'The budget of the town',
  }),
  '/practices/profiles/:profile/show': by('manager', ({ profile }) => `/practices/profiles/${profile}/show`, {}),
  '/practices/profiles/:profile/remove': by('manager', ({ profileToRemove }) => `/practices/profiles/${profileToRemove}/remove`, {}),
  '/practices/:id/ask': plain(`${sheet}/ask`, {
    as: 'person',
    body: () => ({ words: 'Who opens the room?', agreed: '1', office: '' }),
  }),
  '/practices/questions': plain('/practices/questions', { as: 'person' }),
  '/practices/questions/:question/answer': by('editor', ({ questions }) => `/practices/questions/${questions.toAnswer}/answer`, {
    answer: 'Very little.',
  }),
  '/practices/questions/:question/hide': by('editor', ({ questions }) => `/practices/questions/${questions.toHide}/hide`, {
    reason: 'It asks for a name.',
  }),
  '/practices/questions/:question/take-back': by('person', ({ questions }) => `/practices/questions/${questions.toTakeBack}/take-back`, {}),
  '/practices/:id/discussion': plain(`${sheet}/discussion`),
  // Mentors of the whole network speak for no office, no organisation and not for the network.
  '/practices/:id/discussion/new': by(
    'manager',
    ({ contributions }) => `${sheet}/discussion/new?to=${contributions.toReply}`,
    { words: 'A neighbour of the library.' },
    [
      'counsellor',
      'counsellorAbroad',
      'manager',
      'provider',
      'otherProvider',
      'trainer',
      'expert',
      'planner',
      'editor',
      'administrator',
      'representative',
      'lender',
    ],
  ),
  '/practices/contributions/:contribution/hide': by(
    'editor',
    ({ contributions }) => `/practices/contributions/${contributions.toHide}/hide`,
    { reason: 'It asks for a name.' },
  ),
  '/practices/contributions/:contribution/take-back': by(
    'manager',
    ({ contributions }) => `/practices/contributions/${contributions.toTakeBack}/take-back`,
    {},
  ),
  '/practices/transfers': plain('/practices/transfers'),
  '/practices/:id/too': {
    ...by('manager', () => '/practices/cartaya-seasonal-migration/too'),
    body: ({ offices }) => ({ office: offices.padova.id, since: '2026', changed: '' }),
  },
  '/practices/:id/transfers/new': {
    ...by('manager', () => `${sheet}/transfers/new`, undefined, ['manager', 'editor']),
    body: ({ offices }) => ({ ...told, office: offices.padova.id, place: 'Padova', placeCode: 'padova' }),
  },
  '/practices/transfers/:transfer': by('manager', ({ transfer }) => `/practices/transfers/${transfer}`, { ...told, revision: '1' }),
  '/practices/transfers/:transfer/withdraw': by(
    'manager',
    ({ transferToWithdraw }) => `/practices/transfers/${transferToWithdraw}/withdraw`,
    {},
  ),
};
