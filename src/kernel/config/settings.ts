import { resolve } from 'node:path';
import { z } from 'zod';
import { StartFailure } from '#kernel/errors';

const address = (schemes: string[]) =>
  z
    .string()
    .refine(
      (value) => schemes.some((scheme) => value.startsWith(`${scheme}://`)) && URL.canParse(value),
      `must be an address that begins with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}`,
    );
const flag = z.enum(['1', '0', 'true', 'false', 'yes', 'no']).transform((value) => ['1', 'true', 'yes'].includes(value));

const environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  HOST: z.string().default('0.0.0.0'),
  PONTE_DATA: z.string().default('./data'),
  DATABASE_URL: address(['postgres', 'postgresql']).optional(),
  DATABASE_OWNER_URL: address(['postgres', 'postgresql']).optional(),
  DATABASE_JOBS_URL: address(['postgres', 'postgresql']).optional(),
  DATABASE_READ_URL: address(['postgres', 'postgresql']).optional(),
  DATABASE_POOL: z.coerce.number().int().min(1).max(200).default(10),
  PUBLIC_URL: address(['http', 'https']).optional(),
  SMTP_URL: address(['smtp', 'smtps']).optional(),
  SMS_URL: address(['http', 'https']).optional(),
  SMS_METHOD: z.enum(['GET', 'POST', 'PUT']).default('POST'),
  SMS_HEADERS: z.string().default('{"content-type":"application/json"}'),
  SMS_BODY: z.string().default('{"to":"{to}","text":"{text}"}'),
  FILES_URL: address(['http', 'https']).optional(),
  DEMO: flag.optional(),
  MASTER_KEY: z
    .string()
    .regex(/^[0-9a-f]{64}$/i, 'must be 64 hexadecimal digits')
    .optional(),
  MASTER_KEY_FILE: z.string().optional(),
  OIDC_PROVIDERS: z.string().default('[]'),
  FORM_LIMIT: z.coerce.number().int().min(0).max(100_000).default(30),
  TRUST_PROXY: z
    .enum(['0', '1', '2', '3', '4', '5', 'true', 'false', 'yes', 'no'])
    .default('0')
    .transform((value) => (['true', 'yes'].includes(value) ? 1 : ['false', 'no'].includes(value) ? 0 : Number(value))),
  OVERLOAD_DELAY_MS: z.coerce.number().int().min(0).max(600_000).default(5_000),
  METRICS_PORT: z.coerce.number().int().min(0).max(65535).optional(),
  METRICS_HOST: z.string().default('127.0.0.1'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  WORKER: flag.default(true),
  NETWORKS: z.string().optional(),
  NODE_ENV: z.string().default('production'),
});

/** Settings of one process, read once from the environment. Each is documented in docs/operations/settings.md. */
export interface Settings {
  port: number;
  host: string;
  /** Absolute path of the data folder: embedded database, files, keys. */
  dataDirectory: string;
  database: { app: string; owner: string | undefined; jobs: string | undefined; read: string | undefined } | null;
  poolSize: number;
  publicUrl: string | undefined;
  smtpUrl: string | undefined;
  sms: { url: string; method: 'GET' | 'POST' | 'PUT'; headers: string; body: string } | null;
  /** An S3 store for the files, `https://KEY:SECRET@host/bucket?region=…`; absent: the folder `files` of the data folder. */
  filesUrl: string | undefined;
  /** True only where asked for, or where nothing else is configured. */
  demo: boolean;
  masterKey: string | undefined;
  masterKeyFile: string | undefined;
  oidcProviders: string;
  /** How many reverse proxies stand before the process; 0 none. */
  trustProxy: number;
  /** How many times an hour one connection may send each public form; 0 without limit. */
  formLimit: number;
  /** From which delay of the event loop, in milliseconds, requests are turned away with 503; 0 never. */
  overloadDelayMs: number;
  /** Where the metrics are served; null: nowhere. */
  metrics: { port: number; host: string } | null;
  logLevel: string;
  /** Whether this process also runs jobs; false where `ponte worker` does. */
  runsJobs: boolean;
  development: boolean;
}

/**
 * Reads the settings.
 * Refusals: {@link StartFailure} that names each wrong variable.
 */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    const wrong = parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('; ');
    throw new StartFailure(`Settings are wrong: ${wrong}.`);
  }
  const value = parsed.data;
  return {
    port: value.PORT,
    host: value.HOST,
    dataDirectory: resolve(value.PONTE_DATA),
    database: value.DATABASE_URL
      ? { app: value.DATABASE_URL, owner: value.DATABASE_OWNER_URL, jobs: value.DATABASE_JOBS_URL, read: value.DATABASE_READ_URL }
      : null,
    poolSize: value.DATABASE_POOL,
    publicUrl: value.PUBLIC_URL?.replace(/\/$/, ''),
    smtpUrl: value.SMTP_URL,
    sms: value.SMS_URL ? { url: value.SMS_URL, method: value.SMS_METHOD, headers: value.SMS_HEADERS, body: value.SMS_BODY } : null,
    filesUrl: value.FILES_URL,
    demo: value.DEMO ?? (!value.DATABASE_URL && !value.SMTP_URL && !value.PUBLIC_URL),
    masterKey: value.MASTER_KEY,
    masterKeyFile: value.MASTER_KEY_FILE,
    oidcProviders: value.OIDC_PROVIDERS,
    trustProxy: value.TRUST_PROXY,
    formLimit: value.FORM_LIMIT,
    overloadDelayMs: value.OVERLOAD_DELAY_MS,
    metrics: value.METRICS_PORT === undefined ? null : { port: value.METRICS_PORT, host: value.METRICS_HOST },
    logLevel: value.LOG_LEVEL,
    runsJobs: value.WORKER,
    development: value.NODE_ENV === 'development',
  };
}

/** Names of every setting, as the environment writes them. */
export const settingNames: readonly string[] = Object.keys(environment.shape);
