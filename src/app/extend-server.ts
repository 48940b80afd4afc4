import type { FastifyInstance } from 'fastify';
import type { Network } from '#kernel/http';
import { serveDrafts } from './drafts/serve-drafts.ts';

/** Addresses outside the language tree. */
export async function extendServer(server: FastifyInstance, network: Network): Promise<void> {
  serveDrafts(server, network);
}
