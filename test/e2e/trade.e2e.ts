import { describe, expect, test } from 'vitest';
import { formatters, type Language } from '#kernel/i18n';
import { termLabel } from '#modules/vocabulary';
import { open, openMySpace, phone, signInPerson, signInStaff, testBrowser, type Actor } from './support/browser.ts';
import { choose, fill, follow, press, says, take } from './support/form.ts';
import { picture } from './support/picture.ts';

/** Who acts in which language: somebody who offers at one end, the desk there, and somebody who asks from the other end. */
const casts = [
  {
    lang: 'en' as Language,
    seller: { email: 'mirela-kola@people.example.org', called: 'Mirela of the guest house', reach: 'rooms@example.org' },
    buyer: { email: 'besnik-lleshi@people.example.org', called: 'Besnik of the chairs', reach: 'chairs@example.org' },
    desk: 'dritan.shembull@ponte-demo.example',
    title: 'Rooms for visiting traders',
    sector: 'tourism',
  },
  {
    lang: 'ar' as Language,
    seller: { email: 'aminata-diagne@people.example.org', called: 'أميناتا', reach: 'uniforms@example.org' },
    buyer: { email: 'fatima.ezzahraoui@ponte-demo.example', called: 'فاطمة', reach: 'sweets@example.org' },
    desk: 'cheikh.modele@ponte-demo.example',
    title: 'خياطة الزي المدرسي',
    sector: 'clothing',
  },
];

const SCORES = { clear: 4, capacity: 3, papers: 2, answers: 5 } as const;
const browser = testBrowser();

describe.each(casts)('two traders in $lang', (cast) => {
  const { lang } = cast;
  let seller: Actor;
  let buyer: Actor;
  let offer = '';
  let interest = '';

  test('who offers writes on a phone what it is, and sends it to the desk', async () => {
    seller = await browser.somebody(lang, phone);
    const { page, t } = seller;
    await signInPerson(seller, cast.seller.email);
    await openMySpace(seller);
    await open(seller, '/me/trade');
    await page.locator('main a[href*="/ventures/"]').first().click();
    await take(page, t('trade.kind.offer-long'));
    await take(page, t('trade.what.service'));
    await choose(page, t('trade.field.sector'), termLabel('sectors', cast.sector, lang));
    await fill(page, t('trade.field.title'), cast.title);
    await fill(page, t('trade.field.description'), 'A service that was invented for a test, all year round.');
    await page.getByLabel(t('trade.field.corridor')).selectOption({ index: 1 });
    await take(page, t('trade.end-of.origin'));
    await take(page, formatters(lang, 'Europe/Rome').languageName('fr'));
    await contact(seller, cast.seller);
    await press(page, t('trade.form.save'));
    expect(await says(page)).toContain(t('trade.notice.written'));
    await press(page, t('trade.action.send'));
    expect(await says(page)).toContain(t('trade.notice.send'));
    offer = lastId(seller);
  });

  test('the desk gives four scores, and only then anybody finds it, without name and contact', async () => {
    const visitor = await browser.somebody(lang);
    expect(await open(visitor, `/trade/${offer}`)).toBe(404);
    const desk = await browser.somebody(lang);
    const { page, t } = desk;
    await signInStaff(desk, cast.desk);
    await open(desk, `/desk/trade/${offer}`);
    await follow(page, t('trade.review.start'));
    for (const [name, points] of Object.entries(SCORES)) {
      const group = page.getByRole('main').getByRole('group', { name: t(`trade.score.${name}`) });
      await group.getByRole('radio').nth(points).check();
    }
    await picture(desk, 'desk-trade-review');
    await press(page, t('trade.review.button'));
    expect(await says(page)).toContain(t('trade.notice.published'));
    expect(await open(visitor, `/trade/${offer}`)).toBe(200);
    const shown = await says(visitor.page);
    expect(shown).toContain(cast.title);
    expect(shown).not.toContain(cast.seller.called);
    expect(shown).not.toContain(cast.seller.reach);
    expect(await visitor.context.cookies()).toEqual([]);
  });

  test('somebody at the other end asks, and reads no contact yet', async () => {
    buyer = await browser.somebody(lang, phone);
    const { page, t } = buyer;
    await signInPerson(buyer, cast.buyer.email);
    await openMySpace(buyer);
    await open(buyer, `/trade/${offer}/ask`);
    await fill(page, t('trade.interest.who'), 'A workshop from the other end');
    await fill(page, t('trade.interest.message'), 'We would like twenty of them in spring.');
    await contact(buyer, cast.buyer);
    await take(page, t('trade.ask.agrees'));
    await press(page, t('trade.ask.button'));
    interest = lastId(buyer);
    expect(await says(page)).toContain(t('trade.interest.asked-text'));
    expect(await says(page)).not.toContain(cast.seller.reach);
  });

  test('contacts are hidden until both agree, and hidden again when one ends it', async () => {
    const { page, t } = seller;
    await open(seller, `/me/trade/interests/${interest}`);
    const before = await says(page);
    expect(before).toContain('We would like twenty of them in spring.');
    expect(before).not.toContain(cast.buyer.reach);
    await press(page, t('trade.interest.confirm-owner'));
    expect(await says(page)).toContain(t('trade.notice.opened'));
    expect(await says(page)).toContain(cast.buyer.reach);
    await picture(seller, 'trade-contact');
    await open(buyer, `/me/trade/interests/${interest}`);
    expect(await says(buyer.page)).toContain(cast.seller.reach);
    await press(buyer.page, t('trade.interest.end-asker'));
    expect(await says(buyer.page)).toContain(t('trade.notice.ended'));
    expect(await says(buyer.page)).not.toContain(cast.seller.reach);
    await open(seller, `/me/trade/interests/${interest}`);
    expect(await says(page)).not.toContain(cast.buyer.reach);
  });

  test('who offers takes it back, and nobody finds it any more', async () => {
    const { page, t } = seller;
    await open(seller, `/me/trade/${offer}`);
    await press(page, t('trade.action.withdraw'));
    expect(await says(page)).toContain(t('trade.notice.withdraw'));
    expect(await open(await browser.somebody(lang), `/trade/${offer}`)).toBe(404);
  });
});

async function contact({ page, t }: Actor, { called, reach }: { called: string; reach: string }): Promise<void> {
  const fields = page.getByRole('main').getByRole('group', { name: t('trade.contact.title') });
  await fields.getByLabel(t('trade.contact.name')).fill(called);
  await fields.getByLabel(t('trade.contact.email')).fill(reach);
}

function lastId({ page }: Actor): string {
  return /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(page.url())?.[0] ?? '';
}
