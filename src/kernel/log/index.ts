export { createLog, type Log } from './log.ts';
export { cleanseText, cleanseUrl } from './cleanse.ts';
export { requestId } from './request-id.ts';
