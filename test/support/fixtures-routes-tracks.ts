import { plain, type RouteFixtures } from './fixtures-route.ts';

/** Tracks: the public pages, what a person says of themselves, and the texts that editors write. */
export const trackRoutes: RouteFixtures = {
  '/tracks': plain('/tracks'),
  '/tracks/:code': plain('/tracks/women?office=padova-desk'),
  '/me/tracks/:id': {
    address: (world) => `/me/tracks/${world.awa.person}`,
    as: 'person',
    opens: ['person'],
    body: () => ({ tracks: ['women', 'youth'] }),
  },
  '/desk/people/:id/tracks': {
    address: (world) => `/desk/people/${world.awa.person}/tracks`,
    as: 'counsellor',
    opens: ['counsellor', 'manager'],
    body: () => ({ tracks: ['refugees'], how: 'signed-at-desk' }),
  },
  '/admin/tracks': { ...plain('/admin/tracks'), as: 'editor' },
  '/admin/tracks/:code/:where': {
    ...plain('/admin/tracks/women/network', { body: () => ({ text: 'For women who want to work for themselves.\n\nCome and talk.' }) }),
    as: 'editor',
    opens: ['editor', 'administrator'],
  },
};
