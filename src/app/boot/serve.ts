import { createServer, type Network, type NetworkOf, type ServerParts } from '#kernel/http';
import type { FastifyInstance } from 'fastify';
import { errorPages } from '../error-pages.tsx';
import { extendServer } from '../extend-server.ts';
import { frame } from '../frame.tsx';
import { apiRoutes, routes } from '../site.ts';
import { openAssets } from './assets.ts';
import type { OpenedNetwork } from './open-served.ts';
import { version } from './version.ts';

/** One network for every host name, or networks by theirs. */
type Networks = Network | readonly Pick<OpenedNetwork, 'host' | 'network'>[];

/** The server of one process, with every route of the product; tests call its `inject()`. */
export async function buildServer(
  networks: Networks,
  publicDirectory = openAssets().directory,
  observe?: ServerParts['observe'],
): Promise<FastifyInstance> {
  const { first, find } = byHost(networks);
  const networkOf: NetworkOf = (host) => {
    const network = find(host);
    if (!network) throw new Error('a request for an unknown host passed the server'); // it answers 421 before any route
    return network;
  };
  return await createServer({
    routes,
    apiRoutes,
    frame,
    errorPages,
    networkOf,
    knowsHost: (host) => find(host) !== null,
    publicDirectory,
    version: version(),
    log: first.log,
    trustProxy: first.settings.trustProxy,
    overloadDelayMs: first.settings.overloadDelayMs,
    ...(observe ? { observe } : {}),
    extend: async (server) => await extendServer(server, networkOf, first.settings.development),
  });
}

function byHost(networks: Networks): { first: Network; find: (host: string) => Network | null } {
  if (!('length' in networks)) return { first: networks, find: () => networks };
  const [one] = networks;
  if (!one) throw new Error('a server without a network');
  const named = new Map(networks.flatMap(({ host, network }) => (host ? [[host, network] as const] : [])));
  const any = networks.find(({ host }) => host === null)?.network ?? null;
  return { first: one.network, find: (host) => named.get(hostName(host)) ?? any };
}

/** A host name as the settings write it: without port and the dot of the root, in small letters. */
function hostName(host: string): string {
  return host.toLowerCase().replace(/:\d+$/, '').replace(/\.$/, '');
}
