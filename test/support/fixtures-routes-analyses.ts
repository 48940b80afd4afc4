import type { WrittenAnalysis } from './fixtures-analyses.ts';
import { frozenArea, frozenQuarter } from './fixtures-counts.ts';
import { plain, type RouteFixture, type RouteFixtures } from './fixtures-route.ts';
import type { SeededWorld } from './fixtures.ts';
import type { FormFields } from './site.ts';

type Name = keyof SeededWorld['analyses'];
const base = '2';
const words = 'How things stand, in other words.';

const written = (name: Name, rest: (one: WrittenAnalysis) => string, body?: FormFields): RouteFixture => ({
  address: ({ analyses }) => `/desk/analyses/${analyses[name].id}${rest(analyses[name])}`,
  as: 'planner',
  ...(body ? { body: () => body } : {}),
});

/** Situation analyses as they are written and read. */
export const analysisRoutes: RouteFixtures = {
  '/analyses': plain('/analyses'),
  '/analyses/:code': plain('/analyses/situation-published'),
  '/analyses/:code/versions/:number': plain('/analyses/situation-published/versions/1'),
  '/desk/analyses': plain('/desk/analyses', { as: 'planner' }),
  '/desk/analyses/new': plain('/desk/analyses/new', {
    as: 'planner',
    body: () => ({
      title: 'Another situation',
      place: 'Padua',
      placeCode: 'padova',
      code: 'another-situation',
      lang: 'en',
      authority: 'network',
    }),
  }),
  '/desk/analyses/:id': written('show', () => ''),
  '/desk/analyses/:id/about': written('about', () => '/about', { title: 'The situation', summary: 'In short.', base }),
  '/desk/analyses/:id/add-text': written('addText', () => '/add-text?part=trends', { words, part: 'trends', base }),
  '/desk/analyses/:id/text/:block': written('text', ({ blocks }) => `/text/${blocks.text}`, { words, base }),
  '/desk/analyses/:id/add-policy': written('addPolicy', () => '/add-policy?part=policies', {
    name: 'A course',
    who: 'The school',
    since: '2024',
    words,
    source: 'A paper',
    sourceDate: '2026-01-02',
    part: 'policies',
    base,
  }),
  '/desk/analyses/:id/policy/:block': written('policy', ({ blocks }) => `/policy/${blocks.policy}`, {
    name: 'A desk',
    who: 'The town',
    since: '',
    words,
    source: 'A paper',
    sourceDate: '',
    base,
  }),
  '/desk/analyses/:id/add-point': written('addPoint', () => '/add-point?part=problems', {
    name: 'It is far',
    words,
    part: 'problems',
    base,
  }),
  '/desk/analyses/:id/point/:block': written('point', ({ blocks }) => `/point/${blocks.point}`, { name: 'Few come', words, base }),
  '/desk/analyses/:id/add-figures': {
    address: ({ analyses, statistics }) =>
      `/desk/analyses/${analyses.addFigures.id}/add-figures?part=data&indicator=${statistics.indicator}`,
    as: 'planner',
    body: ({ statistics }) => ({ part: 'data', indicator: statistics.indicator, place: 'IT', from: '2023', to: '2024', words, base }),
  },
  '/desk/analyses/:id/figures/:block': written('figures', ({ blocks }) => `/figures/${blocks.figures}`, { words, base }),
  '/desk/analyses/:id/add-counts': written('addCounts', () => '/add-counts?part=data', {
    part: 'data',
    figure: 'people',
    area: frozenArea,
    quarter: frozenQuarter,
    split: 'gender',
    words,
    base,
  }),
  '/desk/analyses/:id/counts/:block': written('counts', ({ blocks }) => `/counts/${blocks.counts}`, {
    quarter: frozenQuarter,
    words,
    base,
  }),
  '/desk/analyses/:id/blocks/:block/move': written('move', ({ blocks }) => `/blocks/${blocks.figures}/move`, { to: 'down', base }),
  '/desk/analyses/:id/blocks/:block/renew': written('renew', ({ blocks }) => `/blocks/${blocks.figures}/renew`, { base }),
  '/desk/analyses/:id/blocks/:block/remove': written('remove', ({ blocks }) => `/blocks/${blocks.text}/remove`, { base }),
  '/desk/analyses/:id/publish': written('publish', () => '/publish', { reason: 'It is ready.', base }),
  '/desk/analyses/:id/discard': written('discard', () => '/discard', {}),
  '/desk/analyses/:id/begin': written('begin', () => '/begin', {}),
};
