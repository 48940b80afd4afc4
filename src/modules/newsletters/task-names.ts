import { z } from 'zod';
import { declareTask } from '#kernel/jobs';

/** The job that writes to an address for which the newsletter was asked. */
export const linkLetter = declareTask('newsletters.link', z.object({ fingerprint: z.string().regex(/^[0-9a-f]{64}$/) }));

/** The job that sends an issue to the readers of its language. */
export const sendLetters = declareTask('newsletters.send', z.object({ issueId: z.uuid() }));
