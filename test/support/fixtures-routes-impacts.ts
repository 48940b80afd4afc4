import type { WrittenImpact } from './fixtures-impacts.ts';
import { plain, type RouteFixture, type RouteFixtures } from './fixtures-route.ts';
import type { SeededWorld } from './fixtures.ts';
import type { FormFields } from './site.ts';

type Name = keyof SeededWorld['impacts'];
const base = '2';
/** The network's are not read by the manager of an office. */
const opens = ['planner', 'auditor'] as const;

const written = (name: Name, rest: (one: WrittenImpact) => string, body?: (one: WrittenImpact) => FormFields): RouteFixture => ({
  address: ({ impacts }) => `/desk/impacts/${impacts[name].id}${rest(impacts[name])}`,
  as: 'planner',
  ...(body ? { body: ({ impacts }: SeededWorld) => body(impacts[name]) } : {}),
});

const assumption = { name: 'Years', unit: 'years', low: '1', likely: '2', high: '3', estimate: 'yes', base };
const effect = { name: 'Firms founded', unit: 'firms', touched: 'founders', direction: 'more', result: 'chain', base };

/** Impact analyses as they are written, agreed, published and compared with what was found. */
export const impactRoutes: RouteFixtures = {
  '/impacts': plain('/impacts'),
  '/impacts/:code': plain('/impacts/planted-published'),
  '/impacts/:code/versions/:number': plain('/impacts/planted-published/versions/1'),
  '/desk/impacts': plain('/desk/impacts', { as: 'planner' }),
  '/desk/impacts/new': plain('/desk/impacts/new', {
    as: 'planner',
    body: () => ({ title: 'Another', place: 'Padua', placeCode: 'padova', code: 'another-impact', lang: 'en', authority: 'network' }),
  }),
  '/desk/impacts/:id': { ...written('show', () => ''), opens },
  '/desk/impacts/:id/versions/:number': { ...written('agreed', () => '/versions/1'), opens },
  '/desk/impacts/:id/about': written(
    'about',
    () => '/about',
    () => ({ title: 'What it changes', question: 'What?', starts: '2027-01-01', ends: '2028-01-01', summary: 'In short.', base }),
  ),
  '/desk/impacts/:id/add-assumption': written(
    'addAssumption',
    () => '/add-assumption',
    () => assumption,
  ),
  '/desk/impacts/:id/assumptions/:item': written(
    'assumption',
    (one) => `/assumptions/${one.assumption}`,
    () => assumption,
  ),
  '/desk/impacts/:id/add-effect': written(
    'addEffect',
    () => '/add-effect',
    (one) => ({ ...effect, factor1: one.assumption }),
  ),
  '/desk/impacts/:id/effects/:item': written(
    'effect',
    (one) => `/effects/${one.effect}`,
    (one) => ({ ...effect, factor1: one.assumption }),
  ),
  '/desk/impacts/:id/parts/:list/:item/move': written(
    'move',
    (one) => `/parts/effects/${one.effect}/move`,
    () => ({ to: 'down', base }),
  ),
  '/desk/impacts/:id/parts/:list/:item/remove': written(
    'remove',
    (one) => `/parts/effects/${one.effect}/remove`,
    () => ({ base }),
  ),
  '/desk/impacts/:id/agree': written(
    'agree',
    () => '/agree',
    () => ({ agreement: 'The council.', base }),
  ),
  '/desk/impacts/:id/publish': written(
    'publish',
    () => '/publish',
    () => ({}),
  ),
  '/desk/impacts/:id/discard': written(
    'discard',
    () => '/discard',
    () => ({}),
  ),
  '/desk/impacts/:id/begin': written(
    'begin',
    () => '/begin',
    () => ({}),
  ),
  '/desk/impacts/:id/versions/:number/found/:effect': written(
    'found',
    (one) => `/versions/1/found/${one.effect}`,
    () => ({ state: 'not-measured', reason: 'It is too early.' }),
  ),
};
