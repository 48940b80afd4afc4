import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { StartFailure } from '#kernel/errors';
import { readSettings, settingNames, type Settings } from './settings.ts';

/** A network that this process serves. */
export interface Served {
  /** The host name that stands for it, in small letters; null where it answers to every name, as the only one. */
  readonly host: string | null;
  readonly settings: Settings;
}

/** Settings of the process, which all networks share. Every other one belongs to a network. */
const OF_PROCESS = [
  'PORT',
  'HOST',
  'TRUST_PROXY',
  'LOG_LEVEL',
  'WORKER',
  'OVERLOAD_DELAY_MS',
  'METRICS_PORT',
  'METRICS_HOST',
  'NODE_ENV',
  'NETWORKS',
];
/** What a network cannot share with the process or another network. */
const NEEDED = ['DATABASE_URL', 'DATABASE_OWNER_URL', 'DATABASE_JOBS_URL', 'PONTE_DATA'];
/** Two networks with the same value would read, sweep or open what is the other's. */
const OWN = ['DATABASE_URL', 'DATABASE_OWNER_URL', 'DATABASE_JOBS_URL', 'PONTE_DATA', 'FILES_URL', 'MASTER_KEY', 'MASTER_KEY_FILE'];
const HOST_NAME = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/;

const file = z.record(z.string(), z.record(z.string(), z.string()));
type Given = z.output<typeof file>;

/**
 * Reads the networks of this process: those of the file NETWORKS, or the one of the environment.
 * Refusals: {@link StartFailure}, a sentence for each mistake.
 */
export function readNetworks(env: NodeJS.ProcessEnv): Served[] {
  if (!env['NETWORKS']) return [{ host: null, settings: readSettings(env) }];
  const path = env['NETWORKS'];
  const given = readGiven(path);
  const entries = Object.entries(given);
  if (entries.length === 0) throw new StartFailure(`The file of NETWORKS (${path}) names no network.`);
  const twice = settingNames.filter((name) => env[name] && !OF_PROCESS.includes(name));
  if (twice.length > 0)
    throw new StartFailure(`With NETWORKS, ${twice.join(', ')} belongs into the file ${path}, under the network that it is for.`);
  for (const [host, values] of entries) requireComplete(host, values);
  requireOwn(given);
  const shared = Object.fromEntries(OF_PROCESS.filter((name) => env[name]).map((name) => [name, env[name]]));
  return entries.map(([host, values]) => ({ host, settings: settingsOf(host, { ...shared, ...values }) }));
}

function readGiven(path: string): Given {
  let text: unknown;
  try {
    text = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new StartFailure(`The file of NETWORKS (${path}) cannot be read as JSON: ${error instanceof Error ? error.message : ''}.`, {
      cause: error,
    });
  }
  const parsed = file.safeParse(text);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues[0]?.path.join(' → ') ?? '';
  throw new StartFailure(
    `The file of NETWORKS (${path}) is wrong${where && ` at ${where}`}: it holds host names, and for each its settings as texts (docs/operations/networks.md).`,
  );
}

function requireComplete(host: string, values: Record<string, string>): void {
  if (!HOST_NAME.test(host))
    throw new StartFailure(`"${host}" in the file of NETWORKS is no host name; write it in small letters, without https:// and port.`);
  const unknown = Object.keys(values).filter((name) => !settingNames.includes(name));
  if (unknown.length > 0) throw new StartFailure(`The network ${host} has settings that Ponte does not know: ${unknown.join(', ')}.`);
  const ofProcess = Object.keys(values).filter((name) => OF_PROCESS.includes(name));
  if (ofProcess.length > 0)
    throw new StartFailure(`${ofProcess.join(', ')} of the network ${host} is of the whole process; set it in the environment.`);
  const missing = NEEDED.filter((name) => !values[name]);
  if (missing.length > 0) throw new StartFailure(`The network ${host} lacks ${missing.join(', ')}.`);
  if (!values['MASTER_KEY'] && !values['MASTER_KEY_FILE'])
    throw new StartFailure(`The network ${host} lacks its master key: MASTER_KEY or MASTER_KEY_FILE.`);
}

function requireOwn(given: Given): void {
  for (const name of OWN) {
    const seen = new Map<string, string>();
    for (const [host, values] of Object.entries(given)) {
      const value = values[name]?.replace(/\/+$/, '').toLowerCase();
      const other = value && seen.get(value);
      if (other) throw new StartFailure(`The networks ${other} and ${host} have the same ${name}; each needs its own.`);
      if (value) seen.set(value, host);
    }
  }
}

function settingsOf(host: string, values: NodeJS.ProcessEnv): Settings {
  let settings: Settings;
  try {
    settings = readSettings({ PUBLIC_URL: `https://${host}`, ...values });
  } catch (error) {
    if (error instanceof StartFailure) throw new StartFailure(`The network ${host}: ${error.message}`, { cause: error });
    throw error;
  }
  if (new URL(settings.publicUrl ?? '').hostname !== host)
    throw new StartFailure(`PUBLIC_URL of the network ${host} is an address of another host; mail would lead people there.`);
  return settings;
}
