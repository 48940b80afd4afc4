import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { projectRoot, type Language } from '#kernel/i18n';
import { open, phone, signInStaff, testBrowser } from './support/browser.ts';
import { follow, press, says } from './support/form.ts';

/** Thirty invented associations answered on paper; two more answer here, each on a phone in its own language. */
const ROUND = 'Associations along our corridors (invented)';
const casts = [
  {
    lang: 'en' as Language,
    member: 'sadia.membre@ponte-demo.example',
    name: 'Association of the Trial',
    country: 'Senegal',
    town: 'Padova',
  },
  { lang: 'ar' as Language, member: 'latifa.udwa@ponte-demo.example', name: 'جمعية التجربة', country: 'المغرب', town: 'كارتايا' },
];
const browser = testBrowser();

type Words = Partial<Record<Language, string>>;
interface Survey {
  content: { sections: { title: Words; questions: { id: string; label: Words }[] }[] };
}
const survey = JSON.parse(readFileSync(join(projectRoot(), 'db/reference/questionnaires/association-survey.json'), 'utf8')) as Survey; // our own file
const questions = survey.content.sections.flatMap((section) => section.questions);
const labelOf = (id: string, lang: Language) => questions.find((one) => one.id === id)?.label[lang] ?? id;

describe.each(casts)('the association survey in $lang', ({ lang, member, name, country, town }) => {
  test('is filled in section by section on a phone, with a note of what is missing, and handed in', async () => {
    const writer = await browser.somebody(lang, phone);
    const { page, t } = writer;
    await signInStaff(writer, member);
    await open(writer, '/surveys');
    await follow(page, ROUND);
    await page.getByRole('heading', { level: 1, name: ROUND }).waitFor();
    await follow(page, t('instruments.submit.start'));
    await page.getByRole('heading', { level: 1, name: t('instruments.submit.title') }).waitFor();
    expect(await says(page)).toContain(labelOf('a4_1a', lang));
    await page.goBack();

    const field = (id: string) => page.getByRole('main').getByLabel(labelOf(id, lang)).first();
    const [first, second, ...others] = survey.content.sections;
    for (const section of [first, second, ...others]) {
      await page.goto(`${page.url().split('/sections')[0]}`);
      const title = section?.title[lang] ?? '';
      await page.getByRole('main').getByRole('link', { name: title }).first().click();
      await page.getByRole('heading', { level: 1, name: title }).waitFor();
      if (section === second) {
        await field('a4_1a').fill(name);
        await field('a4_1b').fill('40');
        await field('a4_2').fill(country);
        await field('a4_4').fill(town);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
      }
      for (const consent of section?.questions.filter(({ id }) => id.startsWith('a4_consent')) ?? [])
        await page.getByRole('main').getByLabel(labelOf(consent.id, lang)).first().check();
      await press(page, t('instruments.fill.save'));
      await page.getByText(t('instruments.notice.saved')).waitFor();
    }
    await open(writer, '/surveys');
    await follow(page, ROUND);
    await page.getByRole('heading', { level: 1, name: ROUND }).waitFor();
    await follow(page, t('instruments.submit.start'));
    await page.getByText(t('instruments.submit.whole')).waitFor();
    await press(page, t('instruments.submit.button'));
    await page.getByText(t('instruments.notice.submitted')).waitFor();
  });
});

test('the planner publishes the results with their method, and no answer of one association can be told', async () => {
  const planner = await browser.somebody('en');
  const { page, t } = planner;
  await signInStaff(planner, 'nadia.sondaggi@ponte-demo.example');
  await open(planner, '/instruments');
  await follow(page, ROUND);
  await page.getByRole('heading', { level: 1, name: ROUND }).waitFor();
  const citizen = await browser.somebody('en');
  const results = new URL(page.url()).pathname.replace(/^\/[a-z]{2}\/instruments\/rounds/, '/surveys/results');
  expect(await open(citizen, results)).toBe(404);
  await open(planner, new URL(page.url()).pathname.replace(/^\/[a-z]{2}/, '') + '/publish');
  await page.getByText(t('instruments.results.count', { count: 32 })).waitFor();
  await press(page, t('instruments.publish.button'));
  await page.getByText(t('instruments.notice.published')).waitFor();
});

test.each(casts)('anybody reads in $lang how many answered and how they were found', async ({ lang, name }) => {
  const citizen = await browser.somebody(lang, phone);
  await open(citizen, '/surveys/results');
  await follow(citizen.page, ROUND);
  await citizen.page.getByRole('heading', { level: 1, name: ROUND }).waitFor();
  const shown = await says(citizen.page);
  expect(shown).toContain('as if found by snowball sampling');
  expect(shown).toContain(citizen.t('instruments.results.count', { count: 32 }));
  expect(shown).not.toContain(name);
  expect(await citizen.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
});
