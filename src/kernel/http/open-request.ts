import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { rolesOf, type Held } from '#kernel/access';
import { asActor, nobody, type Actor, type AnyWrites } from '#kernel/db';
import { formatters, isLanguage, translator, type Language } from '#kernel/i18n';
import type { Session } from '#kernel/identity';
import type { Context } from './context.ts';
import type { Network, NetworkProfile } from './network.ts';
import { readFields, type Typed } from './parse.ts';

/** What is known of a request before its transaction opens. */
export interface Opened {
  readonly network: Network;
  readonly profile: NetworkProfile;
  readonly lang: Language;
  readonly session: Session | null;
  readonly roles: readonly Held[];
  readonly request: FastifyRequest;
  readonly path: string;
  /** Set-Cookie strings of the answer. */
  readonly setCookies: string[];
}

/** Finds the language, the session and the roles of a request; null where its language is not offered. */
export async function openRequest(
  network: Network,
  profile: NetworkProfile,
  request: FastifyRequest,
  langPart: string,
): Promise<Opened | null> {
  if (!isLanguage(langPart) || !profile.languages.includes(langPart)) return null;
  const session = request.headers.cookie ? await network.identity.sessionOf(request.headers.cookie) : null;
  const roles = session ? await asActor(network.db, actorOf(session, request), async (trx) => await rolesOf(trx, session.accountId)) : [];
  const url = request.raw.url ?? '/';
  return { network, profile, lang: langPart, session, roles, request, path: url.slice(langPart.length + 1) || '/', setCookies: [] };
}

function actorOf(session: Session | null, request: FastifyRequest, extra: Partial<Actor> = {}): Actor {
  if (!session) return { ...nobody, requestId: request.id, ...extra };
  return { accountId: session.accountId, assurance: session.locked ? 0 : session.assurance, requestId: request.id, ...extra };
}

/** The context of a page for visitors, read through the pool as the visitor: no transaction, nobody acts. */
export function visitorContext(opened: Opened): Context {
  return makeContext(opened, nobody, opened.network.readDb as unknown as AnyWrites); // only published rows answer a handle without an actor
}

/** Runs `work` in the request's one transaction, with the actor set. */
export async function inTransaction<T>(opened: Opened, extra: Partial<Actor>, work: (ctx: Context) => Promise<T>): Promise<T> {
  const actor = actorOf(opened.session, opened.request, { ...linkActor(opened.request), ...extra });
  return await asActor(opened.network.db, actor, async (trx) => await work(makeContext(opened, actor, trx)));
}

/** A secret link's token (`?token=`) opens the rows that carry its hash. */
function linkActor(request: FastifyRequest): Partial<Actor> {
  const token = (request.query as Record<string, unknown>).token; // parsed by Fastify from the address
  return typeof token === 'string' && token.length >= 20 && token.length <= 100
    ? { token: createHash('sha256').update(token).digest('hex') }
    : {};
}

/** What follows the question mark of the address, as typed. */
export function queryOf(request: FastifyRequest): Typed {
  return readFields((request.raw.url ?? '').split('?')[1] ?? '');
}

export function hasLinkToken(request: FastifyRequest): boolean {
  return linkActor(request).token !== undefined;
}

function makeContext(opened: Opened, actor: Actor, trx: AnyWrites): Context {
  const { network, profile, lang, session, request } = opened;
  const timeZone = session?.account.timeZone ?? profile.timeZone;
  return {
    network,
    profile,
    lang,
    session,
    actor,
    trx,
    timeZone,
    t: translator(network.catalogue, lang),
    format: formatters(lang, timeZone),
    roles: opened.roles,
    path: opened.path,
    query: new URLSearchParams(opened.path.split('?')[1] ?? ''),
    requestId: request.id,
    ip: request.ip,
    headers: request.headers,
    now: network.now(),
    setCookies: opened.setCookies,
  };
}
