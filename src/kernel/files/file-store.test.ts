import { randomBytes, randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startBucket, type TestBucket } from './bucket.fixtures.ts';
import { openDiskStore } from './disk-store.ts';
import type { FileStore } from './file-store.ts';
import { memoryFileStore } from './memory-store.ts';
import { signS3 } from './s3-signature.ts';
import { openS3Store } from './s3-store.ts';

let folder = '';
let memoryStore: FileStore;
let bucket: TestBucket;
const stores: Record<string, () => FileStore> = {
  'nothing but memory': () => memoryStore,
  disk: () => openDiskStore(join(folder, 'files')),
  S3: () => openS3Store(bucket.address),
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ponte-files-'));
  memoryStore = memoryFileStore();
  bucket = await startBucket();
});
afterEach(async () => {
  await bucket.close();
  await rm(folder, { recursive: true });
});

async function idsOf(store: FileStore): Promise<string[]> {
  return (await Array.fromAsync(store.list())).sort();
}

/** What every store keeps to, whatever is behind it. */
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
    expect(await store.get(first)).toBeNull();
    expect(await store.writtenAt(first)).toBeNull();
    expect(await idsOf(store)).toHaveLength(4);
  });

  test('says null of what it does not have, and removing it does nothing', async () => {
    const store = open();
    const missing = randomUUID();
    expect([await store.get(missing), await store.writtenAt(missing)]).toEqual([null, null]);
    await store.remove(missing);
    await store.removeUnfinished(new Date());
    expect(await idsOf(store)).toEqual([]);
  });

  test('keeps every byte, of nothing and of much', async () => {
    const store = open();
    const everyByte = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
    for (const content of [Buffer.alloc(0), everyByte, randomBytes(24 * 1024 * 1024)]) {
      const id = randomUUID();
      await store.put(id, content);
      expect((await store.get(id))?.equals(content), `${content.length} bytes`).toBe(true);
    }
  });

  test('keeps its own copy: what the caller does with the bytes afterwards changes nothing', async () => {
    const store = open();
    const [id, content] = [randomUUID(), Buffer.from('as it was put')];
    await store.put(id, content);
    content.fill(0);
    expect((await store.get(id))?.toString()).toBe('as it was put');
  });

  test('holds one whole content where several write the same name at once', async () => {
    const store = open();
    const id = randomUUID();
    const contents = Array.from({ length: 8 }, (_, one) => Buffer.alloc(200_000, one));
    await Promise.all(contents.map((content) => store.put(id, content)));
    const kept = await store.get(id);
    expect(contents.some((content) => kept?.equals(content))).toBe(true);
    expect(await idsOf(store)).toEqual([id]);
  });

  test('takes no name but a UUID', async () => {
    const store = open();
    for (const id of ['../../etc/passwd', 'a', '', randomUUID().toUpperCase(), `${randomUUID()}/x`, `${randomUUID()}?acl`]) {
      for (const act of [() => store.put(id, Buffer.from('x')), () => store.get(id), () => store.remove(id), () => store.writtenAt(id)])
        await expect((async () => await act())(), id).rejects.toThrow(/UUID/);
    }
  });
});

