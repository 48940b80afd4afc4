import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readSettings } from '#kernel/config';

const root = join(import.meta.dirname, '..');
const variables = [...readFileSync(join(root, 'src/kernel/config/settings.ts'), 'utf8').matchAll(/^ {2}([A-Z][A-Z_]+): /gm)].map(
  ([, name = '']) => name,
);
const rows = readFileSync(join(root, 'docs/operations/settings.md'), 'utf8')
  .split('\n')
  .flatMap((line) => {
    const [, name, value] = /^\| `([A-Z_]+)` \|(.*?)\| /.exec(line) ?? [];
    return name ? [{ name, value: /^ `([^`]*)` $/.exec(value ?? '')?.[1] }] : [];
  });

test('docs/operations/settings.md explains every setting, and none that is not there', () => {
  expect(variables.length).toBeGreaterThan(20);
  expect(rows.map(({ name }) => name).toSorted()).toEqual(variables.toSorted());
});

test('the defaults that it names are the ones that hold', () => {
  const { port, host, poolSize, logLevel, runsJobs, trustProxy, formLimit, overloadDelayMs, oidcProviders, development } = readSettings({});
  const metrics = readSettings({ METRICS_PORT: '9464' }).metrics;
  const sms = readSettings({ SMS_URL: 'https://sms.example' }).sms;
  const told = Object.fromEntries(rows.map(({ name, value }) => [name, value]));
  expect(told).toMatchObject({
    PORT: String(port),
    HOST: host,
    DATABASE_POOL: String(poolSize),
    LOG_LEVEL: logLevel,
    WORKER: runsJobs ? '1' : '0',
    TRUST_PROXY: String(trustProxy),
    FORM_LIMIT: String(formLimit),
    OVERLOAD_DELAY_MS: String(overloadDelayMs),
    OIDC_PROVIDERS: oidcProviders,
    NODE_ENV: development ? 'development' : 'production',
    METRICS_HOST: metrics?.host,
    SMS_METHOD: sms?.method,
    SMS_HEADERS: sms?.headers,
    SMS_BODY: sms?.body,
  });
});
