import { plain, type RouteFixture, type RouteFixtures } from './fixtures-route.ts';
import type { Player, SeededWorld } from './fixtures.ts';
import type { FormFields } from './site.ts';

const padova = ['counsellor', 'manager'] as const satisfies readonly Player[];
const bothEnds = [...padova, 'counsellorAbroad'] as const satisfies readonly Player[];

/** A page of a record of the desk of Padova. */
const at = (
  address: (world: SeededWorld) => string,
  body?: (world: SeededWorld) => FormFields,
  opens: readonly Player[] = padova,
): RouteFixture => ({ address, as: 'counsellor', opens, ...(body ? { body } : {}) });
const nothing = () => ({});
const ofCase = (path: string) => (world: SeededWorld) => `/desk/cases/${world.awa.case}${path}`;
const atDesk = { as: 'counsellor' } as const;

const personFields = {
  givenName: 'Awa',
  familyName: 'Exemple',
  birthYear: '1990',
  gender: 'woman',
  language: 'fr',
  phone: '',
  origin: '',
  residence: '',
};
const ventureFields = {
  title: 'A second bakery',
  summary: '',
  sector: 'food-processing',
  stage: 'idea',
  location: 'both',
  here: '',
  there: '',
  needs: ['loan'],
};
const stepFields = { title: 'Rent a shop', detail: '', responsible: 'counsellor', dueOn: '', service: '', serviceId: '' };
const bookingFields = (world: SeededWorld) => ({
  slot: world.slots[2],
  name: 'Awa',
  phone: '',
  email: '',
  topic: 'permit',
  spoken: 'fr',
  zone: '',
});
const agreed = { parts: ['notes'], how: 'spoken-at-desk', agreed: 'on', language: 'en' };

