import { describe, expect, test } from 'vitest';
import type { Language } from '#kernel/i18n';
import { open, signInStaff, testBrowser, type Actor } from './support/browser.ts';
import { fill, follow, press, says, take } from './support/form.ts';

/** An office fills in the mapping form and makes a sheet of it; an editor of the network publishes it, and anybody compares. */
const casts = [
  {
    lang: 'en' as Language,
    writer: 'mario.mappa@ponte-demo.example',
    title: 'Morning keys (invented)',
    code: 'demo-morning-keys',
    promoter: 'Invented municipality of Riverside',
    summary: 'Neighbours lend one another keys and tools in the morning.',
    places: 'Two streets of the example',
    group: 'Forty families',
    reason: 'The hours follow the school.',
  },
  {
    lang: 'ar' as Language,
    writer: 'maha.kharita@ponte-demo.example',
    title: 'مفاتيح الصباح (مختلقة)',
    code: 'demo-morning-keys-ar',
    promoter: 'بلدية مختلقة',
    summary: 'يعير الجيران بعضهم مفاتيح وأدوات في الصباح.',
    places: 'شارعان من المثال',
    group: 'أربعون أسرة',
    reason: 'تتبع الساعات المدرسة.',
  },
];

const browser = testBrowser();

describe.each(casts)('a mapping form in $lang', (cast) => {
  const { lang } = cast;
  let writer: Actor;
  let draft = '';

  test('is filled in by an office and handed in', async () => {
    writer = await browser.somebody(lang);
    const { page, t } = writer;
    await signInStaff(writer, cast.writer);
    await open(writer, '/surveys');
    await follow(page, 'Map your initiative');
    await page.waitForURL(/\/surveys\/begin\//);
    await press(page, t('instruments.begin.button'));
    await page.getByText(t('instruments.notice.begun')).waitFor();
    const sheet = /surveys\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
    const save = async (next: string) => {
      await press(page, t('instruments.fill.save'));
      await page.waitForURL(new RegExp(next));
    };
    await open(writer, `/surveys/${sheet}/sections/a2_s1`);
    await page.locator('[name="f0"]').fill(cast.title);
    await page.locator('[name="f1"]').fill(cast.promoter);
    await page.locator('[name="f2"][value="municipality"]').check();
    await page.locator('[name="f3"]').fill('Italy');
    await save('a2_s2');
    await page.locator('[name="f0"][value="capacities"]').check();
    await save('a2_s3');
    await page.locator('[name="f0"]').fill('2024-05');
    await save('a2_s4');
    await page.locator('[name="f0"]').fill(cast.places);
    await save('a2_s5');
    await page.locator('[name="f0"]').fill(cast.group);
    await save('a2_s6');
    await page.locator('[name="f0"]').fill(cast.summary);
    await save('a2_s7');
    await page.locator('[name="f0"][value="adaptability"]').check();
    await page.locator('[name="f1"]').fill(cast.reason);
    await save('a2_s8');
    await open(writer, `/surveys/${sheet}/submit`);
    await press(page, t('instruments.submit.button'));
    await page.getByText(t('instruments.notice.submitted')).waitFor();
  });

  test('becomes a draft with its answers, and what has no field is shown', async () => {
    const { page, t } = writer;
    await open(writer, '/practices/drafts');
    await page.getByRole('main').locator('a[href*="/from-form/"]').first().click();
    await page.waitForURL(/from-form/);
    expect(await says(page)).toContain(cast.places);
    await fill(page, t('practices.new.code'), cast.code);
    await press(page, t('practices.new.button'));
    await page.getByText(t('practices.notice.begun')).waitFor();
    draft = new URL(page.url()).pathname.replace(/^\/[a-z]{2}/, '');
    const shown = await says(page);
    for (const words of [cast.summary, cast.promoter, cast.group, cast.reason]) expect(shown).toContain(words);
    await follow(page, t('practices.send.title'));
    await press(page, t('practices.send.button'));
    await page.getByText(t('practices.notice.send')).waitFor();
  });

  test('is reviewed and published by an editor, and stands beside another practice', async () => {
    const editor = await browser.somebody(lang);
    const { page, t } = editor;
    await signInStaff(editor, 'ines.controlla@ponte-demo.example');
    await open(editor, draft);
    await follow(page, t('practices.check.title'));
    await page.getByRole('heading', { level: 1, name: t('practices.check.title') }).waitFor();
    await take(page, t('practices.check.publish'));
    await press(page, t('practices.check.button'));
    await page.getByText(t('practices.notice.published')).waitFor();
    const citizen = await browser.somebody(lang);
    await open(citizen, `/practices/compare?with=${cast.code},demo-evening-books`);
    const shown = await says(citizen.page);
    expect(shown).toContain(cast.title);
    expect(shown).toContain(cast.group);
  });
});
