import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { asActor, newId, type Actor, type AnyWrites, type Id } from '#kernel/db';
import { makeTranslated } from '#kernel/i18n';
import { openKeyring, openMasterKey, type Keyring } from '#kernel/keys';
import { openFile, type PersonId } from '#modules/people';
import { createVenture, type VentureId } from '#modules/ventures';
import type { TestDatabase } from '#test/database';
import type { Agreement } from './agreement.ts';
import type { CaseId } from './case.ts';
import { addStep } from './change-plan.ts';
import { openCase } from './open-case.ts';
import type { StepId, StepText } from './step.ts';

/** Somebody with an account. */
export type Somebody = Actor & { accountId: string };

/** Two offices at the ends of a corridor, a third one, two providers, and the people who work there. */
export interface World {
  db: TestDatabase;
  keyring: Keyring;
  offices: Record<'padova' | 'kaolack' | 'dakar', string>;
  organisations: Record<'chamber' | 'bank', Id<'directory.organisations'>>;
  /** A service of the chamber. */
  course: Id<'directory.services'>;
  /** A service that a report of 2010 tells of. */
  oldCourse: Id<'directory.services'>;
  staff: Record<'chiara' | 'marco' | 'aminata' | 'ousmane' | 'chamberDesk' | 'bankDesk', Somebody>;
}

export interface Founder {
  person: PersonId;
  /** The person's own account. */
  self: Somebody;
  venture: VentureId;
  case: CaseId;
  /** Two steps of the plan: one of the person's own, one with a provider. */
  own: StepId;
  withProvider: StepId;
}

const text = (words: string) => JSON.stringify(makeTranslated('en', words, { by: 'test', kind: 'human', at: '2026-01-01T00:00:00Z' }));

async function openTestKeyring(db: TestDatabase): Promise<Keyring> {
  const folder = await mkdtemp(join(tmpdir(), 'ponte-cases-'));
  afterAll(async () => await rm(folder, { recursive: true, force: true }));
  return await openKeyring(db.app, await openMasterKey({ dataDirectory: folder, masterKey: 'ef'.repeat(32), required: false }));
}

/** Plants the world. Everything about people goes through the application's own role afterwards. */
export async function plantWorld(db: TestDatabase, given?: Keyring): Promise<World> {
  const keyring = given ?? (await openTestKeyring(db));
  const place = newId();
  await db.superuser.query(
    `insert into places.places (id, code, level, name, iso, lat, lon, time_zone, source) values ($1, 'test', 'country', $2, 'IT', 45, 12, 'Europe/Rome', '{}')`,
    [place, text('Testland')],
  );
  const office = async (code: string) => {
    const id = newId();
    await db.superuser.query(
      `insert into offices.offices (id, code, place_id, name, time_zone, address, email) values ($1, $2, $3, $4, 'Europe/Rome', 'Street 1', $5)`,
      [id, code, place, text(`Office of ${code}`), `${code}@example.org`],
    );
    return id;
  };
  const organisation = async (code: string, standing = 'live') => {
    const id = newId<'directory.organisations'>();
    await db.superuser.query(`insert into directory.organisations (id, code, standing, name, source) values ($1, $2, $3, $4, '{}')`, [
      id,
      code,
      standing,
      text(code),
    ]);
    return id;
  };
  const service = async (code: string, of: string, standing = 'live') => {
    const id = newId<'directory.services'>();
    await db.superuser.query(
      `insert into directory.services (id, code, organisation_id, standing, name, description, source, assured_on) values ($1, $2, $3, $4, $5, $5, '{}', $6)`,
      [id, code, of, standing, text(code), standing === 'live' ? '2026-01-01' : null],
    );
    return id;
  };
  const offices = { padova: await office('padova'), kaolack: await office('kaolack'), dakar: await office('dakar') };
  const organisations = { chamber: await organisation('chamber'), bank: await organisation('bank') };
  const holder = async (name: string, role: string, kind: 'office' | 'organisation', scope: string): Promise<Somebody> => {
    const accountId = await plantAccount(db, name, 'invitation');
    await db.superuser.query('insert into access.assignments (id, account_id, role, scope_kind, scope_id) values ($1, $2, $3, $4, $5)', [
      newId(),
      accountId,
      role,
      kind,
      scope,
    ]);
    return { accountId, assurance: 2 };
  };
  return {
    db,
    keyring,
    offices,
    organisations,
    course: await service('course', organisations.chamber),
    oldCourse: await service('old-course', await organisation('old-school', 'reported'), 'reported'),
    staff: {
      chiara: await holder('chiara', 'counsellor', 'office', offices.padova),
      marco: await holder('marco', 'counsellor', 'office', offices.padova),
      aminata: await holder('aminata', 'counsellor', 'office', offices.kaolack),
      ousmane: await holder('ousmane', 'counsellor', 'office', offices.dakar),
      chamberDesk: await holder('chamberDesk', 'provider', 'organisation', organisations.chamber),
      bankDesk: await holder('bankDesk', 'provider', 'organisation', organisations.bank),
    },
  };
}

