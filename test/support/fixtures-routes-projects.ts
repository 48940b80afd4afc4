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

const meeting = ({ inAMonth }: SeededWorld): FormFields => ({
  title: 'Partners',
  zone: 'Europe/Rome',
  day: inAMonth,
  starts: '10:00',
  endsTime: '11:00',
  endsDay: '',
  venue: 'Room 1',
  link: '',
  agenda: 'The list',
});

const criterion = ({ today }: SeededWorld): FormFields => ({
  number: '2',
  question: 'Do they use it?',
  measure: 'Asking',
  baseline: 'Nobody knows',
  target: 'Half',
  measuredOn: today,
  evaluator: 'An institute (invented)',
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
    ({ offices }) => ({ office: offices.tirana.id, task: '' }),
  ),
  '/desk/projects/:id/partner/:item': {
    address: ({ projects, offices }) => `/desk/projects/${projects.id}/partner/${offices.padova.id}`,
    as: 'manager',
    opens: lead,
    body: () => ({ task: 'Leads it', leftOn: '' }),
  },
  '/desk/projects/:id/corridors': below(
    () => '/corridors',
    lead,
    () => ({ origin: '', originCode: '', destination: '', destinationCode: '' }),
  ),
  '/desk/projects/:id/history': below(() => '/history', partners),
  '/desk/projects/:id/package': below(
    () => '/package',
    lead,
    ({ offices, today, inAMonth }) => ({ number: '7', office: offices.padova.id, title: 'Courses', from: today, until: inAMonth }),
  ),
  '/desk/projects/:id/package/:item': below(
    ({ work }) => `/package/${work}`,
    lead,
    ({ today, inAMonth, offices }) => ({ title: 'Counters again', from: today, until: inAMonth, number: '1', office: offices.padova.id }),
  ),
  '/desk/projects/:id/deliverable': below(
    () => '/deliverable',
    lead,
    ({ offices, projects, inAMonth }) => ({ package: projects.work, title: 'A map', office: offices.padova.id, dueOn: inAMonth }),
  ),
  '/desk/projects/:id/deliverable/:item': {
    ...below(
      ({ deliverable }) => `/deliverable/${deliverable}`,
      lead,
      () => ({ act: 'hand-in', link: 'https://map.example' }),
    ),
    takesFile: {
      address: ({ projects: { spare } }) => `/desk/projects/${spare.id}/deliverable/${spare.deliverable}`,
      body: () => ({ act: 'hand-in', link: 'https://map.example' }),
    },
  },
  '/desk/projects/:id/deliverable/:item/change': below(
    ({ deliverable }) => `/deliverable/${deliverable}/change`,
    lead,
    ({ projects, offices, inAMonth }) => ({ title: 'A list', dueOn: inAMonth, package: projects.work, office: offices.padova.id }),
  ),
  '/desk/projects/:id/deliverable/:item/file': below(({ accepted }) => `/deliverable/${accepted}/file`, partners),
  '/projects/:id/deliverables/:item/file': {
    address: ({ projects }) => `/projects/${projects.published}/deliverables/${projects.publishedItem}/file`,
  },
  '/desk/projects/:id/meetings/new': below(
    () => '/meetings/new',
    lead,
    (world) => ({ ...meeting(world), office: world.offices.padova.id }),
  ),
  '/desk/projects/:id/meetings/:item': below(({ meetings }) => `/meetings/${meetings.coming}`, partners),
  '/desk/projects/:id/meetings/:item/change': below(({ meetings }) => `/meetings/${meetings.coming}/change`, lead, meeting),
  '/desk/projects/:id/meetings/:item/call-off': below(
    ({ meetings }) => `/meetings/${meetings.toCallOff}/call-off`,
    lead,
    () => ({ because: 'Nobody has time' }),
  ),
  '/desk/projects/:id/meetings/:item/minutes': below(
    ({ meetings }) => `/meetings/${meetings.past}/minutes`,
    lead,
    ({ offices }) => ({ said: 'What to ask', decisions: 'Ask it', came: offices.padova.id }),
  ),
  '/desk/projects/:id/evaluation': below(() => '/evaluation', partners),
  '/desk/projects/:id/criterion': below(
    () => '/criterion',
    lead,
    (world) => ({ ...criterion(world), number: '3' }),
  ),
  '/desk/projects/:id/criterion/:item': below(
    ({ draft }) => `/criterion/${draft}`,
    lead,
    (world) => ({ ...criterion(world), act: 'keep' }),
  ),
  '/desk/projects/:id/agree': {
    address: ({ projects }) => `/desk/projects/${projects.toPublish}/agree`,
    as: 'manager',
    opens: lead,
    body: () => ({}),
  },
  '/desk/projects/:id/evaluation/:phase': below(
    () => '/evaluation/final',
    lead,
    () => ({ evaluator: 'An institute (invented)', summary: 'Many know it' }),
  ),
  '/desk/projects/:id/evaluation/:phase/finding/:item': below(
    ({ criterion: id }) => `/evaluation/final/finding/${id}`,
    lead,
    ({ today }) => ({ result: 'not-measurable', found: '', reason: 'Nobody counted', evidence: '', foundOn: today }),
  ),
  '/desk/projects/:id/evaluation/:phase/publish': below(
    () => '/evaluation/mid-term/publish',
    lead,
    () => ({}),
  ),
  '/desk/projects/:id/publish': {
    address: ({ projects }) => `/desk/projects/${projects.toPublish}/publish`,
    as: 'manager',
    opens: lead,
    body: () => ({}),
  },
};
