import type { Linked } from './fixtures-associations.ts';
import { plain, type RouteFixture, type RouteFixtures } from './fixtures-route.ts';
import type { SeededWorld } from './fixtures.ts';
import type { FormFields } from './site.ts';

type Body = (world: SeededWorld) => FormFields;

const entryFields: Body = (world) => ({
  name: 'Association of the Example',
  about: 'Invented.',
  origin1: 'Kaolack',
  origin1Code: 'kaolack',
  origin2: '',
  origin2Code: '',
  destination1: 'Padua',
  destination1Code: 'padova',
  destination2: '',
  destination2Code: '',
  founded: '2011-05',
  legalForm: 'association',
  members: '120',
  membersOn: world.today,
  membersBy: 'Our list of members',
  activities: ['culture', 'women'],
  lastActivity: 'A course in spring',
  lastActivityOn: world.today,
  financeSize: 'under-10000',
  financeSources: ['fees'],
  boardSize: '7',
  boardWomen: '3',
  boardYoung: '1',
  electedOn: world.today,
  email: 'example@example.org',
  phone: '+33199000041',
  website: 'https://example.org',
});

/** A page for whoever comes with the link of an association. */
const linked = (pick: (world: SeededWorld) => Linked, rest: (world: SeededWorld) => string, body?: Body): RouteFixture => ({
  address: (world) => {
    const [path, query] = rest(world).split('?');
    const { id, token } = pick(world);
    return `/associations/mine/${id}${path}?token=${token}${query ? `&${query}` : ''}`;
  },
  ...(body ? { body } : {}),
});

/** Pages of the register of associations. */
export const associationRoutes: RouteFixtures = {
  '/associations': plain('/associations'),
  '/associations/register': plain('/associations/register', { body: (world) => ({ ...entryFields(world), keeper: 'writer@example.org' }) }),
  '/associations/register/sent': plain('/associations/register/sent'),
  '/associations/mine': plain('/associations/mine', { as: 'person' }),
  '/associations/mine/:id': linked(
    ({ associations }) => associations.mine,
    () => '',
  ),
  '/associations/mine/:id/copy': linked(
    ({ associations }) => associations.mine,
    () => '/copy',
  ),
  '/associations/mine/:id/edit': linked(
    ({ associations }) => associations.toEdit,
    () => '/edit',
    (world) => ({ ...entryFields(world), revision: '1' }),
  ),
  '/associations/mine/:id/act': linked(
    ({ associations }) => associations.toConfirm,
    () => '/act?act=confirm',
    () => ({ act: 'confirm', words: '' }),
  ),
  '/associations/mine/:id/person': linked(
    ({ associations }) => associations.mine,
    ({ associations }) => `/person?person=${associations.mine.person}`,
    (world) => ({
      name: 'Rama Example',
      mandate: 'Chair',
      fromOn: world.today,
      untilOn: '',
      email: 'chair@example.org',
      phone: '',
      focal: 'destination',
      agreed: '1',
    }),
  ),
  '/associations/mine/:id/person/:person/remove': linked(
    ({ associations }) => associations.toRemove,
    ({ associations }) => `/person/${associations.toRemove.person}/remove`,
    () => ({}),
  ),
  '/associations/:id': { address: ({ associations }) => `/associations/${associations.shown}` },
  '/associations/:id/representativeness': { address: ({ associations }) => `/associations/${associations.shown}/representativeness` },
  '/associations/:id/link': {
    address: ({ associations }) => `/associations/${associations.shown}/link`,
    body: () => ({ keeper: 'shown.association@example.org' }),
  },
  '/desk/associations': plain('/desk/associations', { as: 'counsellor' }),
  '/desk/associations/:id': {
    address: ({ associations }) => `/desk/associations/${associations.waiting}`,
    as: 'counsellor',
    opens: ['counsellor', 'manager'],
    body: () => ({ decision: 'verified', words: '', revision: '1', state: 'waiting' }),
  },
};
