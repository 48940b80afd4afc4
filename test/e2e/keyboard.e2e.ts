import { expect, test } from 'vitest';
import type { Locator, Page } from 'playwright-core';
import { termLabel } from '#modules/vocabulary';
import { signInStaff, testBrowser } from './support/browser.ts';

const browser = testBrowser();

/** Goes on with Tab until the element has the focus: what cannot be reached so cannot be reached by keyboard at all. */
async function tabTo(page: Page, element: Locator): Promise<void> {
  for (let presses = 0; presses < 150; presses += 1) {
    if (await element.evaluate((one) => one === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`the keyboard does not reach ${String(element)}`);
}

async function type(page: Page, label: string, text: string): Promise<void> {
  await tabTo(page, page.getByRole('main').getByLabel(label).first());
  await page.keyboard.type(text);
}

test('a visitor books a time by keyboard alone, from the skip link on', async () => {
  const { page, t } = await browser.somebody('en');
  await page.goto('/en/offices/bologna-desk/book');
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.textContent?.trim())).toBe(t('html.skip'));
  await page.keyboard.press('Enter');
  await tabTo(page, page.locator('main a[href*="slot="]').last());
  await page.keyboard.press('Enter');
  await page.waitForURL(/slot=/);
  await type(page, t('appointments.field.email'), `keyboard.${Date.now()}@people.example.org`);
  await type(page, t('appointments.field.topic'), termLabel('contactTopics', 'permit', 'en').slice(0, 9));
  await tabTo(page, page.getByRole('button', { name: t('appointments.book.send') }));
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/appointments\/.*token=/);
  expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
});

test('a counsellor opens a file by keyboard alone', async () => {
  const counsellor = await browser.somebody('en');
  const { page, t } = counsellor;
  await signInStaff(counsellor, 'marco.esempio@ponte-demo.example');
  await page.goto('/en/desk/people/new');
  await type(page, t('people.field.given-name'), 'Tastiera');
  await type(page, t('people.field.family-name'), 'Sola');
  await type(page, t('app.intake.reason'), 'Wants to open a shop');
  await tabTo(page, page.getByRole('main').getByRole('checkbox').first());
  await page.keyboard.press('Space');
  await tabTo(page, page.getByRole('button', { name: t('app.intake.open') }));
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/desk\/people\/[0-9a-f-]{36}/);
  expect(await page.getByRole('main').innerText()).toContain('Tastiera Sola');
});

test('what was typed is still there after the tab was closed', async () => {
  const { page, context, t } = await browser.somebody('en');
  await page.goto('/en/ask');
  await page.getByLabel(t('messages.field.question')).pressSequentially('How do I register a small bakery?');
  await page.waitForTimeout(800);
  await page.close();
  const again = await context.newPage();
  await again.goto('/en/ask');
  expect(await again.getByLabel(t('messages.field.question')).inputValue()).toContain('small bakery');
});
