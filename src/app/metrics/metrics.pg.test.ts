import { afterAll, expect, test } from 'vitest';
import { openPool } from '#kernel/db';
import { createLog } from '#kernel/log';
import { testSite } from '#test/site';
import { buildServer } from '../boot/serve.ts';
import { openMetrics } from './open-metrics.ts';
import { serveMetrics } from './serve-metrics.ts';

const site = await testSite();
const pool = openPool(site.db.urls.jobs, { size: 1 });
afterAll(async () => await pool.end());
const pools = { app: pool, read: pool, jobs: pool, owner: pool, identity: pool };
const log = createLog(site.network.settings);
const measured = { name: 'ponte.example', databases: { jobs: site.db.jobs, pools } };
const metrics = openMetrics([measured], '1.2.3', log);
const server = await buildServer(site.network, site.network.settings.dataDirectory, metrics.observe);

/** The value of the first line that begins so. */
async function read(beginning: string): Promise<number | null> {
  const line = (await metrics.text()).split('\n').find((one) => one.startsWith(beginning));
  return line ? Number(line.split(' ').at(-1)) : null;
}

test('requests are counted by the pattern of their address, whatever visitors write', async () => {
  const hostile = [
    '/en/offices/padova',
    '/en/secret-name',
    '/wp-admin.php?x=awa@example.org',
    '/en/questions/0198?token=abcdefghijklmnopqrstuvwx',
  ];
  for (const url of hostile) await server.inject({ url, headers: { host: 'localhost' } });
  await server.inject({ url: '/health' });
  const text = await metrics.text();
  for (const secret of ['padova', 'secret-name', 'wp-admin', 'awa', 'token', 'abcdefgh', 'questions/0198'])
    expect(text, secret).not.toContain(secret);
  expect(await read('ponte_http_request_duration_seconds_count{method="GET",route="/:lang/offices/:code",status="404"}')).toBe(1);
  expect(await read('ponte_http_request_duration_seconds_count{method="GET",route="/health",status="200"}')).toBe(1);
  expect(await read('ponte_http_request_duration_seconds_count{method="any",route="none",status="404"}')).toBeGreaterThanOrEqual(1);
});

test('the queue, the messages and the connections of a network are read anew for each scrape', async () => {
  expect(await read('ponte_jobs_waiting{network="ponte.example"}')).toBe(0);
  await site.db.superuser.query(`select graphile_worker.add_job('a.task', run_at := now() - interval '1 hour', max_attempts := 5)`);
  await site.db.superuser.query(`select graphile_worker.add_job('lost.task', max_attempts := 1)`);
  await site.db.superuser.query(`
    update graphile_worker._private_jobs set attempts = 1, last_error = 'Error: awa@example.org'
     where task_id = (select id from graphile_worker._private_tasks where identifier = 'lost.task')`);
  await site.db.superuser.query(`
    insert into mail.messages (id, channel, sealed, language, state, created_at, ended_at)
    values (gen_random_uuid(), 'mail', '\\x00', 'en', 'queued', now() - interval '10 minutes', null),
           (gen_random_uuid(), 'sms', '\\x00', 'en', 'failed', now(), now())`);
  expect(await read('ponte_jobs_waiting{network="ponte.example"}')).toBe(1);
  expect(await read('ponte_jobs_given_up{network="ponte.example",task="lost.task"}')).toBe(1);
  expect(await read('ponte_jobs_overdue_seconds{network="ponte.example"}')).toBeGreaterThan(3500);
  expect(await read('ponte_mail_messages{network="ponte.example",channel="sms",state="failed"}')).toBe(1);
  expect(await read('ponte_mail_queued_seconds{network="ponte.example"}')).toBeGreaterThan(500);
  expect(await read('ponte_database_connections{network="ponte.example",pool="app",state="waiting"}')).toBe(0);
  expect(await metrics.text()).not.toContain('awa');
  await site.db.superuser.query('delete from mail.messages');
  expect(await read('ponte_mail_messages{network="ponte.example",channel="sms",state="failed"}')).toBeNull();
});

test('a network whose database does not answer is told, beside the one whose does', async () => {
  const broken = { ...measured, name: 'gone.example', databases: { ...measured.databases, jobs: site.db.app } };
  const text = await openMetrics([measured, broken], '1.2.3', log).text();
  expect(text).toContain('ponte_database_up{network="ponte.example"} 1');
  expect(text).toContain('ponte_database_up{network="gone.example"} 0');
});

test('metrics are served on their own port only, and nowhere unless asked for', async () => {
  expect(await serveMetrics({ metrics: null }, metrics)).toBeNull();
  expect((await server.inject({ url: '/metrics', headers: { host: 'localhost' } })).statusCode).toBe(404);
  const served = await serveMetrics({ metrics: { port: 0, host: '127.0.0.1' } }, metrics);
  if (!served) throw new Error('the metrics are not served');
  const at = (path: string, method = 'GET') => fetch(`http://127.0.0.1:${served.port}${path}`, { method });
  const answer = await at('/metrics');
  expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
  const text = await answer.text();
  for (const name of ['ponte_build_info{version="1.2.3"} 1', 'process_cpu_seconds_total', 'nodejs_eventloop_lag_seconds'])
    expect(text).toContain(name);
  expect([(await at('/')).status, (await at('/metrics', 'POST')).status]).toEqual([404, 404]);
  await expect(serveMetrics({ metrics: { port: served.port, host: '127.0.0.1' } }, metrics)).rejects.toThrow(/METRICS_PORT/);
  await served.close();
});
