import { describe, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { formatters, type Language } from '#kernel/i18n';
import { termLabel } from '#modules/vocabulary';
import { open, signInPerson, signInStaff, testBrowser, type Actor } from './support/browser.ts';
import { choose, fill, follow, press, says, take } from './support/form.ts';
import { see } from './support/see.ts';

const browser = testBrowser();

/** What each line of the summary of errors says, and where it leads. */
async function summaryOf(page: Page): Promise<{ text: string; href: string }[]> {
  const links = await page.getByRole('alert').getByRole('link').all();
  return await Promise.all(links.map(async (link) => ({ text: await link.innerText(), href: (await link.getAttribute('href')) ?? '' })));
}

/** Each line names its field and leads to it; the same words stand beside the field. */
async function expectNamed(page: Page, labels: readonly string[]): Promise<void> {
  const lines = await summaryOf(page);
  expect(lines.length).toBe(labels.length);
  for (const [index, label] of labels.entries()) {
    const { text, href } = lines[index] ?? { text: '', href: '' };
    expect(text).toContain(label);
    expect(await page.locator(`main ${href}`).count(), `${text} leads to ${href}`).toBe(1);
    expect(await page.locator(`main ${href}-error`).innerText()).toContain(text);
  }
}

const offices = { en: { office: 'bologna-desk', counsellor: 'giulia.prova' }, ar: { office: 'kenitra-desk', counsellor: 'hassan.mudir' } };

describe.for(['en', 'ar'] as const)('without scripts, in %s', (lang: 'en' | 'ar') => {
  const { office, counsellor } = offices[lang];
  const { languageName } = formatters(lang as Language, 'Europe/Rome');
  let desk: Actor;
  let person = '';
  const email = `senza.${lang}.${Date.now()}@people.example.org`;

  test('a visitor books a time, is told which fields are missing, and finds the words kept', async () => {
    const { page, t } = await browser.somebody(lang, { javaScriptEnabled: false });
    await page.goto(`/${lang}/offices/${office}/book`);
    await page.locator('main a[href*="slot="]').last().click();
    await fill(page, t('appointments.field.name'), 'Senza Script');
    await press(page, t('appointments.book.send'));
    expect(await page.title()).toContain(t('html.title.error', { title: '' }).trim());
    await expectNamed(page, [t('appointments.field.topic')]);
    expect(await page.getByLabel(t('appointments.field.name')).first().inputValue()).toBe('Senza Script');
    await choose(page, t('appointments.field.topic'), termLabel('contactTopics', 'permit', lang));
    await press(page, t('appointments.book.send'));
    expect(await page.getByRole('alert').innerText()).toContain(t('appointments.refusal.address-missing'));
    await fill(page, t('appointments.field.email'), `no.script.${lang}.${Date.now()}@people.example.org`);
    await press(page, t('appointments.book.send'));
    expect(page.url()).toMatch(/\/appointments\/.*token=/);
  });

  test('a counsellor opens a file, after being told which fields are missing', async () => {
    desk = await browser.somebody(lang, { javaScriptEnabled: false });
    const { page, t } = desk;
    await signInStaff(desk, `${counsellor}@ponte-demo.example`);
    await page.goto(`/${lang}/desk/people/new`);
    await fill(page, t('people.field.birth-year'), 'long ago');
    await press(page, t('app.intake.open'));
    await expectNamed(page, [t('people.field.given-name'), t('people.field.birth-year')]);
    await fill(page, t('people.field.given-name'), 'Senza');
    await fill(page, t('people.field.birth-year'), '1990');
    await choose(page, t('people.field.language'), languageName('zgh'));
    await fill(page, t('people.field.email'), email);
    await press(page, t('app.intake.open'));
    expect(await page.getByRole('alert').innerText()).toContain(t('people.refusal.information-not-given'));
    await page.getByRole('main').getByRole('checkbox').first().check();
    await press(page, t('app.intake.open'));
    expect(await says(page)).toContain(languageName('zgh'));
    person = /\/desk\/people\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
    expect(person).not.toBe('');
  });

  test('a counsellor writes a step of the plan and marks it', async () => {
    const { page, t } = desk;
    await page.goto(`/${lang}/desk/people/${person}`);
    await follow(page, t('app.person.case'));
    const plan = page.url();
    await page.goto(`${plan}/steps/new`);
    await press(page, t('cases.step.add'));
    await expectNamed(page, [t('cases.field.step-title')]);
    await fill(page, t('cases.field.step-title'), 'Ask for the permit');
    await press(page, t('cases.step.add'));
    await page.goto(plan);
    expect(await says(page)).toContain('Ask for the permit');
    await page.goto((await page.locator('main a[href*="/mark"]').first().getAttribute('href')) ?? '');
    await press(page, t('cases.button.save'));
    await expectNamed(page, [t('cases.step.mark-label')]);
    await take(page, t('cases.step-action.start'));
    await press(page, t('cases.button.save'));
    await page.goto(plan);
    expect(await says(page)).toContain(t('cases.step-state.under-way'));
  });

  test('the person signs in by a code, finds the plan, and answers a question of a lesson', async () => {
    const learner = await browser.somebody(lang, { javaScriptEnabled: false });
    const { page, t } = learner;
    await signInPerson(learner, email);
    await page.waitForURL((url) => !url.pathname.includes('/sign-in'));
    await open(learner, '/me');
    await press(page, t('app.me.claim.button'));
    await see(page, t('app.notice.file-linked'));
    await see(page, 'Ask for the permit');
    await open(learner, '/courses/trade-with-home');
    await press(page, t('learning.course.begin'));
    await page.waitForURL(/trade-with-home\/./);
    const question = page.locator('main [data-question]').first();
    await question.getByRole('radio').first().check();
    await question.getByRole('button', { name: t('learning.quiz.answer') }).click();
    await question.locator('[data-feedback] .notice').waitFor();
    expect(await question.getByRole('radio').first().isChecked()).toBe(true);
  });
});

test('without scripts a visitor finds a corridor, a service and the form for a question', async () => {
  const { page } = await browser.somebody('en', { javaScriptEnabled: false });
  for (const path of ['/en', '/en/services?q=loan', '/en/corridors', '/ar/ask']) {
    expect((await page.goto(path))?.status(), path).toBe(200);
    expect(await page.getByRole('heading', { level: 1 }).count(), path).toBe(1);
  }
});
