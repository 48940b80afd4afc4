import { sql } from 'kysely';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { custodyOf, openSubject, type SubjectId } from '#kernel/access';
import { asActor, asSystem, newId, nobody, type Actor } from '#kernel/db';
import { testDatabase } from '#test/database';
import { listBases, recordBasis } from './bases.ts';
import { giveGrant, withdrawGrant, type GrantToGive } from './give-grant.ts';
import { findGrant, listGrants, listReceivedGrants } from './list-grants.ts';
import { declineOverride, listOverrideRequests, overrideGrant, requestOverride } from './override-grant.ts';
import { fileParts, givenHows, lawfulBases, recipientKinds, type FilePart, type Recipient } from './parts.ts';

const db = await testDatabase();
const staff = (): Actor => ({ accountId: newId(), assurance: 2 });
const founder: Actor = { accountId: newId(), assurance: 1 };
const padova: Recipient = { kind: 'office', id: newId() };
const kaolack: Recipient = { kind: 'office', id: newId() };
const dakar: Recipient = { kind: 'office', id: newId() };
const chamber: Recipient = { kind: 'organisation', id: newId() };
const [counsellor, colleague, abroad, elsewhere, provider, officer] = [staff(), staff(), staff(), staff(), staff(), staff()];
const mentor: Actor = { accountId: newId(), assurance: 1 };
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000);
let subjectId: SubjectId;

async function plantRole(actor: Actor, role: string, scope: Recipient | null) {
  await db.superuser.query('insert into access.assignments (id, account_id, role, scope_kind, scope_id) values ($1, $2, $3, $4, $5)', [
    newId(),
    actor.accountId,
    role,
    scope?.kind ?? 'network',
    scope?.id ?? null,
  ]);
}

const grantTo = (recipient: Recipient, change: Partial<GrantToGive> = {}): GrantToGive => ({
  subjectId,
  recipient,
  purpose: 'cases.purpose.joint-work',
  parts: ['plan', 'step'],
  language: 'fr',
  wording: 'Le bureau de Kaolack peut lire mon plan.',
  how: 'signed-at-desk',
  endsAt: inDays(30),
  ...change,
});
const give = (actor: Actor, grant: GrantToGive) => asActor(db.app, actor, (trx) => giveGrant(trx, actor, grant));
const withdraw = (actor: Actor, id: Awaited<ReturnType<typeof give>>) => asActor(db.app, actor, (trx) => withdrawGrant(trx, actor, id));

/** Which parts of the file the actor reads through row-level security, as a table of the part would ask. */
async function partsSeenBy(actor: Actor): Promise<FilePart[]> {
  return await asActor(db.app, actor, async (trx) => {
    const { rows } = await sql<{ part: FilePart }>`select part from public.papers where subject_id = ${subjectId} order by part`.execute(
      trx,
    );
    return rows.map((row) => row.part);
  });
}

beforeAll(async () => {
  await plantRole(counsellor, 'counsellor', padova);
  await plantRole(colleague, 'counsellor', padova);
  await plantRole(abroad, 'counsellor', kaolack);
  await plantRole(elsewhere, 'counsellor', dakar);
  await plantRole(provider, 'provider', chamber);
  await plantRole(officer, 'data-protection-officer', null);
  const policies = fileParts.map(
    (part) =>
      `create policy "part_${part}" on public.papers for select to ponte_app using (part = '${part}' and subject_id in (select consent.subjects('${part}')));`,
  );
  await db.superuser.query(`
    create table public.papers (subject_id uuid, part text);
    alter table public.papers enable row level security;
    grant usage on schema public to ponte_app;
    grant select on public.papers to ponte_app;
    ${policies.join('\n')}`);
});
beforeEach(async () => {
  subjectId = await asActor(db.app, counsellor, (trx) => openSubject(trx, { custodianId: padova.id }));
  await db.superuser.query(`insert into access.subject_accounts (subject_id, account_id, how) values ($1, $2, 'desk-code')`, [
    subjectId,
    founder.accountId,
  ]);
  await db.superuser.query('insert into public.papers select $1, unnest($2::text[])', [subjectId, fileParts]);
});

