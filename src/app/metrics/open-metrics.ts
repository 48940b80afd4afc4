import { collectDefaultMetrics, Gauge, Histogram, Registry } from '@prometheus-io/client';
import type { Answered } from '#kernel/http';
import type { Log } from '#kernel/log';
import type { Databases } from '../boot/open-databases.ts';
import { networkGauges } from './network-gauges.ts';

/** A network as the metrics name it: by the host name of its public address. */
export interface Measured {
  readonly name: string;
  readonly databases: Pick<Databases, 'jobs' | 'pools'>;
}

/** The metrics of one process. No label holds an address, an id or anything a visitor wrote. */
export interface Metrics {
  readonly contentType: string;
  /** Adds an answered request; for the server's `observe`. */
  readonly observe: (answered: Answered) => void;
  /** The text that Prometheus reads. */
  readonly text: () => Promise<string>;
}

const SECONDS = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

/** Opens the metrics of this process and of the networks that it serves. */
export function openMetrics(networks: readonly Measured[], version: string, log: Log): Metrics {
  const registry = new Registry(Registry.PROMETHEUS_CONTENT_TYPE);
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  new Gauge({ name: 'ponte_build_info', help: 'Always 1; the label says the version.', labelNames: ['version'], registers }).set(
    { version },
    1,
  );
  const duration = new Histogram({
    name: 'ponte_http_request_duration_seconds',
    help: 'Time to answer a request, by the pattern of its address.',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS,
    registers,
  });
  const readNetworks = networkGauges(networks, registers, log);
  return {
    contentType: registry.contentType,
    observe: ({ method, route, status, seconds }) => duration.observe({ method, route, status: String(status) }, seconds),
    text: async () => {
      await readNetworks();
      return await registry.metrics();
    },
  };
}
