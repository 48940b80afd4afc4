import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { NetworkOf } from '#kernel/http';
import { finishProvider, type Returned } from '#kernel/identity';

/** Where identity providers send people back to: `GET /sign-in/provider/:id/return`, as registered with them. */
export function serveProviderReturn(server: FastifyInstance, networkOf: NetworkOf): void {
  server.get('/sign-in/provider/:id/return', async (request, reply) => {
    const network = networkOf(request.host);
    const { id } = request.params as { id: string }; // the address pattern has it
    const returned = await finishProvider(network.identity, visitOf(request), { provider: id, query: queryOf(request) });
    return await enter(reply, returned);
  });
}

function visitOf(request: FastifyRequest) {
  return { ip: request.ip, userAgent: request.headers['user-agent'], cookie: request.headers.cookie };
}

function queryOf(request: FastifyRequest): URLSearchParams {
  return new URLSearchParams((request.raw.url ?? '').split('?')[1] ?? '');
}

async function enter(reply: FastifyReply, { signedIn, returnTo, language, setCookies }: Returned): Promise<FastifyReply> {
  const next = encodeURIComponent(returnTo);
  const paths = {
    home: returnTo,
    'second-factor': `/sign-in/second-factor?next=${next}`,
    'enrol-second-factor': `/sign-in/enrol?next=${next}`,
  };
  const path = signedIn ? paths[signedIn.next] : `${returnTo}?notice=app.notice.provider-linked`;
  for (const cookie of setCookies) void reply.header('set-cookie', cookie);
  return await reply.header('cache-control', 'no-store').redirect(`/${language}${path}`, 303);
}
