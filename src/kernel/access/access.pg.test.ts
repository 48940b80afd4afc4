import { beforeAll, describe, expect, test } from 'vitest';
import { asActor, newId, nobody, type Actor } from '#kernel/db';
import { testDatabase } from '#test/database';
import { endRole, grantRole } from './grant-role.ts';
import { listHolders, requireRole, rolesOf } from './roles-of.ts';
import { scopeKinds, staffRoles, type Role, type Scope } from './roles.ts';
import { custodyOf, linkAccount, linkedAccounts, linkProofs, openSubject, ownSubjects, unlinkAccount } from './subjects.ts';

const db = await testDatabase();
const person = (assurance: 1 | 2 = 2): Actor => ({ accountId: newId(), assurance });
const network: Scope = { kind: 'network' };
const trapani: Scope & { id: string } = { kind: 'office', id: newId() };
const mahdia: Scope & { id: string } = { kind: 'office', id: newId() };
const administrator = person();
const manager = person();
const counsellor = person();
const counsellorAbroad = person();
const protectionOfficer = person();

async function plant(actor: Actor, role: Role, scope: Scope) {
  await db.superuser.query('insert into access.assignments (id, account_id, role, scope_kind, scope_id) values ($1, $2, $3, $4, $5)', [
    newId(),
    actor.accountId,
    role,
    scope.kind,
    scope.id ?? null,
  ]);
}

async function checkedValues(constraint: string): Promise<string[]> {
  const { rows } = await db.superuser.query<{ text: string }>(
    'select pg_get_constraintdef(oid) as text from pg_constraint where conname = $1',
    [constraint],
  );
  return [...(rows[0]?.text ?? '').matchAll(/'([^']+)'::text/g)].map((match) => match[1] ?? '');
}

beforeAll(async () => {
  await plant(administrator, 'administrator', network);
  await plant(manager, 'office-manager', trapani);
  await plant(counsellor, 'counsellor', trapani);
  await plant(counsellorAbroad, 'counsellor', mahdia);
  await plant(protectionOfficer, 'data-protection-officer', network);
});

describe('the closed lists', () => {
  test('of roles, scopes and proofs are those of the database', async () => {
    expect((await checkedValues('assignments_role')).sort()).toEqual([...staffRoles].sort());
    expect((await checkedValues('assignments_scope_kind')).sort()).toEqual([...scopeKinds].sort());
    expect((await checkedValues('subject_accounts_how')).sort()).toEqual([...linkProofs].sort());
  });
});

