import { beforeAll, describe, expect, test } from 'vitest';
import type { Language } from '#kernel/i18n';
import { violations } from './support/axe.ts';
import { open, phone, signInStaff, testBrowser, type Actor } from './support/browser.ts';
import { choose, fill, follow, press, says, take } from './support/form.ts';

/** Planners of two offices, the second on a phone, and a citizen. */
const casts = [
  {
    lang: 'en' as Language,
    first: { email: 'teuta.shkembim@ponte-demo.example', office: 'Tirana' },
    second: { email: 'demba.echange@ponte-demo.example', office: 'Diourbel' },
    words: 'Repairing bicycles (invented)',
    answer: 'Bicycles and small repairs (invented)',
    purpose: 'Two counters mend bicycles together (invented)',
    word: 'Come on a Tuesday of the example.',
    report: 'A shelf for tools in the waiting room.',
  },
  {
    lang: 'ar' as Language,
    first: { email: 'nour.tabadul@ponte-demo.example', office: 'القنيطرة' },
    second: { email: 'bruna.scambio@ponte-demo.example', office: 'بولونيا' },
    words: 'تصليح الدراجات (مختلق)',
    answer: 'الدراجات وأدواتها (مختلق)',
    purpose: 'مكتبان يتعلمان معًا (مختلق)',
    word: 'أهلًا بكم يوم الثلاثاء في المثال.',
    report: 'رف للأدوات في قاعة الانتظار.',
  },
];

const browser = testBrowser();

describe.each(casts)('officer exchange in $lang', (cast) => {
  const { lang } = cast;
  let first: Actor;
  let second: Actor;
  const base = '/desk/exchanges';

  beforeAll(async () => {
    first = await browser.somebody(lang);
    second = await browser.somebody(lang, phone);
    await signInStaff(first, cast.first.email);
    await signInStaff(second, cast.second.email);
  }, 120_000);

  const told = async ({ page, t }: Actor, notice: string) =>
    await page.getByText(t(`exchanges.notice.${notice}`), { exact: true }).waitFor();

  /** Chooses the office whose name holds the words. */
  async function chooseOffice({ page }: Actor, label: string, words: string): Promise<void> {
    const field = page.getByRole('main').getByLabel(label, { exact: true }).first();
    await choose(page, label, await field.locator('option').filter({ hasText: words }).first().innerText());
  }

  async function write(actor: Actor, kind: 'need' | 'offer', words: string): Promise<void> {
    const { page, t } = actor;
    await open(actor, base);
    await follow(page, t(`exchanges.new.${kind}`));
    await page.waitForURL(/notices\/new/);
    await fill(page, t('exchanges.field.words'), words);
    await fill(page, t(`exchanges.field.about-${kind}`), words);
    await take(page, t('exchanges.mode.both'));
    await press(page, t('exchanges.new.button'));
    await told(actor, 'written');
  }

  test('an office writes a need; another offers, and each sees why the one may answer the other', async () => {
    await write(first, 'need', cast.words);
    await write(second, 'offer', cast.answer);
    expect(await violations(second.page)).toEqual([]);
    await open(first, base);
    const shown = await says(first.page);
    expect(shown).toContain(first.t('exchanges.suggestions.own'));
    expect(shown).toContain(cast.answer);
    expect(await violations(first.page)).toEqual([]);
    await follow(first.page, cast.answer);
    await first.page.waitForURL(/notices\/[0-9a-f-]{36}/);
    expect(await says(first.page)).toContain(cast.second.office);
  });

  test('a twinning is proposed by one, agreed to by the other, and read by a citizen', async () => {
    const { page, t } = first;
    await follow(page, t('exchanges.twinnings.new'));
    await page.waitForURL(/twinnings\/new/);
    await fill(page, t('exchanges.field.purpose'), cast.purpose);
    await page.locator('input[name="until"]').fill('2190-01-01');
    await take(page, t('exchanges.field.shows'));
    await press(page, t('exchanges.twinnings.new-button'));
    await told(first, 'proposed');
    const citizen = await browser.somebody(lang, phone);
    await open(citizen, '/twinnings');
    expect(await says(citizen.page)).not.toContain(cast.purpose);
    await open(second, `${base}/twinnings`);
    await follow(second.page, cast.first.office);
    await second.page.waitForURL(/twinnings\/[0-9a-f-]{36}/);
    await follow(second.page, t('exchanges.twinning-act.agree'));
    await second.page.waitForURL(/act/);
    await take(second.page, t('exchanges.field.shows'));
    await press(second.page, t('exchanges.twinning-act.agree'));
    await told(second, 'twinning-agree');
    expect(await violations(second.page)).toEqual([]);
    await open(citizen, '/twinnings');
    expect(await says(citizen.page)).toContain(cast.purpose);
    expect(await citizen.page.locator('html').getAttribute('dir')).toBe(lang === 'ar' ? 'rtl' : 'ltr');
    expect(await citizen.context.cookies()).toEqual([]);
  });

  test('a visit is asked for, accepted with a word, planned, and ends in a report', async () => {
    const { page, t } = first;
    await open(first, `${base}/visits/new`);
    await chooseOffice(first, t('exchanges.field.host'), cast.second.office);
    await fill(page, t('exchanges.field.learn'), cast.purpose);
    const today = await page.evaluate(() => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Rome' }).format(new Date()));
    await page.locator('input[name="from"]').fill(today);
    await page.locator('input[name="until"]').fill(today);
    await fill(page, t('exchanges.field.people'), '3');
    await press(page, t('exchanges.visits.new-button'));
    await told(first, 'asked');
    const path = new URL(page.url()).pathname.replace(`/${lang}`, '');
    await open(second, path);
    await follow(second.page, t('exchanges.visit-act.accept'));
    await second.page.waitForURL(/act/);
    await fill(second.page, t('exchanges.field.answer'), cast.word);
    await press(second.page, t('exchanges.visit-act.accept'));
    await told(second, 'visit-accept');
    await follow(second.page, t('exchanges.programme.add'));
    await second.page.waitForURL(/item/);
    await fill(second.page, t('exchanges.field.starts'), '09:00');
    await fill(second.page, t('exchanges.field.ends'), '11:00');
    await second.page.locator('input[name="what"]').fill(cast.words);
    await press(second.page, t('exchanges.programme.add'));
    await told(second, 'added');
    expect(await violations(second.page)).toEqual([]);
    await open(first, path);
    expect(await says(page)).toContain(cast.word);
    await follow(page, t('exchanges.people.add'));
    await page.waitForURL(/people/);
    await page.locator('input[name="task"]').fill(cast.words);
    await press(page, t('exchanges.people.add'));
    await told(first, 'added');
    await follow(page, t('exchanges.report.title'));
    await page.waitForURL(/report/);
    await fill(page, t('exchanges.field.learned'), cast.purpose);
    await fill(page, t('exchanges.field.will-use'), cast.report);
    await press(page, t('exchanges.report.button'));
    await told(first, 'reported');
    expect(await violations(page)).toEqual([]);
    await open(second, path);
    expect(await says(second.page)).toContain(cast.report);
  });
});
