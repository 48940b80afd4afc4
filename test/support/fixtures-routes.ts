import type { Route } from '#kernel/http';
import { accountRoutes } from './fixtures-routes-account.ts';
import { deskRoutes } from './fixtures-routes-desk.ts';
import { publicRoutes } from './fixtures-routes-public.ts';
import { staffRoutes } from './fixtures-routes-staff.ts';
import type { RouteFixture, RouteFixtures } from './fixtures-route.ts';

const fixtures: RouteFixtures = { ...publicRoutes, ...accountRoutes, ...deskRoutes, ...staffRoutes };

/** The paths that have a fixture. */
export const fixturePaths: readonly string[] = Object.keys(fixtures);

export function fixtureOf({ path }: Pick<Route, 'path'>): RouteFixture {
  const fixture = fixtures[path];
  if (!fixture) throw new Error(`the route ${path} has no fixture: add one to test/support/fixtures-routes-*.ts`);
  return fixture;
}
