import type { FastifyRequest } from 'fastify';
import { isForbidden } from '#kernel/db';
import { Refusal } from '#kernel/errors';
import type { AnyTranslate } from '#kernel/i18n';
import { translator } from '#kernel/i18n';
import type { Answer, Redirect } from './answer.ts';
import { freshEntry, sentEntry, type FieldProblem, type FormEntry } from './form-entry.ts';
import { askGate } from './gate.ts';
import { hash, keyHolder, once } from './idempotency.ts';
import { hasLinkToken, inTransaction, visitorContext, type Opened } from './open-request.ts';
import { parseFields, problemsOf, readFields, type Typed } from './parse.ts';
import { comesFromHere } from './origin.ts';
import { refuse } from './refusals.ts';
import type { Route, UploadedFile } from './route.ts';
import type { PrepareAnswer, Prepared } from './send-answer.ts';

/** What a request carries besides its address. */
export interface Sent {
  readonly typed: Typed;
  readonly files: readonly UploadedFile[];
}

const KEY = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Handles one request to a route that matched: gate, transaction, view or submit, answer. */
export async function serveRoute(route: Route, opened: Opened, sent: Sent | null, prepare: PrepareAnswer): Promise<Prepared> {
  const barred = gateRedirect(route, opened);
  if (barred) return await prepare(opened, barred, 303);
  const input = readInput(route, opened.request);
  if (sent) return await submitForm(route, opened, input, sent, prepare);
  return await view(route, opened, input, freshEntry, 200, prepare);
}

function gateRedirect(route: Route, opened: Opened): Redirect | null {
  const answer = askGate(route.who, opened.session, opened.roles);
  const next = encodeURIComponent(opened.path);
  if (answer === 'open') return null;
  if (answer === 'sign-in') return { kind: 'redirect', to: `/sign-in?next=${next}` };
  if (answer === 'second-factor') return { kind: 'redirect', to: `/sign-in/second-factor?next=${next}` };
  if (answer === 'unlock') return { kind: 'redirect', to: `/sign-in/unlock?next=${next}` };
  throw refuse('not-found');
}

interface RouteInput {
  params: never;
  query: never;
}

function readInput(route: Route, request: FastifyRequest): RouteInput {
  const params = route.params?.safeParse(request.params);
  if (params && !params.success) throw refuse('not-found');
  const query = route.query ? parseFields(route.query, readFields((request.raw.url ?? '').split('?')[1] ?? '')) : null;
  // A query that makes no sense is a page that does not exist; filters use forgiving fields instead.
  if (query && !query.success) throw refuse('not-found');
  return { params: (params?.data ?? {}) as never, query: (query?.data ?? {}) as never }; // each route's schema proved them
}

async function view(
  route: Route,
  opened: Opened,
  input: RouteInput,
  entry: FormEntry,
  status: number,
  prepare: PrepareAnswer,
): Promise<Prepared> {
  const show = route.view;
  if (!show) throw refuse('not-found');
  const asVisitor = route.who.kind === 'everyone' && !opened.session && !hasLinkToken(opened.request) && !entry.sent;
  if (asVisitor) {
    const ctx = visitorContext(opened);
    return await prepare(opened, await show(ctx, input, entry), status, ctx);
  }
  return await inTransaction(opened, {}, async (ctx) => await prepare(opened, await show(ctx, input, entry), status, ctx));
}

async function submitForm(route: Route, opened: Opened, input: RouteInput, sent: Sent, prepare: PrepareAnswer): Promise<Prepared> {
  const submit = route.submit;
  if (!submit || !route.body) throw refuse('not-found');
  if (!comesFromHere(opened.request.headers, opened.request.host)) throw refuse('other-site');
  const t = translator(opened.network.catalogue, opened.lang) as AnyTranslate; // keys come from schemas and refusals
  const again = async (problems: FieldProblem[], status: number) =>
    await view(route, opened, input, sentEntry(sent.typed, problems), status, prepare);

  const body = parseFields(route.body, sent.typed);
  if (!body.success) return await again(problemsOf(body.error, t), 422);
  try {
    const key = sent.typed.get('_key')?.at(-1) ?? '';
    if (!route.repeatable && !KEY.test(key)) throw refuse('form-out-of-date');
    const holder = keyHolder(opened.session?.accountId ?? null, key);
    const answer = await inTransaction(opened, { visitorKey: holder }, async (ctx) => {
      const work = async () => await submit(ctx, input, body.data as never, sent.files); // the schema above proved it
      if (route.repeatable) return await work();
      return await onceOrPage(ctx.trx, { holder, key, route: `POST ${route.path}`, bodyHash: bodyHash(sent, opened.path) }, work);
    });
    return await prepare(opened, answer, answer.kind === 'redirect' ? 303 : 200);
  } catch (error) {
    const refusal = error instanceof Refusal ? error : isForbidden(error) ? refuse('not-found') : null;
    if (!refusal || refusal.status === 404 || !route.view) throw refusal ?? error;
    // uses messages: *.refusal.*
    return await again([{ field: refusal.field ?? '', message: t(refusal.messageKey, refusal.values) }], refusal.status);
  }
}

async function onceOrPage(
  trx: Parameters<typeof once>[0],
  request: Parameters<typeof once>[1],
  work: () => Promise<Answer>,
): Promise<Answer> {
  let shown: Answer | null = null;
  const answer = await once(trx, request, async () => {
    const result = await work();
    if (result.kind === 'redirect') return result;
    shown = result;
    return { kind: 'redirect', to: '/' };
  });
  return shown ?? answer;
}

function bodyHash(sent: Sent, path: string): string {
  const fields = [...sent.typed].filter(([name]) => name !== '_key').sort(([a], [b]) => (a < b ? -1 : 1));
  return hash(JSON.stringify([path, fields, sent.files.map((file) => [file.field, file.name, hash(file.bytes)])]));
}
