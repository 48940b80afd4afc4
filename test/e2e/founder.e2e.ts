import { extractText, getDocumentProxy } from 'unpdf';
import { describe, expect, test } from 'vitest';
import type { Language } from '#kernel/i18n';
import { blockerStates } from '#modules/readiness';
import { open, openMySpace, phone, signInPerson, signInStaff, testBrowser, type Actor } from './support/browser.ts';
import { choose, fill, follow, press, says, take } from './support/form.ts';
import { picture } from './support/picture.ts';

/** Who acts in which language; nobody of them acts in another test file at the same time. */
const casts = [
  {
    lang: 'en' as Language,
    founder: 'arben-hoxha@people.example.org',
    counsellor: 'marta.esempi@ponte-demo.example',
    expert: { email: 'expert.kaolack@ponte-demo.example', name: 'Seynabou Conseil (invented)' },
    idea: 'Windows that keep the warmth in',
    product: 'Window',
  },
  {
    lang: 'ar' as Language,
    founder: 'khadija-benali@people.example.org',
    counsellor: 'hassan.mudir@ponte-demo.example',
    expert: { email: 'expert.kenitra@ponte-demo.example', name: 'Driss Khabir (invented)' },
    idea: 'أطباق للأعراس والمناسبات',
    product: 'طبق',
  },
];

const browser = testBrowser();

/** Without marks of direction and spaces, which page and paper set differently. */
const bare = (text: string) => text.replaceAll(/[\s\u00a0\u202f\u200e\u200f\u061c\u2066-\u2069]/g, '');

/** The amounts of money in a text, with two decimals. */
const amountsIn = (text: string): string[] => bare(text).match(/\d[\d.,]*[.,]\d{2}(?!\d)/g) ?? [];

