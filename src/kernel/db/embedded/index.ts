export { lockDataFolder } from './data-folder-lock.ts';
export { connectEmbedded, startEmbedded, type EmbeddedPostgres } from './start-embedded.ts';
