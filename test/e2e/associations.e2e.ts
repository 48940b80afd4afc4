import { describe, expect, test } from 'vitest';
import type { Language } from '#kernel/i18n';
import { open, phone, signInStaff, testBrowser, type Actor } from './support/browser.ts';
import { choose, fill, follow, press, says, take } from './support/form.ts';

/** Who acts in which language: somebody who writes for an association, the desk of its place, and a citizen who looks for it. */
const casts = [
  {
    lang: 'en' as Language,
    name: 'Invented Friends of Two Towns',
    writer: 'friends.en@association.example',
    from: 'Kaolack',
    to: 'Treviso',
    desk: 'sergio.capo@ponte-demo.example',
    question: 'Where do you meet?',
    answer: 'In the hall of the example.',
    chair: 'Awa Invented',
    treasurer: 'Private Invented',
  },
  {
    lang: 'ar' as Language,
    name: 'أصدقاء المثال المختلقون',
    writer: 'friends.ar@association.example',
    from: 'Kenitra',
    to: 'Cartaya',
    desk: 'jose.jefe@ponte-demo.example',
    question: 'أين تجتمعون؟',
    answer: 'في قاعة المثال.',
    chair: 'سعاد المختلقة',
    treasurer: 'خالد الخاص',
  },
];

const browser = testBrowser();

/** Opens the link of the newest letter to an address, as its reader does. */
async function openLetter(actor: Actor, address: string): Promise<void> {
  const { page } = actor;
  const card = page.locator('main .card').filter({ hasText: address }).first();
  await expect
    .poll(
      async () => {
        await open(actor, '/demo/messages');
        return await card.count();
      },
      { timeout: 60_000 },
    )
    .toBeGreaterThan(0);
  await card.locator('a[href*="/associations/mine/"]').first().click();
  await page.waitForURL(/\/associations\/mine\//);
}

describe.each(casts)('an association in $lang', (cast) => {
  const { lang } = cast;
  let writer: Actor;
  let desk: Actor;
  let id = '';

  test('registers on a phone without an account, and confirms by the link of a letter', async () => {
    writer = await browser.somebody(lang, phone);
    const { page, t } = writer;
    await open(writer, '/associations');
    await follow(page, t('associations.register.title'));
    await page.waitForURL(/register/);
    await fill(page, t('associations.field.name'), cast.name);
    await fill(page, t('associations.field.origin1'), cast.from);
    await fill(page, t('associations.field.destination1'), cast.to);
    await choose(page, t('associations.field.form'), t('associations.form.informal'));
    await take(page, t('associations.activity.culture'));
    await page.locator('input[name="boardSize"]').fill('5');
    await page.locator('input[name="boardWomen"]').fill('3');
    await fill(page, t('associations.field.keeper'), cast.writer);
    await press(page, t('associations.register.button'));
    await page.waitForURL(/register\/sent/);
    expect(await says(page)).toContain(t('associations.sent.lead'));
    await openLetter(writer, cast.writer);
    id = /mine\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
    await follow(page, t('associations.act.confirm'));
    await press(page, t('associations.act.confirm'));
    await page.getByText(t('associations.notice.confirm')).waitFor();
    expect(await says(page)).toContain(t('associations.state.waiting'));
  });

  test('is asked by the office of its place, and answers; nobody else reads it meanwhile', async () => {
    const citizen = await browser.somebody(lang);
    expect(await open(citizen, `/associations/${id}`)).toBe(404);
    desk = await browser.somebody(lang);
    await signInStaff(desk, cast.desk);
    await open(desk, '/desk/associations');
    await follow(desk.page, cast.name);
    await desk.page.waitForURL(new RegExp(id));
    await take(desk.page, desk.t('associations.decision.asked'));
    await fill(desk.page, desk.t('associations.desk.words'), cast.question);
    await press(desk.page, desk.t('associations.desk.button'));
    await desk.page.getByText(desk.t('associations.notice.asked')).waitFor();
    const { page, t } = writer;
    await openLetter(writer, cast.writer);
    expect(await says(page)).toContain(cast.question);
    await follow(page, t('associations.act.answer'));
    await fill(page, t('associations.field.words'), cast.answer);
    await press(page, t('associations.act.answer'));
    await page.getByText(t('associations.notice.answer')).waitFor();
  });

  test('names one representative in public and keeps another to itself', async () => {
    const { page, t } = writer;
    for (const [name, agrees] of [
      [cast.chair, true],
      [cast.treasurer, false],
    ] as const) {
      await follow(page, t('associations.person.add'));
      await page.waitForURL(/\/person/);
      await fill(page, t('associations.person.name'), name);
      await fill(page, t('associations.person.mandate'), 'Board');
      await page.locator('input[name="fromOn"]').fill('2026-01-01');
      if (agrees) await take(page, t('associations.person.agreed'));
      await press(page, t('associations.edit.button'));
      await page.getByText(t('associations.notice.person'), { exact: true }).waitFor();
    }
    expect(await says(page)).toContain(cast.treasurer);
  });

  test('is verified, and a citizen reads who stands for it and for whom it speaks, without a score', async () => {
    await open(desk, `/desk/associations/${id}`);
    expect(await says(desk.page)).toContain(cast.answer);
    await take(desk.page, desk.t('associations.decision.verified'));
    await press(desk.page, desk.t('associations.desk.button'));
    await desk.page.getByText(desk.t('associations.notice.verified'), { exact: true }).waitFor();
    const citizen = await browser.somebody(lang, phone);
    const { page, t } = citizen;
    await open(citizen, '/associations');
    await page.getByRole('searchbox').first().fill(cast.name);
    await page.getByRole('searchbox').first().press('Enter');
    await page.waitForURL(/q=/);
    await follow(page, cast.name);
    await page.waitForURL(new RegExp(id));
    expect(await page.locator('html').getAttribute('dir')).toBe(lang === 'ar' ? 'rtl' : 'ltr');
    const shown = await says(page);
    expect(shown).toContain(cast.chair);
    expect(shown).not.toContain(cast.treasurer);
    expect(shown).not.toContain(cast.writer);
    await follow(page, t('associations.indicators.title'));
    await page.waitForURL(/representativeness/);
    const signs = await says(page);
    expect(signs).toContain(t('associations.indicators.of-board', { count: 3, all: 5 }));
    expect(signs).toContain(t('associations.unknown'));
    expect(await citizen.context.cookies()).toEqual([]);
  });
});
