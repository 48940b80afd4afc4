import { randomUUID } from 'node:crypto';
import type { LightMyRequestResponse } from 'fastify';
import { describe, expect, test } from 'vitest';
import type { Role } from '#kernel/access';
import type { Route } from '#kernel/http';
import { addressOf, players, seededSite, sessionOf, type Player } from '#test/fixtures';
import { formsOf, send } from '#test/fixtures-forms';
import { fixtureOf, fixturePaths } from '#test/fixtures-routes';
import { changedTables, rowPrints } from '#test/row-prints';
import { type SessionCookie } from '#test/site';
import { routes } from '../src/app/site.ts';

const { site, world } = await seededSite();

/** What each player's account holds; the others hold none. */
const roles: Partial<Record<Player, Role>> = {
  counsellor: 'counsellor',
  manager: 'office-manager',
  counsellorAbroad: 'counsellor',
  provider: 'provider',
  otherProvider: 'provider',
  mentor: 'mentor',
  trainer: 'trainer',
  expert: 'expert',
  planner: 'planner',
  editor: 'editor',
  auditor: 'auditor',
  protectionOfficer: 'data-protection-officer',
  administrator: 'administrator',
  representative: 'association-representative',
  lender: 'lender',
  fundManager: 'fund-manager',
  committeeMember: 'committee-member',
};

type Outcome = 'open' | 'leads on' | 'sign in' | 'second factor' | 'unlock' | 'not there';
type Session = 'two factors' | 'one factor' | 'locked';

/** What must happen by the route's gate and by who owns the record that is asked for. */
function expected(route: Route, player: Player, session: Session): Outcome {
  const { opens, leadsOn, othersLeadOn } = fixtureOf(route);
  const behind: Outcome = opens && !opens.includes(player) ? (othersLeadOn ? 'leads on' : 'not there') : leadsOn ? 'leads on' : 'open';
  if (route.who.kind === 'everyone') return behind;
  if (player === 'visitor') return 'sign in';
  if (session === 'locked') return 'unlock';
  if (route.who.kind === 'signed-in') return behind;
  const held = roles[player];
  if (!held || !route.who.roles.includes(held)) return 'not there';
  return session === 'one factor' ? 'second factor' : behind;
}

const outcome = async (path: string, cookie: SessionCookie | undefined) => outcomeOf(await site.get(path, cookie));

function outcomeOf(answer: LightMyRequestResponse): string {
  const to = String(answer.headers.location ?? '');
  if (answer.statusCode === 200) return 'open';
  if (answer.statusCode === 404) return 'not there';
  if (answer.statusCode !== 303) return `status ${answer.statusCode}`;
  if (to.startsWith('/en/sign-in?next=')) return 'sign in';
  if (to.startsWith('/en/sign-in/second-factor?next=')) return 'second factor';
  if (to.startsWith('/en/sign-in/unlock?next=')) return 'unlock';
  return 'leads on';
}

/** A public page is the same for all who are signed in; with one factor or a locked screen only what is behind a gate differs. */
function isTelling(route: Route, player: Player, session: Session): boolean {
  if (player === 'visitor') return true;
  if (session === 'locked') return route.who.kind !== 'everyone';
  if (session === 'one factor' && roles[player]) return route.who.kind === 'roles';
  return route.who.kind !== 'everyone' || fixtureOf(route).opens !== undefined || player === 'person' || player === 'counsellor';
}

/** Where a route answers otherwise than expected, for one session. */
async function differences(
  player: Player,
  session: Session,
  cookie: SessionCookie | undefined,
  of: readonly Route[] = routes,
): Promise<string[]> {
  const found: string[] = [];
  for (const route of of.filter((one) => one.view && isTelling(one, player, session))) {
    const wanted = expected(route, player, session);
    const met = await outcome(`/en${addressOf(route, world)}`, cookie);
    if (met !== wanted) found.push(`${player} (${session}) at ${route.path}: expected ${wanted}, met ${met}`);
  }
  return found;
}

const forms = formsOf(routes, world);

/** Forms sent with fields that are right by somebody who must be refused: where the answer is another than that to who asks for the page. */
async function takenForms(
  player: Player,
  session: Session,
  cookie: SessionCookie | undefined,
  of = forms,
): Promise<{ tried: number; found: string[] }> {
  const found: string[] = [];
  const refused = of.filter(({ route }) => !['open', 'leads on'].includes(expected(route, player, session)));
  for (const form of refused) {
    const wanted = expected(form.route, player, session);
    const met = outcomeOf(await send(site, world, form, { fields: form.valid, as: 'visitor', session: cookie }));
    if (met !== wanted) found.push(`${player} (${session}) sent ${form.route.path}: expected ${wanted}, met ${met}`);
  }
  return { tried: refused.length, found };
}

