import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * An S3 store of one bucket, in memory. It checks each request against the text of AWS Signature Version 4 by itself, without a
 * line of s3-signature.ts, so that a mistake there cannot hide here; it works on what came over the wire, not on what was meant.
 */
export interface TestBucket {
  /** As FILES_URL names it. */
  readonly address: string;
  readonly objects: Map<string, { content: Buffer; at: Date }>;
  /** What it answered, e.g. `403 PUT`, in order. */
  readonly answered: string[];
  /** How the next requests go wrong. */
  fault: Fault | null;
  close(): Promise<void>;
}

/** `breaks`: the connection ends in the middle of the answer; `unavailable`: 503, as S3 asks one to slow down. */
export type Fault = 'breaks' | 'unavailable';

export interface BucketOptions {
  keyId?: string;
  secret?: string;
  region?: string;
  name?: string;
}

/** Keys of a page of the listing; real ones have 1000. */
const PAGE = 2;
const CLOCK_MS = 15 * 60_000;

export async function startBucket({
  keyId = 'KEY',
  secret = 'a/secret+with signs',
  region = 'eu-test-1',
  name = 'bucket',
}: BucketOptions = {}): Promise<TestBucket> {
  const objects = new Map<string, { content: Buffer; at: Date }>();
  const answered: string[] = [];
  const server = createServer((request, response) => {
    response.on('finish', () => answered.push(`${response.statusCode} ${request.method}`));
    void readWhole(request).then((body) => {
      if (!body) return;
      if (!isSigned(request, body, { keyId, secret, region })) return void response.writeHead(403).end('<Error/>');
      if (bucket.fault === 'unavailable') return void response.writeHead(503).end('<Error><Code>SlowDown</Code></Error>');
      answer(request, response, body);
    });
  });

  function answer(request: IncomingMessage, response: ServerResponse, body: Buffer): void {
    const [path = '', query = ''] = (request.url ?? '').split('?');
    const [, ofBucket = '', key = ''] = path.split('/');
    if (ofBucket !== name) return void response.writeHead(404).end('<Error><Code>NoSuchBucket</Code></Error>');
    if (request.method === 'PUT') {
      objects.set(key, { content: body, at: new Date() });
      return void response.writeHead(200).end();
    }
    if (request.method === 'DELETE') {
      objects.delete(key);
      return void response.writeHead(204).end();
    }
    if (!key) return void response.writeHead(200).end(listing(new URLSearchParams(query).get('continuation-token')));
    const found = objects.get(key);
    if (!found) return void response.writeHead(404).end('<Error><Code>NoSuchKey</Code></Error>');
    response.writeHead(200, { 'last-modified': found.at.toUTCString(), 'content-length': found.content.length });
    if (request.method === 'HEAD') return void response.end();
    if (bucket.fault !== 'breaks') return void response.end(found.content);
    response.write(found.content.subarray(0, found.content.length / 2), () => response.destroy());
  }

  function listing(token: string | null): string {
    const after = token === null ? '' : Buffer.from(token.slice(2), 'base64').toString();
    const keys = [...objects.keys()].sort().filter((key) => key > after);
    const contents = keys.slice(0, PAGE).map((key) => `<Contents><Key>${key}</Key><Size>1</Size></Contents>`);
    // A token with signs that XML and addresses write otherwise.
    const next =
      keys.length > PAGE
        ? `<NextContinuationToken>&amp;+${Buffer.from(keys[PAGE - 1] ?? '').toString('base64')}</NextContinuationToken>`
        : '';
    return `<?xml version="1.0"?><ListBucketResult><IsTruncated>${next !== ''}</IsTruncated>${contents.join('')}${next}</ListBucketResult>`;
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bucket: TestBucket = {
    address: `http://${encodeURIComponent(keyId)}:${encodeURIComponent(secret)}@127.0.0.1:${portOf(server)}/${name}?region=${region}`,
    objects,
    answered,
    fault: null,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return bucket;
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port; // it listens on a port, not on a socket file
}

/** The body; null where the connection ended before all of it came, which S3 then forgets. */
async function readWhole(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of request) chunks.push(chunk as Buffer); // a request without an encoding gives bytes
  } catch {
    return null;
  }
  const body = Buffer.concat(chunks);
  return Number(request.headers['content-length'] ?? 0) === body.length ? body : null;
}

/** "Authenticating Requests (AWS Signature Version 4)", Amazon S3 API reference, step by step. */
function isSigned(request: IncomingMessage, body: Buffer, given: { keyId: string; secret: string; region: string }): boolean {
  const field =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([a-z0-9;-]+), ?Signature=([0-9a-f]{64})$/;
  const [, keyId, day = '', region = '', signed = '', signature] = field.exec(request.headers.authorization ?? '') ?? [];
  const stamp = String(request.headers['x-amz-date'] ?? '');
  const at = Date.parse(stamp.replace(/^(....)(..)(..)T(..)(..)(..)Z$/, '$1-$2-$3T$4:$5:$6Z'));
  const bodyHash = createHash('sha256').update(body).digest('hex');
  const isFresh = Math.abs(Date.now() - at) < CLOCK_MS && stamp.startsWith(day);
  const names = signed.split(';');
  const coversAll = ['host', 'x-amz-content-sha256', 'x-amz-date'].every((name) => names.includes(name));
  if (keyId !== given.keyId || region !== given.region || !isFresh || !coversAll) return false;
  if (request.headers['x-amz-content-sha256'] !== bodyHash) return false;
  const [path = '', query = ''] = (request.url ?? '').split('?');
  const lines = [request.method, path, sortedQuery(query)];
  for (const name of names) lines.push(`${name}:${String(request.headers[name]).trim().replace(/ +/g, ' ')}`);
  const canonical = `${lines.join('\n')}\n\n${signed}\n${bodyHash}`;
  const text = `AWS4-HMAC-SHA256\n${stamp}\n${day}/${region}/s3/aws4_request\n${createHash('sha256').update(canonical).digest('hex')}`;
  let key: Buffer = Buffer.from(`AWS4${given.secret}`);
  for (const part of [day, region, 's3', 'aws4_request', text]) key = createHmac('sha256', key).update(part).digest();
  return key.toString('hex') === signature;
}

/** UriEncode of the reference: everything but A-Z a-z 0-9 - . _ ~, with capital hexadecimal digits. */
function sortedQuery(query: string): string {
  const encode = (text: string) =>
    [...Buffer.from(text)]
      .map((byte) =>
        /[\w.~-]/.test(String.fromCharCode(byte)) && byte < 128
          ? String.fromCharCode(byte)
          : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`,
      )
      .join('');
  const pairs = query === '' ? [] : query.split('&').map((pair) => pair.split('='));
  const plain = (text = '') => decodeURIComponent(text.replaceAll('+', ' '));
  return pairs
    .map(([name, value]) => `${encode(plain(name))}=${encode(plain(value))}`)
    .sort()
    .join('&');
}
