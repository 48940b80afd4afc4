import { styleguideParts } from '#kernel/html';
import { afterAll, describe, expect, test } from 'vitest';
import type { BrowserContext, Page } from 'playwright-core';
import { addressOf, seededSite, sessionOf, type Player } from '#test/fixtures';
import { violations } from './support/axe.ts';
import { wordsIn } from './support/browser.ts';
import { fill, press } from './support/form.ts';
import { launch } from './support/launch.ts';

const { site, world } = await seededSite({ built: true, env: { NODE_ENV: 'development' } });
const base = await site.server.listen({ port: 0, host: '127.0.0.1' });
const browser = await launch();

afterAll(async () => await browser.close());

/** A device on which a player is signed in. */
async function deviceOf(player: Player): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, timezoneId: 'Europe/Rome' });
  const [name = '', value = ''] = ((await sessionOf(site, world, player)) ?? '').split('=');
  if (name) await context.addCookies([{ name, value, url: base }]);
  return { context, page: await context.newPage() };
}

/** What axe finds in light and in dark. */
async function faultsOf(page: Page): Promise<string[]> {
  const light = await violations(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await violations(page);
  await page.emulateMedia({ colorScheme: 'light' });
  return [...light, ...dark.map((one) => `dark: ${one}`)];
}

/** Lets the next request, and no other, fail with a status before it reaches its page. */
function failNext(status: number): void {
  const { profile } = site.network;
  const failing = async () => {
    Object.assign(site.network, { profile });
    throw Object.assign(new Error('planted by this test'), { statusCode: status });
  };
  Object.assign(site.network, { profile: failing });
}

describe.for(['en', 'ar'] as const)('in %s', (lang: 'en' | 'ar') => {
  const t = wordsIn(lang);

  test('error pages say what to do, without a fault', async () => {
    const { context, page } = await deviceOf('visitor');
    for (const status of [400, 404, 409, 413, 422, 423, 429, 500, 503]) {
      failNext(status);
      const answer = await page.goto(`${base}/${lang}/services`);
      expect(answer?.status()).toBe(status);
      expect(await page.getByRole('heading', { level: 1 }).count(), String(status)).toBe(1);
      expect(await page.getByRole('main').getByRole('link').count(), String(status)).toBeGreaterThan(0);
      expect(await page.evaluate(() => document.documentElement.dir)).toBe(lang === 'ar' ? 'rtl' : 'ltr');
      expect([status, await faultsOf(page)]).toEqual([status, []]);
    }
    await context.close();
  });

  test('what is not there and what is not open to somebody look the same', async () => {
    const { context, page } = await deviceOf('counsellorAbroad');
    const shown: string[] = [];
    for (const path of ['/desk/people/00000000-0000-7000-8000-000000000000', `/desk/people/${world.withoutCase}`, '/admin/accounts']) {
      expect((await page.goto(`${base}/${lang}${path}`))?.status(), path).toBe(404);
      shown.push(await page.getByRole('main').innerText());
    }
    expect(new Set(shown).size).toBe(1);
    expect(await faultsOf(page)).toEqual([]);
    await context.close();
  });

  test('the steps of signing in have no fault when they come back with errors', async () => {
    const { context, page } = await deviceOf('visitor');
    const steps: [path: string, label: string, typed: string, button: string][] = [
      ['/sign-in', t('app.sign-in.address'), 'nobody', t('app.sign-in.send-code')],
      ['/sign-in/code?challenge=none', t('app.sign-in.code.field'), '123456', t('app.sign-in.enter')],
      ['/sign-in/card', t('app.sign-in.card.field'), 'AAAA-BBBB', t('app.sign-in.enter')],
      ['/sign-in/staff', t('app.staff.email'), 'nobody@example.org', t('app.sign-in.enter')],
    ];
    for (const [path, label, typed, button] of steps) {
      for (const words of ['', typed]) {
        await page.goto(`${base}/${lang}${path}`);
        await fill(page, label, words);
        await press(page, button);
        expect([path, await page.getByRole('alert').count()]).toEqual([path, 1]);
        expect(await page.title()).toContain(t('html.title.error', { title: '' }).trim());
        expect([path, await faultsOf(page)]).toEqual([path, []]);
      }
    }
    await context.close();
  });

  test('the second step of signing in has no fault when the code is wrong', async () => {
    const { context, page } = await deviceOf('visitor');
    await page.goto(`${base}/${lang}/sign-in/staff`);
    await fill(page, t('app.staff.email'), world.staff.keyholder.email);
    await fill(page, t('app.staff.password'), 'one long sentence of the keyholder');
    await press(page, t('app.sign-in.enter'));
    await page.goto(`${base}/${lang}/sign-in/second-factor`);
    await fill(page, t('app.factor.code'), '000000');
    await press(page, t('app.sign-in.enter'));
    expect(await page.getByRole('alert').count()).toBe(1);
    await page.evaluate(() => document.querySelectorAll('details').forEach((one) => one.setAttribute('open', '')));
    expect(await faultsOf(page)).toEqual([]);
    await context.close();
  });

  test('every component of the catalogue has no fault, with each dialog open', async () => {
    const { context, page } = await deviceOf('visitor');
    let dialogs = 0;
    for (const part of styleguideParts) {
      await page.goto(`${base}/${lang}/styleguide?part=${part}`, { waitUntil: 'load' });
      expect([part, await faultsOf(page)]).toEqual([part, []]);
      for (const opener of await page.locator('[data-dialog-open]').all()) {
        dialogs += 1;
        await opener.click();
        expect(await page.locator('dialog[open]').count()).toBe(1);
        expect(await faultsOf(page)).toEqual([]);
        await page.keyboard.press('Escape');
        expect(await page.locator('dialog[open]').count()).toBe(0);
      }
    }
    expect(dialogs).toBeGreaterThan(0);
    await context.close();
  });

  test('a form whose draft was put back, or that is sent while the line is down, has no fault', async () => {
    const { context, page } = await deviceOf('visitor');
    await page.goto(`${base}/${lang}${addressOf({ path: '/ask' }, world)}`);
    await fill(page, t('messages.field.question'), 'How do I register?');
    await page.waitForTimeout(500);
    await page.reload();
    expect(await page.getByRole('main').innerText()).toContain(t('html.draft.kept'));
    expect(await faultsOf(page)).toEqual([]);
    await context.setOffline(true);
    await page.getByRole('main').locator('form[data-draft] button').last().click();
    expect(await page.getByRole('main').innerText()).toContain(t('html.draft.offline'));
    expect(await faultsOf(page)).toEqual([]);
    await context.close();
  });
});
