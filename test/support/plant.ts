import { randomUUID } from 'node:crypto';
import { scopeKindsOf, type Role, type ScopeKind } from '#kernel/access';
import { asActor, asSystem, newId, nobody, type Actor } from '#kernel/db';
import { languages, makeTranslated, type Language, type Translated } from '#kernel/i18n';
import { createStaffAccount } from '#kernel/identity';
import { openCase, type CaseId } from '#modules/cases';
import type { OfficeId } from '#modules/offices';
import { openFile, type PersonId } from '#modules/people';
import type { PlaceId } from '#modules/places';
import type { TestDatabase } from './database.ts';
import type { TestSite } from './site.ts';

/** An account that acts with both factors. */
export type Somebody = Actor & { accountId: string };

/** A text that stands in English only. */
export function english(text: string): Translated {
  return makeTranslated('en', text, { by: 'test', kind: 'human', at: '2026-01-01T00:00:00Z' });
}

/** Names the network, so that pages answer instead of the set-up assistant. */
export async function plantNetwork(db: TestDatabase, demonstration = false): Promise<void> {
  await db.superuser.query(
    `insert into kernel.network (name, languages, time_zone, country, controller, demonstration)
     values ($1, $2, 'Europe/Rome', 'IT', $3, $4)`,
    [
      JSON.stringify(english('Test network')),
      languages.map(({ code }) => code),
      JSON.stringify({
        name: 'Test town',
        address: 'Street 1',
        email: 'town@example.org',
        dataProtectionOfficer: 'Dana Officer, dana@example.org',
      }),
      demonstration,
    ],
  );
}

/** An office in a place of its own. */
export async function plantOffice(db: TestDatabase, code: string): Promise<{ id: OfficeId; placeId: PlaceId }> {
  const [id, placeId] = [newId<'offices.offices'>(), newId<'places.places'>()];
  await db.superuser.query(
    `insert into places.places (id, code, level, name, iso, lat, lon, time_zone, source)
     values ($1, $2, 'country', $3, 'IT', 45, 12, 'Europe/Rome', '{}')`,
    [placeId, `place-of-${code}`, JSON.stringify(english(`Town of ${code}`))],
  );
  await db.superuser.query(
    `insert into offices.offices (id, code, place_id, name, languages, time_zone, address, phone, email)
     values ($1, $2, $3, $4, '{en}', 'Europe/Rome', 'Street 1', '+39049000000', $5)`,
    [id, code, placeId, JSON.stringify(english(`Office of ${code}`)), `${code}@example.org`],
  );
  return { id, placeId };
}

/** An account, with the roles that it holds. */
export async function plantAccount(
  db: TestDatabase,
  given: { name?: string; email?: string; language?: Language; roles?: readonly { role: Role; scope?: string }[] } = {},
): Promise<Somebody & { email: string }> {
  const { name = 'Noor Vento', email = `noor.${randomUUID().slice(0, 8)}@example.org`, language = 'en', roles = [] } = given;
  const { accountId } = await asActor(db.app, nobody, async (trx) => await createStaffAccount(trx, { email, name, language }));
  for (const { role, scope } of roles) await plantRole(db, accountId, role, scope);
  return { accountId, email, assurance: 2 };
}

/** Gives a role: for the network without a scope, else for that office, or the kind of scope that the role has instead. */
export async function plantRole(db: TestDatabase, accountId: string, role: Role, scope?: string): Promise<void> {
  const kinds: readonly ScopeKind[] = scopeKindsOf[role];
  const kind = scope === undefined ? 'network' : kinds.includes('office') ? 'office' : kinds.find((one) => one !== 'network');
  await db.superuser.query('insert into access.assignments (id, account_id, role, scope_kind, scope_id) values ($1, $2, $3, $4, $5)', [
    newId(),
    accountId,
    role,
    kind,
    scope ?? null,
  ]);
}

/** A person's file at a desk, opened by one of its counsellors. */
export async function plantPerson(
  { db, network }: Pick<TestSite, 'db' | 'network'>,
  counsellor: Somebody,
  officeId: string,
  given: { givenName?: string; familyName?: string; phone?: string | null; email?: string | null } = {},
): Promise<PersonId> {
  const { givenName = 'Awa', familyName = 'Sarr', phone = null, email = null } = given;
  return await asActor(db.app, counsellor, async (trx) => {
    return await openFile(trx, network.keyring, counsellor.accountId, {
      officeId,
      language: 'en',
      identity: { givenName, familyName, nameInOtherScript: null, birthYear: 1990 },
      contact: { phone, email, reachBy: 'none', note: null },
      profile: {
        gender: 'woman',
        originPlaceId: null,
        residencePlaceId: null,
        languages: ['en'],
        minor: false,
        guardian: null,
      },
      informed: true,
      controllers: ['Test town'],
    });
  });
}

/** Opens the case of a file. */
export async function plantCase(db: TestDatabase, counsellor: Somebody, officeId: string, personId: PersonId): Promise<CaseId> {
  return await asActor(
    db.app,
    counsellor,
    async (trx) => await openCase(trx, counsellor.accountId, { personId, officeId, reason: 'Wants to open a bakery' }),
  );
}

/** Says that an account is the person of a file. */
export async function plantLink(db: TestDatabase, accountId: string, personId: PersonId): Promise<void> {
  await asSystem(db.owner, async (trx) => {
    await trx.insertInto('access.subject_accounts').values({ subject_id: personId, account_id: accountId, how: 'desk-code' }).execute();
  });
}
