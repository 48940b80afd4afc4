import { asActor, newId } from '#kernel/db';
import { createDemoAccount, inviteStaff, requestCode, signInWithCode } from '#kernel/identity';
import type { Role } from '#kernel/access';
import type { Route } from '#kernel/http';
import { plantGroups } from './fixtures-groups.ts';
import { plantLedger } from './fixtures-ledger.ts';
import { plantLearning } from './fixtures-learning.ts';
import { must, plantGround, type Ground } from './fixtures-ground.ts';
import { plantLinks, plantOverride, plantOverrideRequest, plantWithheldNotes } from './fixtures-consent.ts';
import { fixtureOf } from './fixtures-routes.ts';
import { plantAnalyses } from './fixtures-analyses.ts';
import { plantFrozenCounts } from './fixtures-counts.ts';
import { plantBenchmarks } from './fixtures-benchmarks.ts';
import { plantForums } from './fixtures-forums.ts';
import { plantPracticeFairs } from './fixtures-practice-fairs.ts';
import { plantNewsletters } from './fixtures-newsletters.ts';
import { plantGuaranteed } from './fixtures-guaranteed.ts';
import { plantGuarantees } from './fixtures-guarantees.ts';
import { plantImpacts } from './fixtures-impacts.ts';
import { plantAssociations } from './fixtures-associations.ts';
import { plantBusinessPlans } from './fixtures-businessplans.ts';
import type { Cast } from './fixtures-cast.ts';
import { plantProjects } from './fixtures-projects.ts';
import { plantExchanges } from './fixtures-exchanges.ts';
import { plantErasures } from './fixtures-erasure.ts';
import { plantInstruments } from './fixtures-instruments.ts';
import { plantMapping } from './fixtures-mapping.ts';
import { plantMentoring } from './fixtures-mentoring.ts';
import { plantOpportunities } from './fixtures-opportunities.ts';
import { plantJointProjects } from './fixtures-joint-projects.ts';
import { plantConsultations } from './fixtures-consultations.ts';
import { plantPlans } from './fixtures-plans.ts';
import { plantPeerReviews } from './fixtures-peerreviews.ts';
import { plantPractices } from './fixtures-practices.ts';
import { plantRates } from './fixtures-rates.ts';
import { plantRemittances } from './fixtures-remittances.ts';
import { plantReadiness } from './fixtures-readiness.ts';
import { plantReturns } from './fixtures-returns.ts';
import {
  plantClosed,
  plantFile,
  plantFounder,
  plantFounders,
  plantFullCase,
  plantOffer,
  plantReferral,
  plantRequest,
} from './fixtures-stories.ts';
import {
  freeTimes,
  plantBooking,
  plantClosedDay,
  plantContact,
  plantFactors,
  plantPastAppointment,
  plantQuestion,
} from './fixtures-visits.ts';
import { plantStatistics } from './fixtures-statistics.ts';
import { plantTransfers } from './fixtures-transfers.ts';
import { plantTrade } from './fixtures-trade.ts';
import { plantLoans } from './fixtures-loans.ts';
import { plantSavings } from './fixtures-savings.ts';
import { addDays } from '#kernel/time';
import { plantAccount, plantLink, plantNetwork, plantRole, type Somebody } from './plant.ts';
import { preparedSite, type SessionCookie, type SiteOptions, type TestSite } from './site.ts';

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
  'mentor',
  'trainer',
  'expert',
  'planner',
  'editor',
  'auditor',
  'protectionOfficer',
  'administrator',
  'representative',
  'lender',
  'fundManager',
  'committeeMember',
] as const;
export type Player = (typeof players)[number];
export type Staff = Record<Exclude<Player, 'visitor'>, Somebody & { email: string }>;

/** One network with two offices, their staff, and people in every situation that a page shows. */
export type SeededWorld = Awaited<ReturnType<typeof seedWorld>>;

/** Roles that hold for the whole network, where they hold at all. */
const networkRoles: Partial<Record<Player, Role>> = {
  expert: 'expert',
  mentor: 'mentor',
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
  const { identity } = site.network;
  const visit = { ip: '192.0.2.9', userAgent: 'Mozilla/5.0' };
  const { challenge } = await requestCode(identity, visit, { address: email, country: 'IT', language: 'en' });
  const message = must((await site.messages())[0], 'the message with the code');
  const code = must(/\d{6}/.exec(message.text)?.[0], `a code in: ${message.text}`);
  await signInWithCode(identity, visit, { challenge, code });
  const { rows } = await site.db.superuser.query<{ id: string }>('select id from identity.accounts where email = $1', [email]);
  return { accountId: must(rows[0], `the account of ${email}`).id, email, assurance: 1 };
}

