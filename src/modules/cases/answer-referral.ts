import { record } from '#kernel/audit';
import { withdrawGrant } from '#kernel/consent';
import type { Actor, Writes } from '#kernel/db';
import { caseFor } from './load-case.ts';
import { loadReferral, type Referral } from './load-referral.ts';
import { recordAct } from './record-act.ts';
import { referralChart, type ReferralAction, type ReferralId, type ReferralOutcome } from './referral.ts';
import { refuse } from './refusals.ts';
import { follow } from './state-chart.ts';

/** The provider opens a referral: the first time marks it as seen. Every opening is on record. Refusals: `not-found`. */
export async function openReferral(trx: Writes<'cases' | 'audit'>, id: ReferralId, parts: readonly string[]): Promise<Referral> {
  const referral = await asProvider(trx, id);
  await recordProvider(trx, referral, 'referral-read', { parts });
  if (referral.state !== 'sent') return referral;
  const seenAt = new Date();
  await trx
    .updateTable('cases.referrals')
    .set({ state: 'seen', seen_at: seenAt })
    .where('id', '=', id)
    .where('state', '=', 'sent')
    .execute();
  return { ...referral, state: 'seen', seenAt };
}

/** The provider takes it on. Refusals: `not-found`, or the referral's state. */
export async function acceptReferral(trx: Writes<'cases' | 'audit'>, accountId: string, id: ReferralId): Promise<Referral> {
  return await answer(trx, id, 'accept', { answered_at: new Date(), answered_by: accountId });
}

/** The provider declines and says why; from then on it sees nothing more. Refusals: `not-found`, or the referral's state. */
export async function declineReferral(
  trx: Writes<'cases' | 'audit'>,
  accountId: string,
  id: ReferralId,
  reason: string,
): Promise<Referral> {
  return await answer(trx, id, 'decline', { answered_at: new Date(), answered_by: accountId, reason });
}

/** The provider reports what came of it. Refusals: `not-found`, or the referral's state. */
export async function reportReferral(
  trx: Writes<'cases' | 'audit'>,
  id: ReferralId,
  { outcome, report }: { outcome: ReferralOutcome; report: string },
): Promise<Referral> {
  return await answer(trx, id, 'report', { reported_at: new Date(), outcome, report });
}

/** The office takes a referral back; the grant on which it rests ends with it. Refusals: `not-found`, `custodian-only`, `case-closed`, or the referral's state. */
export async function withdrawReferral(trx: Writes<'cases' | 'audit' | 'consent'>, actor: Actor, id: ReferralId): Promise<Referral> {
  const referral = await loadReferral(trx, id);
  const found = await caseFor(trx, referral.caseId, 'refer');
  const state = follow(referralChart, referral.state, 'withdraw', refuse);
  await withdrawGrant(trx, actor, referral.grantId);
  await recordAct(trx, found, { verb: 'referral-withdrawn', objectKind: 'referral', objectId: id });
  return { ...referral, state };
}

interface AnswerColumns {
  answered_at?: Date;
  answered_by?: string;
  reported_at?: Date;
  reason?: string;
  outcome?: ReferralOutcome;
  report?: string;
}

async function answer(
  trx: Writes<'cases' | 'audit'>,
  id: ReferralId,
  action: Exclude<ReferralAction, 'open' | 'withdraw'>,
  columns: AnswerColumns,
): Promise<Referral> {
  const referral = await asProvider(trx, id);
  const state = follow(referralChart, referral.state, action, refuse);
  // On record first: who declines does not reach the row any more.
  await recordProvider(trx, referral, `referral-${state}`, {});
  const answered = await trx
    .updateTable('cases.referrals')
    .set({ state, ...columns })
    .where('id', '=', id)
    .where('state', '=', referral.state)
    .executeTakeFirst();
  if (answered.numUpdatedRows === 0n) throw refuse(referralChart.reasons[(await asProvider(trx, id)).state]);
  return { ...referral, state, ...(columns.outcome ? { outcome: columns.outcome } : {}) };
}

async function asProvider(trx: Writes<'cases'>, id: ReferralId): Promise<Referral> {
  const referral = await loadReferral(trx, id);
  if (!referral.forProvider) throw refuse('not-found');
  return referral;
}

async function recordProvider(
  trx: Writes<'audit'>,
  referral: Referral,
  verb: string,
  details: Readonly<Record<string, readonly string[]>>,
): Promise<void> {
  await record(trx, {
    verb: `cases.${verb}`,
    purpose: 'cases.purpose.referral',
    scopeId: referral.organisationId,
    subjectId: referral.personId,
    objectKind: 'referral',
    objectId: referral.id,
    details,
  });
}
