import type { Reads } from '#kernel/db';
import type { MediaId } from '../course.ts';
import { openMedia } from '../media.ts';

/** What is answered to a request for a picture, a sound or a film: the whole, or the part that a player asks for. */
export interface MediaAnswer {
  status: 200 | 206 | 416;
  headers: Record<string, string>;
  body: Buffer;
}

/** Answers a request for a medium by its id; null where there is none. A drawing that is opened by itself runs nothing. */
export async function mediaRequest(trx: Reads<'learning'>, id: MediaId, range: string | undefined): Promise<MediaAnswer | null> {
  const medium = await openMedia(trx, id);
  if (!medium) return null;
  const { content, type } = medium;
  const headers = {
    'content-type': type,
    'cache-control': 'public, max-age=31536000, immutable',
    'accept-ranges': 'bytes',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    'x-content-type-options': 'nosniff',
  };
  const asked = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(range ?? '');
  if (!asked || (!asked[1] && !asked[2])) return { status: 200, headers, body: content };
  const from = asked[1] ? Number(asked[1]) : Math.max(0, content.byteLength - Number(asked[2]));
  const to = Math.min(asked[1] && asked[2] ? Number(asked[2]) : content.byteLength - 1, content.byteLength - 1);
  if (from > to) return { status: 416, headers: { ...headers, 'content-range': `bytes */${content.byteLength}` }, body: Buffer.alloc(0) };
  return {
    status: 206,
    headers: { ...headers, 'content-range': `bytes ${from}-${to}/${content.byteLength}` },
    body: content.subarray(from, to + 1),
  };
}
