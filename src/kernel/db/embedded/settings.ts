import { chownSync, writeFileSync } from 'node:fs';
import { totalmem } from 'node:os';
import { join } from 'node:path';
import type { Owner } from './server-account.ts';

export interface ServerSettings {
  /** False for tests only: a power cut may then destroy the database. */
  durable: boolean;
}

/** Writes ponte.conf, which the cluster's postgresql.conf includes, so that new settings reach databases made earlier. */
export function writeServerSettings(cluster: string, account: Owner | null, settings: ServerSettings): void {
  const path = join(cluster, 'ponte.conf');
  writeFileSync(path, serverSettings(settings), { mode: 0o600 });
  if (account) chownSync(path, account.uid, account.gid);
}

/**
 * A server for one machine that it shares with Ponte itself. Errors of statements are left out
 * of PostgreSQL's log because their texts quote what people typed; Ponte logs its own defects.
 */
function serverSettings({ durable }: ServerSettings): string {
  const memoryMb = availableMemoryMb();
  const settings: Record<string, string | number> = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    password_encryption: 'scram-sha-256',
    max_connections: 200,
    max_locks_per_transaction: 256, // checks and backups touch every table in one transaction
    shared_buffers: `${clamp(memoryMb / 8, 64, 1024)}MB`,
    effective_cache_size: `${clamp(memoryMb / 2, 128, 16_384)}MB`,
    work_mem: '8MB',
    maintenance_work_mem: `${clamp(memoryMb / 32, 32, 256)}MB`,
    random_page_cost: 1.1,
    jit: 'off', // compiling a page's small queries costs more than it saves
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_min_messages: 'log',
    log_checkpoints: 'off',
    logging_collector: 'off',
    log_line_prefix: '%m [%p] ',
    ...(durable ? {} : NOT_DURABLE),
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name} = '${value}'`);
  return `# Written by Ponte at every start; changes here are lost.\n${lines.join('\n')}\n`;
}

const NOT_DURABLE = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: 0,
};

/** What this process may use: a container's limit where there is one. */
function availableMemoryMb(): number {
  const limit = process.constrainedMemory();
  return (limit > 0 ? Math.min(limit, totalmem()) : totalmem()) / 2 ** 20;
}

function clamp(value: number, least: number, most: number): number {
  return Math.round(Math.min(Math.max(value, least), most));
}
