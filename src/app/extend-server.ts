import type { FastifyInstance } from 'fastify';
import type { Network } from '#kernel/http';
import { serveDrafts } from './drafts/serve-drafts.ts';
import { serveProviderReturn } from './providers/serve-return.ts';

/** Addresses outside the language tree. */
export async function extendServer(server: FastifyInstance, network: Network): Promise<void> {
  serveDrafts(server, network);
  serveProviderReturn(server, network);
}
