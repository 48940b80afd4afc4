import { asActor, newId } from '#kernel/db';
import { createDemoAccount, inviteStaff } from '#kernel/identity';
import type { Role } from '#kernel/access';
import type { Route } from '#kernel/http';
import { must, plantGround, type Ground } from './fixtures-ground.ts';
import { fixtureOf } from './fixtures-routes.ts';
import type { Cast } from './fixtures-cast.ts';
import { plantClosed, plantFile, plantFounder, plantFullCase, plantOffer, plantReferral, plantRequest } from './fixtures-stories.ts';
import { freeTimes, plantBooking, plantContact, plantFactors, plantPastAppointment, plantQuestion } from './fixtures-visits.ts';
import { addDays } from '#kernel/time';
import { plantAccount, plantLink, plantRole, type Somebody } from './plant.ts';
import type { SessionCookie, TestSite } from './site.ts';

/** The kinds of people who come to the site, each with an account of their own; a visitor has none. */
export const players = [
  'visitor',
  'person',
  'otherPerson',
  'keyholder',
  'counsellor',
  'manager',
  'counsellorAbroad',
  'provider',
  'otherProvider',
  'planner',
  'editor',
  'auditor',
  'protectionOfficer',
  'administrator',
] as const;
export type Player = (typeof players)[number];
export type Staff = Record<Exclude<Player, 'visitor'>, Somebody & { email: string }>;

/** One network with two offices, their staff, and people in every situation that a page shows. */
export type SeededWorld = Awaited<ReturnType<typeof seedWorld>>;

/** Roles that hold for the whole network, where they hold at all. */
const networkRoles: Partial<Record<Player, Role>> = {
  planner: 'planner',
  editor: 'editor',
  auditor: 'auditor',
  protectionOfficer: 'data-protection-officer',
  administrator: 'administrator',
};

async function plantStaff(site: TestSite): Promise<Staff> {
  const accounts: Partial<Staff> = {};
  for (const player of players) {
    if (player === 'visitor') continue;
    const email = `${player.toLowerCase()}@example.org`;
    const account =
      player === 'person' || player === 'otherPerson'
        ? await plantPersonAccount(site, email)
        : player === 'keyholder'
          ? await plantKeyholder(site, email)
          : await plantAccount(site.db, { name: `Noor ${player}`, email });
    const role = networkRoles[player];
    if (role) await plantRole(site.db, account.accountId, role);
    accounts[player] = account;
  }
  return accounts as Staff; // every player but the visitor was just given one
}

/** An account with a password and an authenticator app, and no role. */
async function plantKeyholder(site: TestSite, email: string): Promise<Somebody & { email: string }> {
  const { accountId } = await createDemoAccount(site.network.identity, {
    email,
    name: 'Noor Keyholder',
    language: 'en',
    password: 'one long sentence of the keyholder',
    totpSecret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
  });
  return { accountId, email, assurance: 2 };
}

/** The account of somebody who signed in with a code that was sent to them. */
async function plantPersonAccount(site: TestSite, email: string): Promise<Somebody & { email: string }> {
  const asked = await site.post('/en/sign-in', { address: email });
  const code = /\d{6}/.exec(must((await site.messages())[0]).text)?.[0];
  await site.post(String(asked.headers.location), { code: must(code) });
  const { rows } = await site.db.superuser.query<{ id: string }>('select id from identity.accounts where email = $1', [email]);
  return { accountId: must(rows[0]).id, email, assurance: 1 };
}

/**
 * Seeds one network by the use cases of the product: places and a corridor, offices at both ends, the directory, staff in
 * every role, and a person in every situation, so that each page has something to show and each form something to change.
 */
export async function seedWorld(site: TestSite) {
  await site.db.superuser.query('update kernel.network set demonstration = true');
  const staff = await plantStaff(site);
  const ground = await plantGround(site, staff.administrator);
  await giveScopedRoles(site, staff, ground);
  const cast: Cast = { site, ground, counsellor: staff.counsellor, counsellorAbroad: staff.counsellorAbroad, provider: staff.provider };
  const awa = await plantFullCase(cast, staff.person, staff.person.email);
  const returned = await plantOffer(cast, { name: 'Binta', abroad: true, accepted: true, parts: [] });
  await plantLink(site.db, staff.person.accountId, returned.founder.person);
  return {
    staff,
    ...ground,
    awa,
    /** Came by hand-over with notes kept back; the person's account is linked. */
    returned: returned.founder,
    claimable: await plantFile(cast, { name: 'Khady', email: staff.person.email, abroad: true }),
    withoutCase: await plantFile(cast, { name: 'Gora' }),
    toClose: await plantFounder(cast, { name: 'Dior' }),
    closed: await plantClosed(cast, 'Elhadj'),
    toReopen: await plantClosed(cast, 'Fatou'),
    toOffer: await plantFounder(cast, { name: 'Hawa' }),
    known: await plantFounder(cast, { name: 'Moussa' }),
    referrals: {
      toWithdraw: await plantReferral(cast, 'Nafi'),
      toAccept: await plantReferral(cast, 'Omar'),
      toDecline: await plantReferral(cast, 'Penda'),
    },
    handovers: {
      incoming: await plantOffer(cast, { name: 'Ibra', abroad: true }),
      toAccept: await plantOffer(cast, { name: 'Jules', abroad: true }),
      toDecline: await plantOffer(cast, { name: 'Lamine', abroad: true }),
      outgoing: await plantOffer(cast, { name: 'Rama' }),
      joint: await plantOffer(cast, { name: 'Sira', kind: 'joint', accepted: true }),
      toAnswer: await plantRequest(cast, 'Moussa Exemple'),
      toRefuse: await plantRequest(cast, 'Nobody Known'),
    },
    booking: await plantBooking(cast, 1),
    bookings: { toMove: await plantBooking(cast, 2), toCancel: await plantBooking(cast, 3), past: await plantPastAppointment(cast, 4) },
    question: await plantQuestion(cast),
    questions: { toAnswer: await plantQuestion(cast), toClose: await plantQuestion(cast) },
    contact: await plantContact(cast),
    factors: await plantFactors(cast, staff.keyholder.accountId),
    otherSession: await plantSession(site, staff.person.accountId),
    importReport: await plantReport(site, staff.administrator.accountId),
    passwordLink: await plantPasswordLink(site, staff.administrator),
    colleagues: await plantColleagues(site, ground),
    slots: await freeTimes(cast),
    inAMonth: addDays(ground.today, 30),
  };
}