describe.each(casts)('a founder in $lang', (cast) => {
  const { lang } = cast;
  let founder: Actor;
  let expert: Actor;
  let plan = '';

  test('answers on a phone how ready they are, and reads what to do next', async () => {
    founder = await browser.somebody(lang, phone);
    const { page, t } = founder;
    await signInPerson(founder, cast.founder);
    await openMySpace(founder);
    await follow(page, t('readiness.mine.start'));
    await press(page, t('readiness.mine.start'));
    await page.getByRole('main').getByRole('radio').first().waitFor();
    for (let step = 0; step < 8; step += 1) {
      const heading = await page.getByRole('heading', { level: 1 }).innerText();
      for (const group of await page.getByRole('main').getByRole('group').all()) await group.getByRole('radio').nth(2).check();
      await press(page, t('readiness.fill.save'));
      await expect.poll(async () => await page.getByRole('heading', { level: 1 }).innerText()).not.toBe(heading);
    }
    for (const group of await page.getByRole('main').getByRole('group').all())
      await group.getByRole('radio').nth(blockerStates.indexOf('no')).check();
    await press(page, t('readiness.fill.save'));
    await follow(page, t('readiness.finish.button'));
    await press(page, t('readiness.finish.button'));
    expect(await says(page)).toContain(t('readiness.result.ready'));
    await picture(founder, 'founder-readiness');
  });
  test('writes the plan step by step, and what is typed is there again after the page was closed', async () => {
    const { page, t } = founder;
    await open(founder, '/me/plan');
    await page.getByRole('main').getByRole('link').first().click();
    await follow(page, t('businessplans.begin'));
    plan = new URL(page.url()).pathname.replace(/\/basics$/, '').replace(/^\/[a-z]{2}/, '');
    await page.getByLabel(t('businessplans.basics.starts-in')).selectOption({ index: 2 });
    await press(page, t('businessplans.save'));
    await follow(page, t('businessplans.section.idea'));
    const kept = page.waitForResponse((answer) => answer.url().includes('/drafts/') && answer.request().method() === 'POST');
    await fill(page, t('businessplans.question.idea.what'), cast.idea);
    expect((await kept).ok()).toBe(true);
    await open(founder, `${plan}/words/idea`);
    await expect.poll(async () => await page.getByLabel(t('businessplans.question.idea.what')).inputValue()).toBe(cast.idea);
    await press(page, t('businessplans.save'));
    expect(await says(page)).toContain(t('businessplans.notice.saved'));
    for (const { kind, name, figures } of lines(cast.product)) {
      await open(founder, `${plan}/new/${kind}`);
      await fill(page, t('businessplans.field.label'), name);
      for (const [figure, typed] of Object.entries(figures)) await fill(page, t(`businessplans.figure.${figure}`), typed);
      await press(page, t('businessplans.save'));
      expect(await says(page)).toContain(name);
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    await open(founder, plan);
    await picture(founder, 'founder-plan');
  });

  test('reads the same sums on the page of results and in the dossier for the bank', async () => {
    const { page, t } = founder;
    await open(founder, plan);
    await follow(page, t('businessplans.results'));
    await picture(founder, 'founder-results');
    // Break-even, the till and the trials are drawn; on a narrow phone nothing pushes the page aside.
    expect(await page.locator('main figure.chart').count()).toBe(3);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    // The lines of break-even are drawn on the page alone, with points between the sums of both.
    const cells = await page.locator('main td:not(.line-chart td)').evaluateAll((all) => all.map((cell) => cell.textContent ?? ''));
    const shown = cells.flatMap((cell) => amountsIn(cell));
    expect(shown.length).toBeGreaterThan(200); // three years, month by month
    await open(founder, `${plan}/dossier`);
    const other: Language = lang === 'en' ? 'it' : 'fr';
    for (const language of [lang, other]) {
      const answer = await page.request.get(`/${lang}${plan}/dossier?in=${language}`);
      expect(answer.headers()['content-type']).toBe('application/pdf');
      const { text } = await extractText(await getDocumentProxy(new Uint8Array(await answer.body())), { mergePages: true });
      if (language === lang) expect(shown.filter((amount) => !bare(text).includes(amount))).toEqual([]);
      else expect(text).toContain(cast.lang === 'en' ? cast.idea : cast.product);
    }
  });

  test('asks an expert, who reads the plan at another device, comments and confirms it', async () => {
    const { page, t } = founder;
    await open(founder, plan);
    await follow(page, t('businessplans.review.ask'));
    const expertField = page.getByRole('main').getByLabel(t('businessplans.review.expert')).first();
    const named = expertField.locator('option', { hasText: cast.expert.name });
    await expertField.selectOption((await named.getAttribute('value')) ?? '');
    await take(page, t('businessplans.review.agreed-founder'));
    await press(page, t('businessplans.review.ask'));
    expect(await says(page)).toContain(t('businessplans.notice.asked'));
    expert = await browser.somebody(lang);
    await signInStaff(expert, cast.expert.email);
    await open(expert, '/business-plans');
    await expert.page.getByRole('main').getByRole('table').getByRole('link').first().click();
    expect(await says(expert.page)).toContain(cast.idea);
    for (const action of ['begin', 'confirm'] as const) {
      await follow(expert.page, t('businessplans.expert.answer'));
      await take(expert.page, t(`businessplans.action.${action}`));
      await press(expert.page, t('businessplans.expert.send'));
      expect(await says(expert.page)).toContain(t('businessplans.notice.answered'));
    }
    await follow(expert.page, t('businessplans.comment.add'));
    await choose(expert.page, t('businessplans.comment.about'), t('businessplans.section.costing'));
    await fill(expert.page, t('businessplans.comment.text'), 'The price is usual here.');
    await press(expert.page, t('businessplans.comment.add'));
    await open(founder, plan);
    const said = await says(page);
    expect(said).toContain(t('businessplans.review-state.confirmed'));
    expect(said).toContain('The price is usual here.');
  });

  test('signs a version off, and so does the counsellor at the desk', async () => {
    const { page, t } = founder;
    await follow(page, t('businessplans.versions'));
    await fill(page, t('businessplans.version.label'), 'For the bank');
    await press(page, t('businessplans.version.keep'));
    await follow(page, 'For the bank');
    await press(page, t('businessplans.version.sign'));
    expect(await says(page)).toContain(t('businessplans.notice.signed'));
    const counsellor = await browser.somebody(lang);
    await signInStaff(counsellor, cast.counsellor);
    await open(counsellor, `${plan.replace('/me/plan/', '/desk/ventures/')}/plan/versions`);
    await follow(counsellor.page, 'For the bank');
    await press(counsellor.page, t('businessplans.version.sign'));
    const signed = await says(counsellor.page);
    expect(signed).toContain(`${t('businessplans.said.founder')},`);
    expect(signed).toContain(`${t('businessplans.said.counsellor')},`);
  });

  test('takes the permission back, and the expert sees the plan no more', async () => {
    const { page, t } = founder;
    await open(founder, '/me/sharing');
    const given = page.locator('main section').filter({ has: page.getByRole('heading', { name: cast.expert.name, level: 3 }) });
    await given
      .last()
      .getByRole('link', { name: t('app.me.withdraw.button') })
      .click();
    await press(page, t('app.me.withdraw.button'));
    expect(await open(expert, plan.replace('/me/plan/', '/business-plans/'))).toBe(404);
  });
});

/** What the founder buys, sells and pays, as they type it. */
function lines(product: string): { kind: string; name: string; figures: Record<string, string> }[] {
  return [
    { kind: 'start-up', name: 'Van', figures: { amount: '7200', life: '60' } },
    { kind: 'product', name: product, figures: { price: '240', materials: '110', work: '30', extras: '10', units: '25' } },
    { kind: 'cost', name: 'Rent', figures: { amount: '650' } },
    { kind: 'draw', name: 'To live on', figures: { amount: '900' } },
    { kind: 'own-money', name: 'Savings', figures: { amount: '3000' } },
    { kind: 'loan', name: 'Small loan', figures: { principal: '5000', rate: '6', months: '36', grace: '3' } },
  ];
}
