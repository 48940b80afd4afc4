import { z } from 'zod';
import type { Writes } from '#kernel/db';
import { addJob, declareTask, removeJob } from '#kernel/jobs';
import { addMinutes, type Instant } from '#kernel/time';
import type { Appointment, AppointmentId } from './appointment.ts';

/** What a message tells: called off is what the office cancelled, cancelled what the visitor did. */
const messageKinds = ['booked', 'moved', 'cancelled', 'called-off', 'reminder'] as const;
export type MessageKind = (typeof messageKinds)[number];

/** The job that tells the visitor. It names the start that it was planned for: a reminder of a time that has moved stays silent. */
export const tellName = declareTask(
  'appointments.tell',
  z.object({ appointmentId: z.uuid(), kind: z.enum(messageKinds), startsAt: z.iso.datetime() }),
);

const DAY_BEFORE = 24 * 60;
const HOURS_BEFORE = 2 * 60;

/** A reminder that would follow the confirmation within this time comes two hours before the start instead. */
const TOO_SOON = 2 * 60;

/** When to remind of an appointment: a day before; of one made late two hours before; null where it is nearer than that. */
export function whenToRemind(startsAt: Instant, now: Date): Date | null {
  for (const before of [DAY_BEFORE, HOURS_BEFORE]) {
    const at = new Date(addMinutes(startsAt, -before));
    const wait = before === DAY_BEFORE ? TOO_SOON : 30;
    if (at.getTime() - now.getTime() >= wait * 60_000) return at;
  }
  return null;
}

/**
 * Plans what the visitor is told of a change and the reminder that follows from it. A later change replaces what still
 * waits, so nobody is reminded of a time that no longer holds.
 */
export async function planMessages(
  trx: Writes<'jobs'>,
  { id, startsAt }: Pick<Appointment, 'startsAt'> & { id: AppointmentId },
  kind: Exclude<MessageKind, 'reminder'>,
  now: Date,
): Promise<void> {
  await addJob(trx, tellName, { appointmentId: id, kind, startsAt }, { key: `appointments.tell:${id}` });
  const key = `appointments.remind:${id}`;
  const runAt = kind === 'cancelled' || kind === 'called-off' ? null : whenToRemind(startsAt, now);
  if (runAt) await addJob(trx, tellName, { appointmentId: id, kind: 'reminder', startsAt }, { key, runAt });
  else await removeJob(trx, key);
}