describe('the closed lists', () => {
  test('are those of the database', async () => {
    const values = async (constraint: string) => {
      const { rows } = await db.superuser.query<{ text: string }>(
        'select pg_get_constraintdef(oid) as text from pg_constraint where conname = $1',
        [constraint],
      );
      return [...(rows[0]?.text ?? '').matchAll(/'([^']+)'::text/g)].map((match) => match[1]).sort();
    };
    expect(await values('grants_parts_known')).toEqual([...fileParts].sort());
    expect(await values('override_requests_parts')).toEqual([...fileParts].sort());
    expect(await values('grants_recipient_kind')).toEqual([...recipientKinds].sort());
    expect(await values('grants_given_how')).toEqual([...givenHows].sort());
    expect(await values('bases_basis')).toEqual([...lawfulBases].sort());
  });
});

describe('a grant', () => {
  test('opens the parts that it names to its recipient and nothing to anybody else', async () => {
    await give(counsellor, grantTo(kaolack));
    expect(await partsSeenBy(abroad)).toEqual(['plan', 'step']);
    for (const other of [elsewhere, provider, mentor, { ...abroad, assurance: 1 as const }, nobody])
      expect(await partsSeenBy(other)).toEqual([]);
  });

  test('opens to an organisation and to one account alike', async () => {
    await give(counsellor, grantTo(chamber, { parts: ['step'] }));
    await give(founder, grantTo({ kind: 'account', id: mentor.accountId! }, { parts: ['venture'], how: 'on-line' }));
    expect(await partsSeenBy(provider)).toEqual(['step']);
    expect(await partsSeenBy(mentor)).toEqual(['venture']);
  });

  test('closes at once when the person withdraws it, and stays closed', async () => {
    const id = await give(counsellor, grantTo(kaolack));
    await withdraw(founder, id);
    expect(await partsSeenBy(abroad)).toEqual([]);
    await expect(withdraw(founder, id)).rejects.toMatchObject({ code: 'not-found' });
    await expect(db.superuser.query('update consent.grants set withdrawn_at = null where id = $1', [id])).rejects.toThrow(
      /stays withdrawn/,
    );
    expect((await asActor(db.app, founder, (trx) => listGrants(trx, subjectId)))[0]).toMatchObject({
      state: 'withdrawn',
      withdrawnAt: expect.any(Date),
    });
  });

  test('closes within a transaction of the recipient that is already open', async () => {
    const id = await give(counsellor, grantTo(kaolack));
    await asActor(db.app, abroad, async (trx) => {
      const read = async () => (await sql`select part from public.papers where subject_id = ${subjectId}`.execute(trx)).rows.length;
      expect(await read()).toBe(2);
      await withdraw(counsellor, id);
      expect(await read()).toBe(0);
    });
  });

  test('opens nothing before it starts and after it ends', async () => {
    await give(counsellor, grantTo(kaolack, { startsAt: inDays(1), endsAt: inDays(2) }));
    await give(counsellor, grantTo(kaolack, { startsAt: inDays(-2), endsAt: inDays(-1) }));
    expect(await partsSeenBy(abroad)).toEqual([]);
    expect((await asActor(db.app, founder, (trx) => listGrants(trx, subjectId))).map((grant) => grant.state).sort()).toEqual([
      'ended',
      'future',
    ]);
    expect((await asActor(db.app, abroad, listReceivedGrants)).filter((grant) => grant.subjectId === subjectId)).toEqual([]);
  });

  test('is seen by person, office, recipient and officer, and by nobody else', async () => {
    const id = await give(counsellor, grantTo(kaolack));
    for (const actor of [founder, counsellor, abroad, officer]) {
      expect(await asActor(db.app, actor, (trx) => findGrant(trx, id))).toMatchObject({
        parts: ['plan', 'step'],
        state: 'live',
        wording: grantTo(kaolack).wording,
      });
    }
    for (const actor of [elsewhere, provider, nobody]) expect(await asActor(db.app, actor, (trx) => findGrant(trx, id))).toBeNull();
    expect((await asActor(db.app, abroad, listReceivedGrants)).map((grant) => grant.id)).toContain(id);
  });

  test('is given by the person or at the desk of the office that has custody, by nobody else', async () => {
    await expect(give(elsewhere, grantTo(dakar))).rejects.toMatchObject({ code: 'not-found' });
    await expect(give(nobody, grantTo(dakar, { how: 'on-line' }))).rejects.toMatchObject({ code: 'not-found' });
    await expect(give(founder, grantTo(dakar))).rejects.toMatchObject({ code: 'forbidden' });
    await expect(give(counsellor, grantTo(dakar, { how: 'on-line' }))).rejects.toMatchObject({ code: 'forbidden' });
    await give(counsellor, grantTo(kaolack, { parts: ['identity'] }));
    await expect(give(abroad, grantTo(dakar))).rejects.toMatchObject({ code: 'forbidden' });
    const forged = {
      id: newId<'consent.grants'>(),
      subject_id: subjectId,
      custodian_id: padova.id,
      recipient_kind: 'office',
      recipient_id: dakar.id,
      purpose: 'p',
      parts: ['notes'],
      language: 'en',
      wording: 'w',
      given_how: 'signed-at-desk',
      ends_at: inDays(1),
    };
    for (const actor of [abroad, elsewhere, provider]) {
      await expect(
        asActor(db.app, actor, (trx) =>
          trx
            .insertInto('consent.grants')
            .values({ ...forged, recorded_by: actor.accountId! })
            .execute(),
        ),
      ).rejects.toThrow(/row-level security/);
    }
  });

  test('is not withdrawn by its recipient or another office', async () => {
    const id = await give(counsellor, grantTo(kaolack));
    for (const actor of [abroad, elsewhere]) await expect(withdraw(actor, id)).rejects.toMatchObject({ code: 'not-found' });
    expect(await partsSeenBy(abroad)).toEqual(['plan', 'step']);
  });

  test('never has no end, and never goes to the office that has the file', async () => {
    await expect(give(counsellor, grantTo(kaolack, { endsAt: inDays(6 * 366) }))).rejects.toMatchObject({
      code: 'period',
      field: 'endsAt',
    });
    await expect(give(counsellor, grantTo(kaolack, { endsAt: inDays(-1) }))).rejects.toMatchObject({ code: 'period' });
    await expect(give(counsellor, grantTo(padova))).rejects.toMatchObject({ code: 'has-custody' });
  });

  test('follows the file to the next office by its key', async () => {
    const id = await give(counsellor, grantTo(dakar));
    await db.superuser.query('update access.subjects set custodian_id = $2 where id = $1', [subjectId, kaolack.id]);
    expect(await asActor(db.app, counsellor, (trx) => findGrant(trx, id))).toBeNull();
    expect(await asActor(db.app, abroad, (trx) => findGrant(trx, id))).toMatchObject({ custodianId: kaolack.id });
    expect(await partsSeenBy(elsewhere)).toEqual(['plan', 'step']);
  });

  test('is on record with its parts and without its wording', async () => {
    const id = await give(counsellor, grantTo(kaolack));
    await withdraw(founder, id);
    const { rows } = await db.superuser.query('select verb, details from audit.entries where object_id = $1 order by id', [id]);
    expect(rows).toEqual([
      { verb: 'consent.give', details: { how: 'signed-at-desk', parts: ['plan', 'step'], recipientKind: 'office' } },
      { verb: 'consent.withdraw', details: { how: 'signed-at-desk', parts: ['plan', 'step'] } },
    ]);
  });
});