describe('giving a role', () => {
  test('is for the administrator, and the audit tells it', async () => {
    const newcomer = person();
    const id = await asActor(db.app, administrator, (trx) =>
      grantRole(trx, administrator, { accountId: newcomer.accountId!, role: 'auditor', scope: network }),
    );
    expect(await asActor(db.app, newcomer, (trx) => rolesOf(trx, newcomer.accountId!))).toMatchObject([
      { id, role: 'auditor', scopeKind: 'network', scopeId: null, grantedBy: administrator.accountId },
    ]);
    const { rows } = await db.superuser.query('select verb, details from audit.entries where object_id = $1', [id]);
    expect(rows).toEqual([{ verb: 'access.grant-role', details: { role: 'auditor' } }]);
  });

  test('is for the manager of the office, for its counsellors only', async () => {
    const accountId = person().accountId!;
    await asActor(db.app, manager, (trx) => grantRole(trx, manager, { accountId, role: 'counsellor', scope: trapani }));
    const refused: { role: Role; scope: Scope }[] = [
      { role: 'counsellor', scope: mahdia },
      { role: 'office-manager', scope: trapani },
      { role: 'administrator', scope: network },
    ];
    for (const grant of refused) {
      await expect(asActor(db.app, manager, (trx) => grantRole(trx, manager, { accountId, ...grant }))).rejects.toMatchObject({
        code: 'forbidden',
      });
    }
  });

  test('is refused by the database too, whatever the code above it does', async () => {
    const values = {
      id: newId<'access.assignments'>(),
      account_id: counsellor.accountId!,
      role: 'office-manager',
      scope_kind: 'office',
      scope_id: trapani.id,
    };
    for (const actor of [manager, counsellor, { ...administrator, assurance: 1 as const }, nobody]) {
      await expect(
        asActor(db.app, actor, (trx) =>
          trx
            .insertInto('access.assignments')
            .values({ ...values, granted_by: actor.accountId })
            .execute(),
        ),
      ).rejects.toThrow(/row-level security/);
    }
    await expect(
      asActor(db.app, administrator, (trx) =>
        trx
          .insertInto('access.assignments')
          .values({ ...values, granted_by: manager.accountId })
          .execute(),
      ),
    ).rejects.toThrow(/row-level security/);
  });

  test('is refused for a scope that makes no sense, twice, and on one factor', async () => {
    const accountId = person().accountId!;
    const give = (actor: Actor, role: Role, scope: Scope) =>
      asActor(db.app, actor, (trx) => grantRole(trx, actor, { accountId, role, scope }));
    await expect(give(administrator, 'counsellor', network)).rejects.toMatchObject({ code: 'wrong-scope', status: 422 });
    await give(administrator, 'counsellor', mahdia);
    await expect(give(administrator, 'counsellor', mahdia)).rejects.toMatchObject({ code: 'held-already', status: 409 });
    await expect(give({ ...administrator, assurance: 1 }, 'counsellor', trapani)).rejects.toMatchObject({ code: 'second-factor' });
    await expect(give(nobody, 'counsellor', trapani)).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('ending a role', () => {
  test('takes the rights at once and is final', async () => {
    const leaver = person();
    await plant(leaver, 'counsellor', trapani);
    const [held] = await asActor(db.app, leaver, (trx) => rolesOf(trx, leaver.accountId!));
    const subject = await asActor(db.app, leaver, (trx) => openSubject(trx, { custodianId: trapani.id }));
    await asActor(db.app, manager, (trx) => endRole(trx, manager, held!.id));
    expect(await asActor(db.app, leaver, (trx) => rolesOf(trx, leaver.accountId!))).toEqual([]);
    expect(await asActor(db.app, leaver, (trx) => custodyOf(trx, subject))).toBeNull();
    await expect(asActor(db.app, manager, (trx) => endRole(trx, manager, held!.id))).rejects.toMatchObject({ code: 'not-found' });
    await expect(db.superuser.query('update access.assignments set ended_at = null where id = $1', [held!.id])).rejects.toThrow(
      /stays ended/,
    );
  });

  test('is refused for another office, as if the role did not exist', async () => {
    const [held] = await asActor(db.app, counsellorAbroad, (trx) => rolesOf(trx, counsellorAbroad.accountId!));
    await expect(asActor(db.app, manager, (trx) => endRole(trx, manager, held!.id))).rejects.toMatchObject({ code: 'not-found' });
  });

  test('leaves the network one administrator, also when two end each other at the same moment', async () => {
    const second = person();
    await plant(second, 'administrator', network);
    const idOfRole = async (actor: Actor) => (await asActor(db.app, actor, (trx) => rolesOf(trx, actor.accountId!)))[0]!.id;
    const [first, other] = [await idOfRole(administrator), await idOfRole(second)];
    const outcomes = await Promise.allSettled([
      asActor(db.app, administrator, (trx) => endRole(trx, administrator, other)),
      asActor(db.app, second, (trx) => endRole(trx, second, first)),
    ]);
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
    const left = outcomes[0]?.status === 'fulfilled' ? administrator : second;
    const leftId = outcomes[0]?.status === 'fulfilled' ? first : other;
    await expect(asActor(db.app, left, (trx) => endRole(trx, left, leftId))).rejects.toMatchObject({ code: 'last-administrator' });
    if (left !== administrator) await plant(administrator, 'administrator', network);
  });
});

describe('reading roles', () => {
  test('shows an office its own staff and an administrator everybody', async () => {
    const seen = await asActor(db.app, manager, (trx) => listHolders(trx));
    expect(new Set(seen.map((held) => held.scopeId))).toEqual(new Set([trapani.id]));
    const all = await asActor(db.app, administrator, (trx) => listHolders(trx, { role: 'counsellor', scope: mahdia }));
    expect(all.map((held) => held.accountId)).toContain(counsellorAbroad.accountId);
  });

  test('asks for the second factor where the role is held without it', async () => {
    const held = await asActor(db.app, counsellor, (trx) => rolesOf(trx, counsellor.accountId!));
    expect(() => requireRole(counsellor, held, ['counsellor', 'office-manager'], trapani)).not.toThrow();
    expect(() => requireRole({ ...counsellor, assurance: 1 }, held, 'counsellor')).toThrow(/second-factor/);
    expect(() => requireRole(counsellor, held, 'counsellor', mahdia)).toThrow(/forbidden/);
    expect(() => requireRole(counsellor, held, 'administrator')).toThrow(/forbidden/);
  });
});

describe('a file', () => {
  test('is opened in the custody of an own office only, and seen by nobody else', async () => {
    const subject = await asActor(db.app, counsellor, (trx) => openSubject(trx, { custodianId: trapani.id }));
    expect(await asActor(db.app, counsellor, (trx) => custodyOf(trx, subject))).toEqual({
      custodianId: trapani.id,
      desk: true,
      own: false,
    });
    for (const actor of [counsellorAbroad, administrator, { ...counsellor, assurance: 1 as const }, nobody]) {
      expect(await asActor(db.app, actor, (trx) => custodyOf(trx, subject))).toBeNull();
    }
    await expect(asActor(db.app, counsellor, (trx) => openSubject(trx, { custodianId: mahdia.id }))).rejects.toMatchObject({
      code: 'forbidden',
    });
  });

  test('is seen by the account that the desk linked, until one of them ends the link', async () => {
    const founder = person(1);
    const subjectId = await asActor(db.app, counsellor, (trx) => openSubject(trx, { custodianId: trapani.id }));
    const link = { subjectId, accountId: founder.accountId! };
    await asActor(db.app, counsellor, (trx) => linkAccount(trx, { ...link, how: 'desk-code' }));
    expect(await asActor(db.app, founder, (trx) => ownSubjects(trx))).toEqual([{ subjectId, custodianId: trapani.id }]);
    expect(await asActor(db.app, founder, (trx) => custodyOf(trx, subjectId))).toMatchObject({ desk: false, own: true });
    expect(await asActor(db.app, counsellor, (trx) => linkedAccounts(trx, subjectId))).toMatchObject([
      { accountId: founder.accountId, how: 'desk-code' },
    ]);
    await asActor(db.app, founder, (trx) => unlinkAccount(trx, link));
    expect(await asActor(db.app, founder, (trx) => ownSubjects(trx))).toEqual([]);
    await expect(asActor(db.app, founder, (trx) => unlinkAccount(trx, link))).rejects.toMatchObject({ code: 'not-found' });
  });

  test('is not linked by the person alone, nor by another office; an officer decides by name', async () => {
    const founder = person(1);
    const subjectId = await asActor(db.app, counsellor, (trx) => openSubject(trx, { custodianId: trapani.id }));
    const link = { subjectId, accountId: founder.accountId! };
    await expect(asActor(db.app, founder, (trx) => linkAccount(trx, { ...link, how: 'phone' }))).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(asActor(db.app, counsellorAbroad, (trx) => linkAccount(trx, { ...link, how: 'desk-code' }))).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(asActor(db.app, protectionOfficer, (trx) => linkAccount(trx, { ...link, how: 'phone' }))).rejects.toMatchObject({
      code: 'forbidden',
    });
    await asActor(db.app, protectionOfficer, (trx) => linkAccount(trx, { ...link, how: 'officer-decision' }));
    expect(await asActor(db.app, founder, (trx) => ownSubjects(trx))).toHaveLength(1);
    await asActor(db.app, protectionOfficer, (trx) => unlinkAccount(trx, link));
    expect(await asActor(db.app, founder, (trx) => ownSubjects(trx))).toEqual([]);
  });

  test('cannot be taken back by a person whose link was ended', async () => {
    const founder = person(1);
    const subjectId = await asActor(db.app, counsellor, (trx) => openSubject(trx, { custodianId: trapani.id }));
    const link = { subjectId, accountId: founder.accountId! };
    await asActor(db.app, counsellor, (trx) => linkAccount(trx, { ...link, how: 'email' }));
    await asActor(db.app, counsellor, (trx) => unlinkAccount(trx, link));
    await expect(
      asActor(db.app, founder, (trx) =>
        trx.updateTable('access.subject_accounts').set({ ended_at: null }).where('subject_id', '=', subjectId).execute(),
      ),
    ).rejects.toThrow(/row-level security/);
  });
});
