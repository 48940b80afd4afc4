import { plain, type RouteFixture, type RouteFixtures } from './fixtures-route.ts';
import type { Player, SeededWorld } from './fixtures.ts';
import type { FormFields } from './site.ts';

const basics = {
  startsIn: '2027-01',
  opensAfter: '2',
  currency: 'EUR',
  other: 'XOF',
  rate: '655,957',
  rateOn: '2026-11-20',
  rateSource: 'fixed parity',
};

/** The same pages at the desk and in the founder's own space. */
function pagesAt(base: string, at: (world: SeededWorld) => string, as: Player, opens: readonly Player[]): RouteFixtures {
  const one = (path: (world: SeededWorld) => string, body?: (world: SeededWorld) => FormFields): RouteFixture => ({
    address: (world) => `${at(world)}${path(world)}`,
    as,
    opens,
    ...(body ? { body } : {}),
  });
  const own = as === 'person';
  const pages: Record<string, RouteFixture> = {
    '': one(() => ''),
    '/basics': one(
      () => '/basics',
      () => basics,
    ),
    '/words/:section': one(
      () => '/words/market',
      () => ({ a0: 'People from the quarter', a1: '', a2: 'By word of mouth' }),
    ),
    '/lines/:section': one(() => '/lines/monthly'),
    '/new/:kind': one(
      () => '/new/product',
      () => ({ label: 'Cake', unit: 'piece', price: '3.50', priceCurrency: 'EUR', units: '200', priceSaid: 'founder' }),
    ),
    '/line/:line': one(
      (world) => `/line/${world.plans.rent}`,
      () => ({ label: 'Rent', choice: 'rent', amount: '850', amountCurrency: 'EUR', month: '1' }),
    ),
    '/line/:line/remove': one(
      (world) => `/line/${own ? world.plans.draw : world.plans.risk}/remove`,
      () => ({}),
    ),
    '/results': one(() => '/results'),
    '/print': one(() => '/print'),
    '/versions': one(
      () => '/versions',
      () => ({ label: 'For the bank' }),
    ),
    '/versions/:version': one((world) => `/versions/${world.plans.version}`),
    '/versions/:version/sign': one(
      (world) => `/versions/${world.plans.version}/sign`,
      () => ({}),
    ),
    '/changes': one((world) => `/changes?from=${world.plans.version}`),
    '/comment': one(
      () => '/comment',
      () => ({ section: 'market', text: 'I asked ten.' }),
    ),
    // The expert of this world is asked already: nobody is asked twice at once.
    '/review': {
      ...one(
        () => '/review',
        (world) => ({ expert: world.staff.expert.accountId, question: 'And the rent?', how: 'spoken-at-desk', agreed: 'on' }),
      ),
      refusedWith: 409,
    },
    '/dossier': one(() => '/dossier'),
  };
  return Object.fromEntries(Object.entries(pages).map(([path, fixture]) => [`${base}${path}`, fixture]));
}

const asked = (path: string, body?: () => FormFields): RouteFixture => ({
  address: (world) => `/business-plans/${world.awa.venture}${path}`,
  as: 'expert',
  opens: ['expert'],
  ...(body ? { body } : {}),
});

/** Business plans: the founder's own, the desk's, and what an expert is asked. */
export const businessplanRoutes: RouteFixtures = {
  '/me/plan': plain('/me/plan', { as: 'person' }),
  ...pagesAt('/me/plan/:id', (world) => `/me/plan/${world.awa.venture}`, 'person', ['person']),
  ...pagesAt('/desk/ventures/:id/plan', (world) => `/desk/ventures/${world.awa.venture}/plan`, 'counsellor', ['counsellor', 'manager']),
  '/desk/ventures/:id/plan/versions/:version/issue': {
    address: (world) => `/desk/ventures/${world.awa.venture}/plan/versions/${world.plans.version}/issue`,
    as: 'counsellor',
    opens: ['counsellor', 'manager'],
    body: () => ({ language: 'fr' }),
  },
  '/business-plans': plain('/business-plans', { as: 'expert' }),
  '/business-plans/:id': asked(''),
  '/business-plans/:id/review': asked('/review', () => ({ action: 'begin', remarks: '' })),
  '/business-plans/:id/comment': asked('/comment', () => ({ section: 'results', text: 'The rent is low.' })),
};
