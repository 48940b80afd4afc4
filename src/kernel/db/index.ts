export type { AnyWrites, Database, Reads, SchemaName, Tables, Writes } from './handles.ts';
export { idOf, newId, type Id } from './id.ts';
export { prepared } from './prepared.ts';
export { openDatabase, openPool, requireWeakRole } from './connect.ts';
export { asActor, asSystem, nobody, type Actor } from './transaction.ts';
export { actWithLink, hashLinkToken, newLinkToken } from './link-token.ts';
export { brokenConstraint, isForbidden, isOvertaken, onConstraint } from './constraint.ts';
export { migrate, migrateQueue, migrateTo, withMigrationLock, type AppliedMigration } from './migrate.ts';
