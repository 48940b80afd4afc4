import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import fastifyStatic from '@fastify/static';
import underPressure from '@fastify/under-pressure';
import Fastify, { LogController, type FastifyBaseLogger, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { randomUUID } from 'node:crypto';
import { Refusal } from '#kernel/errors';
import { negotiateLanguage } from '#kernel/i18n';
import type { ApiRoute } from './api.ts';
import type { ErrorPages } from './error-pages.ts';
import type { Network } from './network.ts';
import { openRequest, type Opened } from './open-request.ts';
import { readSent } from './read-sent.ts';
import { refuse, retryAfter } from './refusals.ts';
import type { Frame } from './render.ts';
import type { Route } from './route.ts';
import { answerPreparer, sendPrepared, type PrepareAnswer } from './send-answer.ts';
import { serveApi } from './serve-api.ts';
import { serveRoute } from './serve-route.ts';

/** The network that a host name stands for. */
export type NetworkOf = (host: string) => Network;

/** A request that was answered, without anything that its sender wrote. */
export interface Answered {
  readonly method: string;
  /** The pattern that matched, `/:lang/services/:id`; `none` where none did. */
  readonly route: string;
  readonly status: number;
  readonly seconds: number;
}

export interface ServerParts {
  routes: readonly Route[];
  apiRoutes: readonly ApiRoute[];
  frame: Frame;
  errorPages: ErrorPages;
  networkOf: NetworkOf;
  /** Whether a network stands behind a host name; a request for another is answered 421. */
  knowsHost?: (host: string) => boolean;
  /** Folder of built, hashed files. */
  publicDirectory: string;
  version: string;
  log: FastifyBaseLogger;
  /** How many proxies before the server are believed about the visitor's address; 0 believes none. */
  trustProxy: number;
  /** From which delay of the event loop requests are turned away with 503; 0 never. */
  overloadDelayMs: number;
  /** Told of each answer, for the metrics. */
  observe?: (answered: Answered) => void;
  /** Further routes outside the language tree (set-up assistant). */
  extend?: (server: FastifyInstance) => Promise<void>;
}

/** One form field's share of a request; files have their own limit. */
const FORM_LIMIT = 4 * 1024 * 1024;
const FILE_LIMIT = 10 * 1024 * 1024;

/** Builds the server; `inject()` tests a page without a socket, `listen()` serves. */
export async function createServer(parts: ServerParts): Promise<FastifyInstance> {
  const server = Fastify({
    loggerInstance: parts.log,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    // Counted from the near end: `true` would believe the visitor's own X-Forwarded-For, to which a proxy only adds.
    trustProxy: parts.trustProxy === 0 ? false : (_address, hop) => hop < parts.trustProxy,
    bodyLimit: FORM_LIMIT,
    routerOptions: { maxParamLength: 300, ignoreTrailingSlash: true },
  });
  await registerPlugins(server, parts);
  refuseUnknownHosts(server, parts.knowsHost);
  observeAnswers(server, parts.observe);
  server.get('/health', async () => ({ status: 'ok' }));
  serveApi(server, parts.apiRoutes, parts.networkOf, parts.version);
  const prepare = answerPreparer(parts.frame);
  for (const route of parts.routes) registerRoute(server, route, parts, prepare);
  server.get('/', async (request, reply) => await toLanguage(request, reply, parts.networkOf));
  server.get('/api', async (request, reply) => await toLanguage(request, reply, parts.networkOf, '/api'));
  await parts.extend?.(server);
  server.setNotFoundHandler(async (request, reply) => await answerError(refuse('not-found'), request, reply, parts, prepare));
  server.setErrorHandler(async (error, request, reply) => await answerError(error, request, reply, parts, prepare));
  return server;
}

async function registerPlugins(server: FastifyInstance, parts: ServerParts): Promise<void> {
  await server.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        formAction: ["'self'"],
      },
    },
    referrerPolicy: { policy: 'same-origin' },
    crossOriginEmbedderPolicy: false,
  });
  await server.register(compress, { threshold: 1024, encodings: ['gzip', 'identity'] });
  await server.register(cookie);
  await server.register(multipart, {
    throwFileSizeLimit: false,
    limits: { fileSize: FILE_LIMIT, files: 5, fields: 200, fieldSize: FORM_LIMIT },
  });
  await server.register(underPressure, { maxEventLoopDelay: parts.overloadDelayMs, retryAfter: 5 });
  await server.register(fastifyStatic, {
    root: parts.publicDirectory,
    prefix: '/assets/',
    immutable: true,
    maxAge: '365d',
    decorateReply: false,
  });
  server.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => done(null, body));
}

