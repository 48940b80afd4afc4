import type { Refusal } from '#kernel/errors';
import type { Page } from './answer.ts';
import type { Opened } from './open-request.ts';

/** What the shell shows when something is not there or went wrong. */
export interface ErrorPages {
  /** A short English title for programs and for a network that is not set up. */
  title(status: number): string;
  page(opened: Opened, status: number, refusal: Refusal | null, requestId: string): Page;
}
