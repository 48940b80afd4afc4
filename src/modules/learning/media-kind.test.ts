import { expect, test } from 'vitest';
import { courseMediaTypes, sniffMedia } from './media-kind.ts';

const after = (start: string | number[], more = 40): Buffer =>
  Buffer.concat([typeof start === 'string' ? Buffer.from(start, 'latin1') : Buffer.from(start), Buffer.alloc(more)]);

/** The first bytes of recordings as phones and recorders write them. */
const recordings = [
  ['an MP3 with a title', after('ID3\u0004'), 'audio/mpeg'],
  ['an MP3 without one', after([0xff, 0xfb, 0x90, 0x44]), 'audio/mpeg'],
  ['an M4A of a telephone', after('\0\0\0\u001cftypM4A '), 'audio/mp4'],
  ['an Ogg recording', after('OggS\0'), 'audio/ogg'],
  ['an MP4 film', after('\0\0\0\u0020ftypisom'), 'video/mp4'],
  ['an MP4 film of another maker', after('\0\0\0\u0018ftypmp42'), 'video/mp4'],
  ['a WebM film', after([0x1a, 0x45, 0xdf, 0xa3]), 'video/webm'],
] as const;

test.each(recordings)('%s is recognised by its first bytes', (_what, content, type) => {
  expect(sniffMedia(content)).toBe(type);
  expect(courseMediaTypes).toContain(type);
});

test('what only looks like a recording by its name, or is cut short, is none', () => {
  for (const content of ['', 'ID', 'ftyp', 'RIFF\0\0\0\0WAVE', 'sound.mp3', '<html>ID3</html>', 'MZ\u0090\0'])
    expect(sniffMedia(Buffer.from(content, 'latin1'))).toBeNull();
});
