import { expect } from 'vitest';
import type { Page } from 'playwright-core';
import { says } from './form.ts';

/** Waits until the page says something: what was pressed before leads to it. */
export async function see(page: Page, words: string): Promise<void> {
  await expect.poll(async () => await says(page)).toContain(words);
}
