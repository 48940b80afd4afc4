import { plain, type RouteFixture, type RouteFixtures } from './fixtures-route.ts';
import type { SeededWorld } from './fixtures.ts';
import type { FormFields } from './site.ts';

const form = ({ today }: SeededWorld): FormFields => ({
  title: 'Night school (invented)',
  about: 'Lessons at both ends',
  language: 'en',
  place1: 'Padua',
  place1Code: 'padova',
  place2: '',
  place2Code: '',
  corridor: '',
  fromOn: today,
  untilOn: '',
  ownTask: 'Finds teachers',
  partner1: 'Other Joint Association',
  task1: 'Finds the room',
  partner2: '',
  task2: '',
  amount: '500',
  amountCurrency: 'EUR',
  moneySource: '',
});

/** A page below the association for which the person writes. */
const own = (rest: (world: SeededWorld) => string, body?: (world: SeededWorld) => FormFields): RouteFixture => ({
  address: (world) => `/associations/mine/${world.joint.own}/projects${rest(world)}`,
  as: 'person',
  opens: ['person'],
  ...(body ? { body } : {}),
});

/** Pages of what associations do together. */
export const jointRoutes: RouteFixtures = {
  '/associations/projects': plain('/associations/projects'),
  '/associations/projects/:project': { address: ({ joint }) => `/associations/projects/${joint.shown}` },
  '/associations/mine/:id/projects': own(() => ''),
  '/associations/mine/:id/projects/new': own(() => '/new', form),
  '/associations/mine/:id/projects/:project': own(({ joint }) => `/${joint.shown}`),
  '/associations/mine/:id/projects/:project/edit': own(
    ({ joint }) => `/${joint.toEdit.id}/edit`,
    (world) => ({ ...form(world), revision: String(world.joint.toEdit.revision) }),
  ),
  '/associations/mine/:id/projects/:project/act': own(
    ({ joint }) => `/${joint.toAnswer.id}/act?act=yes`,
    ({ joint }) => ({ act: 'yes', words: '', revision: String(joint.toAnswer.revision) }),
  ),
  '/associations/mine/:id/projects/:project/update': own(
    ({ joint }) => `/${joint.shown}/update`,
    ({ today }) => ({ onDay: today, words: 'The workshop has a roof.' }),
  ),
  '/desk/associations/projects': plain('/desk/associations/projects', { as: 'counsellor' }),
  '/desk/associations/projects/:project': {
    address: ({ joint }) => `/desk/associations/projects/${joint.shown}`,
    as: 'counsellor',
    opens: ['counsellor', 'manager'],
    body: ({ joint }) => ({ office: joint.office, unit: 'Unit of water', reach: 'Room 4' }),
  },
};
