import { sourceHash } from '#kernel/i18n';
import { sampleCourse } from '../../src/modules/learning/sample-course.fixtures.ts';
import { plain, type RouteFixture, type RouteFixtures } from './fixtures-route.ts';
import type { Player, SeededWorld } from './fixtures.ts';
import type { FormFields } from './site.ts';

const builders = ['editor', 'administrator'] as const satisfies readonly Player[];

/** A page of a course of the network, which its editors build. */
const build = (path: string, body?: () => FormFields): RouteFixture => ({
  address: (world: SeededWorld) => `/teaching/courses/${world.learning.course}${path}`,
  as: 'editor',
  opens: builders,
  ...(body ? { body } : {}),
});
/** The same of a course on which nothing else hangs. */
const spare = (path: string, body: () => FormFields) => ({
  ...build(path),
  address: (world: SeededWorld) => `/teaching/courses/${world.learning.spare}${path}`,
  body,
});
/** A part of a lesson as it is typed. */
const block = (typed: FormFields): FormFields => ({
  text: '',
  alt: '',
  caption: '',
  title: '',
  transcript: '',
  table: '',
  answer: '',
  seen: '',
  ...typed,
});
const picture = { alt: 'Three steps up a hill', caption: 'Step by step to a shop' };

const facts = { title: 'Prices', summary: 'How to set a price.', audience: ['founders'], tracks: [], mode: 'distance', minutes: '30' };
const question = {
  text: 'What is rent?',
  kind: 'one',
  choice1: 'A cost',
  right1: 'yes',
  choice2: 'A sale',
  feedback: '',
  number: '',
  tolerance: '',
};

/** Courses: the catalogue, the learner, the desk, and who builds them. */
export const learningRoutes: RouteFixtures = {
  '/courses': plain('/courses'),
  '/courses/:code': plain('/courses/sample-course'),
  '/courses/:code/:lesson': plain('/courses/sample-course/first'),
  '/courses/:code/:lesson/answer': plain('/courses/sample-course/first/answer', {
    as: 'person',
    body: () => ({ do: 'answered', item: 'sum', number: '750', text: '' }),
    takesFile: {
      address: () => '/courses/sample-course/third/answer',
      body: () => ({ do: 'handed-in', item: 'my-paper', number: '', text: '' }),
    },
  }),
  '/me/courses': plain('/me/courses', { as: 'person' }),
  '/me/courses/:code/begin': plain('/me/courses/spare-course/begin', { as: 'otherPerson', body: () => ({}) }),
  '/me/courses/certificates/:study': {
    address: (world) => `/me/courses/certificates/${world.learning.officer.certified}`,
    as: 'counsellor',
    opens: ['counsellor', 'manager'],
  },
  '/teaching/colleagues': plain('/teaching/colleagues', { as: 'manager' }),
  '/teaching/colleagues/:study': {
    address: (world) => `/teaching/colleagues/${world.learning.officer.finished}`,
    as: 'manager',
    opens: ['manager'],
    body: () => ({ lang: 'en' }),
  },
  '/me/courses/handed-in/:id': {
    address: (world) => `/me/courses/handed-in/${world.learning.file}`,
    as: 'person',
    opens: ['person'],
  },
  '/desk/people/:id/learning': {
    address: (world) => `/desk/people/${world.awa.person}/learning`,
    as: 'counsellor',
    opens: ['counsellor', 'manager'],
  },
  '/desk/people/:id/learning/:study/certificate': {
    address: (world) => `/desk/people/${world.awa.person}/learning/${world.learning.study}/certificate`,
    as: 'counsellor',
    opens: ['counsellor', 'manager'],
    body: () => ({ lang: 'en' }),
  },
  '/teaching/courses': plain('/teaching/courses', { as: 'editor' }),
  '/teaching/courses/new': plain('/teaching/courses/new', { as: 'editor', body: () => ({ ...facts, office: 'network', lang: 'en' }) }),
  '/teaching/courses/:id': build(''),
  '/teaching/courses/:id/edit': spare('/edit', () => ({ ...facts, source: '', quizPercent: '80', exercises: 'yes', seen: '1' })),
  '/teaching/courses/:id/arrange': spare('/arrange', () => ({ how: 'down', lesson: 'first', block: '', question: '' })),
  '/teaching/courses/:id/publish': spare('/publish', () => ({})),
  '/teaching/courses/:id/withdraw': spare('/withdraw', () => ({})),
  '/teaching/courses/:id/copy': {
    ...build('/copy'),
    body: (world) => ({ office: world.offices.padova.id }),
  },
  '/teaching/courses/:id/lessons/new': spare('/lessons/new', () => ({ title: 'Third', minutes: '5' })),
  '/teaching/courses/:id/lessons/:lesson': build('/lessons/first'),
  '/teaching/courses/:id/lessons/:lesson/edit': spare('/lessons/second/edit', () => ({ title: 'Second', minutes: '5' })),
  '/teaching/courses/:id/lessons/:lesson/blocks/new': {
    ...spare('/lessons/second/blocks/new?kind=text', () => block({ text: 'More words' })),
    takesFile: spare('/lessons/second/blocks/new?kind=picture', () => block(picture)),
  },
  '/teaching/courses/:id/lessons/:lesson/blocks/:block': {
    ...spare('/lessons/second/blocks/b1', () => block({ text: 'Other words' })),
    takesFile: spare('/lessons/first/blocks/b2', () => block(picture)),
  },
  '/teaching/courses/:id/lessons/:lesson/blocks/:block/questions/new': spare('/lessons/first/blocks/b4/questions/new', () => question),
  '/teaching/courses/:id/lessons/:lesson/blocks/:block/questions/:question': spare(
    '/lessons/first/blocks/b4/questions/one-right',
    () => question,
  ),
  '/teaching/courses/:id/translate': {
    // Of the course whose texts no other form changes.
    ...build('/translate?lang=it'),
    body: () => ({ path: 'title', text: 'Un corso di prova', hash: sourceHash(sampleCourse.title.en ?? '') }),
  },
};
