import { describe, expect, test } from 'vitest';
import type { Language } from '#kernel/i18n';
import { violations } from './support/axe.ts';
import { open, phone, signInStaff, testBrowser, type Actor } from './support/browser.ts';
import { fill, follow, press, says } from './support/form.ts';

/** A planner sets places beside one another, and anybody reads it: in two languages. */
const casts = [
  { lang: 'en' as Language, planner: 'carla.confronto@ponte-demo.example', code: 'tried-peers-padova', words: 'Invented for a trial.' },
  { lang: 'ar' as Language, planner: 'munir.muqarana@ponte-demo.example', code: 'tried-peers-kenitra', words: 'مخترع للتجربة.' },
];
const browser = testBrowser();
const indicator = 'Firms founded by people born abroad (example)';

describe.each(casts)('a comparison of places in $lang', ({ lang, planner, code, words }) => {
  let author: Actor;
  let desk = '';
  const saved = async (notice: string) => await author.page.getByText(author.t(notice)).first().waitFor();
  const heading = async (key: string) => await author.page.getByRole('heading', { level: 1, name: author.t(key) }).waitFor();

  test('its writer chooses places with the reason, and takes a measure with what to keep in mind', async () => {
    author = await browser.somebody(lang);
    const { page, t } = author;
    await signInStaff(author, planner);
    await open(author, '/desk/benchmarks');
    await follow(page, t('benchmarks.new.title'));
    await heading('benchmarks.new.title');
    await fill(page, t('benchmarks.field.title'), `${words} ${code}`);
    await fill(page, t('benchmarks.new.code'), code);
    await press(page, t('benchmarks.new.button'));
    await saved('benchmarks.notice.begun');
    desk = new URL(page.url()).pathname.replace(/^\/[a-z]{2}/, '');
    await follow(page, t('benchmarks.about.title'));
    await heading('benchmarks.about.title');
    await fill(page, t('benchmarks.field.question'), words);
    await fill(page, t('benchmarks.field.reason'), words);
    await press(page, t('benchmarks.save'));
    await saved('benchmarks.notice.saved');
    for (const [name, codes] of [
      ['B', 'EX1'],
      ['A', 'NONE'],
    ] as const) {
      await follow(page, t('benchmarks.peer.add.places'));
      await heading('benchmarks.peer.add.places');
      await fill(page, t('benchmarks.peer.name'), `${words} ${name}`);
      await fill(page, t('benchmarks.peer.codes'), codes);
      await fill(page, t('benchmarks.peer.why'), words);
      await press(page, t('benchmarks.save'));
      await saved('benchmarks.notice.saved');
    }
    await follow(page, t('benchmarks.measure.add'));
    await heading('benchmarks.measure.add');
    await page.getByRole('link', { name: indicator }).click();
    await page.getByText(t('benchmarks.measure.lead')).waitFor();
    await fill(page, t('benchmarks.measure.caveat'), words);
    await press(page, t('benchmarks.measure.button'));
    await saved('benchmarks.notice.saved');
    // By name: what was added first stands second.
    expect(await page.locator('#together tbody th').allInnerTexts()).toEqual([`${words} A`, `${words} B`]);
    expect(await says(page)).toContain(t('benchmarks.missing.no-place'));
    expect(await violations(page)).toEqual([]);
  });

  test('it is published, and a citizen reads it on a phone and takes it along', async () => {
    await open(author, desk);
    await follow(author.page, author.t('benchmarks.publish.title'));
    await heading('benchmarks.publish.title');
    await fill(author.page, author.t('benchmarks.publish.reason'), words);
    await press(author.page, author.t('benchmarks.publish.button'));
    await saved('benchmarks.notice.publish');

    const citizen = await browser.somebody(lang, phone);
    const { page, t } = citizen;
    await open(citizen, '/benchmarks');
    await page
      .getByRole('main')
      .getByRole('link', { name: `${words} ${code}` })
      .click();
    await page.getByRole('heading', { level: 1, name: `${words} ${code}` }).waitFor();
    const text = await says(page);
    expect(text).toContain(t('benchmarks.no-ranking'));
    expect(text).toContain('Ponte demonstration (invented)');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    expect(await violations(page)).toEqual([]);
  });
});
