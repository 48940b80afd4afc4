import type { FastifyRequest } from 'fastify';
import { isForbidden, isOvertaken } from '#kernel/db';
import { Refusal } from '#kernel/errors';
import type { AnyTranslate } from '#kernel/i18n';
import { translator } from '#kernel/i18n';
import type { Answer, Redirect } from './answer.ts';
import { freshEntry, sentEntry, type FieldProblem, type FormEntry } from './form-entry.ts';
import type { Context } from './context.ts';
import { countSending } from './count-sending.ts';
import { askGate } from './gate.ts';
import { hash, keyHolder, once, type Sending } from './idempotency.ts';
import { hasLinkToken, inTransaction, queryOf, visitorContext, type Opened } from './open-request.ts';
import { parseFields, problemsOf, wantsXlsx, type Typed } from './parse.ts';
import { comesFromHere } from './origin.ts';
import { refuse, retryAfter } from './refusals.ts';
import type { Route, UploadedFile } from './route.ts';
import type { PrepareAnswer, Prepared } from './send-answer.ts';

/** What a request carries besides its address. */
export interface Sent {
  readonly typed: Typed;
  readonly files: readonly UploadedFile[];
  /** The field of a file that no form takes, and why. */
  readonly unfit: { readonly field: string; readonly why: 'file-too-large' | 'file-empty' } | null;
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
  const query = route.query ? parseFields(route.query, asList(queryOf(request))) : null;
  // A query that makes no sense is a page that does not exist; filters use forgiving fields instead.
  if (query && !query.success) throw refuse('not-found');
  return { params: (params?.data ?? {}) as never, query: (query?.data ?? {}) as never }; // each route's schema proved them
}

/** Who asks for an Excel file gets the rows of the CSV file: pages know only the one (`answerPreparer` writes the other). */
function asList(query: Typed): Typed {
  return wantsXlsx(query) ? new Map([...query, ['format', ['csv']]]) : query;
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
  return await inTransaction(opened, {}, async (ctx) => {
    const answer = await show(ctx, input, entry);
    const shown = answer.kind === 'page' && entry.errors.length > 0 ? { ...answer, hasErrors: true } : answer;
    return await prepare(opened, shown, status, ctx);
  });
}

async function submitForm(route: Route, opened: Opened, input: RouteInput, sent: Sent, prepare: PrepareAnswer): Promise<Prepared> {
  const submit = route.submit;
  if (!submit || !route.body) throw refuse('not-found');
  if (!comesFromHere(opened.request.headers, opened.request.host)) throw refuse('other-site');
  const t = translator(opened.network.catalogue, opened.lang) as AnyTranslate; // keys come from schemas and refusals
  const again = async (problems: FieldProblem[], status: number) =>
    await view(route, opened, input, sentEntry(sent.typed, problems), status, prepare);

  if (sent.unfit) {
    const { messageKey, status } = refuse(sent.unfit.why);
    return await again([{ field: sent.unfit.field, message: t(messageKey, {}) }], status);
  }
  const body = parseFields(route.body, sent.typed);
  if (!body.success) return await again(problemsOf(body.error, t), 422);
  try {
    const key = sent.typed.get('_key')?.at(-1) ?? '';
    if (!route.repeatable && !KEY.test(key)) throw refuse('form-out-of-date');
    const holder = keyHolder(opened.session?.accountId ?? null, key);
    const answer = await inTransaction(opened, { visitorKey: holder }, async (ctx) => {
      const work = async () => await submit(ctx, input, body.data as never, sent.files); // the schema above proved it
      if (route.repeatable) return await work();
      const sending = { holder, key, route: `POST ${route.path}`, body: bodyOf(sent, opened.path) };
      return await onceOrPage(ctx, sending, async () => {
        await countSending(opened, route); // a form sent again is answered before this line and not counted
        return await work();
      });
    });
    return await prepare(opened, answer, answer.kind === 'redirect' ? 303 : 200);
  } catch (error) {
    const refusal = error instanceof Refusal ? error : refusalOf(error);
    if (!refusal || refusal.status === 404 || !route.view) throw refusal ?? error;
    // uses messages: *.refusal.*
    const shown = await again([{ field: refusal.field ?? '', message: t(refusal.messageKey, refusal.values) }], refusal.status);
    return { ...shown, headers: { ...shown.headers, ...retryAfter(refusal) } };
  }
}

/** What the database said no to, in words; null for a defect. */
function refusalOf(error: unknown): Refusal | null {
  if (isForbidden(error)) return refuse('not-found');
  return isOvertaken(error) ? refuse('overtaken') : null;
}

async function onceOrPage(ctx: Context, sending: Sending, work: () => Promise<Answer>): Promise<Answer> {
  let shown: Answer | null = null;
  const answer = await once(ctx.trx, ctx.network.keyring, sending, async () => {
    const result = await work();
    if (result.kind === 'redirect') return result;
    shown = result;
    return { kind: 'redirect', to: '/' };
  });
  return shown ?? answer;
}

function bodyOf(sent: Sent, path: string): string {
  const fields = [...sent.typed].filter(([name]) => name !== '_key').sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([path, fields, sent.files.map((file) => [file.field, file.name, hash(file.bytes)])]);
}