async function plantAccount(db: TestDatabase, name: string, origin: string): Promise<string> {
  const id = newId();
  await db.superuser.query('insert into identity.accounts (id, name, origin) values ($1, $2, $3)', [id, name, origin]);
  return id;
}

/** Does something as somebody, through the application's role, in a transaction of its own. */
export async function as<T>(world: World, actor: Actor, work: (trx: AnyWrites) => Promise<T>): Promise<T> {
  return await asActor(world.db.app, actor, work);
}

export const stepText = (given: Partial<StepText> = {}): StepText => ({
  title: 'Ask for the licence',
  detail: '',
  responsible: 'person',
  serviceId: null,
  dueOn: '2026-06-01',
  ...given,
});

/** The file of a founder at Padova with an account, a venture, an open case and two steps. */
export async function plantFounder(
  world: World,
  { name = 'Awa', at = 'chiara' }: { name?: string; at?: 'chiara' | 'aminata' } = {},
): Promise<Founder> {
  const officer = world.staff[at];
  const officeId = at === 'chiara' ? world.offices.padova : world.offices.kaolack;
  const self: Somebody = { accountId: await plantAccount(world.db, name, 'code'), assurance: 1 };
  const founder = await as(world, officer, async (trx) => {
    const person = await openFile(trx, world.keyring, officer.accountId, {
      officeId,
      language: 'en',
      identity: { givenName: name, familyName: 'Example', nameInOtherScript: null, birthYear: 1990 },
      contact: { phone: '+221330000000', email: `${name.toLowerCase()}@example.org`, reachBy: 'email', note: null },
      profile: {
        gender: 'woman',
        originPlaceId: null,
        residencePlaceId: null,
        languages: ['fr'],
        minor: false,
        guardian: null,
      },
      informed: true,
      controllers: ['Office of padova'],
    });
    const venture = await createVenture(
      trx,
      officer.accountId,
      { personId: person, officeId },
      {
        title: `${name}'s bakery`,
        summary: 'Bread of two shores',
        sector: 'food-processing',
        stage: 'idea',
        location: 'both',
        herePlaceId: null,
        therePlaceId: null,
        needs: [],
      },
    );
    const caseId = await openCase(trx, officer.accountId, {
      personId: person,
      officeId,
      reason: 'Wants to open a bakery',
      ventureId: venture,
    });
    const own = await addStep(trx, officer.accountId, caseId, stepText());
    const withProvider = await addStep(
      trx,
      officer.accountId,
      caseId,
      stepText({ title: 'Learn to keep books', responsible: 'provider', serviceId: world.course }),
    );
    return { person, self, venture, case: caseId, own, withProvider };
  });
  await world.db.superuser.query(`insert into access.subject_accounts (subject_id, account_id, how) values ($1, $2, 'desk-code')`, [
    founder.person,
    self.accountId,
  ]);
  return founder;
}

export const agreement: Agreement = { language: 'en', wording: 'I agree that they see what was named to me.', how: 'spoken-at-desk' };

export const inDays = (days: number) => new Date(Date.now() + days * 86_400_000);

/** What a refused promise says: the refusal's code, or the defect itself. */
export async function refusalOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'done';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
