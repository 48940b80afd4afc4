import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { asActor, idOf, type AnyWrites } from '#kernel/db';
import { comesFromHere, refuseHttp, type NetworkOf } from '#kernel/http';
import { receiveEvents, sending } from '#modules/learning';
import { mediaRequest } from '#modules/learning/pages';
import { openAssets } from '../boot/assets.ts';

const mediaId = z.object({ id: idOf<'learning.media'>() });

/** What lessons need outside the language tree: media, what devices did without a line, and the worker that keeps courses. */
export function serveLearning(server: FastifyInstance, networkOf: NetworkOf): void {
  serveMedia(server, networkOf);
  serveEvents(server, networkOf);
  serveWorker(server, networkOf);
}

function serveMedia(server: FastifyInstance, networkOf: NetworkOf): void {
  server.get('/media/:id', async (request, reply) => {
    const params = mediaId.safeParse(request.params);
    if (!params.success) throw refuseHttp('not-found');
    const handle = networkOf(request.host).readDb as unknown as AnyWrites; // media are published: a handle without an actor reads them
    const answer = await mediaRequest(handle, params.data.id, request.headers.range);
    if (!answer) throw refuseHttp('not-found');
    return await reply.code(answer.status).headers(answer.headers).send(answer.body);
  });
}

/** `POST /learning/events`: 401 says that somebody must sign in first; the device keeps what it has. */
function serveEvents(server: FastifyInstance, networkOf: NetworkOf): void {
  server.post('/learning/events', { bodyLimit: 4 * 1024 * 1024 }, async (request, reply) => {
    if (!comesFromHere(request.headers, request.host)) throw refuseHttp('other-site');
    const network = networkOf(request.host);
    const session = request.headers.cookie ? await network.identity.sessionOf(request.headers.cookie) : null;
    void reply.header('cache-control', 'no-store');
    if (!session || session.locked) return await reply.code(401).send({ signedIn: false });
    const given = sending.safeParse(request.body);
    if (!given.success) return await reply.code(422).send({ readable: false });
    const actor = { accountId: session.accountId, assurance: session.assurance, requestId: request.id };
    return await asActor(
      network.db,
      actor,
      async (trx) => await receiveEvents(trx, network.keyring, session.accountId, given.data, network.now()),
    );
  });
}

function serveWorker(server: FastifyInstance, networkOf: NetworkOf): void {
  let script: { name: string; text: string } | null = null;
  server.get('/courses-worker.js', async (request, reply) => {
    const name = basename(networkOf(request.host).asset('courses-worker'));
    if (script?.name !== name) script = { name, text: readFileSync(join(openAssets().directory, name), 'utf8') };
    return await reply.type('text/javascript; charset=utf-8').header('cache-control', 'no-cache').send(script.text);
  });
}
