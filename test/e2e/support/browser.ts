import { afterAll, beforeAll, inject } from 'vitest';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { loadMessages, translator, type AnyTranslate, type Language } from '#kernel/i18n';
import { demoPassword } from '../../../src/app/demo/demo-accounts.ts';
import { launch } from './launch.ts';

const catalogue = loadMessages(undefined, { missing: 'throw' });

/** The words of the product in a language: the tests find what they press by its role and label. */
export function wordsIn(lang: Language): AnyTranslate {
  return translator(catalogue, lang) as AnyTranslate; // tests name keys that the compiler checks elsewhere
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
      // A slow machine is no fault of the page; while a test is written, a mistake shows soon.
      context.setDefaultTimeout(process.env.E2E_BASE_URL ? 15_000 : 120_000);
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

/** A small telephone: 320 px, the narrowest that people bring. */
export const phone: BrowserContextOptions = { viewport: { width: 320, height: 640 }, hasTouch: true, deviceScaleFactor: 2 };

/** Signs staff in: password, then the code of the moment from the demonstration's page. A code works once: who is late waits for the next. */
export async function signInStaff({ page, lang, t }: Actor, email: string): Promise<void> {
  let used = '';
  for (let tries = 0; tries < 3; tries += 1) {
    const code = await nextCode(page, email, used);
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
    used = code;
  }
  throw new Error(`${email} could not sign in`);
}

/** The code of the moment, once it is another than the one that was used. */
async function nextCode(page: Page, email: string, used: string): Promise<string> {
  for (;;) {
    const code = await currentCode(page, email);
    if (code !== used) return code;
    await page.waitForTimeout(1_000);
  }
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

const usedCodes = new Set<string>();

/**
 * Reads the six-digit code of the newest shown message to an address that no sign-in of this file has used; the job that
 * delivers it may take a moment. `origin`: where the page reaches the server, if by another address than the others.
 */
export async function codeSentTo(page: Page, address: string, origin = ''): Promise<string> {
  const reader = await page.context().newPage();
  try {
    // A card ends with the address it went to; the newest message stands first.
    const cards = reader.getByRole('main').locator('.card').filter({ hasText: address });
    for (let tries = 0; tries < 40; tries += 1) {
      await reader.goto(`${origin}/en/demo/messages`);
      const codes = (await cards.allInnerTexts()).flatMap((text) => /\b\d{6}\b/.exec(text)?.[0] ?? []);
      const code = codes.find((one) => !usedCodes.has(one));
      if (code) {
        usedCodes.add(code);
        return code;
      }
      await reader.waitForTimeout(500);
    }
  } finally {
    await reader.close();
  }
  throw new Error(`no code was sent to ${address}`);
}

/** Opens the person's own space; whoever comes for the first time takes over the file that the office keeps under their address. */
export async function openMySpace({ page, lang, t }: Actor): Promise<void> {
  await page.goto(`/${lang}/me`);
  const claim = page.getByRole('main').getByRole('button', { name: t('app.me.claim.button'), exact: true });
  if ((await claim.count()) > 0) await claim.first().click();
}

/** Opens a page and answers its status. */
export async function open({ page, lang }: Actor, path: string): Promise<number> {
  return (await page.goto(`/${lang}${path}`))?.status() ?? 0;
}
