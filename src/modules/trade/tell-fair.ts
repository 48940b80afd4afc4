import { z } from 'zod';
import { asSystem, type Writes } from '#kernel/db';
import { addJob, defineTask, type JobContext, type Task } from '#kernel/jobs';
import type { ParticipantId } from './fair.ts';
import { getParticipant } from './read-fairs.ts';
import { tellSide, type TradeContext } from './tell.ts';

/** What those who come to a fair are told. */
const news = ['approved', 'declined', 'published', 'changed', 'cancelled'] as const;
export type FairNews = (typeof news)[number];

/** Tells a participant what changed for them, with the way to their page; the message names nobody whom they meet. */
const tellParticipant = defineTask(
  'trade.fair',
  z.object({ participantId: z.uuid(), what: z.enum(news) }),
  async (context: TradeContext & JobContext, { participantId, what }) => {
    await asSystem(context.db, async (trx) => {
      const participant = await getParticipant(trx, participantId as ParticipantId); // the payload is the id of one
      if (!participant || participant.state === 'withdrawn') return;
      await tellSide(trx, context, participant, {
        subject: (t) => t(`trade.mail.fair-${what}.subject`),
        text: (t, link) => t(`trade.mail.fair-${what}.text`, { link }),
        path: `/me/fairs/${participantId}`,
      });
    });
  },
);

/** Ten minutes: somebody at the desk who moves three meetings writes one message, not three. */
const GATHER_MS = 600_000;

/** Plans one message; changes that follow each other are told once. */
export async function planTell(trx: Writes<'jobs'>, participantId: ParticipantId, what: FairNews, now: Date): Promise<void> {
  const runAt = what === 'changed' ? { runAt: new Date(now.getTime() + GATHER_MS) } : {};
  await addJob(trx, tellParticipant, { participantId, what }, { key: `trade.fair:${what}:${participantId}`, ...runAt });
}

/** The messages to those who come to a fair. */
export const tradeTasks: readonly Task<TradeContext>[] = [tellParticipant];
