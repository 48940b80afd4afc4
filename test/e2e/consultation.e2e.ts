import { beforeAll, describe, expect, test } from 'vitest';
import type { Language } from '#kernel/i18n';
import { violations } from './support/axe.ts';
import { open, phone, signInStaff, testBrowser, type Actor } from './support/browser.ts';
import { fill, follow, press, says, take } from './support/form.ts';

/** Who acts in which language: a planner, an association by the link of its letter on a phone, and a citizen. */
const casts = [
  {
    lang: 'en' as Language,
    planner: 'pia.ascolta@ponte-demo.example',
    writer: 'sunday@association.example',
    association: 'Sunday Circle of the Example',
    title: 'Benches at the market (invented)',
    about: 'How many, and where. That there will be some is decided.',
    unit: 'Invented unit of parks',
    email: 'parks@padova.example.org',
    question: 'Where do people sit now?',
    reply: 'On the steps of the fountain.',
    thought: 'Only a first thought.',
    words: 'Please put them in the shade.',
    reason: 'Two of five will stand under the trees.',
    answering: 'Notice board at the station (invented)',
    unanswered: 'Sunday Circle of the Example',
    outcome: 'The hours stand on the board, large.',
  },
  {
    lang: 'ar' as Language,
    planner: 'paco.escucha@ponte-demo.example',
    writer: 'women@association.example',
    association: 'جمعية نساء المثال',
    title: 'مقاعد في السوق (مختلقة)',
    about: 'كم عددها وأين توضع. أما وجودها فقد تقرر.',
    unit: 'وحدة الحدائق المختلقة',
    email: 'parks@cartaya.example.org',
    question: 'أين يجلس الناس الآن؟',
    reply: 'على درج النافورة.',
    thought: 'فكرة أولى فقط.',
    words: 'نرجو وضعها في الظل.',
    reason: 'سيوضع اثنان منها تحت الأشجار.',
    answering: 'Bus to the fields (invented)',
    unanswered: 'جمعية نساء المثال',
    outcome: 'تقف الحافلة أمام المدرسة.',
  },
];

const browser = testBrowser();
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

describe.each(casts)('a consultation in $lang', (cast) => {
  const { lang } = cast;
  let planner: Actor;
  let writer: Actor;
  let id = '';
  const at = (rest = '') => `/desk/consultations/${id}${rest}`;

  beforeAll(async () => {
    planner = await browser.somebody(lang);
    writer = await browser.somebody(lang, phone);
    await signInStaff(planner, cast.planner);
  }, 120_000);

  test('is begun by a planner, who sees the whole list before everybody on it is invited', async () => {
    const { page, t } = planner;
    await open(planner, '/desk/consultations');
    await follow(page, t('consultations.new.title'));
    await page.waitForURL(/new/);
    await fill(page, t('consultations.field.title'), cast.title);
    await fill(page, t('consultations.field.about'), cast.about);
    await page.locator('select[name="where"]').selectOption({ index: 1 });
    await fill(page, t('consultations.field.unit'), cast.unit);
    await fill(page, t('consultations.field.contact-email'), cast.email);
    await fill(page, t('consultations.form.question', { number: 1 }), cast.question);
    await page.locator('input[name="fromOn"]').fill(inDays(-1));
    await page.locator('input[name="untilOn"]').fill(inDays(30));
    await press(page, t('consultations.form.button'));
    await page.getByText(t('consultations.notice.begun'), { exact: true }).waitFor();
    id = /consultations\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
    expect(await says(page)).toContain(cast.association);
    const citizen = await browser.somebody(lang);
    expect(await open(citizen, `/consultations/${id}`)).toBe(404);
    await follow(page, t('consultations.act.open'));
    await page.waitForURL(/act/);
    expect(await says(page)).toContain(cast.association);
    await press(page, t('consultations.act.open'));
    await page.getByText(t('consultations.notice.open'), { exact: true }).waitFor();
    expect(await violations(page)).toEqual([]);
  });

  test('reaches an association by a letter; it keeps a draft on a phone and hands the opinion in', async () => {
    const { page, t } = writer;
    const card = page.locator('main .card').filter({ hasText: cast.writer }).filter({ hasText: cast.title }).first();
    await expect
      .poll(
        async () => {
          await open(writer, '/demo/messages');
          return await card.count();
        },
        { timeout: 60_000 },
      )
      .toBeGreaterThan(0);
    await card.locator('a[href*="/consultations/for/"]').first().click();
    await page.waitForURL(/\/consultations\/for\//);
    expect(await says(page)).toContain(cast.unit);
    await page.locator('textarea[name="words"]').fill(cast.thought);
    await press(page, t('consultations.opinion.keep'));
    await page.getByText(t('consultations.notice.kept'), { exact: true }).waitFor();
    await open(planner, at());
    expect(await says(planner.page)).not.toContain(cast.thought);
    await fill(page, cast.question, cast.reply);
    await page.locator('textarea[name="words"]').fill(cast.words);
    await take(page, t('consultations.audience.public'));
    await press(page, t('consultations.opinion.hand-in'));
    await page.getByText(t('consultations.notice.handed-in'), { exact: true }).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    expect(await violations(page)).toEqual([]);
  });

  test('is answered, and a citizen reads the opinion with the answer', async () => {
    const { page, t } = planner;
    await open(planner, at());
    await follow(page, t('consultations.desk.answer', { name: cast.association }));
    await page.waitForURL(/opinions/);
    await take(page, t('consultations.answer.in-part'));
    await page.locator('textarea[name="reason"]').fill(cast.reason);
    await press(page, t('consultations.answer.button'));
    await page.getByText(t('consultations.notice.answered'), { exact: true }).waitFor();
    const citizen = await browser.somebody(lang, phone);
    await open(citizen, '/consultations');
    await follow(citizen.page, cast.title);
    await citizen.page.waitForURL(new RegExp(id));
    expect(await citizen.page.locator('html').getAttribute('dir')).toBe(lang === 'ar' ? 'rtl' : 'ltr');
    const shown = await says(citizen.page);
    for (const words of [cast.words, cast.reply, cast.reason, cast.unit]) expect(shown).toContain(words);
    expect(shown).not.toContain(cast.thought);
    expect(await violations(citizen.page)).toEqual([]);
    expect(await citizen.context.cookies()).toEqual([]);
  });

  test('does not finish before each opinion has an answer', async () => {
    const { page, t } = planner;
    const finish = async () => {
      await open(planner, '/desk/consultations');
      await follow(page, cast.answering);
      await page.waitForURL(/consultations\/[0-9a-f-]{36}/);
      await follow(page, t('consultations.act.finish'));
      await page.waitForURL(/act/);
      await page.locator('textarea[name="words"]').fill(cast.outcome);
      await press(page, t('consultations.act.finish'));
    };
    await finish();
    await page.getByText(cast.unanswered).first().waitFor();
    expect(await page.locator('textarea[name="words"]').inputValue()).toBe(cast.outcome);
    await open(planner, '/desk/consultations');
    await follow(page, cast.answering);
    await page.waitForURL(/consultations\/[0-9a-f-]{36}/);
    await follow(page, t('consultations.desk.answer', { name: cast.unanswered }));
    await page.waitForURL(/opinions/);
    await take(page, t('consultations.answer.taken-up'));
    await page.locator('textarea[name="reason"]').fill(cast.reason);
    await press(page, t('consultations.answer.button'));
    await page.getByText(t('consultations.notice.answered'), { exact: true }).waitFor();
    await finish();
    await page.getByText(t('consultations.notice.finish'), { exact: true }).waitFor();
    expect(await says(page)).toContain(cast.outcome);
  });
});
