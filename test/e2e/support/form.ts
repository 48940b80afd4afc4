import type { Page } from 'playwright-core';

/** The part of the page that belongs to it: menus and footers repeat words. */
const main = (page: Page) => page.getByRole('main');

/** Fills a field found by its label. */
export async function fill(page: Page, label: string, text: string): Promise<void> {
  await main(page).getByLabel(label).first().fill(text);
}

export async function choose(page: Page, label: string, option: string): Promise<void> {
  await main(page).getByLabel(label).first().selectOption({ label: option });
}

/** Takes a radio button or a tick by its label. */
export async function take(page: Page, label: string): Promise<void> {
  await main(page).getByLabel(label, { exact: true }).first().check();
}

export async function press(page: Page, button: string): Promise<void> {
  await main(page).getByRole('button', { name: button, exact: true }).first().click();
}

export async function follow(page: Page, link: string): Promise<void> {
  await main(page).getByRole('link', { name: link }).first().click();
}

/** What the page says, for expectations. */
export async function says(page: Page): Promise<string> {
  return await main(page).innerText();
}
