import { chromium, type Browser } from 'playwright-core';

/** Starts the browser that `npm test` has found; it is root in many containers, where Chromium has no sandbox. */
export async function launch(...more: readonly string[]): Promise<Browser> {
  return await chromium.launch({
    ...(process.env.CHROMIUM_PATH ? { executablePath: process.env.CHROMIUM_PATH } : {}),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      ...more,
    ],
  });
}
