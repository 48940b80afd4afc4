import { z } from 'zod';
import { declareTask } from '#kernel/jobs';

/** The job that sends a queued message. */
export const deliverName = declareTask('mail.deliver', z.object({ messageId: z.uuid() }));
