import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import type { Actor } from './browser.ts';

const folder = join(import.meta.dirname, '../../../docs/guide/pictures');

/** Small enough that the whole handbook stays under 2 MB. */
const QUALITY = 0.72;
const MOST_HEIGHT = 1_500;

/**
 * Takes a picture of what the actor sees for the handbook, where `PONTE_PICTURES=1` asks for it; of `what`, else of the page's
 * main part. Pictures are of the English walk; `always` takes one in another language too.
 */
export async function picture(
  actor: Actor,
  name: string,
  { what, always = false }: { what?: Locator; always?: boolean } = {},
): Promise<void> {
  if (process.env.PONTE_PICTURES !== '1' || (actor.lang !== 'en' && !always)) return;
  const { page } = actor;
  // The box is told from the top of the window; the picture is of the whole page, which may be scrolled.
  const scrolled = await page.evaluate(() => scrollY);
  const box = await (what ?? page.getByRole('main')).boundingBox();
  const top = scrolled + (box?.y ?? 0);
  const width = page.viewportSize()?.width ?? 1_280;
  const png = await page.screenshot({
    fullPage: true,
    scale: 'css',
    animations: 'disabled',
    clip: {
      x: 0,
      y: what ? top : 0,
      width,
      height: Math.min(MOST_HEIGHT, (what ? 0 : top) + (box?.height ?? 800)),
    },
  });
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, `${name}.webp`), await toWebp(actor, png));
}

/** The browser writes WebP itself: a tenth of the PNG, without another program. */
async function toWebp({ context }: Actor, png: Buffer): Promise<Buffer> {
  const page = await context.newPage();
  try {
    const text = await page.evaluate(
      async ({ base64, quality }) => {
        const image = new Image();
        image.src = `data:image/png;base64,${base64}`;
        await image.decode();
        const canvas = document.createElement('canvas');
        canvas.width = image.width;
        canvas.height = image.height;
        canvas.getContext('2d')?.drawImage(image, 0, 0);
        return canvas.toDataURL('image/webp', quality);
      },
      { base64: png.toString('base64'), quality: QUALITY },
    );
    return Buffer.from(text.replace('data:image/webp;base64,', ''), 'base64');
  } finally {
    await page.close();
  }
}
