import { Gauge, type PrometheusContentType, type Registry } from '@prometheus-io/client';
import { asSystem } from '#kernel/db';
import { readQueue, type QueueState } from '#kernel/jobs';
import type { Log } from '#kernel/log';
import { countMessages, type MessageCount } from '#kernel/mail';
import type { Measured } from './open-metrics.ts';

type Gauges = ReturnType<typeof makeGauges>;

/** Longer than this a scrape does not wait for a database. */
const PATIENCE_MS = 5000;

/** Makes what is measured of each network; the function that is answered reads it anew, for each scrape. */
export function networkGauges(networks: readonly Measured[], registers: Registry<PrometheusContentType>[], log: Log): () => Promise<void> {
  const gauges = makeGauges(registers);
  return async () => {
    for (const gauge of Object.values(gauges)) gauge.reset();
    await Promise.all(
      networks.map(async (one) => {
        setConnections(gauges, one);
        try {
          const { queue, messages } = await withPatience(readCounts(one));
          setQueue(gauges, one.name, queue);
          setMessages(gauges, one.name, messages);
          gauges.up.set({ network: one.name }, 1);
        } catch (error) {
          log.warn({ err: error, network: one.name }, 'the metrics of a network could not be read');
          gauges.up.set({ network: one.name }, 0);
        }
      }),
    );
  };
}

function makeGauges(registers: Registry<PrometheusContentType>[]) {
  const gauge = <const Label extends string>(name: string, help: string, ...labels: Label[]) =>
    new Gauge<Label | 'network'>({ name, help, labelNames: ['network', ...labels], registers });
  return {
    up: gauge('ponte_database_up', 'Whether the database of the network answered, 1 or 0.'),
    connections: gauge('ponte_database_connections', 'Connections of this process; waiting: requests that wait for one.', 'pool', 'state'),
    waiting: gauge('ponte_jobs_waiting', 'Jobs that wait or run.'),
    retrying: gauge('ponte_jobs_retrying', 'Jobs that failed and will be tried again.'),
    givenUp: gauge('ponte_jobs_given_up', 'Jobs that failed for good, by task.', 'task'),
    overdue: gauge('ponte_jobs_overdue_seconds', 'For how long the longest-waiting job has been due; 0 where none is.'),
    messages: gauge('ponte_mail_messages', 'E-mail and text messages of the last 30 days, by state.', 'channel', 'state'),
    queuedFor: gauge('ponte_mail_queued_seconds', 'For how long the oldest message has waited to be sent; 0 where none does.'),
  };
}

async function readCounts({ databases }: Measured) {
  return await asSystem(databases.jobs, async (trx) => ({ queue: await readQueue(trx), messages: await countMessages(trx) }));
}

async function withPatience<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${PATIENCE_MS} ms`)), PATIENCE_MS);
  });
  return await Promise.race([work, late]).finally(() => clearTimeout(timer));
}

function setConnections({ connections }: Gauges, { name, databases }: Measured): void {
  const { read, ...others } = databases.pools;
  const pools = read === others.app ? others : { ...others, read };
  for (const [pool, { totalCount, idleCount, waitingCount }] of Object.entries(pools)) {
    connections.set({ network: name, pool, state: 'busy' }, totalCount - idleCount);
    connections.set({ network: name, pool, state: 'idle' }, idleCount);
    connections.set({ network: name, pool, state: 'waiting' }, waitingCount);
  }
}

function setQueue({ waiting, retrying, givenUp, overdue }: Gauges, network: string, queue: QueueState): void {
  waiting.set({ network }, queue.waiting);
  retrying.set({ network }, queue.retrying);
  overdue.set({ network }, secondsSince(queue.oldestDueAt));
  for (const { task, jobs } of queue.givenUp) givenUp.set({ network, task }, jobs);
}

function setMessages({ messages, queuedFor }: Gauges, network: string, counts: readonly MessageCount[]): void {
  for (const one of counts) messages.set({ network, channel: one.channel, state: one.state }, one.messages);
  const waiting = counts.filter(({ state }) => state === 'queued').map(({ oldestAt }) => secondsSince(oldestAt));
  queuedFor.set({ network }, Math.max(0, ...waiting));
}

function secondsSince(instant: Date | null): number {
  return instant ? Math.max(0, (Date.now() - instant.getTime()) / 1000) : 0;
}
