import { plain, type RouteFixtures } from './fixtures-route.ts';

/** Checking a document by its code: everybody may, also for a code that no document has. */
export const documentRoutes: RouteFixtures = {
  '/verify': plain('/verify', { body: () => ({ code: '00000-00000-00000-00000' }) }),
  '/verify/:code': plain('/verify/00000-00000-00000-00000'),
};
