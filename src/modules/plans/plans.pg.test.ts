import { describe, expect, test } from 'vitest';
import { asActor, asSystem, newId, nobody, type Actor, type AnyWrites } from '#kernel/db';
import { filledPlan } from '#test/fixtures-plans';
import { testDatabase } from '#test/database';
import { plantAccount, plantOffice } from '#test/plant';
import { approvalsOf, approvePlan, mayApprove } from './approve-plan.ts';
import type { Plan, PlanId } from './plan.ts';
import { findPlan, findVersion, getPlan, listPublished, versionsOf } from './read-plans.ts';
import {
  authorsOf,
  beginPlan,
  beginVersion,
  changePlan,
  draftOf,
  dropDraft,
  listDrafts,
  returnDraft,
  sendDraft,
  takeBack,
} from './write-plan.ts';

const db = await testDatabase();
const now = new Date('2026-11-22T08:00:00Z');
const as = async <T>(actor: Actor, work: (trx: AnyWrites) => Promise<T>) => await asActor(db.app, actor, work);

const ours = await plantOffice(db, 'ours');
const theirs = await plantOffice(db, 'theirs');
const planner = await plantAccount(db, { roles: [{ role: 'planner', scope: ours.id }] });
const second = await plantAccount(db, { roles: [{ role: 'planner', scope: ours.id }] });
const counsellor = await plantAccount(db, { roles: [{ role: 'counsellor', scope: ours.id }] });
const stranger = await plantAccount(db, { roles: [{ role: 'planner', scope: theirs.id }] });
const strangersColleague = await plantAccount(db, { roles: [{ role: 'planner', scope: theirs.id }] });
const network = await plantAccount(db, { roles: [{ role: 'planner' }] });
const oneFactor = { accountId: planner.accountId, assurance: 1 } as const;

const begin = async (code: string, by = planner, corridor = false): Promise<PlanId> =>
  await as(by, (trx) =>
    beginPlan(
      trx,
      by.accountId,
      {
        code,
        title: `Plan ${code}`,
        lang: 'en',
        reason: 'New',
        placeId: ours.placeId,
        officeId: ours.id,
        otherPlaceId: corridor ? theirs.placeId : null,
        otherOfficeId: corridor ? theirs.id : null,
        demonstration: false,
      },
      now,
    ),
  );
const fill = async (id: PlanId, base = 1, by = planner) =>
  await as(by, (trx) => changePlan(trx, by.accountId, id, { base, change: filledPlan(by.accountId, now) }, now));
const planOf = async (by: Actor, id: PlanId): Promise<Plan> => {
  const plan = await as(by, (trx) => getPlan(trx, id));
  if (!plan) throw new Error('no such plan');
  return plan;
};
const approve = async (id: PlanId, by = second, office = ours.id) => {
  const plan = await planOf(network, id);
  return await as(by, (trx) => approvePlan(trx, by.accountId, plan, office, now));
};
const send = async (id: PlanId, by = planner) => await as(by, (trx) => sendDraft(trx, id, now));

describe('a draft', () => {
  test('is seen by the people of its office and the network’s planners, and by nobody else', async () => {
    const id = await begin('seen');
    for (const who of [planner, counsellor, network]) expect((await as(who, (trx) => draftOf(trx, id)))?.planId).toBe(id);
    for (const who of [stranger, nobody, oneFactor]) {
      expect(await as(who, (trx) => draftOf(trx, id))).toBeNull();
      expect(await as(who, (trx) => findPlan(trx, 'seen'))).toBeNull();
      expect((await as(who, (trx) => listDrafts(trx))).some(({ planId }) => planId === id)).toBe(false);
      expect((await as(who, (trx) => listPublished(trx))).some((plan) => plan.id === id)).toBe(false);
    }
    await expect(
      as(counsellor, (trx) => changePlan(trx, counsellor.accountId, id, { base: 1, change: (c) => ({ ...c, starts: '2027' }) }, now)),
    ).rejects.toMatchObject({ code: 'draft-changed' });
    await expect(as(stranger, (trx) => sendDraft(trx, id, now))).rejects.toMatchObject({ code: 'not-found' });
    expect((await as(planner, (trx) => draftOf(trx, id)))?.revision).toBe(1);
  });

  test('is begun for an office of one’s own, under a short name of its own', async () => {
    const given = { code: 'foreign', title: 'x', lang: 'en', reason: 'x', placeId: ours.placeId, otherPlaceId: null, otherOfficeId: null };
    const foreign = { ...given, officeId: ours.id, demonstration: false };
    for (const who of [stranger, counsellor])
      await expect(as(who, (trx) => beginPlan(trx, who.accountId, foreign, now))).rejects.toMatchObject({ code: '42501' });
    await begin('one-name');
    await expect(begin('one-name')).rejects.toMatchObject({ code: 'code-taken' });
  });

  test('notices that somebody else has changed it, and holds no more than a plan holds', async () => {
    const id = await begin('noticed');
    await fill(id);
    await expect(fill(id, 1, second)).rejects.toMatchObject({ code: 'draft-changed' });
    await fill(id, 2, second);
    expect((await authors(id)).toSorted()).toEqual([planner.accountId, second.accountId].toSorted());
    const wrong = async (change: object) =>
      await as(
        planner,
        (trx) =>
          changePlan(trx, planner.accountId, id, { base: 3, change: (content) => ({ ...content, ...change }) as typeof content }, now), // what a wrong program might send
      );
    await expect(wrong({ measures: [] })).rejects.toMatchObject({ code: 'draft-wrong' });
    await expect(wrong({ starts: 'soon' })).rejects.toMatchObject({ code: 'draft-wrong' });
    const link = { id: newId(), of: null, kind: 'opinion', ref: null, words: null, address: '//elsewhere.example/x' };
    await expect(wrong({ links: [link] })).rejects.toMatchObject({ code: 'draft-wrong' });
  });

  test('counts each change by the database, whatever the program says', async () => {
    const id = await begin('counted');
    const quiet = async (trx: AnyWrites) =>
      await trx
        .updateTable('plans.drafts')
        .set({ content: JSON.stringify({ quiet: true }) })
        .where('plan_id', '=', id)
        .execute();
    await expect(as(planner, quiet)).rejects.toMatchObject({ constraint: 'drafts_counted' });
  });
});

