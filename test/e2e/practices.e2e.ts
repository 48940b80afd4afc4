import { describe, expect, test } from 'vitest';
import type { Language } from '#kernel/i18n';
import { termLabel } from '#modules/vocabulary';
import { open, signInStaff, testBrowser, type Actor } from './support/browser.ts';
import { choose, fill, follow, press, says, take } from './support/form.ts';

/** The network's planner writes, its editor publishes, and anybody reads: in two languages. */
const casts = [
  { lang: 'en' as Language, code: 'tried-evening-school', title: 'An evening school for traders', place: 'Invented town' },
  { lang: 'ar' as Language, code: 'tried-morning-school', title: 'مدرسة صباحية للتجار', place: 'بلدية مخترعة' },
];
const browser = testBrowser();

describe.each(casts)('a practice in $lang', ({ lang, code, title, place }) => {
  let author: Actor;
  let draft = '';

  test('its author describes it part by part, and nobody else sees the draft', async () => {
    author = await browser.somebody(lang);
    const { page, t } = author;
    await signInStaff(author, 'planner@ponte-demo.example');
    await open(author, '/practices/drafts');
    await follow(page, t('practices.new.title'));
    await fill(page, t('practices.field.title'), title);
    await fill(page, t('practices.new.code'), code);
    await fill(page, t('practices.new.reason'), title);
    await press(page, t('practices.new.button'));
    await page.getByText(t('practices.notice.begun')).waitFor();
    draft = new URL(page.url()).pathname.replace(/^\/[a-z]{2}/, '');
    expect(await says(page)).toContain(t('practices.needed.summary'));
    await follow(page, t('practices.part.about'));
    await page.getByRole('heading', { level: 1, name: t('practices.part.about') }).waitFor();
    await fill(page, t('practices.field.summary'), `${title}: 1, 2, 3.`);
    await fill(page, t('practices.field.localAuthority'), place);
    await choose(page, t('practices.field.admin-level'), termLabel('adminLevels', 'municipality', lang));
    await press(page, t('practices.draft.save'));
    await page.getByText(t('practices.notice.saved')).waitFor();
    await follow(page, t('practices.part.features'));
    await page.getByRole('heading', { level: 1, name: t('practices.part.features') }).waitFor();
    await fill(page, t('practices.feature.adaptability'), title);
    await press(page, t('practices.draft.save'));
    await page.getByText(t('practices.notice.saved')).waitFor();
    await follow(page, t('practices.send.title'));
    await press(page, t('practices.send.button'));
    await page.getByText(t('practices.notice.send')).waitFor();
    const citizen = await browser.somebody(lang);
    expect(await open(citizen, `/practices/${code}`)).toBe(404);
  });

  test('an editor who wrote nothing of it reads and publishes it', async () => {
    const editor = await browser.somebody(lang);
    const { page, t } = editor;
    await signInStaff(editor, 'editor@ponte-demo.example');
    await open(editor, draft);
    await follow(page, t('practices.check.title'));
    await page.getByRole('heading', { level: 1, name: t('practices.check.title') }).waitFor();
    await take(page, t('practices.check.publish'));
    await press(page, t('practices.check.button'));
    await page.getByText(t('practices.notice.published')).waitFor();
    expect(await open(author, draft)).toBe(404);
  });

  test('a citizen finds it with its features, its standing and its version', async () => {
    const citizen = await browser.somebody(lang);
    const { page, t } = citizen;
    await open(citizen, `/practices?feature=adaptability&q=${encodeURIComponent(title)}`);
    await follow(page, title);
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    const shown = await says(page);
    expect(shown).toContain(t('practices.feature.adaptability'));
    expect(shown).not.toContain(t('practices.revise.button'));
    await follow(page, t('practices.versions.link', { count: 1 }));
    await page.getByRole('heading', { level: 1, name: t('practices.versions.title') }).waitFor();
    expect(await says(page)).toContain(t('practices.drafts.network'));
  });
});
