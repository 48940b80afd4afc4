import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { asActor, type AnyWrites } from '#kernel/db';
import { comesFromHere, refuseHttp, type Network, type NetworkOf } from '#kernel/http';
import { networkKey, seal, unsealText } from '#kernel/keys';

const values = z.object({ values: z.record(z.string().max(100), z.array(z.string().max(20_000)).max(50)) });
const form = z.string().min(1).max(200);

/** Keeps what signed-in people have typed and not yet sent: `PUT`, `GET` and `DELETE /drafts/:form`. */
export function serveDrafts(server: FastifyInstance, networkOf: NetworkOf): void {
  server.route({
    method: ['GET', 'PUT', 'POST', 'DELETE'],
    url: '/drafts/:form',
    bodyLimit: 256 * 1024,
    handler: async (request, reply) => {
      const network = networkOf(request.host);
      const { data: name } = form.safeParse((request.params as { form: string }).form); // the address pattern has it
      if (name === undefined) throw refuseHttp('not-found');
      const answer = await withAccount(network, request, async (trx, accountId) => {
        if (request.method === 'GET') return await readDraft(trx, network, accountId, name);
        if (request.method === 'DELETE')
          await trx.deleteFrom('kernel.drafts').where('account_id', '=', accountId).where('form', '=', name).execute();
        else await keepDraft(trx, network, accountId, name, readValues(request.body));
        return { kept: request.method !== 'DELETE' };
      });
      await reply.header('cache-control', 'no-store').send(answer);
    },
  });
}

/** Words as the page's script sends them. Refusals: more than is kept for later, and what is no such thing. */
function readValues(body: unknown): z.output<typeof values> {
  const read = values.safeParse(body);
  if (read.success) return read.data;
  throw refuseHttp(read.error.issues.some(({ code }) => code === 'too_big') ? 'too-large' : 'form-out-of-date');
}

async function withAccount<T>(
  network: Network,
  request: FastifyRequest,
  work: (trx: AnyWrites, accountId: string) => Promise<T>,
): Promise<T> {
  if (request.method !== 'GET' && !comesFromHere(request.headers, request.host)) throw refuseHttp('other-site');
  const session = request.headers.cookie ? await network.identity.sessionOf(request.headers.cookie) : null;
  if (!session || session.locked) throw refuseHttp('not-found');
  const actor = { accountId: session.accountId, assurance: session.assurance, requestId: request.id };
  return await asActor(network.db, actor, async (trx) => await work(trx, session.accountId));
}

const placeOf = (accountId: string, name: string) => ({ table: 'kernel.drafts', column: 'sealed', id: `${accountId}/${name}` });

async function keepDraft(trx: AnyWrites, network: Network, accountId: string, name: string, draft: z.output<typeof values>): Promise<void> {
  const sealed = seal(networkKey(network.keyring, 'drafts'), JSON.stringify(draft), placeOf(accountId, name));
  await trx
    .insertInto('kernel.drafts')
    .values({ account_id: accountId, form: name, sealed })
    .onConflict((conflict) => conflict.columns(['account_id', 'form']).doUpdateSet({ sealed, updated_at: new Date() }))
    .execute();
}

async function readDraft(trx: AnyWrites, network: Network, accountId: string, name: string): Promise<z.output<typeof values>> {
  const row = await trx
    .selectFrom('kernel.drafts')
    .select('sealed')
    .where('account_id', '=', accountId)
    .where('form', '=', name)
    .executeTakeFirst();
  if (!row) return { values: {} };
  return values.parse(JSON.parse(unsealText(networkKey(network.keyring, 'drafts'), row.sealed, placeOf(accountId, name))));
}
