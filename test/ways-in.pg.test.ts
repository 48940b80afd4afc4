import { describe, expect, test } from 'vitest';
import type { LightMyRequestResponse } from 'fastify';
import type { Route } from '#kernel/http';
import { addressOf, playerOf, players, seededSite, sessionOf, type Player } from '#test/fixtures';
import { routes } from '../src/app/site.ts';

const { site, world } = await seededSite();

/** Pages that show what others can do: their links are for those others. */
const toursOthers = ['/demo'];

const pages = routes.filter((route) => route.view);

/** Pages that no page links to, and how one gets there; what they lead to counts as linked. */
const otherWays: Record<string, string> = {
  '/account/address/code': 'follows the form that sends the code to the new address',
  '/admin/import/:id': 'follows the form that takes a list; it tells what became of each row',
  '/admin/statistics/:id': 'follows the form that takes a file of statistics',
  '/associations/register/sent': 'follows the form that asks to enter an association',
  '/lending/books/:id/end': 'linked on the page of the books of loans once Ponte keeps them',
  '/newsletter/asked': 'follows the form that asks for the newsletter',
  '/newsletter/mine': 'linked in every letter, with a token',
  '/places/search': 'asked by the field for a place while somebody types',
  '/questions/:id': 'linked in the message to who asked, with a token',
  '/sign-in/code': 'follows the form that sends the code',
  '/sign-in/provider/:id': 'where another service sends those back who signed in there',
  '/sign-in/second-factor': 'asked for wherever a role needs it',
  '/surveys/answer/:id': 'linked in the invitation to a survey, with a token',
  '/verify/:code': 'in the square picture on a document, and after the form with the code',
};

const record = async (query: string, id: string): Promise<string> => {
  const { rows } = await site.db.superuser.query<{ id: string }>(query, [id]);
  return rows[0]?.id ?? 'missing';
};

const savingOf = async (credit: string) => await record('select membership_id as id from savings.credits where id = $1', credit);

/** Pages of records in a state in which no fixture's own page shows them. */
const alsoLook: Partial<Record<Player, readonly string[]>> = {
  administrator: [`/admin/accounts/${world.staff.keyholder.accountId}`],
  person: [
    `/groups/${world.groups.past}`,
    '/courses/sample-course/second',
    `/me/savings/${world.savings.toTakeBack}`,
    `/me/savings/${world.savings.drawing}`,
    `/me/savings/${await savingOf(world.savings.credits.toTakeBack)}`,
  ],
  lender: [
    `/desk/guarantees/${world.guaranteed.active}`,
    `/lending/applications/${world.loans.toSign}`,
    `/lending/savings/schemes/${world.savings.open}`,
    `/lending/savings/${world.savings.running}`,
    `/lending/savings/${await savingOf(world.savings.credits.toOpen)}`,
    `/lending/savings/${await savingOf(world.savings.credits.toCover)}`,
  ],
  editor: [`/practices/fairs/desk/${world.practiceFairs.toWithdraw}`],
  manager: [`/practices/sheet-published/fit?profile=${world.transfers.profile}`, `/desk/peer-reviews/${world.peerReviews.agreed}/report`],
  counsellor: [
    `/desk/appointments?day=${world.closedDay}`,
    `/desk/fairs/${world.trade.fair.toPropose}/schedule`,
    `/desk/people/${await record('select first_id as id from access.links where id = $1', world.links.atDesk)}`,
    `/desk/people/${await record('select person_id as id from readiness.assessments where id = $1', world.readiness.toFinish)}/readiness`,
  ],
};

/** How often a player follows links to pages of one kind; those of the fixtures come first and are always looked at. */
const MOST_VISITS = 1;

const patterns = pages
  .map((route) => ({ route, shape: new RegExp(`^${route.path.replaceAll(/:\w+/g, '[^/]+')}$`), names: route.path.split(':').length }))
  .toSorted((a, b) => a.names - b.names || b.route.path.length - a.route.path.length);

