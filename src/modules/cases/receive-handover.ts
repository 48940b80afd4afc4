import { sql } from 'kysely';
import { record } from '#kernel/audit';
import { onConstraint, type Writes } from '#kernel/db';
import type { CaseId } from './case.ts';
import { handoverChart, type HandoverId } from './handover.ts';
import { loadHandover, type Handover } from './load-handover.ts';
import { refuse } from './refusals.ts';
import { follow } from './state-chart.ts';

/** The other end opens an offer: the first time marks it as seen. Every opening is on record. Refusals: `not-found`. */
export async function seeHandover(trx: Writes<'cases' | 'audit'>, id: HandoverId): Promise<Handover> {
  const offer = await offerTo(trx, id);
  if (offer.state !== 'offered' && offer.state !== 'seen') return offer;
  await recordOffer(trx, offer, 'handover-read', { parts: offer.parts });
  if (offer.state === 'seen') return offer;
  const seenAt = new Date();
  await trx
    .updateTable('cases.handovers')
    .set({ state: 'seen', seen_at: seenAt })
    .where('id', '=', id)
    .where('state', '=', 'offered')
    .execute();
  return { ...offer, state: 'seen', seenAt };
}

/**
 * Takes an offer: custody moves, or joint work begins. Of two officers who accept at once one wins.
 * Refusals: `not-found`, `handover-not-open`, `handover-withdrawn` (the person took the agreement back), or the offer's state.
 */
export async function acceptHandover(trx: Writes<'cases' | 'audit'>, id: HandoverId): Promise<{ handover: Handover; caseId: CaseId }> {
  const offer = await offerTo(trx, id);
  const state = follow(handoverChart, offer.state, 'accept', refuse);
  const { personId, caseId } = offer;
  if (!personId || !caseId) throw refuse('not-found');
  await sql`select cases.accept_handover(${id})`.execute(trx).catch(
    onConstraint({
      handovers_absent: () => refuse('not-found'),
      handovers_not_open: () => refuse('handover-not-open'),
      handovers_agreement_withdrawn: () => refuse('handover-withdrawn'),
    }),
  );
  await recordOffer(trx, offer, 'handover-accepted', { kind: offer.kind, parts: offer.parts });
  return { handover: { ...offer, state }, caseId };
}

/** Declines an offer and says why; from then on the office sees nothing of the file. Refusals: `not-found`, or the offer's state. */
export async function declineHandover(
  trx: Writes<'cases' | 'audit'>,
  accountId: string,
  id: HandoverId,
  reason: string,
): Promise<Handover> {
  const offer = await offerTo(trx, id);
  const state = follow(handoverChart, offer.state, 'decline', refuse);
  await recordOffer(trx, offer, 'handover-declined', {});
  await close(trx, offer, { state, reason, answered_at: new Date(), answered_by: accountId });
  return { ...offer, state, reason };
}

/** Takes back an offer (the office that has custody) or a request (the office that asked). Refusals: `not-found`, or the state. */
export async function withdrawHandover(trx: Writes<'cases' | 'audit'>, id: HandoverId): Promise<Handover> {
  const handover = await loadHandover(trx, id);
  const mine = handover.state === 'asked' ? handover.forTo : handover.forFrom;
  if (!mine) throw refuse('not-found');
  const state = follow(handoverChart, handover.state, 'withdraw', refuse);
  await recordOffer(trx, handover, 'handover-withdrawn', {}, handover.state === 'asked' ? handover.toOfficeId : handover.fromOfficeId);
  await close(trx, handover, { state });
  return { ...handover, state };
}

/** Ends joint work, from either end; the grant ends with it. Refusals: `not-found`, `not-joint`, `joint-ended`. */
export async function endJointWork(trx: Writes<'cases' | 'audit'>, id: HandoverId): Promise<Handover> {
  const handover = await loadHandover(trx, id);
  if (!handover.forFrom && !handover.forTo) throw refuse('not-found');
  if (handover.kind !== 'joint' || handover.state !== 'accepted') throw refuse('not-joint');
  if (handover.endedAt) throw refuse('joint-ended');
  await recordOffer(trx, handover, 'joint-ended', {}, handover.forFrom ? handover.fromOfficeId : handover.toOfficeId);
  await sql`select cases.end_joint_work(${id})`.execute(trx).catch(onConstraint({ handovers_absent: () => refuse('joint-ended') }));
  return { ...handover, endedAt: new Date() };
}

/** An offer or request as the receiving office sees it. Refusals: `not-found`. */
async function offerTo(trx: Writes<'cases'>, id: HandoverId): Promise<Handover> {
  const offer = await loadHandover(trx, id);
  if (!offer.forTo) throw refuse('not-found');
  return offer;
}

interface Closing {
  state: Handover['state'];
  reason?: string;
  answered_at?: Date;
  answered_by?: string;
}

async function close(trx: Writes<'cases'>, handover: Handover, closing: Closing): Promise<void> {
  const closed = await trx
    .updateTable('cases.handovers')
    .set(closing)
    .where('id', '=', handover.id)
    .where('state', '=', handover.state)
    .executeTakeFirst();
  if (closed.numUpdatedRows === 0n) throw refuse('handover-not-open');
}

async function recordOffer(
  trx: Writes<'audit'>,
  offer: Handover,
  verb: string,
  details: Readonly<Record<string, string | readonly string[]>>,
  scopeId = offer.toOfficeId,
): Promise<void> {
  await record(trx, {
    verb: `cases.${verb}`,
    purpose: offer.kind === 'joint' ? 'cases.purpose.joint' : 'cases.purpose.hand-over',
    scopeId,
    subjectId: offer.personId,
    objectKind: 'handover',
    objectId: offer.id,
    details,
  });
}
