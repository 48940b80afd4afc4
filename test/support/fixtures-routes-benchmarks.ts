import type { WrittenComparison } from './fixtures-benchmarks.ts';
import { plain, type RouteFixture, type RouteFixtures } from './fixtures-route.ts';
import type { SeededWorld } from './fixtures.ts';
import type { FormFields } from './site.ts';

type Name = keyof SeededWorld['benchmarks'];
const base = '3';
/** The network's are not read by the manager of an office. */
const opens = ['planner', 'auditor'] as const;

const written = (name: Name, rest: (one: WrittenComparison) => string, body?: FormFields): RouteFixture => ({
  address: ({ benchmarks }) => `/desk/benchmarks/${benchmarks[name].id}${rest(benchmarks[name])}`,
  as: 'planner',
  ...(body ? { body: () => body } : {}),
});

const peer = { name: 'Italy', codes: 'IT ITH3', why: 'It is there.', base };

const declaredWords = {
  name: 'Staff',
  unit: 'posts',
  definition: 'Full-time posts.',
  direction: 'More is more.',
  caveat: 'Nothing known.',
};

/** Comparisons as they are written and read. */
export const benchmarkRoutes: RouteFixtures = {
  '/benchmarks': plain('/benchmarks'),
  '/benchmarks/:code': plain('/benchmarks/peers-published', {
    also: [() => '/benchmarks/published-offices', () => '/benchmarks/published-services'],
  }),
  '/benchmarks/:code/versions/:number': plain('/benchmarks/peers-published/versions/1'),
  '/desk/benchmarks': plain('/desk/benchmarks', { as: 'planner' }),
  '/desk/benchmarks/new': plain('/desk/benchmarks/new', {
    as: 'planner',
    body: () => ({ kind: 'offices', title: 'Another', code: 'another-comparison', lang: 'en', authority: 'network' }),
  }),
  '/desk/benchmarks/:id': { ...written('show', () => ''), opens },
  '/desk/benchmarks/:id/about': written('about', () => '/about', { title: 'Peers', question: 'How?', reason: 'To see.', base }),
  '/desk/benchmarks/:id/add-peer': written('addPeer', () => '/add-peer', peer),
  '/desk/benchmarks/:id/peers/:item': written('peer', (one) => `/peers/${one.peer}`, peer),
  '/desk/benchmarks/:id/add-measure': {
    address: ({ benchmarks, statistics }) => `/desk/benchmarks/${benchmarks.addMeasure.id}/add-measure?indicator=${statistics.indicator}`,
    as: 'planner',
    body: ({ statistics }) => ({ indicator: statistics.indicator, year: '2023', caveat: 'Nothing known.', base }),
  },
  '/desk/benchmarks/:id/measures/:item': written('measure', (one) => `/measures/${one.measure}`, {
    year: '2023',
    caveat: 'Nothing known.',
    base,
  }),
  '/desk/benchmarks/:id/add-subject': {
    ...written('addSubject', () => '/add-subject'),
    body: ({ offices }) => ({ subject: offices.tirana.id, why: 'It receives founders.', base }),
  },
  '/desk/benchmarks/:id/subjects/:item': written('subject', (one) => `/subjects/${one.peer}`, { why: 'It is as large.', base }),
  '/desk/benchmarks/:id/add-fact': written('addFact', () => '/add-fact?fact=office-languages', {
    fact: 'office-languages',
    caveat: 'Nothing known.',
    base,
  }),
  '/desk/benchmarks/:id/facts/:item': written('fact', (one) => `/facts/${one.measure}`, { caveat: 'Nothing known.', base }),
  '/desk/benchmarks/:id/add-declared': written('addDeclared', () => '/add-declared', { ...declaredWords, base }),
  '/desk/benchmarks/:id/declared/:item': written('declared', (one) => `/declared/${one.declared}`, { ...declaredWords, base }),
  '/desk/benchmarks/:id/declared/:item/:peer': written('figure', (one) => `/declared/${one.declared}/${one.peer}`, {
    figure: '3.5',
    period: '2025',
    source: 'Yearly report 2025, page 12',
    address: 'https://www.example.org/report',
    saidBy: 'The office',
    base,
  }),
  '/desk/benchmarks/:id/parts/:list/:item/remove': written('remove', (one) => `/parts/peers/${one.peer}/remove`, { base }),
  '/desk/benchmarks/:id/publish': written('publish', () => '/publish', { reason: 'It is ready.', base }),
  '/desk/benchmarks/:id/discard': written('discard', () => '/discard', {}),
  '/desk/benchmarks/:id/begin': written('begin', () => '/begin', {}),
};
