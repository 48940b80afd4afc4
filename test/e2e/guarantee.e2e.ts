import { beforeAll, describe, expect, test } from 'vitest';
import { countryCodes, type Language } from '#kernel/i18n';
import { violations } from './support/axe.ts';
import { open, phone, signInStaff, testBrowser, type Actor } from './support/browser.ts';
import { choose, follow, press, says, take } from './support/form.ts';

/** Fund manager, committee and lender, the lender on a phone; a window of its own for each language, its loans in CFA francs. */
const casts = [
  {
    lang: 'en' as Language,
    window: 'Loans in CFA francs (example)',
    body: 'Foundation of the example',
    words: 'A solar pump for a garden',
  },
  { lang: 'ar' as Language, window: 'قروض بالفرنك (مثال)', body: 'مؤسسة المثال', words: 'مضخة شمسية لبستان' },
];

const terms: Readonly<Record<string, string>> = {
  basis: 'Assumed for a test',
  coverage: '60',
  longest: '36',
  borrowerCap: '2000000',
  lenderCap: '100',
  countryCap: '100',
  sectorCap: '100',
  leverage: '4',
  upFront: '1',
  yearly: '0',
  waiting: '0',
  firstShare: '75',
  legalSteps: 'A letter.',
};

const browser = testBrowser();

