import { afterAll, beforeAll, inject } from 'vitest';
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from 'playwright-core';
import { loadMessages, translator, type AnyTranslate, type Language } from '#kernel/i18n';
import { demoPassword } from '../../../src/app/demo/demo-accounts.ts';

const catalogue = loadMessages(undefined, { missing: 'throw' });

/** The words of the product in a language: the tests find what they press by its role and label. */
export function wordsIn(lang: Language): AnyTranslate {
  return translator(catalogue, lang) as AnyTranslate; // tests name keys that the compiler checks elsewhere
}

/** Starts the browser that `npm test` has found. */
export async function launch(): Promise<Browser> {
  return await chromium.launch({
    ...(process.env.CHROMIUM_PATH ? { executablePath: process.env.CHROMIUM_PATH } : {}),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  });
}

/** A browser for this test file. */
export function testBrowser() {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(async () => await browser.close());
  return {
    /** Somebody at a device of their own. */
    somebody: async (lang: Language, options: BrowserContextOptions = {}): Promise<Actor> => {
      const context = await browser.newContext({ baseURL: inject('baseUrl'), locale: lang, timezoneId: 'Europe/Rome', ...options });
      return { context, page: await context.newPage(), lang, t: wordsIn(lang) };
    },
  };
}

/** A person in front of a browser. */
export interface Actor {
  context: BrowserContext;
  page: Page;
  lang: Language;
  t: AnyTranslate;
}

/** Signs staff in: password, then the code of the moment from the demonstration's page. A code works once, so a second sign-in waits. */
export async function signInStaff({ page, lang, t }: Actor, email: string): Promise<void> {
  for (let tries = 0; tries < 3; tries += 1) {
    const code = await currentCode(page, email);
    await page.goto(`/${lang}/sign-in/staff`);
    await page.getByLabel(t('app.staff.email')).fill(email);
    await page.getByLabel(t('app.staff.password')).fill(demoPassword);
    await page
      .getByRole('main')
      .getByRole('button', { name: t('app.sign-in.enter') })
      .click();
    await page.getByLabel(t('app.factor.code')).fill(code);
    await page
      .getByRole('main')
      .getByRole('button', { name: t('app.sign-in.enter') })
      .click();
    if (!page.url().includes('/sign-in/')) return;
    await page.waitForTimeout(15_000);
  }
  throw new Error(`${email} could not sign in`);
}

async function currentCode(page: Page, email: string): Promise<string> {
  await page.goto('/en/demo');
  const row = await page.getByRole('row').filter({ hasText: email }).first().innerText();
  return /\b(\d{3} ?\d{3})\b/.exec(row)?.[1]?.replace(' ', '') ?? '';
}

/** Signs a person in by e-mail: the code stands on the demonstration's page of sent messages. */
export async function signInPerson({ page, lang, t }: Actor, email: string): Promise<void> {
  await page.goto(`/${lang}/sign-in`);
  await page.getByLabel(t('app.sign-in.address')).fill(email);
  await page.getByRole('button', { name: t('app.sign-in.send-code') }).click();
  const code = await codeSentTo(page, email);
  await page.getByLabel(t('app.sign-in.code.field')).fill(code);
  await page
    .getByRole('main')
    .getByRole('button', { name: t('app.sign-in.enter') })
    .click();
}

/** Reads a six-digit code from the newest shown message to an address; the job that delivers it may take a moment. */
export async function codeSentTo(page: Page, address: string): Promise<string> {
  const reader = await page.context().newPage();
  try {
    for (let tries = 0; tries < 40; tries += 1) {
      await reader.goto('/en/demo/messages');
      const text = await reader.getByRole('main').innerText();
      // A card ends with the address it went to; the newest message stands first.
      const card = text.slice(0, Math.max(0, text.indexOf(address)));
      const code = [...card.matchAll(/\b(\d{6})\b/g)].at(-1)?.[1];
      if (code) return code;
      await reader.waitForTimeout(500);
    }
  } finally {
    await reader.close();
  }
  throw new Error(`no code was sent to ${address}`);
}
