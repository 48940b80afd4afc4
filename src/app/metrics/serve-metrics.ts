import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Settings } from '#kernel/config';
import { StartFailure } from '#kernel/errors';
import type { Metrics } from './open-metrics.ts';

/** The listener of the metrics. */
export interface MetricsServer {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Serves `GET /metrics` on a port of its own (METRICS_PORT), never on the one that visitors reach; null where none is set.
 * Refusals: {@link StartFailure} where the port is not to be had.
 */
export async function serveMetrics({ metrics: at }: Pick<Settings, 'metrics'>, metrics: Metrics): Promise<MetricsServer | null> {
  if (!at) return null;
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') return void response.writeHead(404).end();
    metrics.text().then(
      (text) => response.writeHead(200, { 'content-type': metrics.contentType }).end(text),
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(at.port, at.host, resolve);
  }).catch((error: unknown) => {
    throw new StartFailure(`The metrics cannot be served on port ${at.port} of ${at.host}; choose another METRICS_PORT or METRICS_HOST.`, {
      cause: error,
    });
  });
  return {
    port: (server.address() as AddressInfo).port, // it listens on a port, not on a socket file
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
