import { plain, type RouteFixture, type RouteFixtures } from './fixtures-route.ts';
import type { Player, SeededWorld } from './fixtures.ts';
import type { FormFields } from './site.ts';

type World = SeededWorld['exchanges'];

const made = (
  address: (exchanges: World) => string,
  opens: readonly Player[] | null,
  body?: (world: SeededWorld) => FormFields,
): RouteFixture => ({
  address: ({ exchanges }) => `/desk/exchanges${address(exchanges)}`,
  as: 'manager',
  ...(opens ? { opens } : {}),
  ...(body ? { body } : {}),
});

/** Staff of one of the two offices. */
const both = ['manager', 'counsellor', 'trainer', 'counsellorAbroad'] as const;
/** Who speaks for the manager's office. */
const own = ['manager'] as const;

const notice = (world: SeededWorld): FormFields => ({
  topic: 'data',
  words: '',
  about: 'Counting without names',
  languages: 'en',
  mode: 'distance',
  course: '',
  validUntil: world.inAMonth,
});

/** Officer exchange between the manager's office and the one abroad, whose planner answers nobody here. */
export const exchangeRoutes: RouteFixtures = {
  '/twinnings': plain('/twinnings'),
  '/desk/exchanges': plain('/desk/exchanges', { as: 'manager' }),
  '/desk/exchanges/notices/new': made(
    () => '/notices/new?kind=offer',
    own,
    (world) => ({ kind: 'offer', office: world.offices.padova.id, ...notice(world) }),
  ),
  '/desk/exchanges/notices/:id': made(({ need }) => `/notices/${need}`, null),
  '/desk/exchanges/notices/:id/change': made(({ toChange }) => `/notices/${toChange}/change`, own, notice),
  '/desk/exchanges/notices/:id/end': made(
    ({ toEnd }) => `/notices/${toEnd}/end`,
    own,
    () => ({}),
  ),
  '/desk/exchanges/twinnings': made(() => '/twinnings', null),
  '/desk/exchanges/twinnings/new': made(
    () => '/twinnings/new',
    own,
    ({ offices, today, inAMonth }) => ({
      office: offices.padova.id,
      partner: offices.tirana.id,
      purpose: 'To learn from one another',
      from: today,
      until: inAMonth,
      shows: 'yes',
    }),
  ),
  '/desk/exchanges/twinnings/:id': made(({ twinning }) => `/twinnings/${twinning}`, both),
  '/desk/exchanges/twinnings/:id/act': made(
    ({ twinning }) => `/twinnings/${twinning}/act?act=agree`,
    own,
    () => ({ act: 'agree', shows: 'yes' }),
  ),
  '/desk/exchanges/visits': made(() => '/visits', null),
  '/desk/exchanges/visits/new': made(
    () => '/visits/new',
    own,
    ({ offices, exchanges }) => ({
      guest: offices.padova.id,
      host: offices.kaolack.id,
      twinning: '',
      purpose: 'The counter',
      from: exchanges.later,
      until: exchanges.later,
      people: '4',
    }),
  ),
  '/desk/exchanges/visits/:id': made(({ shown }) => `/visits/${shown}`, both),
  '/desk/exchanges/visits/:id/calendar': made(({ shown }) => `/visits/${shown}/calendar`, both),
  '/desk/exchanges/visits/:id/act': made(
    ({ asked }) => `/visits/${asked}/act?act=accept`,
    own,
    () => ({ act: 'accept', words: 'You are welcome.' }),
  ),
  '/desk/exchanges/visits/:id/item': made(
    ({ toPlan }) => `/visits/${toPlan}/item`,
    own,
    ({ exchanges }) => ({ onDay: exchanges.later, starts: '11:00', ends: '12:00', what: 'The market', who: '' }),
  ),
  '/desk/exchanges/visits/:id/people': made(
    ({ toPlan }) => `/visits/${toPlan}/people`,
    both,
    ({ offices }) => ({ office: offices.padova.id, task: 'The head', number: '1', self: 'yes' }),
  ),
  '/desk/exchanges/visits/:id/report': made(
    ({ over }) => `/visits/${over}/report`,
    own,
    () => ({ learned: 'How they welcome.', willUse: 'A list at the door.' }),
  ),
  '/desk/exchanges/visits/:id/remove/:kind/:item': made(
    ({ shown, item }) => `/visits/${shown}/remove/items/${item}`,
    both,
    () => ({}),
  ),
};
