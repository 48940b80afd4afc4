import type { Page, Response } from 'playwright-core';
import type { Language } from '#kernel/i18n';
import { violations } from './axe.ts';

/** What is wrong with a page as it stands: every fold and list of suggestions open, light and dark, on a desk and on a phone. */
export async function lookAt(page: Page, lang: Language): Promise<string[]> {
  await openFolds(page, 'main details, footer details');
  const found = await violations(page, { without: colours(lang) });
  if (lang === 'en') found.push(...(await inTheDark(page)));
  found.push(...(await withSuggestions(page, lang)));
  return [...found, ...(await onAPhone(page))];
}

/** Colours are the same in both directions, so they are looked at in one. */
const colours = (lang: Language): readonly string[] => (lang === 'en' ? [] : ['color-contrast']);

/** What is wrong with a page that has nothing to show: its folds open, on a desk and on a phone. */
export async function lookAtEmpty(page: Page, lang: Language): Promise<string[]> {
  await openFolds(page, 'main details, footer details');
  return [...(await violations(page, { within: 'main', without: colours(lang) })), ...(await onAPhone(page))];
}

/** Opens an address; a file to save or a picture is no page to look at. */
export async function visit(page: Page, address: string): Promise<Response | 'a file' | null> {
  try {
    const answer = await page.goto(address, { waitUntil: 'load' });
    return answer?.headers()['content-type']?.startsWith('text/html') === false ? 'a file' : answer;
  } catch (error) {
    if (error instanceof Error && error.message.includes('Download is starting')) return 'a file';
    throw error;
  }
}

/** The menus of the header, open: they lie over what is beside them, so they are looked at by themselves, once for each player. */
export async function inTheHeader(page: Page): Promise<string[]> {
  if (page.url() === 'about:blank') return [];
  await openFolds(page, 'header details');
  return await violations(page, { within: '.header-tools' });
}

async function openFolds(page: Page, which: string): Promise<void> {
  await page.evaluate((all) => document.querySelectorAll(all).forEach((one) => one.setAttribute('open', '')), which);
}

/** What is too faint in the dark scheme. */
async function inTheDark(page: Page, within?: string): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'dark' });
  const found = await violations(page, { rules: ['color-contrast'], ...(within ? { within } : {}) });
  await page.emulateMedia({ colorScheme: 'light' });
  return found.map((one) => `dark: ${one}`);
}

/** What is wrong with each list of suggestions as it stands open: all choices at once, or those that the server finds for "pa". */
async function withSuggestions(page: Page, lang: Language): Promise<string[]> {
  const found: string[] = [];
  for (const field of await page.locator('main input[role=combobox]').all()) {
    const list = page.locator(`#${await field.getAttribute('aria-controls')}`);
    await field.click();
    if (!(await list.isVisible())) {
      await field.fill('');
      await field.pressSequentially('pa');
      await list.waitFor({ timeout: 1_500 }).catch(() => undefined); // some lists have nothing of that name
    }
    await field.press('ArrowDown');
    const within = `.combobox:has(#${await field.getAttribute('id')})`;
    found.push(...(await violations(page, { within, without: colours(lang) })));
    if (lang === 'en') found.push(...(await inTheDark(page, within)));
    await field.press('Escape');
  }
  return found.map((one) => `suggestions: ${one}`);
}

/** A phone of 320 px shows the page with its folds as they come, and open, without scrolling sideways. */
async function onAPhone(page: Page): Promise<string[]> {
  await page.setViewportSize({ width: 320, height: 640 });
  const open = await page.evaluate(() => document.documentElement.scrollWidth);
  await page.evaluate(() => document.querySelectorAll('details').forEach((one) => one.removeAttribute('open')));
  const closed = await page.evaluate(() => document.documentElement.scrollWidth);
  await page.setViewportSize({ width: 1280, height: 900 });
  const width = Math.max(open, closed);
  return width > 320 ? [`${width} px wide`] : [];
}
