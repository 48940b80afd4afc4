import { randomBytes, randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDiskStore } from './disk-store.ts';
import type { FileStore } from './file-store.ts';
import { memoryFileStore } from './memory-store.ts';
import { signS3 } from './s3-signature.ts';
import { openS3Store } from './s3-store.ts';

const SECRET = 'a/secret+with signs';

/** A bucket in memory that checks the signature of each request and gives two ids a page. */
function startBucket(objects: Map<string, { content: Buffer; at: Date }>): Server {
  return createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      const url = new URL(request.url ?? '', `http://${request.headers.host}`);
      const [, day = ''] = /^(\d{8})T/.exec(String(request.headers['x-amz-date'])) ?? [];
      const instant = String(request.headers['x-amz-date']).replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z');
      const expected = signS3(
        { keyId: 'KEY', secret: SECRET, region: 'eu-test-1' },
        { method: request.method ?? '', url, body, at: new Date(instant) },
      );
      if (!day || request.headers.authorization !== expected['authorization']) return void response.writeHead(403).end();
      answer(request.method ?? '', url, body);
    });
    function answer(method: string, url: URL, body: Buffer): void {
      const id = url.pathname.slice('/bucket/'.length);
      if (method === 'PUT') objects.set(id, { content: body, at: new Date() });
      if (method === 'DELETE') objects.delete(id);
      if (method === 'GET' && url.searchParams.get('list-type') === '2')
        return void response.end(page(url.searchParams.get('continuation-token')));
      const found = objects.get(id);
      if (method === 'GET' || method === 'HEAD')
        return void response.writeHead(found ? 200 : 404, found ? { 'last-modified': found.at.toUTCString() } : {}).end(found?.content);
      response.writeHead(method === 'DELETE' ? 204 : 200).end();
    }
    function page(token: string | null): string {
      const keys = [...objects.keys()].sort().filter((key) => !token || key > token.slice(2));
      const contents = keys
        .slice(0, 2)
        .map((key) => `<Contents><Key>${key}</Key><LastModified>2026-01-01T00:00:00Z</LastModified></Contents>`);
      const next = keys.length > 2 ? `<NextContinuationToken>&amp;+${keys[1]}</NextContinuationToken>` : '';
      return `<?xml version="1.0"?><ListBucketResult>${contents.join('')}${next}</ListBucketResult>`;
    }
  });
}

let folder = '';
let memoryStore: FileStore;
let bucket: Server;
const objects = new Map<string, { content: Buffer; at: Date }>();
const stores: Record<string, () => FileStore> = {
  'nothing but memory': () => memoryStore,
  disk: () => openDiskStore(join(folder, 'files')),
  S3: () =>
    openS3Store(`http://KEY:${encodeURIComponent(SECRET)}@127.0.0.1:${(bucket.address() as AddressInfo).port}/bucket?region=eu-test-1`),
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ponte-files-'));
  memoryStore = memoryFileStore();
  objects.clear();
  bucket = startBucket(objects);
  await new Promise<void>((resolve) => bucket.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  bucket.closeAllConnections();
  await new Promise((resolve) => bucket.close(resolve));
  await rm(folder, { recursive: true });
});

async function idsOf(store: FileStore): Promise<string[]> {
  const ids: string[] = [];
  for await (const id of store.list()) ids.push(id);
  return ids.sort();
}

describe.each(Object.keys(stores))('the file store on %s', (kind) => {
  const open = () => stores[kind]!();

  test('gives back what was put, lists it and removes it', async () => {
    const store = open();
    expect(await idsOf(store)).toEqual([]);
    const contents = new Map(Array.from({ length: 5 }, () => [randomUUID() as string, randomBytes(1000)]));
    for (const [id, content] of contents) await store.put(id, content);
    for (const [id, content] of contents) expect((await store.get(id))?.equals(content)).toBe(true);
    expect(await idsOf(store)).toEqual([...contents.keys()].sort());
    const first = [...contents.keys()][0]!;
    expect(Math.abs(Date.now() - (await store.writtenAt(first))!.getTime())).toBeLessThan(5000);
    await store.remove(first);
    await store.remove(first);
    expect(await store.get(first)).toBeNull();
    expect(await store.writtenAt(first)).toBeNull();
    expect(await idsOf(store)).toHaveLength(4);
  });

  test('takes no name but a UUID', async () => {
    const store = open();
    for (const id of ['../../etc/passwd', 'a', '']) {
      await expect(Promise.resolve().then(() => store.put(id, Buffer.from('x')))).rejects.toThrow(/UUID/);
      await expect(Promise.resolve().then(() => store.get(id))).rejects.toThrow(/UUID/);
    }
  });
});

describe('the file store on disk', () => {
  test('is closed to other users and clears what a crash left half written', async () => {
    const store = openDiskStore(folder);
    await store.put(randomUUID(), Buffer.from('x'));
    const half = join(folder, 'unfinished', 'half');
    await mkdir(join(folder, 'unfinished'), { recursive: true });
    await writeFile(half, 'x');
    await store.removeUnfinished(new Date(Date.now() - 3_600_000));
    expect(await readdir(join(folder, 'unfinished'))).toEqual(['half']);
    await utimes(half, new Date(0), new Date(0));
    await store.removeUnfinished(new Date(Date.now() - 3_600_000));
    expect(await readdir(join(folder, 'unfinished'))).toEqual([]);
  });
});

describe('the file store on S3', () => {
  test('signs as the documentation of Signature Version 4 shows it', () => {
    const headers = signS3(
      { keyId: 'AKIAIOSFODNN7EXAMPLE', secret: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', region: 'us-east-1' },
      {
        method: 'GET',
        url: new URL('https://examplebucket.s3.amazonaws.com/test.txt'),
        headers: { range: 'bytes=0-9' },
        at: new Date('2013-05-24T00:00:00Z'),
      },
    );
    expect(headers['authorization']).toContain('Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41');
  });

  test('says which part of its address is missing', () => {
    for (const address of ['https://host/bucket', 'https://KEY@host/bucket', 'https://KEY:SECRET@host/', 'https://KEY:SECRET@host/a/b']) {
      expect(() => openS3Store(address)).toThrow(/FILES_URL/);
    }
  });

  test('fails with a wrong secret, and says no more than the number', async () => {
    const store = openS3Store(`http://KEY:wrong@127.0.0.1:${(bucket.address() as AddressInfo).port}/bucket`);
    await expect(store.put(randomUUID(), Buffer.from('x'))).rejects.toThrow('the file store answered 403 to PUT');
  });
});
