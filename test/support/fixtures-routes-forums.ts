import { addDays } from '#kernel/time';
import { plain, type RouteFixture, type RouteFixtures } from './fixtures-route.ts';
import type { SeededWorld } from './fixtures.ts';
import type { FormFields } from './site.ts';

/** Offices' own staff who convene, and those who look at what they do. */
const writers = ['manager'] as const;
const readers = ['manager', 'auditor'] as const;

type Forums = SeededWorld['forums'];
const written = (path: (forums: Forums) => string, body: (world: SeededWorld) => FormFields): RouteFixture => ({
  address: ({ forums }) => path(forums),
  as: 'manager',
  opens: writers,
  body,
});
const form = ({ forums }: SeededWorld): FormFields => ({
  where: forums.where,
  kind: 'forum',
  name: 'Regional forum (invented)',
  about: 'To be heard',
  rules: 'Open to all',
  language: 'en',
  contact: 'Unit of forums',
});
const meeting = ({ today }: SeededWorld): FormFields => ({
  day: addDays(today, 20),
  starts: '17:00',
  endsTime: '19:00',
  endsDay: '',
  venue: 'Town hall',
  link: '',
});
const point = (): FormFields => ({ title: 'Evening hours', words: '', link: '', consultation: '' });

/** A form of a point, to which a document may be added. */
const filing = (path: (forums: Forums) => string): RouteFixture => ({
  ...written(path, point),
  takesFile: { address: ({ forums }) => path(forums), body: point },
});

/** Pages of boards and forums of the manager's office. */
export const forumRoutes: RouteFixtures = {
  '/forums': plain('/forums'),
  '/forums/:id': { address: ({ forums }) => `/forums/${forums.shown}` },
  '/forums/meetings/:id': { address: ({ forums }) => `/forums/meetings/${forums.meetings.published.id}` },
  '/forums/meetings/:id/points/:point/file': {
    address: ({ forums: { meetings } }) => `/forums/meetings/${meetings.published.id}/points/${meetings.published.point}/file`,
  },
  '/desk/forums': plain('/desk/forums', { as: 'manager' }),
  '/desk/forums/new': plain('/desk/forums/new', { as: 'manager', opens: writers, body: form }),
  '/desk/forums/:id': { address: ({ forums }) => `/desk/forums/${forums.shown}`, as: 'manager', opens: readers },
  '/desk/forums/:id/edit': written(({ toEdit }) => `/desk/forums/${toEdit}/edit`, form),
  '/desk/forums/:id/end': written(
    ({ toEnd }) => `/desk/forums/${toEnd}/end`,
    () => ({ because: 'Another takes its place.' }),
  ),
  '/desk/forums/:id/seats/new': written(
    ({ toSeat }) => `/desk/forums/${toSeat}/seats/new`,
    ({ today }) => ({ association: '', body: 'Chamber of the example', task: '', sinceOn: today }),
  ),
  '/desk/forums/:id/seats/:seat/end': written(
    ({ toEndSeat }) => `/desk/forums/${toEndSeat.forum}/seats/${toEndSeat.seat}/end`,
    ({ today }) => ({ untilOn: today }),
  ),
  '/desk/forums/:id/meetings/new': written(({ toPlan }) => `/desk/forums/${toPlan}/meetings/new`, meeting),
  '/desk/meetings/:id': { address: ({ forums }) => `/desk/meetings/${forums.meetings.published.id}`, as: 'manager', opens: readers },
  '/desk/meetings/:id/edit': written(({ meetings }) => `/desk/meetings/${meetings.toMove.id}/edit`, meeting),
  '/desk/meetings/:id/act': written(
    ({ meetings }) => `/desk/meetings/${meetings.toConvene.id}/act?act=convene`,
    () => ({ act: 'convene', words: '' }),
  ),
  '/desk/meetings/:id/points/new': filing(({ meetings }) => `/desk/meetings/${meetings.toFill.id}/points/new`),
  '/desk/meetings/:id/points/:point': filing(({ meetings: { toChange } }) => `/desk/meetings/${toChange.id}/points/${toChange.point}`),
  '/desk/meetings/:id/points/:point/remove': written(
    ({ meetings: { toClear } }) => `/desk/meetings/${toClear.id}/points/${toClear.point}/remove`,
    () => ({}),
  ),
  '/desk/meetings/:id/points/:point/minutes': written(
    ({ meetings: { toNote } }) => `/desk/meetings/${toNote.id}/points/${toNote.point}/minutes`,
    () => ({ said: 'It was asked for.', opinion: 'Open in the evening.' }),
  ),
  '/desk/meetings/:id/points/:point/answer': written(
    ({ meetings: { toAnswer } }) => `/desk/meetings/${toAnswer.id}/points/${toAnswer.point}/answer`,
    () => ({ answer: 'in-part', reason: 'On Thursdays.' }),
  ),
  '/desk/meetings/:id/attendance': written(
    ({ meetings }) => `/desk/meetings/${meetings.toAttend.id}/attendance`,
    () => ({ present: '', excused: '' }),
  ),
};
