import { checklistSections } from '#modules/plans';
import { plain, type RouteFixture, type RouteFixtures } from './fixtures-route.ts';
import type { Changed } from './fixtures-plans.ts';
import type { SeededWorld } from './fixtures.ts';
import type { FormFields } from './site.ts';

type World = SeededWorld['territory'];
type Name = Exclude<keyof World, 'items' | 'parts' | 'reports'>;
type Parts = World['parts'][Changed];

/** Those who have something to do with plans and belong to the office that keeps these. */
const opens = ['planner', 'counsellor', 'manager'] as const;
const at = (name: Name, rest: string, body?: () => FormFields): RouteFixture => ({
  address: ({ territory }) => `/desk/plans/${territory[name]}${rest}`,
  as: 'planner',
  ...(body ? { body } : {}),
});
const part = (name: Changed, rest: (parts: Parts) => string, body: (parts: Parts) => FormFields): RouteFixture => ({
  address: ({ territory }) => `/desk/plans/${territory.items[name]}${rest(territory.parts[name])}`,
  as: 'planner',
  body: ({ territory }) => body(territory.parts[name]),
});

const base = '2';
const worded = { title: 'In other words', words: 'More of it.', position: '1', base };

const sections = Object.fromEntries(
  checklistSections.map(({ id, items }) => [
    `/desk/plans/:id/checklist/${id}`,
    part(
      id === 'lessons' ? 'lessons' : 'policy-inputs',
      () => `/checklist/${id}`,
      () => ({ [items[0]?.id ?? '']: 'taken-up', [`${items[0]?.id}-words`]: 'In the first measure.', base }),
    ),
  ]),
);

const removals = Object.fromEntries(
  (['objective', 'measure', 'action', 'indicator', 'link'] as const).map((one) => [
    `/desk/plans/:id/remove/${one}s/:item`,
    {
      ...part(
        `remove-${one}s`,
        (parts) => `/remove/${one}s/${parts[one]}`,
        () => ({ base }),
      ),
      // What other parts name cannot go.
      ...(['objective', 'measure', 'action'].includes(one) ? { refusedWith: 409 } : {}),
    },
  ]),
);

const report = (name: keyof World['reports'], rest: string, body: () => FormFields): RouteFixture => ({
  address: ({ territory }) => `/desk/plans/${territory.published}/reports/${territory.reports[name]}${rest}`,
  as: 'planner',
  body,
});

/** Plans of places as they are written, approved and read. */
export const planRoutes: RouteFixtures = {
  '/plans': plain('/plans'),
  '/plans/:code': plain('/plans/plan-published'),
  '/plans/:code/versions': plain('/plans/plan-published/versions'),
  '/plans/:code/versions/:number': plain('/plans/plan-published/versions/1'),
  '/plans/:code/progress': plain('/plans/plan-published/progress'),
  '/desk/plans': plain('/desk/plans', { as: 'planner' }),
  '/desk/plans/:id/take-up': {
    address: ({ territory }) => `/desk/plans/${territory.items['take-up']}/take-up`,
    as: 'planner',
    body: ({ territory, peerReviews }) => ({ recommendation: peerReviews.accepted, measure: territory.parts['take-up'].measure, base }),
  },
  '/desk/plans/new': plain('/desk/plans/new', {
    as: 'planner',
    body: ({ offices }) => ({
      title: 'Plan of Padua',
      code: 'padua-2027',
      place: 'Padova',
      office: offices.padova.id,
      otherPlace: '',
      otherOffice: '',
      lang: 'en',
      reason: 'It is new.',
    }),
  }),
  '/desk/plans/:id': { ...at('show', ''), opens },
  '/desk/plans/:id/about': at('about', '/about', () => ({
    title: 'Plan',
    vision: 'Work that fits.',
    strategy: '',
    starts: '2027',
    ends: '2028-06',
    reason: 'It is new.',
    base,
  })),
  '/desk/plans/:id/units': part(
    'units',
    () => '/units',
    () => ({ units: 'Labour office\nSocial services\nSchools', base }),
  ),
  ...sections,
  '/desk/plans/:id/objectives/:item': part(
    'objectives',
    ({ objective }) => `/objectives/${objective}`,
    () => worded,
  ),
  '/desk/plans/:id/measures/:item': part(
    'measures',
    ({ measure }) => `/measures/${measure}`,
    (parts) => ({
      ...worded,
      objective: parts.objective,
    }),
  ),
  '/desk/plans/:id/actions/:item': part(
    'actions',
    ({ action }) => `/actions/${action}`,
    (parts) => ({
      ...worded,
      measure: parts.measure,
      unit: parts.unit,
      withUnits: [],
      partners: 'Invented chamber',
      corridor: '',
      serves: 'both',
      budget: '1200',
      budgetCurrency: 'EUR',
      sources: ['own'],
      sourceNote: '',
      starts: '2027-03',
      ends: '2028',
    }),
  ),
  '/desk/plans/:id/indicators/:item': part(
    'indicators',
    ({ indicator }) => `/indicators/${indicator}`,
    (parts) => ({
      title: 'Firms',
      of: parts.objective,
      unit: 'firms',
      direction: 'higher',
      library: '',
      baseline: '12',
      baselineOn: '2026',
      target: '30',
      targetOn: '2029',
      source: 'Register',
      notMeasurable: '',
      position: '1',
      base,
    }),
  ),
  '/desk/plans/:id/links/:item': part(
    'links',
    ({ link }) => `/links/${link}`,
    (parts) => ({
      kind: 'opinion',
      of: parts.action,
      ref: '',
      words: 'An association asked for evening hours.',
      address: '/associations',
      position: '1',
      base,
    }),
  ),
  ...removals,
  '/desk/plans/:id/send': at('send', '/send', () => ({})),
  '/desk/plans/:id/take-back': at('takeBack', '/take-back', () => ({})),
  '/desk/plans/:id/discard': at('discard', '/discard', () => ({})),
  '/desk/plans/:id/revise': at('revise', '/revise', () => ({ reason: 'Figures of last year came in.' })),
  '/desk/plans/:id/approve': at('approve', '/approve', () => ({ decision: 'return', office: '', advice: 'Say who pays.' })),
  '/desk/plans/:id/reports': { ...at('published', '/reports'), opens },
  '/desk/plans/:id/reports/:report': report('toChange', '', () => ({ day: '2026-11-01', words: 'The desk is open.', base: '1' })),
  '/desk/plans/:id/reports/:report/publish': report('toPublish', '/publish', () => ({ base: '1' })),
  '/desk/plans/:id/reports/:report/discard': report('toDiscard', '/discard', () => ({ base: '1' })),
};
