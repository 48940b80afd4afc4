export { lockDataFolder } from './data-folder-lock.ts';
export { identifyProcess, isAlive } from './process-identity.ts';
export { connectEmbedded, startEmbedded, type EmbeddedPostgres } from './start-embedded.ts';
