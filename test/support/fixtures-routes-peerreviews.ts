import { plain, type RouteFixture, type RouteFixtures } from './fixtures-route.ts';
import type { Player, SeededWorld } from './fixtures.ts';
import type { FormFields } from './site.ts';

type Name = 'toAgree' | 'toSend' | 'begun' | 'agreed' | 'shared';

const below = (
  name: Name,
  rest: (world: SeededWorld) => string,
  as: Player,
  opens: readonly Player[] | null,
  body?: (world: SeededWorld) => FormFields,
): RouteFixture => ({
  address: (world) => `/desk/peer-reviews/${world.peerReviews[name]}${rest(world)}`,
  as,
  ...(opens ? { opens } : {}),
  ...(body ? { body } : {}),
});

/** The two sides that work on a review. */
const both = ['manager', 'expert'] as const;

/** Pages of peer reviews: offered by a planner to the manager's office, with an expert of the office abroad as the peer. */
export const peerReviewRoutes: RouteFixtures = {
  '/peer-reviews': plain('/peer-reviews'),
  '/peer-reviews/:id': { address: ({ peerReviews }) => `/peer-reviews/${peerReviews.published}` },
  '/desk/peer-reviews': plain('/desk/peer-reviews', { as: 'expert' }),
  '/desk/peer-reviews/new': plain('/desk/peer-reviews/new', {
    as: 'planner',
    opens: ['planner', 'editor', 'manager'],
    body: ({ offices }) => ({
      office: offices.padova.id,
      practice: '',
      policy: 'Night counter (invented)',
      about: 'Whom it reaches',
      language: 'en',
    }),
  }),
  '/desk/peer-reviews/:id': below('begun', () => '', 'expert', null),
  '/desk/peer-reviews/:id/act': below(
    'toAgree',
    () => '/act?act=agree',
    'manager',
    ['manager', 'planner', 'editor'],
    () => ({
      act: 'agree',
      words: '',
    }),
  ),
  '/desk/peer-reviews/:id/invite': below(
    'begun',
    () => '/invite',
    'planner',
    ['planner', 'editor'],
    ({ offices }) => ({
      office: offices.tirana.id,
    }),
  ),
  '/desk/peer-reviews/:id/form': below(
    'toSend',
    () => '/form',
    'planner',
    null,
    () => ({}),
  ),
  '/desk/peer-reviews/:id/questions': below(
    'begun',
    () => '/questions',
    'expert',
    both,
    () => ({ question: 'And on Sundays?' }),
  ),
  '/desk/peer-reviews/:id/questions/:question': below(
    'begun',
    ({ peerReviews }) => `/questions/${peerReviews.question}`,
    'manager',
    ['manager'],
    () => ({ answer: 'Shopkeepers.' }),
  ),
  '/desk/peer-reviews/:id/readings': below(
    'begun',
    () => '/readings',
    'manager',
    both,
    () => ({
      title: 'A law on hours',
      author: 'A council',
      year: '2024',
      address: 'https://law.example.org',
      note: 'Short',
    }),
  ),
  '/desk/peer-reviews/:id/notes': below(
    'begun',
    () => '/notes',
    'expert',
    ['expert'],
    ({ today }) => ({
      heldOn: today,
      role: 'A teacher',
      name: '',
      words: 'Likes the hours.',
    }),
  ),
  '/desk/peer-reviews/:id/visit': below(
    'begun',
    () => '/visit',
    'manager',
    both,
    ({ today, inAMonth }) => ({
      from: today,
      until: inAMonth,
      needs: 'A ramp',
    }),
  ),
  '/desk/peer-reviews/:id/session': below(
    'shared',
    () => '/session',
    'expert',
    both,
    ({ peerReviews }) => ({
      onDay: peerReviews.visitDay,
      starts: '11:00',
      ends: '12:00',
      what: 'The market',
      who: 'Two officers',
      needs: '',
    }),
  ),
  '/desk/peer-reviews/:id/report': below(
    'shared',
    () => '/report',
    'manager',
    both,
    () => ({ words: 'We see it otherwise.' }),
  ),
  '/desk/peer-reviews/:id/finding': below(
    'begun',
    () => '/finding',
    'expert',
    ['expert'],
    () => ({
      kind: 'gap',
      words: 'No sign at the door.',
      evidence: 'The door',
    }),
  ),
  '/desk/peer-reviews/:id/recommendation': below(
    'begun',
    () => '/recommendation',
    'expert',
    ['expert'],
    ({ inAMonth }) => ({
      words: 'Put up a sign.',
      toWhom: 'The office',
      byWhen: inAMonth,
      priority: 'low',
    }),
  ),
  '/desk/peer-reviews/:id/recommendation/:recommendation': below(
    'agreed',
    ({ peerReviews }) => `/recommendation/${peerReviews.recommendation}`,
    'manager',
    ['manager'],
    () => ({ answer: 'accepted', reason: '', state: 'in-work', stateWords: 'Ordered' }),
  ),
  '/desk/peer-reviews/:id/follow-up/:months': below(
    'agreed',
    () => '/follow-up/6',
    'manager',
    both,
    () => ({ words: 'The sign is up.' }),
  ),
  '/desk/peer-reviews/:id/remove/:kind/:item': below(
    'begun',
    ({ peerReviews }) => `/remove/readings/${peerReviews.reading}`,
    'expert',
    both,
    () => ({}),
  ),
};
