import { createHash, createHmac } from 'node:crypto';

/** Where requests go and who signs them. */
export interface S3Access {
  keyId: string;
  secret: string;
  region: string;
}

const sha256 = (content: string | Uint8Array) => createHash('sha256').update(content).digest('hex');
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();

/** The headers that sign a request to an S3 store (AWS Signature Version 4, header form); `headers` in lower case. */
export function signS3(
  access: S3Access,
  request: { method: string; url: URL; headers?: Record<string, string>; body?: Uint8Array; at: Date },
): Record<string, string> {
  const { method, url, body } = request;
  const instant = request.at.toISOString().replace(/[-:]|\.\d{3}/g, '');
  const contentHash = sha256(body ?? '');
  const headers: Record<string, string> = {
    ...request.headers,
    host: url.host,
    'x-amz-content-sha256': contentHash,
    'x-amz-date': instant,
  };
  const names = Object.keys(headers).sort();
  const signedHeaders = names.join(';');
  const canonicalHeaders = names.map((name) => `${name}:${(headers[name] ?? '').trim()}\n`).join('');
  const canonicalRequest = [method, url.pathname, canonicalQuery(url), canonicalHeaders, signedHeaders, contentHash].join('\n');
  const scope = `${instant.slice(0, 8)}/${access.region}/s3/aws4_request`;
  const signingKey = [access.region, 's3', 'aws4_request'].reduce<Buffer>(
    (key, part) => hmac(key, part),
    hmac(`AWS4${access.secret}`, instant.slice(0, 8)),
  );
  const signature = hmac(signingKey, ['AWS4-HMAC-SHA256', instant, scope, sha256(canonicalRequest)].join('\n')).toString('hex');
  return {
    ...headers,
    authorization: `AWS4-HMAC-SHA256 Credential=${access.keyId}/${scope},SignedHeaders=${signedHeaders},Signature=${signature}`,
  };
}

function canonicalQuery(url: URL): string {
  const encode = (text: string) =>
    encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  return [...url.searchParams]
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort()
    .join('&');
}
