import { plain, type RouteFixture, type RouteFixtures } from './fixtures-route.ts';
import type { Player, SeededWorld } from './fixtures.ts';
import type { FormFields } from './site.ts';

const padova = ['counsellor', 'manager'] as const satisfies readonly Player[];
/** The office's own people, and the network's editors. */
const keepers = [...padova, 'editor', 'administrator'] as const satisfies readonly Player[];

const opportunityFields = (world: SeededWorld): FormFields => ({
  kind: 'call',
  title: 'Example call for bakers',
  about: 'An invented call.',
  place: 'Padua',
  atEnd: 'destination',
  corridor1: world.opportunities.corridor,
  corridor2: '',
  corridor3: '',
  sectors: ['food-processing'],
  stages: ['planning', 'trading'],
  audiences: ['women'],
  amount: '1,500.00',
  amountCurrency: 'EUR',
  amountText: 'up to half',
  sourceName: 'Example board',
  sourceUrl: 'https://example.org/board',
  sourceSeenOn: '2026-11-01',
  reported: '',
  validFrom: '2026-11-01',
  validUntil: world.opportunities.validUntil,
  needsConfirmation: 'yes',
  opening: '',
});

const answers = (): FormFields => ({
  registered: 'yes',
  'firm-since': '2025-03-01',
  'return-since': '',
  'months-abroad': '60',
  age: '34',
  'women-owned': 'yes',
  jobs: '2',
  investment: '5000',
  investmentCurrency: 'EUR',
});

const kept = (address: (world: SeededWorld) => string, body?: (world: SeededWorld) => FormFields): RouteFixture => ({
  address,
  as: 'counsellor',
  opens: keepers,
  ...(body ? { body } : {}),
});
const atDesk = (address: (world: SeededWorld) => string, body?: (world: SeededWorld) => FormFields): RouteFixture => ({
  address,
  as: 'counsellor',
  opens: padova,
  ...(body ? { body } : {}),
});
const mine = (address: (world: SeededWorld) => string, body: (world: SeededWorld) => FormFields): RouteFixture => ({
  address,
  as: 'person',
  opens: ['person'],
  body,
});

/** Pages of opportunities: public, of founders, of desks and editors. */
export const opportunityRoutes: RouteFixtures = {
  '/opportunities': plain('/opportunities'),
  '/opportunities/:id': { address: (world) => `/opportunities/${world.opportunities.shown}` },
  '/opportunities/:id/check': {
    address: (world) => `/opportunities/${world.opportunities.shown}/check`,
    body: () => ({ registered: 'yes', jobs: '2' }),
  },
  '/me/opportunities': plain('/me/opportunities', { as: 'person' }),
  '/me/opportunities/:id/answer': mine(
    (world) => `/me/opportunities/${world.opportunities.toAnswer}/answer?venture=${world.opportunities.venture}`,
    (world) => ({ venture: world.opportunities.venture, stance: 'interested' }),
  ),
  '/me/ventures/:id/answers': mine((world) => `/me/ventures/${world.opportunities.venture}/answers`, answers),
  '/desk/ventures/:id/answers': atDesk((world) => `/desk/ventures/${world.opportunities.venture}/answers`, answers),
  '/desk/ventures/:id/opportunities': atDesk((world) => `/desk/ventures/${world.opportunities.venture}/opportunities`),
  '/desk/opportunities': plain('/desk/opportunities', { as: 'counsellor' }),
  '/desk/opportunities/new': {
    address: () => '/desk/opportunities/new',
    as: 'counsellor',
    body: (world) => ({ office: world.offices.padova.id, ...opportunityFields(world) }),
  },
  '/desk/opportunities/:id': kept((world) => `/desk/opportunities/${world.opportunities.draft}`),
  '/desk/opportunities/:id/edit': kept((world) => `/desk/opportunities/${world.opportunities.toEdit}/edit`, opportunityFields),
  '/desk/opportunities/:id/act': kept(
    (world) => `/desk/opportunities/${world.opportunities.toPublish}/act?action=publish`,
    () => ({ action: 'publish', validUntil: '' }),
  ),
  '/desk/opportunities/:id/conditions/:field': kept(
    (world) => `/desk/opportunities/${world.opportunities.draft}/conditions/firm-since`,
    () => ({ min: '3', max: '24', sentence: 'The firm is young.' }),
  ),
  '/desk/opportunities/:id/ventures/:venture': atDesk(
    (world) => `/desk/opportunities/${world.opportunities.toPropose}/ventures/${world.opportunities.venture}`,
    () => ({ plan: 'yes' }),
  ),
};
