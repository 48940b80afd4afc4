import type { FastifyReply } from 'fastify';
import { directionOf, type Language } from '#kernel/i18n';
import { mostXlsxRows, xlsxOf } from '#kernel/text';
import { download, type Answer, type Download } from './answer.ts';
import type { Context } from './context.ts';
import { hasLinkToken, inTransaction, queryOf, visitorContext, type Opened } from './open-request.ts';
import { wantsPdf, wantsXlsx } from './parse.ts';
import { refuse } from './refusals.ts';
import { printPage, renderPage, type Frame } from './render.ts';

/** An answer ready to send: made inside the transaction, sent after it is committed. */
export interface Prepared {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

export type PrepareAnswer = (opened: Opened, answer: Answer, status: number, ctx?: Context) => Promise<Prepared>;

/** Prepares pages in the shell's frame, redirects within the language, and files. */
export function answerPreparer(frame: Frame): PrepareAnswer {
  return async (opened, answer, status, ctx) => {
    const caching = { 'cache-control': opened.session || status >= 400 || hasLinkToken(opened.request) ? 'no-store' : 'no-cache' };
    if (answer.kind === 'redirect')
      return { status: 303, headers: { ...caching, ...answer.headers, location: locationOf(opened.lang, answer) }, body: '' };
    if (answer.kind === 'download') {
      const file = isCsv(answer) && wantsXlsx(queryOf(opened.request)) ? await asXlsx(answer, opened.lang) : answer;
      const disposition = `${file.inline ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(file.name)}`;
      return { status: 200, headers: { ...caching, 'content-type': file.type, 'content-disposition': disposition }, body: file.body };
    }
    if (ctx && answer.paper !== undefined && wantsPdf(queryOf(opened.request))) {
      const disposition = `attachment; filename*=UTF-8''${encodeURIComponent(`${answer.paper}-${opened.lang}.pdf`)}`;
      const headers = { ...caching, 'content-type': 'application/pdf', 'content-disposition': disposition };
      return { status: 200, headers, body: await printPage(ctx, answer) };
    }
    const html = ctx
      ? await renderPage(ctx, frame, answer)
      : opened.session
        ? await inTransaction(opened, {}, async (fresh) => await renderPage(fresh, frame, answer))
        : await renderPage(visitorContext(opened), frame, answer);
    return { status: answer.status ?? status, headers: { ...caching, 'content-type': 'text/html; charset=utf-8' }, body: html };
  };
}

type CsvFile = Download & { body: string };

const isCsv = (answer: Download): answer is CsvFile => typeof answer.body === 'string' && answer.type.startsWith('text/csv');

async function asXlsx({ name, body }: CsvFile, lang: Language): Promise<Download> {
  const plainName = name.replace(/\.csv$/, '');
  const file = await xlsxOf(body, { name: plainName, rightToLeft: directionOf(lang) === 'rtl' });
  if (!file) throw refuse('too-long-for-excel', { values: { limit: mostXlsxRows } });
  return download(`${plainName}.xlsx`, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', file);
}

export async function sendPrepared(opened: Opened | null, reply: FastifyReply, prepared: Prepared): Promise<void> {
  for (const cookie of opened?.setCookies ?? []) void reply.header('set-cookie', cookie);
  await reply.code(prepared.status).headers(prepared.headers).send(prepared.body);
}

function locationOf(lang: string, answer: Extract<Answer, { kind: 'redirect' }>): string {
  if (answer.absolute) return answer.to;
  // Two slashes or a backslash would lead to another site.
  const path = /^\/(?![/\\])/.test(answer.to) ? answer.to : '/';
  const [route = '/', fragment] = path.split('#');
  const notice = answer.notice ? `${route.includes('?') ? '&' : '?'}notice=${answer.notice}` : '';
  return `/${lang}${route === '/' ? '' : route}${notice}${fragment ? `#${fragment}` : ''}`;
}
