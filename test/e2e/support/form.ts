import type { Page } from 'playwright-core';

/** The part of the page that belongs to it: menus and footers repeat words. */
const main = (page: Page) => page.getByRole('main');

/** A failed deed tells which page it met instead, and what stood there. */
async function orTell(page: Page, deed: Promise<unknown>): Promise<void> {
  try {
    await deed;
  } catch (error) {
    const text = await says(page).catch(() => 'nothing');
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`${page.url()} says: ${text.slice(0, 400)}\n${reason}`, { cause: error });
  }
}

/** Fills a field found by its label. */
export async function fill(page: Page, label: string, text: string): Promise<void> {
  await orTell(page, main(page).getByLabel(label).first().fill(text));
}

export async function choose(page: Page, label: string, option: string): Promise<void> {
  await orTell(page, main(page).getByLabel(label).first().selectOption({ label: option }));
}

/** Chooses from a long list, as whoever types does. */
export async function pick(page: Page, label: string, option: string): Promise<void> {
  const field = main(page).getByLabel(label).first();
  await orTell(page, field.fill(option));
  await orTell(page, page.getByRole('option', { name: option }).first().click());
}

/** Takes a radio button or a tick by its label. */
export async function take(page: Page, label: string): Promise<void> {
  await orTell(page, main(page).getByLabel(label, { exact: true }).first().check());
}

/** Presses a button; where that sends a form, what comes back has been read to its end. */
export async function press(page: Page, button: string): Promise<void> {
  await orTell(page, main(page).getByRole('button', { name: button, exact: true }).first().click());
  await page.waitForLoadState('domcontentloaded');
}

export async function follow(page: Page, link: string): Promise<void> {
  await orTell(page, main(page).getByRole('link', { name: link }).first().click());
  await page.waitForLoadState('domcontentloaded');
}

/** What the page says, for expectations. */
export async function says(page: Page): Promise<string> {
  return await main(page).innerText();
}
