import { plain, type RouteFixture, type RouteFixtures } from './fixtures-route.ts';
import type { SeededWorld } from './fixtures.ts';
import type { FormFields } from './site.ts';

type Body = (world: SeededWorld) => FormFields;
const of =
  (who: 'person' | 'mentor' | 'counsellor', base: string) =>
  (path: (world: SeededWorld) => string, body?: Body): RouteFixture => ({
    address: (world) => `${base}${path(world)}`,
    as: who,
    opens: who === 'counsellor' ? ['counsellor', 'manager'] : [who],
    ...(body ? { body } : {}),
  });
const mine = of('person', '/me/mentoring');
const mentors = of('mentor', '/mentoring');
const desk = of('counsellor', '/desk/mentoring');

const nothing = () => ({});
const profile: Body = ({ offices }) => ({
  name: 'Noor Mentor',
  about: '',
  background: 'owner',
  office: offices.padova.id,
  place: 'Padua',
  languages: ['fr', 'en'],
  sectors: ['food-processing'],
  topics: ['loan'],
  stages: [],
  hours1: '18:00-20:00',
  hours2: '',
  hours3: '',
  hours4: '',
  hours5: '',
  hours6: '',
  hours7: '',
  email: 'noor.mentor@example.org',
  phone: '',
  menteeLimit: '10',
});
const wish = () => ({ ends: 'both', topics: ['loan'], times1: ['evening'] });
const agreed = { called: 'Awa', parts: ['venture'], agreed: 'yes', language: 'en' };
const session: Body = ({ inAMonth }) => ({ day: inAMonth, time: '18:00', minutes: '60', mode: 'phone', place: '' });
const held = () => ({ state: 'held', minutes: '60' });
const action = () => ({ title: 'Ask two bakers', who: 'founder', dueOn: '' });
const answers = () => ({ useful: 'very', results: ['clearer-idea'], change: 'nothing' });

