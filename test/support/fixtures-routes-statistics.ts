import { plain, type RouteFixtures } from './fixtures-route.ts';
import { boundariesFile, indicatorText, statisticsFile } from './fixtures-statistics.ts';

/** Official statistics: the public pages, and their import by planners, editors and administrators. */
export const statisticsRoutes: RouteFixtures = {
  '/statistics': plain('/statistics'),
  '/statistics/:id': { address: (world) => `/statistics/${world.statistics.dataset}` },
  '/statistics/:id/flows': { address: (world) => `/statistics/${world.statistics.dataset}/flows` },
  '/indicators': plain('/indicators'),
  '/indicators/:id': { address: (world) => `/indicators/${world.statistics.indicator}` },
  '/indicators/new': {
    address: (world) => `/indicators/new?dataset=${world.statistics.dataset}`,
    as: 'planner',
    body: (world) => ({ ...indicatorText, denominator: '', dataset: world.statistics.dataset, placeDimension: 'geo', d1: 'SN' }),
  },
  '/indicators/:id/edit': {
    address: (world) => `/indicators/${world.statistics.indicator}/edit`,
    as: 'planner',
    body: (world) => ({
      ...indicatorText,
      denominator: '',
      dataset: world.statistics.dataset,
      placeDimension: 'geo',
      d1: 'AL',
      reason: 'Another country',
    }),
  },
  '/admin/statistics': plain('/admin/statistics', {
    as: 'planner',
    body: () => ({
      mode: 'check',
      published: '2026-01-15',
      edition: 'nuts-2021',
      code: '',
      title: 'People',
      publisher: 'An institute',
      licence: 'CC BY 4.0',
      sourceUrl: '',
      unit: '',
      headings: '',
      period: '',
    }),
    files: { file: { name: 'people.csv', bytes: Buffer.from(statisticsFile) } },
  }),
  '/admin/boundaries': plain('/admin/boundaries', {
    as: 'planner',
    body: () => ({
      edition: 'nuts-2021',
      dataset: '',
      codeProperty: 'NUTS_ID',
      source: 'An institute',
      licence: 'CC BY 4.0',
      published: '2026',
      sourceUrl: '',
    }),
    files: { file: { name: 'invented.geojson', bytes: Buffer.from(boundariesFile) } },
  }),
  '/admin/boundaries/:id/withdraw': {
    address: ({ statistics }) => `/admin/boundaries/${statistics.oldBoundaries}/withdraw`,
    as: 'planner',
    body: () => ({}),
  },
  '/admin/statistics/:id': { address: (world) => `/admin/statistics/${world.statistics.report}`, as: 'planner', opens: ['planner'] },
};
