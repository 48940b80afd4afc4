import { plain, type RouteFixture, type RouteFixtures } from './fixtures-route.ts';
import type { Player, SeededWorld } from './fixtures.ts';
import type { FormFields } from './site.ts';

const padova = ['counsellor', 'manager'] as const satisfies readonly Player[];
/** The two offices that hold the fair. */
const hosts = [...padova, 'counsellorAbroad'] as const satisfies readonly Player[];

type Body = (world: SeededWorld) => FormFields;
const made = (address: RouteFixture['address'], as: Player, opens: readonly Player[], body?: Body): RouteFixture => ({
  address,
  as,
  opens,
  ...(body ? { body } : {}),
});
const held = (address: RouteFixture['address'], body?: Body) => made(address, 'counsellor', hosts, body);

const fairFields = (world: SeededWorld): FormFields => ({
  kind: 'mission',
  title: 'A mission of the example',
  about: 'Two days of meetings.',
  corridor: world.trade.corridor,
  office: world.offices.padova.id,
  partner: world.offices.kaolack.id,
  place: 'Hall of the Example',
  firstDay: world.inAMonth,
  lastDay: world.inAMonth,
  opens: '09:00',
  closes: '12:00',
  pauseFrom: '10:00',
  pauseUntil: '10:30',
  slotMinutes: '30',
  tables: '2',
  languages: ['fr'],
  registersFrom: world.today,
  registersUntil: world.inAMonth,
  whoMay: ['ventures'],
});
const editors = ['editor', 'administrator'] as const satisfies readonly Player[];
const fact: Body = (world) => ({
  kind: 'figure',
  words: 'Groundnuts sold along the corridor',
  figure: '12.5',
  unit: 'tonnes',
  year: '2025',
  sourceName: 'Yearbook of the Example',
  sourceUrl: 'https://example.org/yearbook',
  seenOn: world.today,
  confirmed: 'yes',
});
const none = () => ({});
const wishes: Body = ({ trade: { fair } }) => ({ first: [fair.abroad], also: [fair.organisation], busy: [fair.slots[4] ?? ''] });

const guestPages = (base: string, as: Player, opens: readonly Player[], leaving: 'mine' | 'desk'): RouteFixtures => ({
  [`${base}/:id`]: made((world) => `${base}/${world.trade.fair.mine}`, as, opens),
  [`${base}/:id/wishes`]: made((world) => `${base}/${world.trade.fair.mine}/wishes`, as, opens, wishes),
  [`${base}/:id/leave`]: made((world) => `${base}/${world.trade.fair.leaving[leaving]}/leave`, as, opens, none),
  [`${base}/:id/calendar`]: made((world) => `${base}/${world.trade.fair.mine}/calendar`, as, opens),
});

/** Pages of fairs: public, of those who come, of the offices that hold them. */
export const fairRoutes: RouteFixtures = {
  '/fairs': plain('/fairs'),
  '/fairs/:id': { address: (world) => `/fairs/${world.trade.fair.toRegister}` },
  '/fairs/:id/register': {
    address: (world) => `/fairs/${world.trade.fair.toRegister}/register`,
    as: 'person',
    body: (world) => ({ guest: world.trade.mineShown, who: 'A bakery in Padua', languages: ['fr'] }),
  },
  ...guestPages('/me/fairs', 'person', ['person'], 'mine'),
  ...guestPages('/desk/fairs/participants', 'counsellor', padova, 'desk'),
  '/corridors/:code/trade': plain('/corridors/kaolack-padova/trade'),
  '/admin/corridors/:code/trade-facts': made(() => '/admin/corridors/kaolack-padova/trade-facts', 'editor', editors, fact),
  '/admin/trade-facts/:id': made((world) => `/admin/trade-facts/${world.trade.fact}`, 'editor', editors, fact),
  '/desk/fairs': plain('/desk/fairs', { as: 'counsellor' }),
  '/desk/fairs/new': plain('/desk/fairs/new', { as: 'counsellor', body: fairFields }),
  '/desk/fairs/:id': held((world) => `/desk/fairs/${world.trade.fair.id}`),
  '/desk/fairs/:id/edit': held((world) => `/desk/fairs/${world.trade.fair.toEdit}/edit`, fairFields),
  '/desk/fairs/:id/act': held(
    (world) => `/desk/fairs/${world.trade.fair.toAnnounce}/act`,
    () => ({ action: 'announce' }),
  ),
  '/desk/fairs/:id/decide': held(
    (world) => `/desk/fairs/${world.trade.fair.id}/decide`,
    ({ trade }) => ({ participant: trade.fair.abroad, decision: 'approved' }),
  ),
  '/desk/fairs/:id/schedule': held((world) => `/desk/fairs/${world.trade.fair.id}/schedule`),
  '/desk/fairs/:id/propose': held((world) => `/desk/fairs/${world.trade.fair.toPropose}/propose`, none),
  '/desk/fairs/:id/meetings/new': held(
    (world) => `/desk/fairs/${world.trade.fair.id}/meetings/new`,
    ({ trade: { fair } }) => ({ first: fair.abroad, second: fair.organisation, slot: fair.slots[3] ?? '', table: '3', link: '' }),
  ),
  '/desk/fairs/meetings/:id': held(
    (world) => `/desk/fairs/meetings/${world.trade.fair.toMove}`,
    ({ trade: { fair } }) => ({ slot: fair.slots[2] ?? '', table: '2', link: 'https://meet.example.org/room' }),
  ),
  '/desk/fairs/meetings/:id/remove': held((world) => `/desk/fairs/meetings/${world.trade.fair.toRemove}/remove`, none),
  '/desk/fairs/meetings/:id/outcome': held(
    (world) => `/desk/fairs/meetings/${world.trade.fair.past}/outcome`,
    () => ({ firstCame: 'yes', secondCame: 'yes', outcome: 'follow-up' }),
  ),
  '/desk/fairs/:id/print': held((world) => `/desk/fairs/${world.trade.fair.id}/print`),
};
