import { describe, expect, test } from 'vitest';
import type { Language } from '#kernel/i18n';
import { open, phone, signInStaff, testBrowser, type Actor } from './support/browser.ts';
import { choose, fill, follow, pick, press, says } from './support/form.ts';

/** A planner of an office writes how things stand, and anybody reads it: in two languages. */
const casts = [
  {
    lang: 'en' as Language,
    planner: 'ines.analista@ponte-demo.example',
    code: 'tried-padova',
    place: 'Padua',
    words: 'Invented for a trial.',
  },
  {
    lang: 'ar' as Language,
    planner: 'karim.muhallil@ponte-demo.example',
    code: 'tried-kenitra',
    place: 'القنيطرة',
    words: 'مخترع للتجربة.',
  },
];
const browser = testBrowser();

describe.each(casts)('a situation analysis in $lang', ({ lang, planner, code, place, words }) => {
  let author: Actor;
  let draft = '';

  test('its writer takes figures from the indicators and says what rests on them', async () => {
    author = await browser.somebody(lang);
    const { page, t } = author;
    await signInStaff(author, planner);
    await open(author, '/desk/analyses');
    await follow(page, t('analyses.new.title'));
    await page.getByRole('heading', { level: 1, name: t('analyses.new.title') }).waitFor();
    await fill(page, t('analyses.field.title'), `${words} ${code}`);
    await fill(page, t('analyses.field.place'), place);
    await fill(page, t('analyses.new.code'), code);
    await press(page, t('analyses.new.button'));
    await page.getByText(t('analyses.notice.begun')).waitFor();
    draft = new URL(page.url()).pathname.replace(/^\/[a-z]{2}/, '');
    expect(await says(page)).toContain(t('analyses.draft.missing'));

    await follow(page, t('analyses.about.title'));
    await page.getByRole('heading', { level: 1, name: t('analyses.about.title') }).waitFor();
    await fill(page, t('analyses.field.summary'), words);
    await press(page, t('analyses.save'));
    await page.getByText(t('analyses.notice.saved')).waitFor();

    for (const part of ['data', 'trends'] as const) {
      await page
        .locator(`#${part}`)
        .getByRole('link', { name: t('analyses.add.figures') })
        .click();
      await page.getByRole('link', { name: 'Firms founded by people born abroad (example)' }).click();
      await page.getByText(t('analyses.figures.which-place')).waitFor();
      await pick(page, t('observatory.indicator.place'), 'Example region North (EX1)');
      await press(page, t('analyses.figures.button'));
      await page.getByText(t('analyses.notice.saved')).waitFor();
    }
    await page
      .locator('#policies')
      .getByRole('link', { name: t('analyses.add.text') })
      .click();
    await page.getByRole('heading', { level: 1, name: t('analyses.add.text') }).waitFor();
    await fill(page, t('analyses.field.words'), words);
    await press(page, t('analyses.save'));
    await page.getByText(t('analyses.notice.saved')).waitFor();
    for (const part of ['problems', 'chances'] as const) {
      await page
        .locator(`#${part}`)
        .getByRole('link', { name: t('analyses.add.point') })
        .click();
      await page.getByRole('heading', { level: 1, name: t('analyses.add.point') }).waitFor();
      await fill(page, t('analyses.point.name'), `${words} ${t(`analyses.section.${part}`)}`);
      await fill(page, t('analyses.field.words'), words);
      await page.getByRole('main').getByRole('checkbox').first().check();
      await press(page, t('analyses.save'));
      await page.getByText(t('analyses.notice.saved')).waitFor();
    }
    const citizen = await browser.somebody(lang);
    expect(await open(citizen, `/analyses/${code}`)).toBe(404);
  });

  test('it is published with a reason', async () => {
    const { page, t } = author;
    await open(author, draft);
    await follow(page, t('analyses.publish.title'));
    await page.getByRole('heading', { level: 1, name: t('analyses.publish.title') }).waitFor();
    await fill(page, t('analyses.publish.reason'), words);
    await press(page, t('analyses.publish.button'));
    await page.getByText(t('analyses.notice.published')).waitFor();
  });

  test('a citizen reads it on a phone, with the source of each figure, and takes it along', async () => {
    const citizen = await browser.somebody(lang, phone);
    const { page, t } = citizen;
    await open(citizen, '/analyses');
    await page
      .getByRole('main')
      .getByRole('link', { name: `${words} ${code}` })
      .click();
    await page.getByRole('heading', { level: 1, name: `${words} ${code}` }).waitFor();
    expect(await says(page)).toContain('Ponte demonstration (invented)');
    expect(await page.locator('#data .stat-value').innerText()).toContain('65');
    expect(await page.locator('#trends figure').count()).toBe(1);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    await page.locator('#problems').getByRole('link', { name: 'Firms founded by people born abroad (example)' }).first().click();
    expect(page.url()).toMatch(/#block-/);
    const paper = page.waitForEvent('download');
    await page.getByRole('link', { name: t('analyses.page.pdf') }).click();
    expect((await paper).suggestedFilename()).toBe(`${code}-1-${lang}.pdf`);
  });

  test('the official figures of an analysis are drawn too: between two places as lines, by region as a map', async () => {
    const citizen = await browser.somebody(lang, phone);
    const { page, t } = citizen;
    const main = page.getByRole('main');
    await open(citizen, '/statistics');
    await main.getByRole('link', { name: 'Bilateral estimates of migrant stocks' }).click();
    await follow(page, t('observatory.flows.link'));
    await main.getByText(t('observatory.flows.drawn-largest', { drawn: 30, count: 84 }), { exact: true }).waitFor();
    await choose(page, t('observatory.flows.from'), 'Senegal (SN)');
    await press(page, t('html.filter.apply'));
    await main.getByText(t('observatory.flows.drawn-all', { count: 7 }), { exact: true }).waitFor();
    expect(await main.locator('svg path.map-arc[marker-end]').count()).toBe(7);
    expect(await main.getByRole('row').count()).toBe(8);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);

    await open(citizen, '/indicators');
    await main.getByRole('link', { name: 'Firms founded by people born abroad (example)' }).click();
    await main.getByRole('img', { name: t('observatory.map.title', { period: '2025' }) }).waitFor();
    expect(await main.locator('path.map-region').count()).toBe(4);
    expect(await says(page)).toContain(t('observatory.map.method'));
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  });
});