describe('the file store on disk', () => {
  test('is closed to other users and clears what a crash left half written', async () => {
    const store = openDiskStore(folder);
    const id = randomUUID();
    await store.put(id, Buffer.from('x'));
    expect((await stat(join(folder, id.slice(-2), id))).mode & 0o077).toBe(0);
    const half = join(folder, 'unfinished', 'half');
    await mkdir(join(folder, 'unfinished'), { recursive: true });
    await writeFile(half, 'x');
    await store.removeUnfinished(new Date(Date.now() - 3_600_000));
    expect(await readdir(join(folder, 'unfinished'))).toEqual(['half']);
    await utimes(half, new Date(0), new Date(0));
    await store.removeUnfinished(new Date(Date.now() - 3_600_000));
    expect(await readdir(join(folder, 'unfinished'))).toEqual([]);
  });

  test('leaves nothing behind of a writing that broke off', async () => {
    const store = openDiskStore(folder);
    const id = randomUUID();
    // A folder stands where the content belongs: the last step of the writing fails, also for root.
    await mkdir(join(folder, id.slice(-2), id, 'in-the-way'), { recursive: true });
    await expect(store.put(id, randomBytes(100_000))).rejects.toThrow();
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

  test('is let in by nothing but the right key, secret and region, and says no more than the number', async () => {
    const wrong = [
      bucket.address.replace('//KEY:', '//OTHER:'),
      bucket.address.replace(/:[^:@]+@/, ':wrong@'),
      bucket.address.replace('eu-test-1', 'eu-test-2'),
    ];
    for (const address of wrong) {
      const store = openS3Store(address);
      await expect(store.put(randomUUID(), Buffer.from('x')), address).rejects.toThrow('the file store answered 403 to PUT');
      await expect(idsOf(store)).rejects.toThrow('the file store answered 403 to GET');
    }
    expect(bucket.objects.size).toBe(0);
    expect(new Set(bucket.answered)).toEqual(new Set(['403 PUT', '403 GET']));
  });

  test('signs what it sends: the bucket refuses a request that was changed on the way', async () => {
    const { origin, pathname, port } = new URL(bucket.address);
    const id = randomUUID();
    const url = new URL(`${pathname}/${id}`, origin);
    const access = { keyId: 'KEY', secret: 'a/secret+with signs', region: 'eu-test-1' };
    const { host, ...headers } = signS3(access, { method: 'PUT', url, body: Buffer.from('right'), at: new Date() });
    expect(host).toBe(`127.0.0.1:${port}`);
    expect((await fetch(url, { method: 'PUT', headers, body: 'wrong' })).status).toBe(403);
    expect((await fetch(new URL(`${pathname}/${randomUUID()}`, origin), { method: 'PUT', headers, body: 'right' })).status).toBe(403);
    expect((await fetch(url, { method: 'DELETE', headers })).status).toBe(403);
    const old = signS3(access, { method: 'PUT', url, body: Buffer.from('right'), at: new Date(Date.now() - 3_600_000) });
    delete old['host'];
    expect((await fetch(url, { method: 'PUT', headers: old, body: 'right' })).status).toBe(403);
    expect((await fetch(url, { method: 'PUT', headers, body: 'right' })).status).toBe(200);
  });

  test('says that its bucket is not there, and never takes that for an empty one', async () => {
    const store = openS3Store(bucket.address.replace('/bucket?', '/elsewhere?'));
    await expect(store.put(randomUUID(), Buffer.from('x'))).rejects.toThrow(/does not exist/);
    await expect(idsOf(store)).rejects.toThrow(/does not exist/);
  });

  test('fails where an answer breaks off: half a content is none', async () => {
    const store = openS3Store(bucket.address);
    const id = randomUUID();
    await store.put(id, randomBytes(500_000));
    bucket.fault = 'breaks';
    await expect(store.get(id)).rejects.toThrow();
    bucket.fault = null;
    expect(await store.get(id)).toHaveLength(500_000);
  });

  test('fails where the store cannot be used just now, and leaves what was there', async () => {
    const store = openS3Store(bucket.address);
    const id = randomUUID();
    await store.put(id, Buffer.from('first'));
    bucket.fault = 'unavailable';
    for (const act of [() => store.put(id, Buffer.from('second')), () => store.get(id), () => store.remove(id), () => idsOf(store)])
      await expect(act()).rejects.toThrow(/answered 503/);
    await expect(store.writtenAt(id)).rejects.toThrow(/answered 503/);
    bucket.fault = null;
    expect((await store.get(id))?.toString()).toBe('first');
    await bucket.close();
    await expect(store.get(id)).rejects.toThrow();
  });
});
