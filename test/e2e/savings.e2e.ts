import { describe, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import type { Language } from '#kernel/i18n';
import { addMonths } from '#kernel/time';
import demonstration from '../../db/demo/savings.json' with { type: 'json' };
import { open, signInPerson, signInStaff, testBrowser, type Actor } from './support/browser.ts';
import { follow, press, says, take } from './support/form.ts';
import { see } from './support/see.ts';

/** One savings scheme from the first deposit abroad to the credit that it opens, by saver and organisation: in two languages. */
const casts = [
  { lang: 'en' as Language, email: 'awa.diouf@ponte-demo.example', drawer: 'K-9001', code: 'E' },
  { lang: 'ar' as Language, email: 'fatima.ezzahraoui@ponte-demo.example', drawer: 'K-9002', code: 'A' },
];
const browser = testBrowser();

/** Fills a field by its name: sections and tables are labelled with the same words. */
const put = async (page: Page, name: string, text: string) => await page.getByRole('main').locator(`form [name="${name}"]`).fill(text);
const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Rome' }).format(new Date());

describe.each(casts)('saving in $lang', ({ lang, email, drawer, code }) => {
  const scheme = demonstration.schemes[1]?.name[lang as 'en' | 'ar'] ?? '';
  let saver: Actor;
  let keeper: Actor;
  let number = '';

  /** The person's page of this saving. */
  const mine = async () => {
    await open(saver, '/me/savings');
    await follow(saver.page, scheme);
    await see(saver.page, saver.t('savings.condition.title'));
  };
  const kept = async () => {
    await open(keeper, '/lending/savings');
    await follow(keeper.page, number);
    await see(keeper.page, number);
  };

  test('a visitor reads the rules, and the saver joins with a goal', async () => {
    const visitor = await browser.somebody(lang);
    await open(visitor, '/savings');
    await follow(visitor.page, scheme);
    await see(visitor.page, visitor.t('savings.assumption-about'));
    saver = await browser.somebody(lang);
    await signInPerson(saver, email);
    const { page, t } = saver;
    await page.waitForURL((url) => !url.pathname.includes('/sign-in'));
    await open(saver, '/me/savings/new');
    await page.locator('select[name="scheme"]').selectOption({ label: scheme });
    await press(page, t('savings.join.choose'));
    await see(page, t('savings.join.goal'));
    await take(page, t('savings.for.school'));
    await put(page, 'amount', '1500');
    await put(page, 'goalOn', addMonths(today, 24));
    await take(page, t('savings.join.agreed'));
    await press(page, t('savings.join.send'));
    await see(page, t('savings.notice.joined'));
    number = /\b[0-9a-f]{12}\b/.exec(await says(page))?.[0] ?? '';
    expect(number).not.toBe('');
  });

  test('the organisation takes the saver on and records deposits from abroad', async () => {
    keeper = await browser.somebody(lang);
    await signInStaff(keeper, 'lender.microcredit@ponte-demo.example');
    const { page, t } = keeper;
    await kept();
    await follow(page, t('savings.accept.title'));
    await press(page, t('savings.accept.title'));
    await see(page, t('savings.notice.accepted'));
    for (const [n, monthsAgo] of [3, 2, 1].entries()) {
      await follow(page, t('savings.deposit.title'));
      await see(page, t('savings.deposit.lead'));
      await put(page, 'amount', '120');
      await put(page, 'day', addMonths(today, -monthsAgo));
      await put(page, 'reference', `${code}-${n}`);
      await press(page, t('savings.deposit.title'));
      await see(page, t('savings.notice.recorded'));
    }
    await follow(page, t('savings.deposit.title'));
    await see(page, t('savings.deposit.lead'));
    await put(page, 'amount', '-5');
    await put(page, 'reference', `${code}-bad`);
    await press(page, t('savings.deposit.title'));
    await see(page, t('savings.refusal.not-an-amount'));
  });

  test('the saver names who draws, and the family draws within the rules and no more', async () => {
    await mine();
    expect(await says(saver.page)).toContain(saver.t('savings.condition.met'));
    await follow(saver.page, saver.t('savings.family.name'));
    await see(saver.page, saver.t('savings.family.name-lead'));
    await put(saver.page, 'reference', drawer);
    await press(saver.page, saver.t('savings.family.name'));
    await see(saver.page, drawer);
    const { page, t } = keeper;
    const draw = async (amount: string) => {
      await kept();
      await follow(page, t('savings.draw.title'));
      await see(page, 'XOF');
      await put(page, 'amount', amount);
      await put(page, 'reference', `${code}-draw`);
      await press(page, t('savings.draw.title'));
    };
    await draw('101');
    await see(page, t('savings.refusal.over-rules', { most: '' }).slice(0, 12));
    await draw('60');
    await see(page, t('savings.notice.recorded'));
    await mine();
    await see(saver.page, '655.957');
  });

  test('the saving record opens a credit, and savings are pledged for it', async () => {
    const { page, t } = saver;
    await follow(page, t('savings.credit.ask'));
    await see(page, t('savings.credit.asked'));
    await put(page, 'amount', '500');
    await press(page, t('savings.credit.ask'));
    await see(page, t('savings.notice.credit-asked'));
    await kept();
    await follow(keeper.page, t('savings.credit.open'));
    await see(keeper.page, t('savings.credit.agreed'));
    await put(keeper.page, 'reference', `${code}-credit`);
    await put(keeper.page, 'terms', '12 × 44');
    await press(keeper.page, t('savings.credit.open'));
    await see(keeper.page, t('savings.notice.credit-answered'));
    await mine();
    const shown = await says(page);
    expect(shown).toContain(t('savings.credit-state.open'));
    expect(shown).toContain('12 × 44');
    expect(shown).toContain(t('savings.field.pledge'));
  });
});
