import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { testSite } from '#test/site';
import { loadReference } from '../../src/app/demo/load-demonstration.ts';
import { makeSetupCode } from '../../src/app/setup/setup-code.ts';
import { violations } from './support/axe.ts';
import { wordsIn } from './support/browser.ts';
import { fill, press, says } from './support/form.ts';
import { launch } from './support/launch.ts';

const folder = await mkdtemp(join(tmpdir(), 'ponte-setup-'));
const site = await testSite({ network: 'empty', built: true, env: { PONTE_DATA: folder } });
const base = await site.server.listen({ port: 0, host: '127.0.0.1' });
const browser = await launch();

beforeAll(async () => await loadReference(site.db));
afterAll(async () => {
  await browser.close();
  await rm(folder, { recursive: true, force: true });
});

/** What axe finds in both colour schemes, and what does not fit on a telephone. */
async function faultsOf(page: Page): Promise<string[]> {
  const light = await violations(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await violations(page);
  await page.emulateMedia({ colorScheme: 'light' });
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  return [...light, ...dark.map((one) => `dark: ${one}`), ...(width > 320 ? [`${width} px wide`] : [])];
}

/** The parts that the assistant needs besides those that have an answer already. */
async function fillIn(page: Page, t: ReturnType<typeof wordsIn>, place: string): Promise<void> {
  await fill(page, t('app.setup.code'), await makeSetupCode(folder));
  await page.locator('[name=nameEn]').fill('Bridge of two shores');
  await page.locator('[name=languages][value=en]').check();
  await page.locator('[name=languages][value=ar]').check();
  await fill(page, t('app.setup.controller.name'), 'Town of Example');
  await page.locator('[name=controllerAddress]').fill('Street 1, Example');
  await page.locator('[name=controllerEmail]').fill('privacy@example.org');
  await fill(page, t('app.privacy.officer'), 'Dana Officer, dana@example.org');
  await page.locator('[name=office1Name]').fill('Desk of Padua');
  await page.locator('[name=office1Place]').fill(place);
  await page.locator('[name=office1Address]').fill('Via 1');
  await page.locator('[name=adminName]').fill('Ada Admin');
  await page.locator('[name=adminEmail]').fill('ada@example.org');
  await page.locator('[name=password]').fill('violet harbour 83 lanterns');
}

describe.for(['en', 'ar'] as const)('the set-up assistant in %s', (lang: 'en' | 'ar') => {
  const t = wordsIn(lang);
  const open = async () => {
    const page = await browser.newPage({ viewport: { width: 320, height: 640 } });
    await page.goto(`${base}/${lang}/setup`);
    return page;
  };

  test('has no fault on an empty form, and with one more office', async () => {
    const page = await open();
    expect(await faultsOf(page)).toEqual([]);
    await press(page, t('app.setup.offices.more'));
    expect(await page.locator('[name=office2Name]').count()).toBe(1);
    expect(await faultsOf(page)).toEqual([]);
    await page.close();
  });

  test('has no fault when it comes back with errors, and each line of the summary says and shows its field', async () => {
    const page = await open();
    await page.locator('form.form button:not([name])').last().click();
    expect(await page.title()).toContain(t('html.title.error', { title: t('app.setup.title') }));
    expect(await faultsOf(page)).toEqual([]);
    const links = page.getByRole('alert').getByRole('link');
    const lines = await links.allInnerTexts();
    expect(lines.length).toBeGreaterThan(8);
    expect(lines).not.toContain(t('http.field.required'));
    expect(new Set(lines).size).toBe(lines.length);
    for (const link of await links.all()) {
      const href = (await link.getAttribute('href')) ?? '';
      await link.click();
      expect(await page.evaluate(() => `#${document.activeElement?.id}`)).toBe(href);
    }
    await page.close();
  });

  test('has no fault where it asks which place is meant, and says when the code is wrong', async () => {
    const page = await open();
    await fillIn(page, t, 'Südtirol');
    await page.locator('form.form button:not([name])').last().click();
    expect(await page.locator('[name=office1PlaceCode]').count()).toBeGreaterThan(1);
    expect(await faultsOf(page)).toEqual([]);
    await fill(page, t('app.setup.code'), 'AAAA-BBBB-CCCC');
    await page.locator('[name=office1PlaceCode]').first().check();
    await page.locator('[name=password]').fill('violet harbour 83 lanterns');
    await page.locator('form.form button:not([name])').last().click();
    expect(await says(page)).toContain(t('app.refusal.setup-code'));
    expect(await faultsOf(page)).toEqual([]);
    await page.close();
  });
});