/** A site for this test file on a network that `seedWorld` seeded, and its world. Call at the top of a *.pg.test.ts. */
export async function seededSite(options: Omit<SiteOptions, 'network'> = {}): Promise<{ site: TestSite; world: SeededWorld }> {
  const { site, answer } = await preparedSite('seeded', options, async (filling) => {
    await plantNetwork(filling.db);
    return await seedWorld(filling);
  });
  return { site, world: answer };
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
  const toOffer = await plantFounder(cast, { name: 'Hawa' });
  const learning = await plantLearning(cast, staff.person, staff);
  const statistics = await plantStatistics(site, staff.planner, await plantReport(site, staff.planner.accountId));
  const loans = await plantLoans(cast, staff.lender, awa);
  const guarantees = await plantGuarantees(cast, staff);
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
    toOffer,
    associations: await plantAssociations(cast),
    readiness: await plantReadiness(cast, { awa, returned: returned.founder, toOffer }),
    known: await plantFounder(cast, { name: 'Moussa' }),
    founders: await plantFounders(cast),
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
    returns: await plantReturns(cast, staff.manager, returned.founder.person),
    mentoring: await plantMentoring(cast, staff.mentor, staff.person, awa),
    trade: await plantTrade(cast, staff.person, staff.editor, awa.venture),
    opportunities: await plantOpportunities(cast, staff.manager, awa.venture),
    notes: await plantWithheldNotes(cast, awa.case),
    learning,
    groups: await plantGroups(cast, { manager: staff.manager, trainer: staff.trainer, learner: staff.person }, awa.person, learning),
    instruments: await plantInstruments(cast, staff.planner),
    practices: await plantPractices(cast, staff.planner, staff.editor),
    /** Plans of the office's place. */
    territory: await plantPlans(cast, staff.planner),
    peerReviews: await plantPeerReviews(cast, staff),
    exchanges: await plantExchanges(cast, staff.manager),
    consultations: await plantConsultations(cast, staff),
    joint: await plantJointProjects(cast, staff.person),
    ledger: await plantLedger(cast, staff.manager),
    forums: await plantForums(cast, staff.manager),
    newsletters: await plantNewsletters(cast, staff.editor),
    practiceFairs: await plantPracticeFairs(cast, staff.editor),
    projects: await plantProjects(cast, staff.manager),
    mapping: await plantMapping(cast, staff.planner),
    transfers: await plantTransfers(cast, staff.manager, staff.editor, staff.person),
    plans: await plantBusinessPlans(cast, awa, staff.expert),
    loans,
    savings: await plantSavings(cast, staff.lender, staff.person, awa),
    links: await plantLinks(cast, staff.otherPerson, staff.protectionOfficer),
    overrides: {
      toDecide: await plantOverrideRequest(cast, awa.person),
      toEnd: await plantOverride(cast, staff.manager, awa.person),
      toTell: await plantOverride(cast, staff.manager, awa.person),
    },
    erasures: await plantErasures(cast, staff.manager, staff.person, awa.person),
    booking: await plantBooking(cast, 1),
    bookings: { toMove: await plantBooking(cast, 2), toCancel: await plantBooking(cast, 3), past: await plantPastAppointment(cast, 4) },
    question: await plantQuestion(cast),
    questions: { toAnswer: await plantQuestion(cast), toClose: await plantQuestion(cast) },
    contact: await plantContact(cast),
    factors: await plantFactors(cast, staff.keyholder.accountId),
    otherSession: await plantSession(site, staff.person.accountId),
    importReport: await plantReport(site, staff.administrator.accountId),
    statistics,
    rates: await plantRates(site),
    remittances: await plantRemittances(site, staff.editor),
    frozenCounts: await plantFrozenCounts(site, ground.offices.padova.id),
    analyses: await plantAnalyses(cast, staff.planner, statistics.indicator),
    benchmarks: await plantBenchmarks(cast, staff.planner, statistics.indicator),
    impacts: await plantImpacts(cast, staff.planner),
    guarantees,
    guaranteed: await plantGuaranteed(cast, staff, loans, guarantees),
    passwordLink: await plantPasswordLink(site, staff.administrator),
    colleagues: await plantColleagues(site, ground),
    slots: await freeTimes(cast),
    /** The office is closed, and somebody is booked. */
    closedDay: await plantClosedDay(cast),
    inAMonth: addDays(ground.today, 30),
  };
}

async function giveScopedRoles({ db }: TestSite, staff: Staff, { offices, organisations }: Ground): Promise<void> {
  await plantRole(db, staff.counsellor.accountId, 'counsellor', offices.padova.id);
  await plantRole(db, staff.manager.accountId, 'office-manager', offices.padova.id);
  await plantRole(db, staff.trainer.accountId, 'trainer', offices.padova.id);
  await plantRole(db, staff.counsellorAbroad.accountId, 'counsellor', offices.kaolack.id);
  await plantRole(db, staff.expert.accountId, 'expert', offices.kaolack.id);
  await plantRole(db, staff.provider.accountId, 'provider', organisations.chamber);
  await plantRole(db, staff.otherProvider.accountId, 'provider', organisations.bank);
  await plantRole(db, staff.representative.accountId, 'association-representative', organisations.chamber);
  await plantRole(db, staff.lender.accountId, 'lender', organisations.bank);
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
  return must(/\/sign-in\/password\/([\w-]+)/.exec(message?.text ?? '')?.[1], 'the mail with the link for a password');
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

/** The same with the records of other kinds that its fixture names: what is looked at rather than who opens it. */
export function addressesOf(route: Pick<Route, 'path'>, world: SeededWorld): string[] {
  const { address, also = [] } = fixtureOf(route);
  return [address, ...also].map((one) => one(world));
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