const authors = async (id: PlanId) =>
  await as(planner, async (trx) => {
    const draft = await draftOf(trx, id);
    return draft ? await authorsOf(trx, draft.id) : [];
  });

describe('approval', () => {
  test('needs a whole plan, and somebody who wrote nothing of it', async () => {
    const id = await begin('two-people');
    await expect(send(id)).rejects.toMatchObject({ code: 'plan-incomplete' });
    await fill(id);
    await expect(approve(id)).rejects.toMatchObject({ code: 'not-waiting' });
    await send(id);
    await expect(fill(id, 2)).rejects.toMatchObject({ code: 'draft-waiting' });
    await expect(approve(id, planner)).rejects.toMatchObject({ code: 'own-draft' });
    await expect(approve(id, counsellor)).rejects.toMatchObject({ code: 'not-approver' });
    await expect(approve(id, stranger)).rejects.toMatchObject({ code: 'not-found' });
    expect(await approve(id)).toBe(true);
    const shown = await as(nobody, (trx) => findPlan(trx, 'two-people'));
    expect(shown).toMatchObject({ version: 1, officeId: ours.id });
    const version = await as(nobody, (trx) => findVersion(trx, id, 1));
    expect(version).toMatchObject({ reason: 'New', authors: [planner.accountId], approvers: [second.accountId] });
    expect(version?.content.actions).toHaveLength(2);
    expect(await as(planner, (trx) => draftOf(trx, id))).toBeNull();
  });

  test('is not to be had by hand either: the database refuses the author, a forged version and a change of what waits', async () => {
    const id = await begin('by-hand');
    await fill(id);
    await send(id);
    const draft = await as(planner, (trx) => draftOf(trx, id));
    const yes = (account: string) => async (trx: AnyWrites) =>
      await trx.insertInto('plans.approvals').values({ draft_id: draft!.id, office_id: ours.id, account_id: account }).execute();
    await expect(as(planner, yes(planner.accountId))).rejects.toMatchObject({ code: '42501' });
    await expect(as(planner, yes(second.accountId))).rejects.toMatchObject({ code: '42501' });
    await expect(as(stranger, yes(stranger.accountId))).rejects.toMatchObject({ code: '42501' });
    const forged = (by: string) => async (trx: AnyWrites) =>
      await trx
        .insertInto('plans.versions')
        .values({
          id: newId(),
          plan_id: id,
          number: 1,
          draft_id: draft!.id,
          lang: 'en',
          content: '{}',
          reason: 'x',
          authors: [],
          approvers: [newId()],
          published_by: by,
        })
        .execute();
    for (const who of [planner, second])
      await expect(as(who, forged(who.accountId))).rejects.toMatchObject({ constraint: 'versions_approved' });
    const rewrite = async (trx: AnyWrites) =>
      await trx.updateTable('plans.drafts').set({ content: '{}', revision: 3 }).where('plan_id', '=', id).execute();
    await expect(as(second, rewrite)).rejects.toMatchObject({ constraint: 'drafts_waiting' });
    await expect(
      as(planner, (trx) => trx.updateTable('plans.plans').set({ version: 1 }).where('id', '=', id).execute()),
    ).rejects.toMatchObject({ code: '42501' });
    expect(await as(nobody, (trx) => getPlan(trx, id))).toBeNull();
  });

  test('is void once the draft is written again, and advice tells what should be changed', async () => {
    const id = await begin('void', planner, true);
    await fill(id);
    await send(id);
    expect(await approve(id)).toBe(false);
    await as(stranger, (trx) => returnDraft(trx, id, 'Say who pays.'));
    const draft = await as(planner, (trx) => draftOf(trx, id));
    expect(draft).toMatchObject({ state: 'returned', advice: 'Say who pays.' });
    expect(await as(planner, (trx) => approvalsOf(trx, draft!.id))).toEqual([]);
    await fill(id, 2);
    await send(id);
    await as(planner, (trx) => takeBack(trx, id));
    await expect(as(stranger, (trx) => returnDraft(trx, id, 'Late.'))).rejects.toMatchObject({ code: 'not-waiting' });
  });

  test('of a corridor is given at each end by a planner of that end, and by nobody for both', async () => {
    const id = await begin('corridor', planner, true);
    await fill(id);
    await send(id);
    const draft = await as(stranger, (trx) => draftOf(trx, id));
    expect(await as(network, (trx) => mayApprove(trx, draft!))).toEqual([]);
    await expect(approve(id, network)).rejects.toMatchObject({ code: 'not-approver' });
    await expect(approve(id, second, theirs.id)).rejects.toMatchObject({ code: 'not-approver' });
    expect(await approve(id)).toBe(false);
    expect(await as(nobody, (trx) => findPlan(trx, 'corridor'))).toBeNull();
    expect(await approve(id, stranger, theirs.id)).toBe(true);
    const [version] = await as(nobody, (trx) => versionsOf(trx, id));
    expect(version?.approvers.toSorted()).toEqual([second.accountId, stranger.accountId].toSorted());
    for (const placeId of [ours.placeId, theirs.placeId])
      expect((await as(nobody, (trx) => listPublished(trx, { placeIds: [placeId] }))).map(({ code }) => code)).toContain('corridor');
  });

  test('of a corridor is refused to an author of the other end', async () => {
    const id = await begin('both-wrote', planner, true);
    await fill(id);
    await fill(id, 2, stranger);
    await send(id);
    await expect(approve(id, stranger, theirs.id)).rejects.toMatchObject({ code: 'own-draft' });
    expect(await approve(id)).toBe(false);
    expect(await approve(id, strangersColleague, theirs.id)).toBe(true);
  });
});

