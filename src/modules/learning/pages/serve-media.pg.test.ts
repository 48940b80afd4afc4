import { expect, test } from 'vitest';
import { asActor, newId, nobody } from '#kernel/db';
import type { MediaId } from '../course.ts';
import { openLearning } from '../learning.fixtures.ts';
import { keepMedia } from '../media.ts';
import { mediaRequest } from './serve-media.ts';

const { db, editor } = await openLearning();

const sound = Buffer.concat([Buffer.from('ID3\u0004', 'latin1'), Buffer.from(Array.from({ length: 996 }, (_, index) => index % 251))]);
const film = Buffer.concat([Buffer.from('\0\0\0\u0020ftypisom', 'latin1'), Buffer.alloc(500, 7)]);

const keep = async (content: Buffer): Promise<MediaId> =>
  await asActor(db.app, editor, async (trx) => await keepMedia(trx, editor.accountId, { name: 'recording', bytes: content }));
const ask = async (id: MediaId, range?: string) => await asActor(db.app, nobody, async (trx) => await mediaRequest(trx, id, range));

test('a recording and a film are served whole, and in the parts that players ask for', async () => {
  for (const [content, type] of [
    [sound, 'audio/mpeg'],
    [film, 'video/mp4'],
  ] as const) {
    const id = await keep(content);
    const whole = await ask(id);
    expect([whole?.status, whole?.headers['content-type'], whole?.headers['accept-ranges']]).toEqual([200, type, 'bytes']);
    expect(whole?.body.equals(content)).toBe(true);
    const last = content.byteLength - 1;
    for (const [range, from, to] of [
      ['bytes=0-1', 0, 1],
      ['bytes=100-199', 100, 199],
      ['bytes=100-', 100, last],
      ['bytes=-10', last - 9, last],
      ['bytes=100-99999', 100, last],
    ] as const) {
      const part = await ask(id, range);
      expect([part?.status, part?.headers['content-range']]).toEqual([206, `bytes ${from}-${to}/${content.byteLength}`]);
      expect(part?.body.equals(content.subarray(from, to + 1))).toBe(true);
    }
    expect((await ask(id, `bytes=${content.byteLength}-`))?.status).toBe(416);
    for (const odd of ['bytes=-', 'bytes=a-b', 'pages=1-2', 'bytes=0-1,5-6']) expect((await ask(id, odd))?.status).toBe(200);
  }
});

test('nothing is served for an id that is none', async () => {
  expect(await ask(newId<'learning.media'>())).toBeNull();
});