describe('an override', () => {
  const wanted = (change = {}) => ({
    subjectId,
    recipient: kaolack,
    purpose: 'cases.purpose.protection',
    parts: ['notes'] as const,
    reason: 'A child is in danger at the other end.',
    language: 'en',
    endsAt: inDays(10),
    ...change,
  });
  const ask = (actor: Actor, change = {}) => asActor(db.app, actor, (trx) => requestOverride(trx, actor, wanted(change)));
  const confirm = (actor: Actor, id: Awaited<ReturnType<typeof ask>>) => asActor(db.app, actor, (trx) => overrideGrant(trx, actor, id));

  test('opens only when a second officer confirms, and sends a notice to the person', async () => {
    const request = await ask(counsellor);
    expect(await partsSeenBy(abroad)).toEqual([]);
    await expect(confirm(counsellor, request)).rejects.toMatchObject({ code: 'second-person' });
    expect((await asActor(db.app, colleague, listOverrideRequests)).map((open) => open.id)).toEqual([request]);
    const id = await confirm(colleague, request);
    expect(await partsSeenBy(abroad)).toEqual(['notes']);
    expect(await asActor(db.app, founder, (trx) => findGrant(trx, id))).toMatchObject({
      how: 'override',
      reason: wanted().reason,
      secondPerson: counsellor.accountId,
      recordedBy: colleague.accountId,
    });
    const { rows } = await db.superuser.query(
      `select payload from graphile_worker._private_jobs join graphile_worker._private_tasks t on t.id = task_id where identifier = 'consent.notify-override'`,
    );
    expect(rows).toContainEqual({ payload: { grantId: id } });
    expect(await asSystem(db.jobs, (trx) => findGrant(trx, id))).toMatchObject({ subjectId });
    await expect(confirm(colleague, request)).rejects.toMatchObject({ code: 'not-found' });
  });

  test('is confirmed once when two officers do it at the same moment', async () => {
    const third = staff();
    await plantRole(third, 'counsellor', padova);
    const request = await ask(counsellor);
    const outcomes = await Promise.allSettled([confirm(colleague, request), confirm(third, request)]);
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
  });

  test('needs a reason, an end within 90 days, and the office that has custody', async () => {
    await expect(ask(counsellor, { reason: 'urgent' })).rejects.toMatchObject({ code: 'reason', field: 'reason' });
    await expect(ask(counsellor, { endsAt: inDays(91) })).rejects.toMatchObject({ code: 'period', field: 'endsAt' });
    await expect(ask(abroad)).rejects.toMatchObject({ code: 'not-found' });
    await expect(ask(founder)).rejects.toMatchObject({ code: 'forbidden' });
    const request = await ask(counsellor);
    await expect(confirm(abroad, request)).rejects.toMatchObject({ code: 'not-found' });
    await asActor(db.app, counsellor, (trx) => declineOverride(trx, counsellor, request));
    await expect(confirm(colleague, request)).rejects.toMatchObject({ code: 'not-found' });
  });

  test('cannot be forged in one step by naming a colleague', async () => {
    const request = await ask(colleague);
    const forged = {
      id: newId<'consent.grants'>(),
      subject_id: subjectId,
      custodian_id: padova.id,
      recipient_kind: 'office',
      recipient_id: kaolack.id,
      purpose: 'p',
      parts: ['notes'],
      language: 'en',
      wording: 'w',
      reason: 'A long enough reason for it',
      given_how: 'override',
      recorded_by: counsellor.accountId!,
      ends_at: inDays(1),
    };
    const insert = (values: object) =>
      asActor(db.app, counsellor, (trx) =>
        trx
          .insertInto('consent.grants')
          .values({ ...forged, ...values })
          .execute(),
      );
    await expect(insert({ second_person: colleague.accountId })).rejects.toThrow(/grants_override_asked/);
    await expect(insert({ second_person: abroad.accountId, override_request_id: request })).rejects.toThrow(/grants_override_request/);
    await expect(insert({ second_person: counsellor.accountId, override_request_id: request })).rejects.toThrow(/grants_override/);
  });

  test('is ended early by the office, not by the person', async () => {
    const id = await confirm(colleague, await ask(counsellor));
    await expect(withdraw(founder, id)).rejects.toMatchObject({ code: 'override-stands' });
    await withdraw(counsellor, id);
    expect(await partsSeenBy(abroad)).toEqual([]);
  });
});

