import { z } from 'zod';
import type { Writes } from '#kernel/db';
import { addJob, declareTask } from '#kernel/jobs';

/** What learners of a group are told. */
export const tellingKinds = ['enrolled', 'moved-up', 'session-new', 'session-changed', 'session-off', 'group-off'] as const;
export type TellingKind = (typeof tellingKinds)[number];

/** Whom and what about; without an enrolment all who take part. The session's sequence keeps an old change silent. */
export const tellLearners = declareTask(
  'learning.tell',
  z.object({
    kind: z.enum(tellingKinds),
    groupId: z.uuid(),
    enrolmentId: z.uuid().optional(),
    sessionId: z.uuid().optional(),
    sequence: z.int().optional(),
  }),
);

export type Telling = z.output<typeof tellLearners.payload>;

/** Tells learners once this transaction commits. */
export async function planTelling(trx: Writes<'jobs'>, telling: Telling): Promise<void> {
  const about = [telling.groupId, telling.enrolmentId, telling.sessionId].filter(Boolean).join('/');
  await addJob(trx, tellLearners, telling, { key: `learning.tell:${telling.kind}:${about}` });
}
