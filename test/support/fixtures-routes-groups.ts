import { plain, type RouteFixture, type RouteFixtures } from './fixtures-route.ts';
import type { Player, SeededWorld } from './fixtures.ts';
import type { FormFields } from './site.ts';

type Body = (world: SeededWorld) => FormFields;
type Groups = SeededWorld['groups'];

/** A page of who plans groups at the office of Padova, or teaches them. */
const at =
  (opens: readonly Player[], as: Player) =>
  (path: (groups: Groups) => string, body?: Body): RouteFixture => ({
    address: ({ groups }) => path(groups),
    as,
    opens,
    ...(body ? { body } : {}),
  });
const planned = at(['trainer', 'counsellor', 'manager'], 'manager');
const taught = at(['trainer'], 'trainer');
const mine = at(['person'], 'person');
const desk = (path: (world: SeededWorld) => string, body?: Body): RouteFixture => ({
  address: (world) => `/desk/people/${world.awa.person}/learning${path(world)}`,
  as: 'counsellor',
  opens: ['counsellor', 'manager'],
  ...(body ? { body } : {}),
});

const nothing = () => ({});
const answers = () => ({ useful: '5', clear: '4', pace: '3', setting: '4', recommend: '5', words: 'Good.' });
const facts: Body = ({ staff, inAMonth }) => ({
  name: 'Friday mornings',
  way: 'class',
  audience: 'founders',
  language: 'it',
  otherOffice: '',
  places: '12',
  enrolFrom: '2026-01-01',
  enrolUntil: inAMonth,
  attendancePercent: '80',
  trainers: [staff.trainer.accountId],
});
const session: Body = ({ staff, groups, inAMonth }) => ({
  day: inAMonth,
  time: '18:00',
  minutes: '120',
  trainer: staff.trainer.accountId,
  room: groups.room,
  link: '',
  lesson: 'first',
  topic: '',
});
const reason = () => ({ reason: 'The trainer is ill' });
const mark = () => ({ verdict: 'accepted', text: 'Well done.' });

/** Groups of a course: for everybody, the learner, the desk, and who plans and teaches them. */
export const groupRoutes: RouteFixtures = {
  '/groups': plain('/groups'),
  '/groups/month': plain('/groups/month'),
  '/groups/:id': { address: ({ groups }) => `/groups/${groups.mine}`, as: 'person' },
  '/me/groups/:id/enrol': {
    address: ({ groups }) => `/me/groups/${groups.open}/enrol`,
    as: 'person',
    body: () => ({ name: 'Awa', forMe: 'yes', agreed: 'yes' }),
  },
  '/me/groups/:id/withdraw': mine(({ mine: id }) => `/me/groups/${id}/withdraw`, nothing),
  '/me/groups/calendar': plain('/me/groups/calendar', { as: 'person' }),
  '/me/groups/certificates/:enrolment': at(
    ['counsellor', 'manager'],
    'counsellor',
  )(({ officers }) => `/me/groups/certificates/${officers.certified}`),
  '/teaching/colleagues/groups/:enrolment': at(['manager'], 'manager')(
    ({ officers }) => `/teaching/colleagues/groups/${officers.attended}`,
    () => ({ lang: 'en' }),
  ),
  '/me/groups/:id/evaluate': mine(({ past }) => `/me/groups/${past}/evaluate`, answers),
  '/me/courses/:code/evaluate': mine(() => '/me/courses/sample-course/evaluate', answers),
  '/desk/people/:id/learning/enrol': desk(
    () => '/enrol',
    ({ groups }) => ({ group: groups.forDesk, name: 'Awa', forMe: 'yes', language: 'en', how: 'spoken-at-desk', agreed: 'yes' }),
  ),
  '/desk/people/:id/learning/groups/:enrolment/withdraw': desk(({ groups }) => `/groups/${groups.enrolments.toLeave}/withdraw`, nothing),
  '/desk/people/:id/learning/groups/:enrolment/certificate': desk(
    ({ groups }) => `/groups/${groups.enrolments.past}/certificate`,
    () => ({ lang: 'en' }),
  ),
  '/desk/people/:id/learning/handed-in/:study/:event': desk(({ learning, groups }) => `/handed-in/${learning.study}/${groups.work}`, mark),
  '/teaching': plain('/teaching', { as: 'trainer' }),
  '/teaching/calendar': plain('/teaching/calendar', { as: 'trainer' }),
  '/teaching/copy/:code': {
    address: () => '/teaching/copy/sample-course',
    as: 'manager',
    body: ({ offices }) => ({ office: offices.padova.id }),
  },
  '/teaching/groups/new': {
    address: () => '/teaching/groups/new',
    as: 'manager',
    body: (world) => ({ ...facts(world), course: world.learning.course, office: world.offices.padova.id }),
  },
  '/teaching/groups/:id': { ...planned(({ past }) => `/teaching/groups/${past}`), as: 'trainer' },
  '/teaching/groups/:id/edit': planned(({ toChange }) => `/teaching/groups/${toChange}/edit`, facts),
  '/teaching/groups/:id/move': planned(
    ({ toOpen }) => `/teaching/groups/${toOpen}/move?to=open`,
    () => ({ to: 'open' }),
  ),
  '/teaching/groups/:id/call-off': planned(({ toCallOff }) => `/teaching/groups/${toCallOff}/call-off`, reason),
  '/teaching/groups/:id/sessions/new': planned(({ toChange }) => `/teaching/groups/${toChange}/sessions/new`, session),
  '/teaching/sessions/:id/edit': planned(
    ({ session: id }) => `/teaching/sessions/${id}/edit`,
    (world) => ({ ...session(world), time: '10:00', seen: '0' }),
  ),
  '/teaching/sessions/:id/call-off': planned(({ toCallOffSession }) => `/teaching/sessions/${toCallOffSession}/call-off`, reason),
  '/teaching/sessions/:id': taught(
    ({ held }) => `/teaching/sessions/${held}`,
    ({ groups }) => ({ [`at-${groups.enrolments.past}`]: 'present' }),
  ),
  '/teaching/sessions/:id/sheet': taught(({ held }) => `/teaching/sessions/${held}/sheet`),
  '/teaching/rooms': plain('/teaching/rooms', {
    as: 'manager',
    body: ({ offices }) => ({ name: 'Room 2', seats: '12', stepFree: 'yes', office: offices.padova.id }),
  }),
  '/teaching/rooms/:id': planned(
    ({ room }) => `/teaching/rooms/${room}`,
    () => ({ name: 'Room 1', seats: '21', stepFree: 'yes' }),
  ),
  '/teaching/handed-in/:study/:event': {
    ...taught(() => '', mark),
    address: ({ learning, groups }) => `/teaching/handed-in/${learning.study}/${groups.work}`,
  },
  '/teaching/handed-in/:study/:event/file': {
    ...taught(() => ''),
    address: ({ learning, groups }) => `/teaching/handed-in/${learning.study}/${groups.work}/file`,
  },
};
