import { addDays } from '#kernel/time';
import { plain, type RouteFixture, type RouteFixtures } from './fixtures-route.ts';
import type { SeededWorld } from './fixtures.ts';
import type { FormFields } from './site.ts';

type Fairs = SeededWorld['practiceFairs'];
const shown = (path: (all: Fairs) => string): RouteFixture => ({
  address: ({ practiceFairs }) => `/practices/fairs/${path(practiceFairs)}`,
});
const written = (path: (all: Fairs) => string, body?: (world: SeededWorld) => FormFields): RouteFixture => ({
  address: ({ practiceFairs }) => `/practices/fairs/desk/${path(practiceFairs)}`,
  as: 'editor',
  opens: ['editor'],
  ...(body ? { body } : {}),
});
const words = ({ today }: SeededWorld): FormFields => ({
  language: 'en',
  title: 'Autumn (invented)',
  about: 'What towns did.',
  fromDay: addDays(today, 1),
  untilDay: addDays(today, 8),
});
const talk = ({ today, practiceFairs }: SeededWorld): FormFields => ({
  practice: practiceFairs.practice,
  day: addDays(today, 3),
  starts: '15:00',
  minutes: '30',
  speaker: 'Invented region',
  office: '',
  link: 'https://meet.example/later',
});
const nothing = (): FormFields => ({});

/** Virtual fairs of practices: what everybody reads, and the desk of the editors. */
export const practiceFairRoutes: RouteFixtures = {
  '/practices/fairs': plain('/practices/fairs'),
  '/practices/fairs/:id': shown(({ running }) => running),
  '/practices/fairs/:id/stands/:code': shown(({ running }) => `${running}/stands/sheet-published`),
  '/practices/fairs/:id/talks/:talk/calendar': shown(({ running, talks }) => `${running}/talks/${talks.running}/calendar`),
  '/practices/fairs/:id/calendar': shown(({ running }) => `${running}/calendar`),
  '/practices/fairs/desk': plain('/practices/fairs/desk', { as: 'editor', opens: ['editor'] }),
  '/practices/fairs/desk/new': { ...plain('/practices/fairs/desk/new', { as: 'editor', opens: ['editor'] }), body: words },
  '/practices/fairs/desk/:id': written(
    ({ toEdit }) => toEdit,
    (world) => ({ ...words(world), fromDay: world.today }),
  ),
  '/practices/fairs/desk/:id/stands': written(
    ({ toFill }) => `${toFill}/stands`,
    () => ({ practice: 'cartaya-seasonal-migration' }),
  ),
  '/practices/fairs/desk/:id/take-out': {
    ...written(
      ({ toEmpty }) => `${toEmpty}/take-out`,
      ({ practiceFairs }) => ({ practice: practiceFairs.practice }),
    ),
    leadsOn: true,
  },
  '/practices/fairs/desk/:id/talks/new': written(({ toPlan }) => `${toPlan}/talks/new`, talk),
  '/practices/fairs/desk/:id/talks/:talk': written(({ toMove, talks }) => `${toMove}/talks/${talks.toMove}`, talk),
  '/practices/fairs/desk/:id/talks/:talk/remove': written(({ toDrop, talks }) => `${toDrop}/talks/${talks.toDrop}/remove`, nothing),
  '/practices/fairs/desk/:id/talks/:talk/call-off': written(
    ({ toCallOff, talks }) => `${toCallOff}/talks/${talks.toCallOff}/call-off`,
    () => ({ because: 'The speaker fell ill.' }),
  ),
  '/practices/fairs/desk/:id/open': written(({ toOpen }) => `${toOpen}/open`, nothing),
  '/practices/fairs/desk/:id/withdraw': written(
    ({ toWithdraw }) => `${toWithdraw}/withdraw`,
    () => ({ because: 'The host fell ill.' }),
  ),
  '/practices/fairs/desk/:id/remove': written(({ toRemove }) => `${toRemove}/remove`, nothing),
};