/** Pages of mentors, their founders and the desk that looks after both. */
export const mentoringRoutes: RouteFixtures = {
  '/mentoring': plain('/mentoring', { as: 'mentor' }),
  '/mentoring/profile': plain('/mentoring/profile', { as: 'mentor', body: profile }),
  '/mentoring/pairs/:id': mentors(({ mentoring }) => `/pairs/${mentoring.running}`),
  '/mentoring/pairs/:id/business-plan': mentors(({ mentoring }) => `/pairs/${mentoring.running}/business-plan`),
  '/mentoring/pairs/:id/readiness': mentors(({ mentoring }) => `/pairs/${mentoring.running}/readiness`),
  '/mentoring/pairs/:id/accept': mentors(({ mentoring }) => `/pairs/${mentoring.pairs.mentorAnswers}/accept`, nothing),
  '/mentoring/pairs/:id/end': mentors(
    ({ mentoring }) => `/pairs/${mentoring.pairs.mentorEnds}/end`,
    () => ({ reason: '' }),
  ),
  '/mentoring/pairs/:id/sessions/new': mentors(({ mentoring }) => `/pairs/${mentoring.running}/sessions/new`, session),
  '/mentoring/sessions/:id': mentors(({ mentoring }) => `/sessions/${mentoring.sessions.byMentor}`),
  '/mentoring/sessions/:id/end': mentors(({ mentoring }) => `/sessions/${mentoring.sessions.byMentor}/end`, held),
  '/mentoring/sessions/:id/notes/new': mentors(
    ({ mentoring }) => `/sessions/${mentoring.sessions.byMentor}/notes/new`,
    () => ({
      text: 'Went well.',
      readers: ['founder'],
    }),
  ),
  '/mentoring/sessions/:id/actions/new': mentors(({ mentoring }) => `/sessions/${mentoring.sessions.byMentor}/actions/new`, action),
  '/mentoring/actions/:id/done': mentors(({ mentoring }) => `/actions/${mentoring.actions.mentor}/done`, nothing),
  '/mentoring/follow-ups/:id': mentors(({ mentoring }) => `/follow-ups/${mentoring.followUps.mentor}`, answers),
  '/me/mentoring': plain('/me/mentoring', { as: 'person' }),
  '/me/mentoring/ventures/:id/wish': mine(({ awa }) => `/ventures/${awa.venture}/wish`, wish),
  '/me/mentoring/pairs/:id': mine(({ mentoring }) => `/pairs/${mentoring.running}`),
  '/me/mentoring/pairs/:id/accept': mine(
    ({ mentoring }) => `/pairs/${mentoring.pairs.founderAnswers}/accept`,
    () => agreed,
  ),
  '/me/mentoring/pairs/:id/share': mine(
    ({ mentoring }) => `/pairs/${mentoring.running}/share`,
    () => agreed,
  ),
  '/me/mentoring/pairs/:id/end': mine(
    ({ mentoring }) => `/pairs/${mentoring.pairs.founderEnds}/end`,
    () => ({ reason: 'time' }),
  ),
  '/me/mentoring/pairs/:id/sessions/new': mine(({ mentoring }) => `/pairs/${mentoring.running}/sessions/new`, session),
  '/me/mentoring/sessions/:id': mine(({ mentoring }) => `/sessions/${mentoring.sessions.byFounder}`),
  '/me/mentoring/sessions/:id/end': mine(({ mentoring }) => `/sessions/${mentoring.sessions.byFounder}/end`, held),
  '/me/mentoring/sessions/:id/notes/new': mine(
    ({ mentoring }) => `/sessions/${mentoring.sessions.byFounder}/notes/new`,
    () => ({
      text: 'I ask three shops.',
      readers: ['mentor'],
    }),
  ),
  '/me/mentoring/sessions/:id/actions/new': mine(({ mentoring }) => `/sessions/${mentoring.sessions.byFounder}/actions/new`, action),
  '/me/mentoring/actions/:id/done': mine(({ mentoring }) => `/actions/${mentoring.actions.founder}/done`, nothing),
  '/me/mentoring/follow-ups/:id': mine(({ mentoring }) => `/follow-ups/${mentoring.followUps.founder}`, answers),
  '/desk/mentoring': plain('/desk/mentoring', { as: 'counsellor' }),
  '/desk/mentoring/mentors': plain('/desk/mentoring/mentors', { as: 'counsellor' }),
  '/desk/mentoring/mentors/:id': desk(
    ({ mentoring }) => `/mentors/${mentoring.mentors.waiting}`,
    () => ({ confirmed: 'yes' }),
  ),
  '/desk/mentoring/ventures/:id': desk(({ mentoring }) => `/ventures/${mentoring.free}`),
  '/desk/mentoring/ventures/:id/suggest': desk(
    ({ mentoring }) => `/ventures/${mentoring.free}/suggest?mentor=${mentoring.mentors.third}`,
    ({ mentoring }) => ({ mentor: mentoring.mentors.third }),
  ),
  '/desk/mentoring/ventures/:id/wish': desk(({ mentoring }) => `/ventures/${mentoring.free}/wish`, wish),
  '/desk/mentoring/pairs/:id': desk(({ mentoring }) => `/pairs/${mentoring.running}`),
  '/desk/mentoring/pairs/:id/offer': desk(({ mentoring }) => `/pairs/${mentoring.pairs.toOffer}/offer`, nothing),
  '/desk/mentoring/pairs/:id/accept': desk(
    ({ mentoring }) => `/pairs/${mentoring.pairs.deskAnswers}/accept`,
    () => ({
      ...agreed,
      how: 'spoken-at-desk',
    }),
  ),
  '/desk/mentoring/pairs/:id/end': desk(
    ({ mentoring }) => `/pairs/${mentoring.pairs.deskEnds}/end`,
    () => ({ reason: '' }),
  ),
  '/desk/mentoring/actions/:id/done': desk(({ mentoring }) => `/actions/${mentoring.actions.office}/done`, nothing),
  '/desk/mentoring/actions/:id/plan': desk(({ mentoring }) => `/actions/${mentoring.actions.toPlan}/plan`, nothing),
  '/desk/mentoring/follow-ups/:id': desk(({ mentoring }) => `/follow-ups/${mentoring.followUps.office}`, answers),
};
