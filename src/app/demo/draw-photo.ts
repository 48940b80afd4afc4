import { crc32, deflateSync } from 'node:zlib';

/** Things that the demonstration pretends to have photographed: plain shapes, so that nobody takes them for real goods. */
export type Drawing = 'sacks' | 'jars' | 'cloth' | 'window' | 'baskets';

type Colour = readonly [red: number, green: number, blue: number];

const WIDTH = 480;
const HEIGHT = 320;
const TABLE: Colour = [214, 196, 170];
const WALL: Colour = [238, 232, 222];

/** Colour of a point, or null where the thing is not. */
type Shape = (x: number, y: number) => Colour | null;

const ellipse =
  (cx: number, cy: number, rx: number, ry: number, colour: Colour): Shape =>
  (x, y) =>
    ((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2 <= 1 ? colour : null;
const box =
  (left: number, top: number, width: number, height: number, colour: Colour): Shape =>
  (x, y) =>
    x >= left && x < left + width && y >= top && y < top + height ? colour : null;
const row = (count: number, make: (left: number, index: number) => Shape[]): Shape[] =>
  Array.from({ length: count }, (_, index) => make(60 + (index * 360) / count, index)).flat();

const drawings: Readonly<Record<Drawing, readonly Shape[]>> = {
  sacks: row(3, (x) => [
    box(x, 110, 90, 150, [188, 150, 96]),
    ellipse(x + 45, 112, 45, 22, [150, 112, 64]),
    ellipse(x + 45, 110, 34, 14, [222, 190, 130]),
  ]),
  jars: row(4, (x) => [
    box(x, 140, 66, 120, [178, 42, 52]),
    box(x + 6, 118, 54, 22, [120, 96, 40]),
    box(x + 10, 180, 46, 44, [246, 240, 226]),
  ]),
  cloth: row(6, (x, index) => [
    box(x, 90, 60, 180, index % 2 ? [24, 96, 140] : [224, 150, 30]),
    ellipse(x + 30, 140, 18, 18, index % 2 ? [240, 214, 90] : [120, 30, 60]),
    ellipse(x + 30, 210, 18, 18, index % 2 ? [240, 214, 90] : [120, 30, 60]),
  ]),
  window: [box(130, 50, 220, 220, [150, 156, 162]), box(144, 64, 92, 192, [196, 222, 236]), box(244, 64, 92, 192, [196, 222, 236])],
  baskets: row(3, (x) => [
    ellipse(x + 50, 220, 52, 44, [146, 100, 56]),
    ellipse(x + 50, 190, 52, 18, [184, 138, 88]),
    ellipse(x + 50, 190, 40, 11, [96, 60, 32]),
  ]),
};

/** Draws one as a PNG of 480 × 320 points; a few kilobytes. */
export function drawPhoto(of: Drawing): Buffer {
  const shapes = drawings[of].toReversed();
  const rows: number[] = [];
  for (let y = 0; y < HEIGHT; y++) {
    rows.push(0);
    for (let x = 0; x < WIDTH; x++) {
      let colour = y > 240 ? TABLE : WALL;
      for (const shape of shapes) {
        const found = shape(x, y);
        if (!found) continue;
        colour = found;
        break;
      }
      rows.push(...colour);
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(WIDTH, 0);
  header.writeUInt32BE(HEIGHT, 4);
  header.set([8, 2], 8); // 8 bits, red green blue
  const parts = [chunk('IHDR', header), chunk('IDAT', deflateSync(Uint8Array.from(rows), { level: 9 })), chunk('IEND', Buffer.alloc(0))];
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), ...parts]);
}

function chunk(name: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), body]);
  const whole = Buffer.alloc(named.length + 8);
  whole.writeUInt32BE(body.length, 0);
  named.copy(whole, 4);
  whole.writeUInt32BE(crc32(named), named.length + 4);
  return whole;
}