test('a published version never changes, and the next one stands beside it', async () => {
  const id = await begin('versions');
  await fill(id);
  await send(id);
  await approve(id);
  const before = await as(nobody, (trx) => findVersion(trx, id, 1));
  const rewrite = async (trx: AnyWrites) =>
    await trx.updateTable('plans.versions').set({ reason: 'x' }).where('plan_id', '=', id).execute();
  const remove = async (trx: AnyWrites) => await trx.deleteFrom('plans.versions').where('plan_id', '=', id).execute();
  await expect(as(network, rewrite)).rejects.toMatchObject({ code: '42501' });
  await expect(as(network, remove)).rejects.toMatchObject({ code: '42501' });
  await as(network, (trx) => trx.deleteFrom('plans.plans').where('id', '=', id).execute());
  const plan = await planOf(planner, id);
  await expect(as(planner, (trx) => beginVersion(trx, planner.accountId, { ...plan, version: 7 }, 'x', now))).rejects.toMatchObject({
    code: 'not-found',
  });
  await as(planner, (trx) => beginVersion(trx, planner.accountId, plan, 'Figures came in', now));
  await expect(as(second, (trx) => beginVersion(trx, second.accountId, plan, 'Again', now))).rejects.toMatchObject({ code: 'has-draft' });
  expect((await as(nobody, (trx) => findPlan(trx, 'versions')))?.version).toBe(1);
  await send(id);
  await approve(id);
  expect((await as(nobody, (trx) => versionsOf(trx, id))).map(({ number }) => number)).toEqual([2, 1]);
  expect(await as(nobody, (trx) => findVersion(trx, id, 1))).toEqual(before);
});

test('a plan that was never published goes with its draft; a published one stays', async () => {
  const id = await begin('dropped');
  await expect(as(counsellor, async (trx) => await dropDraft(trx, await planOf(counsellor, id)))).rejects.toMatchObject({
    code: 'not-found',
  });
  await as(planner, async (trx) => await dropDraft(trx, await planOf(planner, id)));
  expect(await as(network, (trx) => getPlan(trx, id))).toBeNull();
  const kept = await begin('kept');
  await fill(kept);
  await send(kept);
  await approve(kept);
  const plan = await planOf(planner, kept);
  await as(planner, (trx) => beginVersion(trx, planner.accountId, plan, 'Again', now));
  await as(planner, (trx) => dropDraft(trx, plan));
  expect((await as(nobody, (trx) => getPlan(trx, kept)))?.version).toBe(1);
  expect(await asSystem(db.owner, (trx) => listDrafts(trx))).not.toContainEqual(expect.objectContaining({ planId: kept }));
});
