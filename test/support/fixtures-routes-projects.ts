import { plain, type RouteFixture, type RouteFixtures } from './fixtures-route.ts';
import type { Player, SeededWorld } from './fixtures.ts';
import type { FormFields } from './site.ts';

const below = (
  rest: (projects: SeededWorld['projects']) => string,
  opens: readonly Player[],
  body?: (world: SeededWorld) => FormFields,
): RouteFixture => ({
  address: ({ projects }) => `/desk/projects/${projects.id}${rest(projects)}`,
  as: 'manager',
  opens,
  ...(body ? { body } : {}),
});

const partners = ['manager', 'counsellor', 'trainer', 'counsellorAbroad'] as const;
const lead = ['manager'] as const;

const content = ({ today, inAMonth }: SeededWorld): FormFields => ({
  acronym: 'NEW',
  title: 'A new one (invented)',
  purpose: 'To learn',
  funder: '',
  agreement: '',
  from: today,
  until: inAMonth,
});

/** Projects that the manager's office leads with the office abroad. */
export const projectRoutes: RouteFixtures = {
  '/projects': plain('/projects'),
  '/projects/:id': { address: ({ projects }) => `/projects/${projects.published}` },
  '/desk/projects': plain('/desk/projects', { as: 'manager' }),
  '/desk/projects/new': plain('/desk/projects/new', {
    as: 'manager',
    opens: lead,
    body: (world) => ({ lead: world.offices.padova.id, ...content(world) }),
  }),
  '/desk/projects/:id': below(() => '', partners),
  '/desk/projects/:id/change': below(
    () => '/change',
    lead,
    ({ today, projects }) => ({
      acronym: 'WORK',
      title: 'Work again (invented)',
      purpose: 'To learn',
      funder: '',
      agreement: '',
      from: today,
      until: projects.later,
    }),
  ),
  '/desk/projects/:id/partner': below(
    () => '/partner',
    lead,
    ({ offices }) => ({ office: offices.tirana.id }),
  ),
  '/desk/projects/:id/package': below(
    () => '/package',
    lead,
    ({ offices, today, inAMonth }) => ({ number: '7', office: offices.padova.id, title: 'Courses', from: today, until: inAMonth }),
  ),
  '/desk/projects/:id/package/:item': below(
    ({ work }) => `/package/${work}`,
    lead,
    ({ today, inAMonth }) => ({ title: 'Counters again', from: today, until: inAMonth }),
  ),
  '/desk/projects/:id/deliverable': below(
    () => '/deliverable',
    lead,
    ({ offices, projects, inAMonth }) => ({ package: projects.work, title: 'A map', office: offices.padova.id, dueOn: inAMonth }),
  ),
  '/desk/projects/:id/deliverable/:item': below(
    ({ deliverable }) => `/deliverable/${deliverable}`,
    lead,
    () => ({ act: 'hand-in', link: 'https://map.example' }),
  ),
  '/desk/projects/:id/publish': {
    address: ({ projects }) => `/desk/projects/${projects.toPublish}/publish`,
    as: 'manager',
    opens: lead,
    body: () => ({}),
  },
};
