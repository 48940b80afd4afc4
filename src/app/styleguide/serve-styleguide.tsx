import type { FastifyInstance } from 'fastify';
import { Layout, Styleguide } from '#kernel/html';
import { refuseHttp, type NetworkOf } from '#kernel/http';
import { isLanguage } from '#kernel/i18n';
import { renderOutside } from '../plain-shell.ts';

/** The living catalogue of components, in development only: `/{lang}/styleguide`, in both directions. */
export function serveStyleguide(server: FastifyInstance, networkOf: NetworkOf): void {
  server.get('/styleguide', async (_request, reply) => await reply.redirect('/en/styleguide', 303));
  server.get('/:lang/styleguide', async (request, reply) => {
    const { lang } = request.params as { lang: string }; // the address pattern has it
    if (!isLanguage(lang)) throw refuseHttp('not-found');
    const path = (request.raw.url ?? '').slice(lang.length + 1);
    const html = renderOutside(
      networkOf(request.host),
      lang,
      path,
      <Layout title="Styleguide" network="Ponte" width="wide" noIndex>
        <Styleguide />
      </Layout>,
    );
    return await reply.headers({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }).send(html);
  });
}
