import type { FastifyInstance } from 'fastify';
import type { Network } from '#kernel/http';
import { serveDrafts } from './drafts/serve-drafts.ts';
import { serveProviderReturn } from './providers/serve-return.ts';
import { serveSetup } from './setup/serve-setup.tsx';
import { serveStyleguide } from './styleguide/serve-styleguide.tsx';

/** Addresses outside the language tree. */
export async function extendServer(server: FastifyInstance, network: Network): Promise<void> {
  serveDrafts(server, network);
  serveProviderReturn(server, network);
  serveSetup(server, network);
  if (network.settings.development) serveStyleguide(server, network);
}