/** Pages of the offices' desks. */
export const deskRoutes: RouteFixtures = {
  '/desk': plain('/desk', atDesk),
  '/desk/people': plain('/desk/people', atDesk),
  '/desk/people/new': plain('/desk/people/new', {
    ...atDesk,
    body: () => ({
      ...personFields,
      givenName: 'Yacine',
      email: '',
      office: '',
      reason: 'Wants to start',
      informed: 'on',
      none: 'on',
      nearTo: 'Yacine Exemple',
    }),
  }),
  '/desk/people/:id': at((world) => `/desk/people/${world.awa.person}`, undefined, padova),
  '/desk/people/:id/card': at((world) => `/desk/people/${world.known.person}/card`, nothing),
  '/desk/people/:id/edit': at(
    (world) => `/desk/people/${world.known.person}/edit`,
    () => ({ ...personFields, email: '', nameInOtherScript: '', reachBy: 'none', contactNote: '', minor: '0', guardian: '' }),
  ),
  '/desk/people/:id/override': at(
    (world) => `/desk/people/${world.known.person}/override`,
    (world) => ({
      recipient: `office:${world.offices.kaolack.id}`,
      purpose: 'danger',
      parts: ['identity'],
      endsAt: world.inAMonth,
      reason: 'The person is in hospital and cannot answer.',
    }),
  ),
  '/desk/people/:id/link': at(
    (world) => `/desk/people/${world.awa.person}/link`,
    (world) => ({ reference: world.links.reference, how: 'spoken-at-desk' }),
  ),
  '/desk/links/:id/end': at((world) => `/desk/links/${world.links.atDesk}/end`, nothing),
  '/desk/notes/:id/withhold': at(
    (world) => `/desk/notes/${world.notes.toAsk}/withhold`,
    () => ({ reason: 'It tells where the sister of the person lives.' }),
  ),
  '/desk/overrides': plain('/desk/overrides', atDesk),
  '/desk/overrides/:id': {
    ...at(
      (world) => `/desk/overrides/${world.overrides.toDecide}`,
      () => ({ decision: 'confirm', reason: '' }),
    ),
    as: 'manager',
  },
  '/desk/overrides/shared/:id/end': at((world) => `/desk/overrides/shared/${world.overrides.toEnd}/end`, nothing),
  '/desk/overrides/shared/:id/told': at((world) => `/desk/overrides/shared/${world.overrides.toTell}/told`, nothing),
  '/desk/people/:id/case': at(
    (world) => `/desk/people/${world.withoutCase}/case`,
    (world) => ({ reason: 'Came back', ventureId: '', counsellorId: world.staff.counsellor.accountId }),
  ),
  '/desk/people/:id/ventures/new': at(
    (world) => `/desk/people/${world.known.person}/ventures/new`,
    () => ventureFields,
  ),
  '/desk/ventures/:id': at((world) => `/desk/ventures/${world.awa.venture}`),
  '/desk/ventures/:id/edit': at(
    (world) => `/desk/ventures/${world.awa.venture}/edit`,
    () => ventureFields,
  ),
  '/desk/ventures/:id/founders': at((world) => `/desk/ventures/${world.founders.venture}/founders?q=Rokhaya`),
  '/desk/ventures/:id/founders/:person/join': at(
    (world) => `/desk/ventures/${world.founders.venture}/founders/${world.founders.toJoin}/join`,
    () => ({ agreed: 'on' }),
  ),
  '/desk/ventures/:id/founders/:person/end': at(
    (world) => `/desk/ventures/${world.founders.venture}/founders/${world.founders.second}/end`,
    nothing,
  ),

  '/desk/cases': plain('/desk/cases', atDesk),
  '/desk/cases/:id': at(ofCase('')),
  '/desk/cases/:id/edit': at(ofCase('/edit'), (world) => ({
    reason: 'A bakery on both shores',
    ventureId: world.awa.venture,
    counsellorId: world.staff.counsellor.accountId,
  })),
  '/desk/cases/:id/plan': at(ofCase('/plan')),
  '/desk/cases/:id/agree': at(ofCase('/agree'), () => ({ how: 'spoken-at-desk' })),
  '/desk/cases/:id/steps/new': at(ofCase('/steps/new'), () => stepFields),
  '/desk/steps/:id/edit': at(
    (world) => `/desk/steps/${world.awa.own}/edit`,
    () => ({ ...stepFields, title: 'Ask for the licence soon', responsible: 'person' }),
  ),
  '/desk/steps/:id/mark': at(
    (world) => `/desk/steps/${world.known.own}/mark`,
    () => ({ action: 'start', result: '' }),
  ),
  '/desk/steps/:id/move': at(
    (world) => `/desk/steps/${world.known.withProvider}/move`,
    () => ({ direction: 'up' }),
  ),
  '/desk/cases/:id/blockers/new': at(ofCase('/blockers/new'), () => ({ kind: 'money', note: '' })),
  '/desk/blockers/:id/resolve': at((world) => `/desk/blockers/${world.awa.blocker}/resolve`, nothing),
  '/desk/cases/:id/notes/new': at(ofCase('/notes/new'), () => ({ text: 'Talked about the shop.', shared: 'on' })),
  '/desk/cases/:id/tasks/new': at(ofCase('/tasks/new'), (world) => ({ title: 'Call the bank', dueOn: world.today, assignedTo: '' })),
  '/desk/tasks/:id/finish': at((world) => `/desk/tasks/${world.awa.task}/finish`, nothing),
  '/desk/cases/:id/documents/new': {
    ...at(ofCase('/documents/new'), nothing),
    files: { file: { name: 'permit.txt', bytes: Buffer.from('A permit of the example') } },
  },
  '/desk/cases/:id/documents/:file': at((world) => `/desk/cases/${world.awa.case}/documents/${world.awa.document}`),
  '/desk/cases/:id/close': at(
    (world) => `/desk/cases/${world.toClose.case}/close`,
    () => ({ personOutcome: 'self-employed', ventureOutcome: 'trading' }),
  ),
  '/desk/cases/:id/reopen': at((world) => `/desk/cases/${world.toReopen.founder.case}/reopen`, nothing),
  '/desk/follow-ups/:id': at(
    (world) => `/desk/follow-ups/${world.closed.followUp}`,
    () => ({ personState: 'self-employed', ventureStage: 'trading', note: '' }),
  ),

  '/desk/steps/:id/refer': at(
    (world) => `/desk/steps/${world.awa.toRefer}/refer`,
    (world) => ({ ...agreed, parts: ['contact'], message: 'Please help', until: world.inAMonth }),
  ),
  '/desk/referrals/:id/withdraw': at((world) => `/desk/referrals/${world.referrals.toWithdraw.id}/withdraw`, nothing),
  '/desk/cases/:id/hand-over': at(
    (world) => `/desk/cases/${world.toOffer.case}/hand-over?to=${world.offices.kaolack.id}`,
    () => ({ ...agreed, message: '', until: '' }),
  ),
  '/desk/handovers': plain('/desk/handovers', atDesk),
  '/desk/handovers/new': plain('/desk/handovers/new', {
    address: (world) => `/desk/handovers/new?from=${world.offices.tirana.id}`,
    ...atDesk,
    body: () => ({ ...agreed, name: 'Fatou Exemple', contact: '', birthYear: '', message: '' }),
  }),
  '/desk/handovers/:id': at((world) => `/desk/handovers/${world.handovers.incoming.id}`, undefined, bothEnds),
  '/desk/handovers/:id/accept': at((world) => `/desk/handovers/${world.handovers.toAccept.id}/accept`, nothing, bothEnds),
  '/desk/handovers/:id/decline': at(
    (world) => `/desk/handovers/${world.handovers.toDecline.id}/decline`,
    () => ({ reason: 'We have no place' }),
  ),
  '/desk/handovers/:id/withdraw': at((world) => `/desk/handovers/${world.handovers.outgoing.id}/withdraw`, nothing, bothEnds),
  '/desk/handovers/:id/end': at((world) => `/desk/handovers/${world.handovers.joint.id}/end`, nothing, bothEnds),
  '/desk/handovers/:id/answer': at(
    (world) => `/desk/handovers/${world.handovers.toAnswer}/answer`,
    (world) => ({ person: world.known.person }),
  ),
  '/desk/handovers/:id/refuse': at((world) => `/desk/handovers/${world.handovers.toRefuse}/refuse`, nothing),

  '/desk/appointments': plain('/desk/appointments', atDesk),
  '/desk/appointments/new': {
    address: (world) =>
      `/desk/appointments/new?office=${world.offices.padova.id}&person=${world.known.person}&slot=${encodeURIComponent(world.slots[2])}`,
    as: 'counsellor',
    opens: padova,
    body: bookingFields,
  },
  '/desk/appointments/call-off': {
    address: (world) => `/desk/appointments/call-off?office=${world.offices.padova.id}&day=${world.closedDay}`,
    as: 'counsellor',
    opens: padova,
    body: (world) => ({ office: world.offices.padova.id, day: world.closedDay }),
  },
  '/desk/appointments/:id': at((world) => `/desk/appointments/${world.awa.appointment}`),
  '/desk/appointments/:id/mark': at(
    (world) => `/desk/appointments/${world.bookings.past}/mark`,
    () => ({ as: 'keep', span: 'day' }),
  ),
  '/desk/contacts': plain('/desk/contacts', {
    ...atDesk,
    body: (world) => ({ office: world.offices.padova.id, topic: 'permit', language: 'fr', answered: 'yes' }),
  }),
  '/desk/contacts/:id/undo': at((world) => `/desk/contacts/${world.contact}/undo`, nothing),
  '/desk/questions': plain('/desk/questions', atDesk),
  '/desk/questions/:id': at(
    (world) => `/desk/questions/${world.questions.toAnswer.id}`,
    () => ({ answer: 'Yes, with this permit you may.' }),
  ),
  '/desk/questions/:id/close': at((world) => `/desk/questions/${world.questions.toClose.id}/close`, nothing),
};
