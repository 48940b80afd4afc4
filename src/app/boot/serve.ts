import { createServer, type Network } from '#kernel/http';
import type { FastifyInstance } from 'fastify';
import { errorPages } from '../error-pages.tsx';
import { extendServer } from '../extend-server.ts';
import { frame } from '../frame.tsx';
import { apiRoutes, routes } from '../site.ts';
import { openAssets } from './assets.ts';
import { version } from './version.ts';

/** The server of one process, with every route of the product; tests call its `inject()`. */
export async function buildServer(network: Network, publicDirectory = openAssets().directory): Promise<FastifyInstance> {
  return await createServer({
    routes,
    apiRoutes,
    frame,
    errorPages,
    networkOf: () => network,
    publicDirectory,
    version: version(),
    log: network.log,
    trustProxy: network.settings.trustProxy,
    extend: async (server) => await extendServer(server, network),
  });
}
