import { describe, expect, test } from 'vitest';
import type { Language } from '#kernel/i18n';
import { open, phone, signInStaff, testBrowser, type Actor } from './support/browser.ts';
import { fill, follow, press, says, take } from './support/form.ts';

/** A planner describes their place, an officer says that they do it too, staff ask, an editor answers, a citizen reads. */
const casts = [
  {
    lang: 'en' as Language,
    planner: 'planner.treviso@ponte-demo.example',
    officer: 'officer.treviso@ponte-demo.example',
    posts: '0.2',
    reason: 'The regional rules of the example.',
    changed: 'Saturday mornings in place of evenings.',
    question: 'How long did the first year take?',
    answer: 'Longer than the example thought.',
  },
  {
    lang: 'ar' as Language,
    planner: 'planner.kenitra@ponte-demo.example',
    officer: 'officer.kenitra@ponte-demo.example',
    posts: '0.2',
    reason: 'قواعد المثال.',
    changed: 'صباح السبت بدل المساء.',
    question: 'كم استغرقت السنة الأولى؟',
    answer: 'أطول مما توقع المثال.',
  },
];
const browser = testBrowser();
const practice = '/practices/demo-evening-books';

describe.each(casts)('the library of practices in $lang', (cast) => {
  const { lang } = cast;
  let planner: Actor;
  let profile = '';

  test('a citizen compares two practices and finds them on the timeline, on a phone too', async () => {
    const { page, t, context } = await browser.somebody(lang, phone);
    const citizen = { page, t, context, lang };
    await open(citizen, '/practices/compare?with=demo-evening-books,cartaya-seasonal-migration');
    await page.getByRole('heading', { level: 1, name: t('practices.compare.title') }).waitFor();
    expect(await says(page)).toContain(t('practices.field.summary'));
    await open(citizen, '/practices');
    await follow(page, t('practices.list.as-timeline'));
    await page.getByRole('heading', { level: 1, name: t('practices.timeline.title') }).waitFor();
    expect(await page.locator('html').getAttribute('dir')).toBe(lang === 'ar' ? 'rtl' : 'ltr');
    await follow(page, t('practices.timeline.by-country'));
    await page.waitForURL(/by=country/);
    expect(await page.locator('.span-chart').count()).toBeGreaterThan(5);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  });

  test('a planner describes a place and matches the practice with it; others see it once it is public', async () => {
    planner = await browser.somebody(lang);
    const { page, t } = planner;
    await signInStaff(planner, cast.planner);
    await open(planner, '/practices/profiles');
    if (lang === 'en') {
      await follow(page, t('transfers.profiles.new'));
      await page.waitForURL(/profiles\/new/);
      await press(page, t('transfers.profiles.begin'));
      await page.getByText(t('transfers.notice.begun')).waitFor();
    } else {
      await follow(page, 'القنيطرة');
      await page.waitForURL(/profiles\/[0-9a-f-]{36}/);
    }
    profile = /[0-9a-f-]{36}/.exec(page.url())?.[0] ?? '';
    await open(planner, `/practices/profiles/${profile}/part/staff`);
    await page.locator('input[name="least"]').fill(cast.posts);
    await page.locator('input[name="saidOn"]').fill('2026');
    await fill(page, t('transfers.field.source'), cast.reason);
    await press(page, t('transfers.save'));
    await page.getByText(t('transfers.notice.saved')).waitFor();
    const citizen = await browser.somebody(lang);
    expect(await open(citizen, `/practices/profiles/${profile}`)).toBe(404);

    await open(planner, `${practice}/fit?profile=${profile}`);
    await page.getByRole('heading', { level: 1, name: t('transfers.fit.title') }).waitFor();
    expect(await says(page)).toContain(t('transfers.why.short'));
    await page
      .getByRole('main')
      .getByRole('link', { name: `${t('transfers.fit.judge')}: ${t('transfers.kind.law')}` })
      .click();
    await page.getByRole('heading', { level: 1, name: t('transfers.judge.title') }).waitFor();
    await take(page, t('transfers.verdict.fits'));
    await fill(page, t('transfers.field.reason'), cast.reason);
    await press(page, t('transfers.save'));
    await page.getByText(t('transfers.notice.saved')).waitFor();
    expect(await says(page)).toContain(cast.reason);

    await open(planner, `/practices/profiles/${profile}/show`);
    await press(page, t('transfers.profile.show'));
    await page.getByText(t('transfers.notice.saved')).waitFor();
    await open(citizen, `${practice}/fit?profile=${profile}`);
    const shown = await says(citizen.page);
    for (const words of [cast.reason, t('transfers.verdict.lacks'), t('transfers.invented-text')]) expect(shown).toContain(words);
    expect(shown).not.toContain(t('transfers.fit.judge'));
  });

  test('an officer says "we do this too", tells what was changed, and takes it back', async () => {
    const officer = await browser.somebody(lang);
    const { page, t } = officer;
    await signInStaff(officer, cast.officer);
    await open(officer, practice);
    await follow(page, t('transfers.too.button'));
    await page.getByRole('heading', { level: 1, name: t('transfers.too.title') }).waitFor();
    await page.locator('input[name="since"]').fill('2026');
    await fill(page, t('transfers.field.changed'), cast.changed);
    await press(page, t('transfers.too.button'));
    await page.getByText(t('transfers.notice.too')).waitFor();
    const citizen = await browser.somebody(lang);
    await open(citizen, '/practices/transfers');
    expect(await says(citizen.page)).toContain(cast.changed);
    await follow(page, t('transfers.log.undo'));
    await page.getByRole('heading', { level: 1, name: t('transfers.log.undo') }).waitFor();
    await press(page, t('transfers.log.undo'));
    await page.getByText(t('transfers.notice.withdrawn')).waitFor();
    await open(citizen, '/practices/transfers');
    expect(await says(citizen.page)).not.toContain(cast.changed);
  });

  test('a planner asks, an editor of the network answers, and a citizen reads both without a name', async () => {
    const { page, t } = planner;
    await open(planner, practice);
    await follow(page, t('transfers.ask.title'));
    await page.getByRole('heading', { level: 1, name: t('transfers.ask.title') }).waitFor();
    await fill(page, t('transfers.ask.words'), cast.question);
    await take(page, t('transfers.ask.agreed'));
    await press(page, t('transfers.ask.button'));
    await page.getByText(t('transfers.notice.asked')).waitFor();
    const citizen = await browser.somebody(lang);
    await open(citizen, practice);
    expect(await says(citizen.page)).not.toContain(cast.question);

    const editor = await browser.somebody(lang);
    await signInStaff(editor, 'editor.library@ponte-demo.example');
    await open(editor, '/practices/questions');
    await editor.page
      .getByRole('main')
      .getByRole('link', { name: `${t('transfers.answer.button')}: ${cast.question}` })
      .click();
    await editor.page.getByRole('heading', { level: 1, name: t('transfers.answer.title') }).waitFor();
    await fill(editor.page, t('transfers.answer.words'), cast.answer);
    await press(editor.page, t('transfers.answer.button'));
    await editor.page.getByText(t('transfers.notice.answered')).waitFor();

    await open(citizen, practice);
    const shown = await says(citizen.page);
    for (const words of [cast.question, cast.answer]) expect(shown).toContain(words);
    for (const name of ['Tullio', 'Kamal', 'Elin']) expect(shown).not.toContain(name);
  });
});
