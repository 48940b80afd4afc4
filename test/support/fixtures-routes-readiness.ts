import type { RouteFixture, RouteFixtures } from './fixtures-route.ts';
import type { Player, SeededWorld } from './fixtures.ts';
import type { FormFields } from './site.ts';

const padova = ['counsellor', 'manager'] as const satisfies readonly Player[];
const at = (address: (world: SeededWorld) => string, body?: (world: SeededWorld) => FormFields): RouteFixture => ({
  address,
  as: 'counsellor',
  opens: padova,
  ...(body ? { body } : {}),
});
const mine = (address: (world: SeededWorld) => string, body?: (world: SeededWorld) => FormFields): RouteFixture => ({
  address,
  as: 'person',
  opens: ['person'],
  ...(body ? { body } : {}),
});
const nothing = () => ({});

/** How ready somebody is: the person's own pages and those of the desk. */
export const readinessRoutes: RouteFixtures = {
  '/me/readiness': { address: () => '/me/readiness', as: 'otherPerson', body: nothing },
  '/me/readiness/:id': mine((world) => `/me/readiness/${world.readiness.finished}`),
  '/me/readiness/:id/:step': mine(
    (world) => `/me/readiness/${world.readiness.open}/money`,
    () => ({ 'money-start': '2', 'money-last': '1', 'money-count': '' }),
  ),
  '/me/readiness/:id/finish': mine((world) => `/me/readiness/${world.readiness.ownToFinish}/finish`, nothing),
  '/desk/people/:id/readiness': at((world) => `/desk/people/${world.known.person}/readiness`, nothing),
  '/desk/readiness/:id': at((world) => `/desk/readiness/${world.readiness.finished}?with=ar`),
  '/desk/readiness/:id/:side/:step': at(
    (world) => `/desk/readiness/${world.readiness.open}/counsellor/blockers`,
    () => ({ 'blocker-permit': 'no', 'blocker-debt': 'unknown' }),
  ),
  '/desk/readiness/:id/finish': at((world) => `/desk/readiness/${world.readiness.toFinish}/finish`, nothing),
  '/desk/readiness/:id/plan': at(
    (world) => `/desk/readiness/${world.readiness.finished}/plan`,
    () => ({ advice: ['train-money'] }),
  ),
};
