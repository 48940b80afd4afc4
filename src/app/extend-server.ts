import type { FastifyInstance } from 'fastify';
import type { NetworkOf } from '#kernel/http';
import { serveDrafts } from './drafts/serve-drafts.ts';
import { serveLearning } from './learning/serve-learning.ts';
import { serveProviderReturn } from './providers/serve-return.ts';
import { serveSetup } from './setup/serve-setup.tsx';
import { serveStyleguide } from './styleguide/serve-styleguide.tsx';

/** Addresses outside the language tree. */
export async function extendServer(server: FastifyInstance, networkOf: NetworkOf, development: boolean): Promise<void> {
  serveDrafts(server, networkOf);
  serveLearning(server, networkOf);
  serveProviderReturn(server, networkOf);
  serveSetup(server, networkOf);
  if (development) serveStyleguide(server, networkOf);
}
