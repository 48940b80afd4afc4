import { describe, expect, test } from 'vitest';
import type { Language } from '#kernel/i18n';
import { open, openMySpace, phone, signInPerson, signInStaff, testBrowser, type Actor } from './support/browser.ts';
import { choose, fill, follow, press, says, take } from './support/form.ts';

/** Who acts in which language: a founder, their counsellor, and a lender; the number is that of the loan in the lender's own system. */
const casts = [
  {
    lang: 'en' as Language,
    founder: 'stefan-taranu@people.example.org',
    given: 'tefan',
    counsellor: 'giulia.prova@ponte-demo.example',
    lender: 'lender@ponte-demo.example',
    product: 'Loan without interest',
    reference: 'ML-EN-1',
  },
  {
    lang: 'ar' as Language,
    founder: 'khadija-benali@people.example.org',
    given: 'Khadija',
    counsellor: 'samira.mithal@ponte-demo.example',
    lender: 'lender.microcredit@ponte-demo.example',
    product: 'قرض دون فائدة',
    reference: 'ML-AR-1',
  },
];

const browser = testBrowser();

/** Without interest at 5 per cent: 1,000 in six instalments of 175. */
const WISH = { amount: '1000', instalments: '6' };
const [INSTALMENT, REST] = ['175', '875'];

describe.each(casts)('a loan from the application to the last payment in $lang', (cast) => {
  const { lang, reference } = cast;
  let founder: Actor;
  let lender: Actor;
  let counsellor: Actor;
  let application = '';

  test('a founder sees what the loan costs, and asks for it with the counsellor beside', async () => {
    founder = await browser.somebody(lang, phone);
    const { page, t } = founder;
    await signInPerson(founder, cast.founder);
    await openMySpace(founder);
    await open(founder, '/me/loans/new');
    await choose(page, t('loans.field.name'), cast.product);
    await press(page, t('loans.apply.choose'));
    await fill(page, t('loans.field.amount'), WISH.amount);
    await fill(page, t('loans.field.instalments'), WISH.instalments);
    await press(page, t('loans.offer.work-out'));
    await fill(page, t('loans.field.purpose'), 'A cold room for the market');
    await take(page, t('loans.apply.agreed-own'));
    await press(page, t('loans.apply.send'));
    expect(await says(page)).toContain(t('loans.notice.sent'));
    application = /loans\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
  });

  test('the lender approves, and records signature and payment', async () => {
    lender = await browser.somebody(lang);
    const { page, t } = lender;
    await signInStaff(lender, cast.lender);
    await open(lender, `/lending/applications/${application}`);
    expect(await says(page)).toContain('A cold room for the market');
    await follow(page, t('loans.action.approve'));
    await fill(page, t('loans.field.conditions'), 'With two offers of shops');
    await press(page, t('loans.action.approve'));
    for (const action of ['sign', 'pay-out'] as const) {
      await follow(page, t(`loans.action.${action}`));
      if (action === 'pay-out') await fill(page, t('loans.field.reference'), reference);
      await press(page, t(`loans.action.${action}`));
    }
    expect(await says(page)).toContain(reference);
  });

  test('the counsellor finds the loan among the steps of the plan', async () => {
    counsellor = await browser.somebody(lang);
    const { page, t } = counsellor;
    await signInStaff(counsellor, cast.counsellor);
    await open(counsellor, `/desk/cases?q=${cast.given}`);
    await follow(page, cast.given);
    expect(await says(page)).toContain(t('loans.step.title'));
    expect(await says(page)).toContain(t('loans.loan-state.running'));
  });

  test('what the lender records, the founder sees on the telephone, with a receipt', async () => {
    await record(INSTALMENT, 'P-1');
    expect(await says(lender.page)).toContain(lender.t('loans.notice.repaid'));
    await open(founder, `/me/loans/${application}`);
    const { page, t } = founder;
    expect(await says(page)).toContain(t('loans.loan.next'));
    await page.getByRole('main').getByRole('link', { name: 'P-1' }).click();
    await page.getByRole('heading', { level: 1, name: t('loans.receipt.title') }).waitFor();
    expect(await says(page)).toContain(reference);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  });

  test('a wrong payment is taken back with the reason, which the founder reads', async () => {
    await record('25', 'P-2');
    await lender.page.getByRole('main').getByRole('link', { name: 'P-2' }).click();
    await fill(lender.page, lender.t('loans.change.reason'), 'It was for another loan');
    await press(lender.page, lender.t('loans.payment.take-back'));
    expect(await says(lender.page)).toContain(lender.t('loans.notice.taken-back'));
    await open(founder, `/me/loans/${application}`);
    expect(await says(founder.page)).toContain('It was for another loan');
  });

  test('more than is owed is refused, and with the last payment the loan is repaid for everybody', async () => {
    await record('876', 'P-3');
    expect(await lender.page.getByRole('alert').innerText()).toContain('875.00');
    await fill(lender.page, lender.t('loans.payment.amount'), REST);
    await press(lender.page, lender.t('loans.payment.record'));
    expect(await says(lender.page)).toContain(lender.t('loans.loan-state.settled'));
    await open(founder, `/me/loans/${application}`);
    expect(await says(founder.page)).toContain(founder.t('loans.loan-state.settled'));
    await counsellor.page.reload();
    expect(await says(counsellor.page)).toContain(counsellor.t('loans.loan-state.settled'));
    await open(lender, '/lending/loans');
    expect(await says(lender.page)).toContain(reference);
  });

  /** The lender records a payment on the page of the loan. */
  async function record(amount: string, number: string): Promise<void> {
    const { page, t } = lender;
    await open(lender, `/lending/loans?q=${reference}`);
    await follow(page, reference);
    await follow(page, t('loans.payment.record'));
    await fill(page, t('loans.payment.amount'), amount);
    await fill(page, t('loans.payment.reference'), number);
    await press(page, t('loans.payment.record'));
  }
});