describe('the lawful basis', () => {
  const basis = {
    purpose: 'cases.purpose.counselling',
    basis: 'public-task',
    law: 'Regional law (invented)',
    controllers: ['Comune di Prova'],
    transferInstrument: null,
    specialCategories: [],
    keepUntil: '2031-12-31',
  } as const;

  test('is recorded by the office, replaced for the same purpose, and seen by the person', async () => {
    await asActor(db.app, counsellor, (trx) => recordBasis(trx, counsellor, subjectId, basis));
    await asActor(db.app, counsellor, (trx) => recordBasis(trx, counsellor, subjectId, { ...basis, keepUntil: '2032-12-31' }));
    for (const actor of [founder, counsellor, officer]) {
      expect(await asActor(db.app, actor, (trx) => listBases(trx, subjectId))).toMatchObject([{ ...basis, keepUntil: '2032-12-31' }]);
    }
    expect(await asActor(db.app, elsewhere, (trx) => listBases(trx, subjectId))).toEqual([]);
    await expect(asActor(db.app, founder, (trx) => recordBasis(trx, founder, subjectId, basis))).rejects.toMatchObject({
      code: 'forbidden',
    });
    expect(await asActor(db.app, elsewhere, (trx) => custodyOf(trx, subjectId))).toBeNull();
  });
});
