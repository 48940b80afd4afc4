import { describe, expect, test } from 'vitest';
import type { Language } from '#kernel/i18n';
import { violations } from './support/axe.ts';
import { open, phone, signInStaff, testBrowser, type Actor } from './support/browser.ts';
import { choose, fill, follow, press, says, take } from './support/form.ts';

/** A planner says what an office should change, freezes it, looks again, and anybody reads it: in two languages. */
const casts = [
  {
    lang: 'en' as Language,
    planner: 'elena.effetto@ponte-demo.example',
    code: 'tried-padova-effects',
    place: 'Padua',
    words: 'Invented for a trial.',
  },
  {
    lang: 'ar' as Language,
    planner: 'amal.athar@ponte-demo.example',
    code: 'tried-kenitra-effects',
    place: 'القنيطرة',
    words: 'مخترع للتجربة.',
  },
];
const browser = testBrowser();

describe.each(casts)('an impact analysis in $lang', ({ lang, planner, code, place, words }) => {
  let author: Actor;
  let desk = '';
  const saved = async (notice: string) => await author.page.getByText(author.t(notice)).first().waitFor();
  const heading = async (key: string) => await author.page.getByRole('heading', { level: 1, name: author.t(key) }).waitFor();

  test('its writer gives assumptions and works out an effect', async () => {
    author = await browser.somebody(lang);
    const { page, t } = author;
    await signInStaff(author, planner);
    await open(author, '/desk/impacts');
    await follow(page, t('impacts.new.title'));
    await heading('impacts.new.title');
    await fill(page, t('impacts.field.title'), `${words} ${code}`);
    await fill(page, t('impacts.field.place'), place);
    await fill(page, t('impacts.new.code'), code);
    await press(page, t('impacts.new.button'));
    await saved('impacts.notice.begun');
    desk = new URL(page.url()).pathname.replace(/^\/[a-z]{2}/, '');

    await follow(page, t('impacts.about.title'));
    await heading('impacts.about.title');
    await fill(page, t('impacts.field.question'), words);
    await fill(page, t('impacts.about.starts'), '2018-01-01');
    await fill(page, t('impacts.about.ends'), '2021-12-31');
    await fill(page, t('impacts.field.summary'), words);
    await press(page, t('impacts.save'));
    await saved('impacts.notice.saved');

    for (const [name, low, likely, high] of [
      ['A', '80', '120', '200'],
      ['B', '2', '3', '4'],
    ] as const) {
      await follow(page, t('impacts.assumption.add'));
      await heading('impacts.assumption.add');
      await fill(page, t('impacts.assumption.name'), `${words} ${name}`);
      await fill(page, t('impacts.field.unit'), words);
      await fill(page, t('impacts.field.low'), low);
      await fill(page, t('impacts.field.likely'), likely);
      await fill(page, t('impacts.field.high'), high);
      await take(page, t('impacts.own-estimate'));
      await press(page, t('impacts.save'));
      await saved('impacts.notice.saved');
    }

    await follow(page, t('impacts.effect.add'));
    await heading('impacts.effect.add');
    await fill(page, t('impacts.effect.name'), words);
    await fill(page, t('impacts.field.unit'), words);
    await take(page, t('impacts.touched.founders'));
    await take(page, t('impacts.direction.more'));
    await page.locator('main select[name="factor1"]').selectOption({ label: `${words} A (${words})` });
    await choose(page, t('impacts.effect.how', { place: 2 }), t('impacts.effect.how-by'));
    await page.locator('main select[name="factor2"]').selectOption({ label: `${words} B (${words})` });
    await press(page, t('impacts.save'));
    await saved('impacts.notice.saved');
    // 80 ÷ 4, 120 ÷ 3, 200 ÷ 2.
    expect(await page.locator('#effects .stat-value').allInnerTexts()).toEqual(['20', '40', '100']);
    expect(await violations(page)).toEqual([]);
  });

  test('a range that reaches zero is refused where an effect divides by it, with what was typed kept', async () => {
    const { page, t } = author;
    await open(author, desk);
    await page
      .locator('#assumptions')
      .getByRole('link', { name: `${t('impacts.item.change')} ${words} B` })
      .click();
    await heading('impacts.assumption.change');
    await fill(page, t('impacts.field.low'), '0');
    await press(page, t('impacts.save'));
    await page
      .getByText(t('impacts.refusal.divides-by-zero', { name: `${words} B` }))
      .first()
      .waitFor();
    expect(await page.getByLabel(t('impacts.field.low')).first().inputValue()).toBe('0');
    expect(await violations(page)).toEqual([]);
  });

  test('it is agreed and frozen, and nobody else reads it yet', async () => {
    const { page, t } = author;
    await open(author, desk);
    await follow(page, t('impacts.agree.title'));
    await heading('impacts.agree.title');
    await fill(page, t('impacts.agree.agreement'), words);
    await press(page, t('impacts.agree.button'));
    await saved('impacts.notice.agree');
    const citizen = await browser.somebody(lang);
    expect(await open(citizen, `/impacts/${code}`)).toBe(404);
  });

  test('what was found stands beside it, and it is published', async () => {
    const { page, t } = author;
    await open(author, `${desk}/versions/1`);
    await follow(page, t('impacts.found.title'));
    await heading('impacts.found.title');
    await take(page, t('impacts.found.state-measured'));
    await fill(page, t('impacts.found.value'), '101');
    await fill(page, t('impacts.found.on'), '2020-01-01');
    await fill(page, t('impacts.found.source'), words);
    await fill(page, t('impacts.found.how'), words);
    await fill(page, t('impacts.found.other'), words);
    await press(page, t('impacts.found.button'));
    await saved('impacts.notice.found');
    expect(await says(page)).toContain(t('impacts.stands.above'));
    await open(author, desk);
    await follow(page, t('impacts.publish.title'));
    await heading('impacts.publish.title');
    await press(page, t('impacts.publish.button'));
    await saved('impacts.notice.publish');
  });

  test('a citizen reads on a phone how it was worked out and what was found, and takes it along', async () => {
    const citizen = await browser.somebody(lang, phone);
    const { page, t } = citizen;
    await open(citizen, '/impacts');
    await page
      .getByRole('main')
      .getByRole('link', { name: `${words} ${code}` })
      .click();
    await page.getByRole('heading', { level: 1, name: `${words} ${code}` }).waitFor();
    const text = await says(page);
    expect(text).toContain('120 ÷ 3 = 40');
    expect(text).toContain(t('impacts.stands.above'));
    expect(text).toContain(t('impacts.own-estimate'));
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    expect(await violations(page)).toEqual([]);
    const paper = page.waitForEvent('download');
    await page.getByRole('link', { name: t('impacts.page.pdf') }).click();
    expect((await paper).suggestedFilename()).toBe(`${code}-1-${lang}.pdf`);
  });
});
