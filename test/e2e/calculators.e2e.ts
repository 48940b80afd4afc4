import { beforeAll, describe, expect, test } from 'vitest';
import { formatters, type Language } from '#kernel/i18n';
import { money } from '#kernel/money';
import { violations } from './support/axe.ts';
import { open, phone, testBrowser, type Actor } from './support/browser.ts';
import { choose, fill, follow, press, says, take } from './support/form.ts';

/** Somebody without an account works out on a small phone what a loan and a sending cost: in two languages. */
const languages: Language[] = ['en', 'ar'];
const browser = testBrowser();

describe.each(languages)('the calculators in %s', (lang) => {
  let reader: Actor;
  beforeAll(async () => {
    reader = await browser.somebody(lang, phone);
  });

  /** Opens a calculator as readers find it. */
  const begin = async (name: 'loan' | 'remittance') => {
    const { page, t } = reader;
    await open(reader, '/calculators');
    await follow(page, t(`app.calculators.name.${name}`));
    await page.getByRole('heading', { level: 1, name: t(`app.calculators.name.${name}`) }).waitFor();
  };
  const work = async () => {
    await press(reader.page, reader.t('app.calculators.button'));
    await reader.page.getByRole('heading', { name: reader.t('app.calculators.result') }).waitFor();
  };
  /** Without marks of direction and with plain spaces. */
  const plain = (words: string) => words.replaceAll(/[\u{200e}\u{200f}\u{61c}\u{2066}-\u{2069}]/gu, '').replaceAll(/\s/gu, ' ');
  const text = async () => plain(await says(reader.page));
  const euro = (cents: bigint) => plain(formatters(lang, 'Europe/Rome').money(money(cents, 'EUR')));
  const isWhole = async () => {
    const { page } = reader;
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    expect(await page.evaluate(() => document.documentElement.dir)).toBe(lang === 'ar' ? 'rtl' : 'ltr');
  };
  const typed = async (label: string) => await reader.page.getByRole('main').getByLabel(label).first().inputValue();

  test('a loan: every instalment, what it costs in all and by the year, and the same questions again', async () => {
    const { page, t } = reader;
    await begin('loan');
    await fill(page, t('app.calculators.loan.amount'), '1200');
    await fill(page, t('app.calculators.loan.rate'), '12');
    await fill(page, t('app.calculators.loan.instalments'), '12');
    await choose(page, t('app.calculators.loan.every'), t('app.calculators.every.MONTHS'));
    await take(page, t('app.calculators.way.principal'));
    await work();
    // 1 200 by equal parts of 100: interest 12, 11, … 1 of the months, 78 in all.
    const said = await text();
    for (const cents of [11_200n, 7_800n, 127_800n]) expect(said).toContain(euro(cents));
    const rows = page.getByRole('main').getByRole('table').last().getByRole('row');
    expect(await rows.count()).toBe(13);
    expect(said).toContain(plain(t('app.calculators.formula.principal')));
    expect(await typed(t('app.calculators.loan.amount'))).toBe('1200');
    await isWhole();
  });

  test('a flat loan says how much more it costs than it seems to', async () => {
    const { page, t } = reader;
    await take(page, t('app.calculators.way.flat'));
    await work();
    expect(await text()).toContain(euro(14_400n));
    expect(await page.getByRole('main').getByText(t('app.calculators.formula.flat')).count()).toBe(1);
    await isWhole();
  });

  test('wrong input keeps what was typed and says beside the field what to write', async () => {
    const { page, t } = reader;
    await begin('loan');
    await fill(page, t('app.calculators.loan.amount'), 'much');
    await fill(page, t('app.calculators.loan.rate'), '7.5');
    await fill(page, t('app.calculators.loan.instalments'), '24');
    await press(page, t('app.calculators.button'));
    await page.getByRole('alert').waitFor();
    expect(await says(page)).toContain(t('app.refusal.not-an-amount'));
    const kept = [
      await typed(t('app.calculators.loan.amount')),
      await typed(t('app.calculators.loan.rate')),
      await typed(t('app.calculators.loan.instalments')),
    ];
    expect(kept).toEqual(['much', '7.5', '24']);
    await isWhole();
    await fill(page, t('app.calculators.loan.amount'), '5000');
    await work();
  });

  test('a sending: what it costs with the rate, and that nobody knows it without', async () => {
    const { page, t } = reader;
    await begin('remittance');
    await fill(page, t('app.calculators.remittance.amount'), '200');
    await fill(page, t('app.calculators.remittance.fee'), '5');
    await work();
    expect(await says(page)).toContain(t('app.calculators.remittance.no-margin'));
    expect(await says(page)).not.toContain(t('app.calculators.remittance.arrives'));
    await fill(page, t('app.calculators.remittance.margin'), '2.5');
    await work();
    // A fee of 5 and 2.5 % of 200, also 5: 10 of 200.
    const said = await text();
    for (const cents of [19_500n, 500n]) expect(said).toContain(euro(cents));
    expect(said).toContain(plain(formatters(lang, 'Europe/Rome').percent(0.05, 2)));
    expect(said).not.toContain(t('app.calculators.remittance.no-margin'));
    await isWhole();
  });

  test('a fee above the amount, and a rate in words, are refused with what was typed kept', async () => {
    const { page, t } = reader;
    await begin('remittance');
    await fill(page, t('app.calculators.remittance.amount'), '100');
    await fill(page, t('app.calculators.remittance.fee'), '101');
    await press(page, t('app.calculators.button'));
    await page.getByRole('alert').waitFor();
    expect(await says(page)).toContain(t('app.refusal.fee-too-large'));
    await fill(page, t('app.calculators.remittance.fee'), '0');
    await fill(page, t('app.calculators.remittance.margin'), 'some');
    await press(page, t('app.calculators.button'));
    await page.getByRole('alert').waitFor();
    expect(await says(page)).toContain(t('app.refusal.not-a-rate'));
    expect([await typed(t('app.calculators.remittance.amount')), await typed(t('app.calculators.remittance.margin'))]).toEqual([
      '100',
      'some',
    ]);
    await isWhole();
  });
});
