import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { asActor, nobody } from '#kernel/db';
import { Refusal } from '#kernel/errors';
import { Layout } from '#kernel/html';
import {
  comesFromHere,
  freshEntry,
  readFields,
  refuseHttp,
  sentEntry,
  type FieldProblem,
  type FormEntry,
  type Network,
  type NetworkOf,
  type Typed,
} from '#kernel/http';
import { isLanguage, languages, negotiateLanguage, translator, type AnyTranslate, type Language } from '#kernel/i18n';
import { signInWithPassword } from '#kernel/identity';
import { resolvePlace, type PlaceFound } from '#modules/places';
import { renderOutside } from '../plain-shell.ts';
import { officeCount, officeField, readSetup, type SetupBody } from './setup-body.ts';
import { SetupPage } from './setup-page.tsx';
import { setUpNetwork } from './set-up.ts';

/** The set-up assistant: `/setup`, then `/{lang}/setup`. It is there only while the network is empty. */
export function serveSetup(server: FastifyInstance, networkOf: NetworkOf): void {
  server.get('/setup', async (request, reply) => {
    await requireEmpty(networkOf(request.host));
    const lang = negotiateLanguage(
      String(request.headers['accept-language'] ?? ''),
      languages.map(({ code }) => code),
    );
    return await reply.header('vary', 'accept-language').redirect(`/${lang}/setup`, 303);
  });
  server.get('/:lang/setup', async (request, reply) => {
    const network = networkOf(request.host);
    await requireEmpty(network);
    return await show(reply, network, languageOf(request), new Map(), freshEntry, 200);
  });
  server.post('/:lang/setup', async (request, reply) => await submit(request, reply, networkOf(request.host)));
}

async function requireEmpty(network: Network): Promise<void> {
  if (await network.profile()) throw refuseHttp('not-found');
}

function languageOf(request: FastifyRequest): Language {
  const { lang } = request.params as { lang: string }; // the address pattern has it
  if (!isLanguage(lang)) throw refuseHttp('not-found');
  return lang;
}

async function submit(request: FastifyRequest, reply: FastifyReply, network: Network): Promise<FastifyReply> {
  const lang = languageOf(request);
  if (!comesFromHere(request.headers, request.host)) throw refuseHttp('other-site');
  // The second press of the button finds the network set up: it goes where the first one led.
  if (await network.profile()) return await reply.redirect(`/${lang}/sign-in/staff`, 303);
  const typed = readFields(typeof request.body === 'string' ? request.body : '');
  const t = translator(network.catalogue, lang) as AnyTranslate; // keys come from schemas and refusals
  if (typed.has('more')) return await show(reply, network, lang, withOneMore(typed), sentEntry(typed, []), 200);
  const read = readSetup(typed, t);
  if ('problems' in read) return await show(reply, network, lang, typed, sentEntry(typed, read.problems), 422);
  try {
    await setUpNetwork(network, lang, read.body);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.code === 'setup-done') return await reply.redirect(`/${lang}/sign-in/staff`, 303);
    // uses messages: *.refusal.*
    const problem = { field: error.field ?? '', message: t(error.messageKey, error.values) };
    return await show(reply, network, lang, typed, sentEntry(typed, [problem]), error.status);
  }
  return await signIn(request, reply, network, lang, read.body);
}

/** The new administrator goes straight on to the second factor. */
async function signIn(
  request: FastifyRequest,
  reply: FastifyReply,
  network: Network,
  lang: Language,
  body: SetupBody,
): Promise<FastifyReply> {
  const visit = { ip: request.ip, userAgent: request.headers['user-agent'], cookie: request.headers.cookie };
  const { setCookie } = await signInWithPassword(network.identity, visit, { email: body.adminEmail, password: body.password });
  const offered = body.languages.includes(lang) ? lang : (body.languages[0] ?? lang);
  return await reply
    .header('set-cookie', setCookie)
    .header('cache-control', 'no-store')
    .redirect(`/${offered}/sign-in/enrol?next=/admin`, 303);
}

function withOneMore(typed: Typed): Typed {
  return new Map([...typed, ['offices', [String(officeCount(typed) + 1)]]]);
}

async function show(
  reply: FastifyReply,
  network: Network,
  lang: Language,
  typed: Typed,
  entry: FormEntry,
  status: number,
): Promise<FastifyReply> {
  const t = translator(network.catalogue, lang);
  const places = await unclearPlaces(network, lang, typed, entry.errors);
  const html = renderOutside(
    network,
    lang,
    '/setup',
    <Layout title={t('app.setup.title')} network={t('app.setup.network')} noIndex hasErrors={entry.errors.length > 0}>
      <SetupPage entry={entry} offices={officeCount(typed)} places={places} />
    </Layout>,
  );
  return await reply.code(status).headers({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }).send(html);
}

/** For each office whose place was not clear, the places that may be meant. */
async function unclearPlaces(
  network: Network,
  lang: Language,
  typed: Typed,
  problems: readonly FieldProblem[],
): Promise<Map<number, PlaceFound[]>> {
  const found = new Map<number, PlaceFound[]>();
  for (let number = 1; number <= officeCount(typed); number += 1) {
    const field = officeField(number, 'place');
    const asked = typed.get(field)?.at(-1)?.trim() ?? '';
    const chosen = typed.get(officeField(number, 'placeFor'))?.at(-1) === asked;
    if (!asked || !(chosen || problems.some((problem) => problem.field === field))) continue;
    const answer = await asActor(network.db, nobody, async (trx) => await resolvePlace(trx, asked, lang, { limit: 8 }));
    if (answer.kind === 'several') found.set(number, answer.places);
  }
  return found;
}
