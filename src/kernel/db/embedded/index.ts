export { lockDataFolder } from './data-folder-lock.ts';
export type { ProcessLock } from './process-lock.ts';
export { connectEmbedded, startEmbedded, type EmbeddedOptions, type EmbeddedPostgres } from './start-embedded.ts';
