import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Refusal } from '#kernel/errors';
import { negotiateLanguage, translator, type AnyTranslate } from '#kernel/i18n';
import type { ApiRoute } from './api.ts';
import { askGate } from './gate.ts';
import { inTransaction, openRequest, visitorContext } from './open-request.ts';
import { openApi } from './openapi.ts';
import { comesFromHere } from './origin.ts';
import { refuse, retryAfter } from './refusals.ts';
import type { NetworkOf } from './server.ts';

/** Registers the API under /api/v1, and its description for programs; people read it on a page of the shell. */
export function serveApi(server: FastifyInstance, routes: readonly ApiRoute[], networkOf: NetworkOf, version: string): void {
  const description = openApi(routes, version);
  server.get('/api/v1/openapi.json', async (_request, reply) => await reply.header('cache-control', 'no-cache').send(description));
  for (const route of routes) {
    server.route({
      method: route.method,
      url: `/api/v1${route.path}`,
      handler: async (request, reply) => await serve(route, request, reply, networkOf),
    });
  }
}

async function serve(route: ApiRoute, request: FastifyRequest, reply: FastifyReply, networkOf: NetworkOf): Promise<void> {
  const network = networkOf(request.host);
  const profile = await network.profile();
  if (!profile) throw refuse('not-found');
  const lang = negotiateLanguage(String(request.headers['accept-language'] ?? ''), profile.languages);
  const t = translator(network.catalogue, lang) as AnyTranslate; // keys come from schemas and refusals
  try {
    const opened = await openRequest(network, profile, request, lang);
    if (!opened) throw refuse('not-found');
    if (askGate(route.who, opened.session, opened.roles) !== 'open') throw refuse('not-found');
    if (route.method !== 'GET' && !comesFromHere(request.headers, request.host)) throw refuse('other-site');
    const input = {
      params: (route.params ?? z.object({})).parse(request.params) as never, // each schema proves its part
      query: (route.query ?? z.object({})).parse(request.query) as never,
      body: (route.body ?? z.unknown()).parse(request.body) as never,
    };
    const answer =
      route.method === 'GET' && !opened.session
        ? await route.handle(visitorContext(opened), input)
        : await inTransaction(opened, {}, async (ctx) => await route.handle(ctx, input));
    await reply.header('cache-control', opened.session ? 'no-store' : 'no-cache').send(answer);
  } catch (error) {
    if (error instanceof z.ZodError) {
      const errors = error.issues.map((issue) => ({ field: issue.path.join('.'), message: issue.message }));
      return await problem(reply, 422, 'http.invalid', t('http.refusal.invalid'), errors);
    }
    // uses messages: *.refusal.*
    if (error instanceof Refusal)
      return await problem(
        reply.headers(retryAfter(error)),
        error.status,
        `${error.module}.${error.code}`,
        t(error.messageKey, error.values),
      );
    throw error;
  }
}

async function problem(reply: FastifyReply, status: number, code: string, title: string, errors?: object[]): Promise<void> {
  await reply
    .code(status)
    .type('application/problem+json')
    .send({ type: 'about:blank', title, status, code, ...(errors ? { errors } : {}) });
}