describe.each(casts)('a guarantee in two currencies in $lang', ({ lang, window, body, words }) => {
  let manager: Actor;
  let committee: Actor;
  let lender: Actor;
  let address = '';

  beforeAll(async () => {
    manager = await browser.somebody(lang);
    committee = await browser.somebody(lang);
    lender = await browser.somebody(lang, phone);
    await signInStaff(manager, 'fund@ponte-demo.example');
    await signInStaff(committee, 'committee@ponte-demo.example');
    await signInStaff(lender, 'lender.microcredit@ponte-demo.example');
  }, 120_000);

  const write = async ({ page }: Actor, name: string, text: string) => await page.locator(`main [name="${name}"]`).first().fill(text);
  const told = async ({ page, t }: Actor, notice: string) =>
    await page.getByText(t(`guarantees.notice.${notice}`), { exact: true }).waitFor();
  const atFund = async (actor: Actor) => {
    await open(actor, '/desk/guarantee-funds');
    await actor.page.locator('main table a').first().click();
    await actor.page.waitForURL(/guarantee-funds\/[0-9a-f-]{36}/);
  };
  /** Opens the guarantee, does one act, and comes back to it. */
  const does = async (actor: Actor, act: string, fields: Readonly<Record<string, string>> = {}, ticks: readonly string[] = []) => {
    const { page, t } = actor;
    await open(actor, address);
    await follow(page, t(`guarantees.act.${act}`));
    await page.waitForURL(new RegExp(`/${act}$`));
    for (const [name, text] of Object.entries(fields)) await write(actor, name, text);
    for (const label of ticks) await take(page, label);
    expect(await violations(page)).toEqual([]);
    await press(page, t(`guarantees.act.${act}`));
    await told(actor, 'done');
    return await says(page);
  };

  test('the manager writes the terms, admits the lender, and books capital', async () => {
    const { page, t } = manager;
    await atFund(manager);
    await follow(page, t('guarantees.windows.new'));
    await write(manager, 'name', window);
    await press(page, t('guarantees.save'));
    await told(manager, 'window-begun');
    for (const [name, text] of Object.entries(terms)) await write(manager, name, text);
    await page.locator('main [name="borrowerCapCurrency"]').selectOption('XOF');
    for (const [name, value] of [
      ['sharing', 'pro-rata'],
      ['feeBase', 'outstanding'],
      ['dayCount', '30/360'],
    ] as const)
      // prettier-ignore
      await page.locator(`main [name="${name}"]`).selectOption(value);
    await press(page, t('guarantees.terms.save'));
    await told(manager, 'terms-saved');
    await follow(page, t('guarantees.publish.title'));
    await press(page, t('guarantees.publish.button'));
    await told(manager, 'published');
    await follow(page, t('guarantees.admit.title'));
    const organisations = page.locator('main [name="organisation"]');
    const padua = organisations.locator('option').filter({ hasText: /Example Small Loans|القروض الصغيرة المثال/ });
    await organisations.selectOption((await padua.first().getAttribute('value')) ?? '');
    await press(page, t('guarantees.admit.button'));
    await told(manager, 'admitted');
    await atFund(manager);
    await follow(page, t('guarantees.capital.title'));
    await follow(page, t('guarantees.capital.add'));
    await write(manager, 'name', body);
    await press(page, t('guarantees.save'));
    await told(manager, 'contributor');
    await follow(page, t('guarantees.capital.book'));
    await choose(page, t('guarantees.capital.name'), body);
    await choose(page, t('guarantees.field.window'), window);
    await write(manager, 'amount', '20000');
    await press(page, t('guarantees.capital.book'));
    await told(manager, 'booked');
    expect(await says(page)).toContain(body);
    expect(await violations(page)).toEqual([]);
  });

  test('the lender files a loan in francs without a name, and cannot approve it', async () => {
    const { page, t } = lender;
    await atFund(lender);
    await follow(page, window);
    await follow(page, t('guarantees.file.title'));
    await page.waitForURL(/\/file$/);
    await write(lender, 'reference', `SN-${lang}-1`);
    await write(lender, 'borrower', 'B-77');
    await page.locator('main [name="country"]').selectOption(countryCodes.find((code) => code === 'SN') ?? '');
    await page.locator('main [name="sector"]').selectOption('A');
    await write(lender, 'purpose', words);
    await write(lender, 'amount', '1000000');
    await write(lender, 'months', '24');
    await page.locator('main [name="without"]').selectOption('no-loan');
    await write(lender, 'earlierAid', '0');
    expect(await violations(page)).toEqual([]);
    await press(page, t('guarantees.file.button'));
    await page.getByText(t('guarantees.refusal.not-eligible')).first().waitFor();
    await take(page, t('guarantees.file.eligible'));
    await press(page, t('guarantees.file.button'));
    await told(lender, 'filed');
    address = new URL(page.url()).pathname.replace(`/${lang}`, '');
    expect(await says(page)).not.toContain(t('guarantees.act.approve'));
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  });

  test('the committee sees room and limits, approves, and does not pay', async () => {
    await open(committee, address);
    expect(await says(committee.page)).toContain(committee.t('guarantees.limit.capacity'));
    // 655.957 francs are a euro.
    expect(await does(committee, 'approve')).toContain('0.0015244');
  });

  test('the loan is paid out, repaid in part, and called; the manager pays in two parts', async () => {
    await does(lender, 'activate');
    await does(lender, 'shrink', { owed: '800000' });
    const today = await lender.page.evaluate(() => new Date().toISOString().slice(0, 10));
    await does(lender, 'call', { firstUnpaidOn: today });
    await open(committee, address);
    expect(await says(committee.page)).not.toContain(committee.t('guarantees.act.pay-first'));
    await does(manager, 'pay-first');
    const { page, t } = manager;
    await open(manager, `${address}/pay-rest`);
    await press(page, t('guarantees.act.pay-rest'));
    await page.getByText(t('guarantees.refusal.legal-steps')).first().waitFor();
    // 800,000 francs × 60 % = 480,000, which are 731.76 euros.
    const settled = await does(manager, 'pay-rest', {}, [t('guarantees.step.legal-done')]);
    expect(settled).toContain('480');
    expect(settled).toContain('731.7');
  });

  test('money comes back, the lender hands on its part, and everybody reads the sums', async () => {
    const said = await does(lender, 'recover', { amount: '100000' });
    expect(said).toContain(lender.t('guarantees.one.handed-on'));
    expect(said).toMatch(/60.?000/);
    const citizen = await browser.somebody(lang, phone);
    await open(citizen, '/guarantee-funds/demo-guarantee-fund');
    const shown = await says(citizen.page);
    expect(shown).toContain(citizen.t('guarantees.disclosure.title'));
    expect(shown).toContain(window);
    expect(shown).not.toContain('B-77');
    expect(await violations(citizen.page)).toEqual([]);
  });
});