test('every route has a fixture, and every fixture a route', () => {
  expect([...new Set(routes.map(({ path }) => path))].toSorted()).toEqual([...fixturePaths].toSorted());
  expect(() => fixtureOf({ path: '/nowhere' })).toThrow('has no fixture');
});

describe('with both factors', () => {
  test.for(players)('every route answers the %s by its gate and the record behind it', async (player) => {
    const factors = player === 'person' || player === 'otherPerson' ? 'one factor' : 'two factors';
    expect(await differences(player, factors, await sessionOf(site, world, player))).toEqual([]);
  });
});

describe('with one factor', () => {
  const holders = players.filter((player) => roles[player]);
  test.for(holders)('the %s is asked for the second wherever a role is needed', async (player) => {
    expect(await differences(player, 'one factor', await sessionOf(site, world, player, 1))).toEqual([]);
  });
});

describe('who may not open a form', () => {
  test.for(players)('cannot send it either, nor change a row by it, as the %s', async (player) => {
    const factors = player === 'person' || player === 'otherPerson' ? 'one factor' : 'two factors';
    const cookie = await sessionOf(site, world, player);
    const before = await rowPrints(site.db);
    const { tried, found } = await takenForms(player, factors, cookie);
    expect(found).toEqual([]);
    expect(changedTables(before, await rowPrints(site.db))).toEqual([]);
    expect(tried).toBeGreaterThan(100);
  });

  test('cannot send it with one factor, or from a locked screen', async () => {
    const cookies = { one: await sessionOf(site, world, 'counsellor', 1), two: await sessionOf(site, world, 'counsellor') };
    const before = await rowPrints(site.db);
    const { found } = await takenForms('counsellor', 'one factor', cookies.one);
    await site.db.superuser.query('update identity.sessions set locked_at = now() where account_id = $1', [
      world.staff.counsellor.accountId,
    ]);
    const locked = await takenForms('counsellor', 'locked', cookies.two);
    await site.db.superuser.query('update identity.sessions set locked_at = null where account_id = $1', [
      world.staff.counsellor.accountId,
    ]);
    expect([...found, ...locked.found]).toEqual([]);
    expect(changedTables(before, await rowPrints(site.db))).toEqual([]);
    expect(locked.tried).toBeGreaterThan(100);
  });

  test('a form that was taken is seen, and the row that it wrote', async () => {
    const contacts = forms.filter(({ route }) => route.path === '/desk/contacts');
    const before = await rowPrints(site.db);
    const { found } = await takenForms('planner', 'two factors', await sessionOf(site, world, 'counsellor'), contacts);
    expect(found).toEqual(['planner (two factors) sent /desk/contacts: expected not there, met leads on']);
    expect(changedTables(before, await rowPrints(site.db))).toContain('messages.contacts');
  });
});

test('a session that opens too much or too little is seen', async () => {
  const some = routes.filter(({ path }) => path === '/desk' || path === '/counts');
  const found = await differences('counsellor', 'two factors', await sessionOf(site, world, 'planner'), some);
  expect(found).toEqual(['counsellor (two factors) at /desk: expected open, met not there']);
  expect(await differences('planner', 'two factors', await sessionOf(site, world, 'counsellor'), some)).toEqual([
    'planner (two factors) at /desk: expected not there, met open',
  ]);
});

test('a locked screen opens nothing but the public pages', async () => {
  for (const player of ['counsellor', 'person', 'administrator'] as const) {
    const cookie = await sessionOf(site, world, player);
    await site.db.superuser.query('update identity.sessions set locked_at = now() where account_id = $1', [world.staff[player].accountId]);
    const found = await differences(player, 'locked', cookie);
    await site.db.superuser.query('update identity.sessions set locked_at = null where account_id = $1', [world.staff[player].accountId]);
    expect(found).toEqual([]);
  }
});

test('a record that one may not open looks like one that is not there', async () => {
  const compared: string[] = [];
  for (const route of routes.filter((one) => one.view && one.params && fixtureOf(one).opens)) {
    const address = addressOf(route, world);
    const [id] = /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(address) ?? [];
    const stranger = players.find(
      (player) =>
        player !== 'visitor' &&
        expected(route, player, 'two factors') === 'not there' &&
        (route.who.kind === 'signed-in' || (route.who.kind === 'roles' && route.who.roles.includes(roles[player] as Role))),
    );
    if (!id || !stranger) continue;
    const cookie = await sessionOf(site, world, stranger);
    const another = randomUUID();
    const seen = async (path: string) => {
      const { statusCode, body, headers } = await site.get(`/en${path}`, cookie);
      return {
        statusCode,
        type: headers['content-type'],
        body: body
          .replaceAll(id, 'ID')
          .replaceAll(another, 'ID')
          .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}/g, 'KEY'),
      };
    };
    expect(await seen(address), `${stranger} at ${route.path}`).toEqual(await seen(address.replace(id, another)));
    compared.push(route.path);
  }
  expect(compared.length).toBeGreaterThan(20);
});