async function giveScopedRoles({ db }: TestSite, staff: Staff, { offices, organisations }: Ground): Promise<void> {
  await plantRole(db, staff.counsellor.accountId, 'counsellor', offices.padova.id);
  await plantRole(db, staff.manager.accountId, 'office-manager', offices.padova.id);
  await plantRole(db, staff.counsellorAbroad.accountId, 'counsellor', offices.kaolack.id);
  await plantRole(db, staff.provider.accountId, 'provider', organisations.chamber);
  await plantRole(db, staff.otherProvider.accountId, 'provider', organisations.bank);
}

async function plantSession(site: TestSite, accountId: string): Promise<string> {
  await site.signIn(accountId, 1);
  const { rows } = await site.db.superuser.query<{ id: string }>(
    'select id from identity.sessions where account_id = $1 order by created_at limit 1',
    [accountId],
  );
  return must(rows[0]).id;
}

async function plantReport(site: TestSite, accountId: string): Promise<string> {
  const id = newId();
  const report = {
    name: 'people.csv',
    dryRun: true,
    rows: 2,
    created: 1,
    updated: 0,
    unchanged: 0,
    problemCount: 1,
    problems: [{ row: 3, field: 'code', problem: 'import.problem.required' }],
  };
  await site.db.superuser.query(
    "insert into jobs.progress (id, account_id, task, state, done, total, report, ended_at) values ($1, $2, 'import', 'done', 2, 2, $3, now())",
    [id, accountId, JSON.stringify(report)],
  );
  return id;
}

/** The secret of a link by which an invited colleague sets a password. */
async function plantPasswordLink(site: TestSite, administrator: Somebody): Promise<string> {
  await asActor(
    site.db.app,
    administrator,
    async (trx) =>
      await inviteStaff(site.network.identity, trx, { email: 'new.colleague@example.org', name: 'New Colleague', language: 'en' }),
  );
  const message = (await site.messages()).find(({ text }) => text.includes('/sign-in/password/'));
  return must(/\/sign-in\/password\/([\w-]+)/.exec(message?.text ?? '')?.[1]);
}

/** Accounts of colleagues about whom an administrator decides something. */
async function plantColleagues({ db }: TestSite, { offices }: Ground) {
  const helper = await plantAccount(db, { name: 'Helper Example', roles: [{ role: 'counsellor', scope: offices.padova.id }] });
  const { rows } = await db.superuser.query<{ id: string }>('select id from access.assignments where account_id = $1', [helper.accountId]);
  const one = async (name: string) => (await plantAccount(db, { name })).accountId;
  const toRestore = await one('Restored Example');
  await db.superuser.query('update identity.accounts set suspended_at = now() where id = $1', [toRestore]);
  return {
    helper: helper.accountId,
    role: must(rows[0]).id,
    toSuspend: await one('Suspended Example'),
    toRestore,
    toReset: await one('Reset Example'),
    toInvite: await one('Invited Example'),
  };
}

/** Where a route of the list is visited in a seeded world: the path below the language. Throws where a route has no fixture. */
export function addressOf(route: Pick<Route, 'path'>, world: SeededWorld): string {
  return fixtureOf(route).address(world);
}

/** The player who has something to do on a page. */
export function playerOf(route: Pick<Route, 'path'>): Player {
  return fixtureOf(route).as ?? 'visitor';
}

/** Signs a player in, with both factors unless said otherwise; a visitor has no session. */
export async function sessionOf(site: TestSite, world: SeededWorld, player: Player, assurance?: 1 | 2): Promise<SessionCookie | undefined> {
  if (player === 'visitor') return undefined;
  return await site.signIn(world.staff[player].accountId, assurance ?? (player === 'person' || player === 'otherPerson' ? 1 : 2));
}
