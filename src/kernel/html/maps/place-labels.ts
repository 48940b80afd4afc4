import type { MapSize, Point } from './view.ts';

export type Label = Point & { name: string };

/** Size of a letter on the sheet, a little generous: a name that does not fit is left to the table. */
const LETTER = { width: 9, height: 19 };

/** The names that have room on a sheet without covering one another; the first ones come first. */
export function labelsOf(points: readonly Label[], { width, height }: MapSize): Label[] {
  const taken: { left: number; right: number; top: number; bottom: number }[] = [];
  return points.filter(({ x, y, name }) => {
    const half = (name.length * LETTER.width) / 2;
    const box = { left: x - half, right: x + half, top: y - 8 - LETTER.height, bottom: y - 8 };
    const outside = name === '' || box.left < 0 || box.right > width || box.top < 0 || box.bottom > height;
    if (outside || taken.some((one) => box.left < one.right && box.right > one.left && box.top < one.bottom && box.bottom > one.top))
      return false;
    taken.push(box);
    return true;
  });
}