/** Before any route: whatever is served, it is some network's. Only `/health` is asked for by address. */
function refuseUnknownHosts(server: FastifyInstance, knowsHost: ServerParts['knowsHost']): void {
  if (!knowsHost) return;
  server.addHook('onRequest', async (request, reply) => {
    if (knowsHost(request.host) || request.url === '/health') return;
    await reply.code(421).type('text/plain; charset=utf-8').send('No network is served under this host name. Check the address.\n');
  });
}

function observeAnswers(server: FastifyInstance, observe: ServerParts['observe']): void {
  if (!observe) return;
  server.addHook('onResponse', async ({ method, routeOptions }, reply) => {
    const route = routeOptions.url;
    observe({ method: route ? method : 'any', route: route ?? 'none', status: reply.statusCode, seconds: reply.elapsedTime / 1000 });
  });
}

function registerRoute(server: FastifyInstance, route: Route, parts: ServerParts, prepare: PrepareAnswer): void {
  const url = `/:lang${route.path === '/' ? '' : route.path}`;
  const handler = async (request: FastifyRequest, reply: FastifyReply) => {
    const opened = await open(request, reply, parts.networkOf);
    if (!opened) return reply;
    const sent = request.method === 'POST' ? await readSent(request, route.files) : null;
    await sendPrepared(opened, reply, await serveRoute(route, opened, sent, prepare));
    return reply;
  };
  if (route.view) server.get(url, handler);
  if (route.submit) server.post(url, handler);
}

/** Opens the request; sends visitors of a network that is not set up yet to the assistant. */
async function open(request: FastifyRequest, reply: FastifyReply, networkOf: NetworkOf): Promise<Opened | null> {
  const network = networkOf(request.host);
  const profile = await network.profile();
  if (!profile) {
    await reply.redirect('/setup', 303);
    return null;
  }
  const opened = await openRequest(network, profile, request, (request.params as { lang: string }).lang); // the route's pattern has it
  if (!opened) throw refuse('not-found');
  return opened;
}

async function toLanguage(request: FastifyRequest, reply: FastifyReply, networkOf: NetworkOf, path = ''): Promise<FastifyReply> {
  const profile = await networkOf(request.host).profile();
  if (!profile) return await reply.redirect('/setup', 303);
  const lang = negotiateLanguage(String(request.headers['accept-language'] ?? ''), profile.languages);
  return await reply.header('vary', 'accept-language').redirect(`/${lang}${path}`, 303);
}

async function answerError(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  parts: ServerParts,
  prepare: PrepareAnswer,
): Promise<FastifyReply> {
  const status = error instanceof Refusal ? error.status : statusOf(error);
  if (status >= 500) request.log.error({ err: error, requestId: request.id }, 'a request failed');
  const refusal = error instanceof Refusal ? error : null;
  if (refusal) void reply.headers(retryAfter(refusal));
  if (request.url.startsWith('/api/')) {
    return await reply
      .code(status)
      .type('application/problem+json')
      .send({ type: 'about:blank', title: parts.errorPages.title(status), status, code: `http.${status}` });
  }
  const network = parts.networkOf(request.host);
  const profile = await network.profile();
  if (!profile) return await reply.code(status).type('text/plain; charset=utf-8').send(parts.errorPages.title(status));
  const part = request.url.split(/[/?]/)[1] ?? '';
  const fallback = negotiateLanguage(String(request.headers['accept-language'] ?? ''), profile.languages);
  const opened = (await openRequest(network, profile, request, part)) ?? (await openRequest(network, profile, request, fallback));
  if (!opened) return await reply.code(status).type('text/plain; charset=utf-8').send(parts.errorPages.title(status));
  const prepared = await prepare(
    { ...opened, path: part === opened.lang ? opened.path : '/' },
    parts.errorPages.page(opened, status, refusal, request.id),
    status,
  );
  await sendPrepared(opened, reply, { ...prepared, status });
  return reply;
}

function statusOf(error: unknown): number {
  const status = typeof error === 'object' && error !== null && 'statusCode' in error ? Number(error.statusCode) : 500;
  return status >= 400 && status < 600 ? status : 500;
}
