import { z } from 'zod';
import type { Writes } from '#kernel/db';
import { addJob, declareTask } from '#kernel/jobs';
import { FOLLOW_UP_DAYS } from './follow-up.ts';
import type { PairId } from './pair.ts';
import type { SessionId } from './session.ts';

/** Both are asked whether they want to meet. */
export const tellOffer = declareTask('mentoring.offer', z.object({ pairId: z.uuid() }));

/** Both are reminded of a session; a time that has moved stays silent. */
export const tellSession = declareTask('mentoring.session', z.object({ sessionId: z.uuid(), startsAt: z.iso.datetime() }));

/** Both are asked three questions. */
export const tellFollowUp = declareTask('mentoring.follow-up', z.object({ pairId: z.uuid(), days: z.int() }));

const HOUR = 3_600_000;

export async function planOffer(trx: Writes<'jobs'>, pairId: PairId): Promise<void> {
  await addJob(trx, tellOffer, { pairId }, { key: `mentoring.offer:${pairId}` });
}

/** When to remind of a session: a day before, of one planned late two hours before; null where it is nearer than that. */
export function whenToRemind(startsAt: Date, now: Date): Date | null {
  for (const hours of [24, 2]) {
    const at = new Date(startsAt.getTime() - hours * HOUR);
    if (at.getTime() > now.getTime()) return at;
  }
  return null;
}

export async function planSessionReminders(trx: Writes<'jobs'>, sessionId: SessionId, startsAt: Date, now: Date): Promise<void> {
  const runAt = whenToRemind(startsAt, now);
  if (runAt)
    await addJob(trx, tellSession, { sessionId, startsAt: startsAt.toISOString() }, { key: `mentoring.session:${sessionId}`, runAt });
}

export async function planFollowUpReminders(trx: Writes<'jobs'>, pairId: PairId, startedAt: Date): Promise<void> {
  for (const days of FOLLOW_UP_DAYS) {
    const runAt = new Date(startedAt.getTime() + days * 24 * HOUR);
    await addJob(trx, tellFollowUp, { pairId, days }, { key: `mentoring.follow-up:${pairId}:${days}`, runAt });
  }
}