/** The route that answers an address below the language; words win over parameters. */
function routeOf(address: string): Route | undefined {
  const [path = ''] = address.split(/[?#]/);
  return patterns.find(({ shape }) => shape.test(path === '' ? '/' : path))?.route;
}

/** Where the links and forms of a page lead, or where it leads on, below the language. */
function leadsTo({ headers, body }: LightMyRequestResponse): string[] {
  const on = String(headers.location ?? '');
  if (on) return on.startsWith('/en/') ? [on.slice(3)] : [];
  if (!String(headers['content-type']).startsWith('text/html')) return [];
  const found = body.matchAll(/\s(?:href|action|formaction|src)="(?:\/en(?=\/))?(\/[^"]*)"/g);
  return [...found].map(([, address = '']) => address.replaceAll('&amp;', '&'));
}

interface Walk {
  /** Which pages lead to which: paths of routes. */
  leads: Map<string, Set<string>>;
  /** Links that lead nowhere. */
  broken: string[];
  /** Pages that do not say that they belong to a demonstration. */
  unmarked: string[];
}

/** Whether a page of a demonstration hides that it is one; a file to keep is no page. */
function hidesDemonstration({ headers, body }: Pick<LightMyRequestResponse, 'headers' | 'body'>): boolean {
  const isPage = String(headers['content-type']).startsWith('text/html') && !headers['content-disposition'] && !headers.location;
  return isPage && !body.includes('class="demo-banner"');
}

/** An address and those above it, with its query: what is done to a record is offered on the record's page. */
function above(address: string): string[] {
  const [path = '', query] = address.split('?');
  const parts = path.split('/').slice(1);
  return parts.map((_, index) => `/${parts.slice(0, index + 1).join('/')}${query ? `?${query}` : ''}`).toReversed();
}

/** Follows the links from the first page, and looks at every page on which the player of a fixture has something to do. */
async function walk(player: Player): Promise<Walk> {
  const cookie = await sessionOf(site, world, player);
  const own = pages.filter((route) => playerOf(route) === player).flatMap((route) => above(addressOf(route, world)));
  const ahead: { address: string; from: string | null }[] = ['/', ...own, ...(alsoLook[player] ?? [])].map((address) => ({
    address,
    from: null,
  }));
  const [leads, visits, asked] = [new Map<string, Set<string>>(), new Map<string, number>(), new Set<string>()];
  const broken: string[] = [];
  const unmarked: string[] = [];
  for (let next = ahead.shift(); next; next = ahead.shift()) {
    const { address, from } = next;
    const route = routeOf(address);
    if (!route || asked.has(address) || (from !== null && (visits.get(route.path) ?? 0) >= MOST_VISITS)) continue;
    asked.add(address);
    visits.set(route.path, (visits.get(route.path) ?? 0) + 1);
    const answer = await site.get(`/en${address}`, cookie);
    if (answer.statusCode >= 400 && from !== null) broken.push(`${from} leads to ${address}: status ${answer.statusCode}`);
    if (hidesDemonstration(answer)) unmarked.push(`${address}: status ${answer.statusCode}`);
    if (answer.statusCode >= 400) continue;
    const known = leads.get(route.path) ?? new Set();
    leads.set(route.path, known);
    for (const one of leadsTo(answer)) {
      const to = routeOf(one);
      if (!to) continue;
      known.add(to.path);
      if (!toursOthers.includes(route.path)) ahead.push({ address: one, from: address });
    }
  }
  return { leads, broken, unmarked };
}

/** Everything to which a chain of links leads from some pages. */
function reached({ leads }: Pick<Walk, 'leads'>, starts: readonly string[]): Set<string> {
  const found = new Set(starts.filter((path) => leads.has(path)));
  for (const path of found) for (const to of leads.get(path) ?? []) if (leads.has(to)) found.add(to);
  return found;
}

test('what leads nowhere, and what nothing leads to, is seen', () => {
  const leads = new Map([
    ['/', new Set(['/a', '/c'])],
    ['/a', new Set(['/'])],
    ['/b', new Set(['/a'])],
  ]);
  expect([...reached({ leads }, ['/'])]).toEqual(['/', '/a']);
  expect([...reached({ leads }, ['/b', '/d'])]).toEqual(['/b', '/a', '/']);
  expect(above('/x/1/do?token=t')).toEqual(['/x/1/do?token=t', '/x/1?token=t', '/x?token=t']);
  expect(routeOf('/desk/people/new?name=x')?.path).toBe('/desk/people/new');
  expect(routeOf('/nowhere')).toBeUndefined();
  const html = { 'content-type': 'text/html; charset=utf-8' };
  const told = [
    { headers: html, body: '<p>x</p>' },
    { headers: html, body: '<p class="demo-banner">x</p>' },
    { headers: {}, body: '{}' },
  ];
  expect(told.map(hidesDemonstration)).toEqual([true, false, false]);
});

const walks = new Map<Player, Walk>();

describe('whoever starts on the first page', () => {
  const visiting = players;

  test.for(visiting)('finds no link that leads nowhere, as %s', { timeout: 60_000 }, async (player) => {
    const walked = await walk(player);
    walks.set(player, walked);
    expect(walked.broken).toEqual([]);
  });

  test.for(visiting)('is told on every page that it belongs to a demonstration, as %s', (player) => {
    expect(walks.get(player)?.unmarked).toEqual([]);
  });
});

/** What somebody reaches from these pages. */
const reachedBySomebody = (starts: readonly string[]) => new Set([...walks.values()].flatMap((one) => [...reached(one, starts)]));

test('every page is linked from another that the same player may open, or it is said how one gets there', () => {
  const open = reachedBySomebody(['/', ...Object.keys(otherWays)]);
  const closed = pages.map(({ path }) => path).filter((path) => !open.has(path) && !(path in otherWays));
  expect(closed.toSorted()).toEqual([]);
});

test('no page of those with another way in is linked by now', () => {
  const open = reachedBySomebody(['/']);
  expect(Object.keys(otherWays).filter((path) => open.has(path) || !pages.some((route) => route.path === path))).toEqual([]);
});
