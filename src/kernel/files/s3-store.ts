import { StartFailure } from '#kernel/errors';
import { isContentId, requireContentId } from './content-id.ts';
import type { FileStore } from './file-store.ts';
import { signS3, type S3Access } from './s3-signature.ts';

const PATIENCE_MS = 30_000;

/**
 * Keeps contents in a bucket of any S3 store: `https://KEY:SECRET@host/bucket?region=eu-south-1` (path style).
 * Refusals: {@link StartFailure} where the address lacks a part.
 */
export function openS3Store(address: string): FileStore {
  const { access, bucket } = readAddress(address);

  async function ask(method: 'GET' | 'HEAD' | 'PUT' | 'DELETE', url: URL, body?: Uint8Array): Promise<Response> {
    const { host: _host, ...headers } = signS3(access, { method, url, body, at: new Date() });
    const answer = await fetch(url, {
      method,
      headers,
      ...(body ? { body: new Uint8Array(body) } : {}),
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (answer.ok || answer.status === 404) return answer;
    await answer.body?.cancel();
    throw new Error(`the file store answered ${answer.status} to ${method}`);
  }

  const urlOf = (id: string) => new URL(`${bucket.pathname}/${requireContentId(id)}`, bucket);
  return {
    put: async (id, content) => {
      const answer = await ask('PUT', urlOf(id), content);
      await answer.body?.cancel();
      if (!answer.ok) throw new Error('the bucket of FILES_URL does not exist');
    },
    get: async (id) => {
      const answer = await ask('GET', urlOf(id));
      if (answer.ok) return Buffer.from(await answer.arrayBuffer());
      await answer.body?.cancel();
      return null;
    },
    remove: async (id) => {
      const answer = await ask('DELETE', urlOf(id));
      await answer.body?.cancel();
    },
    list: async function* list() {
      let next: string | null = null;
      do {
        const url: URL = new URL(bucket);
        url.search = new URLSearchParams({ 'list-type': '2', ...(next ? { 'continuation-token': next } : {}) }).toString();
        const answer = await ask('GET', url);
        if (!answer.ok) throw new Error('the bucket of FILES_URL does not exist');
        const page = await answer.text();
        yield* [...page.matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, id = '']) => id).filter(isContentId);
        next = /<NextContinuationToken>([^<]*)<\/NextContinuationToken>/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? null;
      } while (next);
    },
    writtenAt: async (id) => {
      const answer = await ask('HEAD', urlOf(id));
      return answer.ok ? new Date(answer.headers.get('last-modified') ?? '') : null;
    },
    // The store itself keeps nothing of an upload that broke off.
    removeUnfinished: async () => {},
  };
}

function readAddress(address: string): { access: S3Access; bucket: URL } {
  const url = new URL(address);
  const access = {
    keyId: decodeURIComponent(url.username),
    secret: decodeURIComponent(url.password),
    region: url.searchParams.get('region') ?? 'us-east-1',
  };
  if (!access.keyId || !access.secret || !/^\/[a-z0-9.-]{3,63}\/?$/.test(url.pathname)) {
    throw new StartFailure(
      'FILES_URL names an S3 store as https://KEY:SECRET@host/bucket?region=…; the key, the secret or the bucket is missing.',
    );
  }
  const bucket = new URL(url.pathname.replace(/\/$/, ''), url.origin);
  return { access, bucket };
}
