import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stripPhoto } from './strip-photo.ts';

const SECRET = 'GPS 45.40N 11.87E Awa’s telephone';
const segment = (marker: number, body: Buffer) => {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
};
const exif = (turned: number) =>
  Buffer.concat([
    Buffer.from('457869660000' + '4d4d002a00000008' + '0001' + '011200030000000100' + `0${turned}0000` + '00000000', 'hex'),
    Buffer.from(SECRET),
  ]);
const frame = Buffer.from('0801e00280030122000211010311010000', 'hex'); // 640 × 480

function jpeg({ turned = 1, frameMarker = 0xc0 } = {}): Buffer {
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, Buffer.from('JFIF\0')),
    segment(0xe1, exif(turned)),
    segment(0xe1, Buffer.from(`http://ns.adobe.com/xap/1.0/\0${SECRET}`)),
    segment(0xed, Buffer.from(`Photoshop 3.0\0${SECRET}`)),
    segment(0xfe, Buffer.from(SECRET)),
    segment(0xdb, Buffer.alloc(65, 1)),
    segment(frameMarker, frame),
    segment(0xc4, Buffer.alloc(20, 2)),
    segment(0xda, Buffer.from('03010002110311003f00', 'hex')),
    Buffer.from([1, 2, 0xff, 0x00, 3, 0xff, 0xd0, 4, 0xff, 0xd9]),
    Buffer.from(`ftypmp42 ${SECRET}`), // the film behind the picture
  ]);
}

function chunk(name: string, body: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(body.length, 0);
  head.write(name, 4, 'latin1');
  return Buffer.concat([head, body, Buffer.alloc(4)]);
}
const header = (width: number, height: number) => {
  const body = Buffer.alloc(13);
  body.writeUInt32BE(width, 0);
  body.writeUInt32BE(height, 4);
  return body;
};
const png = (width = 3, height = 2) =>
  Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header(width, height)),
    chunk('eXIf', exif(1)),
    chunk('tEXt', Buffer.from(`Comment\0${SECRET}`)),
    chunk('iTXt', Buffer.from(SECRET)),
    chunk('tIME', Buffer.alloc(7)),
    chunk('IDAT', deflateSync(Buffer.alloc(20))),
    chunk('IEND', Buffer.alloc(0)),
    Buffer.from(SECRET),
  ]);

function webp(name = 'VP8X'): Buffer {
  const riff = (of: string, body: Buffer) => {
    const head = Buffer.alloc(8);
    head.write(of, 0, 'latin1');
    head.writeUInt32LE(body.length, 4);
    return Buffer.concat([head, body, Buffer.alloc(body.length % 2)]);
  };
  const body = Buffer.concat([
    Buffer.from('WEBP'),
    riff(name, Buffer.from('3c0000007f02003f0100', 'hex')), // 640 × 320, announces Exif, XMP, colours, alpha
    riff('ICCP', Buffer.from(SECRET)),
    riff('VP8 ', Buffer.from('0000009d012a80024001ffff', 'hex')),
    riff('EXIF', exif(1)),
    riff('XMP ', Buffer.from(SECRET)),
  ]);
  return riff('RIFF', body);
}

describe('a photo', () => {
  test.for([
    ['JPEG', jpeg(), 640, 480],
    ['progressive JPEG', jpeg({ frameMarker: 0xc2 }), 640, 480],
    ['PNG', png(), 3, 2],
    ['WebP', webp(), 640, 320],
  ] as const)('as %s keeps its picture and nothing that says where, when or by whom', ([, bytes, width, height]) => {
    const photo = stripPhoto(bytes);
    expect(photo).toMatchObject({ width, height });
    const text = photo?.content.toString('latin1') ?? '';
    for (const secret of ['GPS', 'telephone', 'Exif', 'eXIf', 'EXIF', 'XMP ', 'adobe', 'ftyp']) expect(text).not.toContain(secret);
    expect(stripPhoto(photo?.content ?? Buffer.alloc(0))?.content).toEqual(photo?.content);
  });

  test('that was taken on its side stays the right way up, and keeps nothing else', () => {
    const photo = stripPhoto(jpeg({ turned: 6 }));
    expect(photo).toMatchObject({ width: 480, height: 640 });
    expect(photo?.content.toString('latin1')).not.toContain('GPS');
    expect(photo?.content.subarray(2, 38).toString('hex')).toBe(
      'ffe10022' + '457869660000' + '49492a0008000000' + '0100' + '120103000100000006000000' + '00000000',
    );
  });

  test('keeps the coded points of every scan', () => {
    expect(stripPhoto(jpeg())?.content.toString('hex')).toMatch(/0102ff0003ffd004ffd9$/);
  });

  test('announces in a WebP only what is left in it', () => {
    expect(stripPhoto(webp())?.content.readUInt8(20)).toBe(0x10);
  });

  test.for([
    ['a film in a WebP', webp('ANIM')],
    ['a drawing', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>')],
    ['a page', Buffer.from('<!doctype html>')],
    ['nothing', Buffer.alloc(0)],
    ['a picture of no width', png(0, 5)],
    ['a picture that fills the memory', png(60_000, 60_000)],
    ['a JPEG without a picture', Buffer.from('ffd8ffd9', 'hex')],
  ] as const)('is not %s', ([, bytes]) => {
    expect(stripPhoto(bytes)).toBeNull();
  });

  test('that is cut off anywhere is refused or still tells nothing', () => {
    for (const whole of [jpeg({ turned: 6 }), png(), webp()])
      for (let length = 0; length < whole.length; length++) {
        const photo = stripPhoto(whole.subarray(0, length));
        expect(photo?.content.toString('latin1') ?? '').not.toContain('GPS');
      }
  });

  test('of noise behind a right beginning is answered, never thrown', () => {
    const beginnings = [Buffer.from('ffd8', 'hex'), png().subarray(0, 33), webp().subarray(0, 20)];
    fc.assert(
      fc.property(fc.constantFrom(...beginnings), fc.uint8Array({ maxLength: 400 }), (begin, noise) => {
        stripPhoto(Buffer.concat([begin, noise]));
      }),
    );
  });
});
