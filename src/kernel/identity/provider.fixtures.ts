import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider, type Configuration } from 'oidc-provider';
import { afterAll } from 'vitest';

/** Who is at the screen of the identity provider, and what it vouches for. */
export interface PersonThere {
  sub: string;
  acr?: string;
  name?: string;
  email?: string;
  email_verified?: boolean;
}

export interface ProviderRehearsal {
  issuer: string;
  /** Follows an address of ours through the provider's pages as a browser would; answers the query it comes back with. */
  visit(url: string, person: PersonThere | 'declines'): Promise<URLSearchParams>;
}

/** An OpenID Connect provider (the package oidc-provider) on this machine, whose screens answer by themselves. */
export async function rehearseProvider(clients: { id: string; secret: string; returnAddress: string }[]): Promise<ProviderRehearsal> {
  const people = new Map<string, PersonThere>();
  let present: PersonThere | 'declines' = 'declines';
  const server = createServer();
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // listening on a port of the network
  const provider = new Provider(issuer, configuration(clients, people));
  server.on('request', (request, response) => {
    const answer = request.url?.startsWith('/screen/') ? atScreen() : provider.callback()(request, response);
    Promise.resolve(answer).catch((error: unknown) => response.writeHead(500).end(String(error)));

    async function atScreen(): Promise<void> {
      const who = present;
      if (who === 'declines') return await provider.interactionFinished(request, response, { error: 'access_denied' });
      people.set(who.sub, who);
      return await provider.interactionFinished(request, response, { login: { accountId: who.sub, ...(who.acr ? { acr: who.acr } : {}) } });
    }
  });
  afterAll(async () => await close(server));

  return {
    issuer,
    async visit(url, person) {
      present = person;
      const jar = new Map<string, string>();
      let next = new URL(url);
      for (let hop = 0; hop < 10 && next.origin === issuer; hop += 1) {
        const answer = await fetch(next, { redirect: 'manual', headers: { cookie: [...jar].map((pair) => pair.join('=')).join('; ') } });
        for (const line of answer.headers.getSetCookie()) {
          const [name = '', value = ''] = (line.split(';')[0] ?? '').split(/=(.*)/s);
          jar.set(name, value);
        }
        const to = answer.headers.get('location');
        if (!to) throw new Error(`the provider stopped at ${next.pathname}: ${answer.status} ${await answer.text()}`);
        next = new URL(to, next);
      }
      return next.searchParams;
    },
  };
}

function configuration(clients: Parameters<typeof rehearseProvider>[0], people: Map<string, PersonThere>): Configuration {
  return {
    clients: clients.map((client) => ({
      client_id: client.id,
      client_secret: client.secret,
      redirect_uris: [client.returnAddress],
      token_endpoint_auth_method: 'client_secret_post',
    })),
    acrValues: ['urn:level:low', 'urn:level:high'],
    claims: { acr: null, openid: ['sub'], profile: ['name'], email: ['email', 'email_verified'] },
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_ctx, interaction) => `/screen/${interaction.uid}` },
    findAccount: (_ctx, sub) => ({ accountId: sub, claims: () => ({ ...people.get(sub), sub }) }),
    loadExistingGrant: async (ctx) => {
      const grant = new ctx.oidc.provider.Grant({
        clientId: ctx.oidc.client?.clientId ?? '',
        accountId: ctx.oidc.session?.accountId ?? '',
      });
      grant.addOIDCScope('openid profile email');
      await grant.save();
      return grant;
    },
    cookies: { keys: ['rehearsal'] },
    pkce: { required: () => true },
    ttl: { Session: 60, Grant: 60, Interaction: 60, AccessToken: 60, IdToken: 60, AuthorizationCode: 60 },
  };
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise<void>((resolve) => void server.close(() => resolve()));
}
