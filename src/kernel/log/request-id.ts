import { randomUUID } from 'node:crypto';

/**
 * The id that joins a page, its log lines and its audit entries. A proxy's own id is kept where it is short and plain,
 * so that a header cannot write into the log.
 */
export function requestId(header: string | string[] | undefined): string {
  return typeof header === 'string' && /^[A-Za-z0-9-]{8,64}$/.test(header) ? header : randomUUID();
}
