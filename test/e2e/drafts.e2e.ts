import { beforeAll, expect, test } from 'vitest';
import { signInStaff, testBrowser, type Actor } from './support/browser.ts';
import { fill, press, says } from './support/form.ts';

const browser = testBrowser();
const INTAKE = '/en/desk/people/new';
let counsellor: Actor;

beforeAll(async () => {
  counsellor = await browser.somebody('en');
  await signInStaff(counsellor, 'amina.ejemplo@ponte-demo.example');
});

/** Another tab of the same device. */
async function anotherTab({ context, t, lang }: Actor): Promise<Actor> {
  return { context, page: await context.newPage(), t, lang };
}

async function typedName({ page, t }: Actor): Promise<string> {
  return await page.getByRole('main').getByLabel(t('people.field.given-name')).first().inputValue();
}

test('an intake that was half filled in is there again after the tab was closed', async () => {
  const first = await anotherTab(counsellor);
  await first.page.goto(INTAKE);
  await fill(first.page, first.t('people.field.given-name'), 'Halbfertig');
  await fill(first.page, first.t('app.intake.reason'), 'Wants to open a shop');
  await first.page.waitForTimeout(500); // the device keeps what is typed a third of a second later
  await first.page.close();
  const again = await anotherTab(counsellor);
  await again.page.goto(INTAKE);
  expect(await typedName(again)).toBe('Halbfertig');
  expect(await says(again.page)).toContain(again.t('html.draft.kept'));
  await again.page.close();
});

test('what staff typed into any form is there again after the tab was closed, but no tick', async () => {
  const first = await anotherTab(counsellor);
  await first.page.goto('/en/account/details');
  const field = (page: Actor['page']) => page.getByRole('main').getByRole('textbox').first();
  const before = await field(first.page).inputValue();
  await field(first.page).fill('Half a name');
  await first.page.waitForTimeout(500);
  await first.page.close();
  const again = await anotherTab(counsellor);
  await again.page.goto('/en/account/details');
  await expect.poll(async () => await field(again.page).inputValue()).toBe('Half a name');
  await again.page.getByRole('button', { name: again.t('html.draft.discard') }).click();
  expect(await field(again.page).inputValue()).toBe(before);
  await again.page.close();
});

test('an intake goes on at another device, which never saw what was typed', async () => {
  const first = await anotherTab(counsellor);
  await first.page.goto(INTAKE);
  const kept = first.page.waitForResponse((answer) => answer.url().includes('/drafts/') && answer.request().method() === 'POST');
  await fill(first.page, first.t('people.field.given-name'), 'Zweitgerät');
  expect((await kept).ok()).toBe(true);
  await first.page.close();
  const { cookies } = await counsellor.context.storageState();
  const other = await browser.somebody('en');
  await other.context.addCookies(cookies);
  await other.page.goto(INTAKE);
  await expect.poll(async () => await typedName(other)).toBe('Zweitgerät');
});

test('an intake that is sent while the line is down is kept, and can be sent when it is back', async () => {
  const { page, t, context } = await anotherTab(counsellor);
  await page.goto(INTAKE);
  await fill(page, t('people.field.given-name'), 'Funkloch');
  await context.setOffline(true);
  await press(page, t('app.intake.open'));
  expect(await says(page)).toContain(t('html.draft.offline'));
  await page.close();
  await context.setOffline(false);
  const again = await anotherTab(counsellor);
  await again.page.goto(INTAKE);
  expect(await typedName(again)).toBe('Funkloch');
  await again.page.getByRole('main').getByRole('checkbox').first().check();
  await press(again.page, t('app.intake.open'));
  await again.page.waitForURL(/\/desk\/people\/[0-9a-f-]{36}/);
  await again.page.goto(INTAKE);
  expect(await typedName(again)).toBe('');
});

test('a refused intake keeps what was typed even when its tab is closed then', async () => {
  const first = await anotherTab(counsellor);
  await first.page.goto(INTAKE);
  await fill(first.page, first.t('people.field.given-name'), 'Abgelehnt');
  await press(first.page, first.t('app.intake.open'));
  expect(await first.page.getByRole('alert').innerText()).toContain(first.t('people.refusal.information-not-given'));
  await first.page.close();
  const again = await anotherTab(counsellor);
  await again.page.goto(INTAKE);
  expect(await typedName(again)).toBe('Abgelehnt');
});

test('what is typed before the kept words arrive on a slow line is neither overwritten nor forgotten', async () => {
  const first = await anotherTab(counsellor);
  await first.page.goto(INTAKE);
  const kept = first.page.waitForResponse((answer) => answer.url().includes('/drafts/') && answer.request().method() === 'POST');
  await fill(first.page, first.t('people.field.given-name'), 'Vorher');
  await fill(first.page, first.t('app.intake.reason'), 'Wants to sell bread');
  expect((await kept).ok()).toBe(true);
  const { cookies } = await counsellor.context.storageState();
  const other = await browser.somebody('en');
  await other.context.addCookies(cookies);
  const asked = Promise.withResolvers<void>();
  await other.page.route('**/drafts/**', async (route) => {
    if (route.request().method() === 'GET') await asked.promise;
    await route.continue();
  });
  await other.page.goto(INTAKE);
  const again = other.page.waitForResponse((answer) => answer.url().includes('/drafts/') && answer.request().method() === 'POST');
  await fill(other.page, other.t('people.field.given-name'), 'Nachher');
  asked.resolve();
  await expect
    .poll(async () => await other.page.getByRole('main').getByLabel(other.t('app.intake.reason')).inputValue())
    .toBe('Wants to sell bread');
  expect(await typedName(other)).toBe('Nachher');
  expect((await again).request().postData()).toContain('Nachher');
});

test('what is typed before the page has its scripts is kept', async () => {
  const { cookies } = await counsellor.context.storageState();
  const slow = await browser.somebody('en');
  await slow.context.addCookies(cookies);
  const scripts = Promise.withResolvers<void>();
  await slow.page.route('**/*.js', async (route) => {
    await scripts.promise;
    await route.continue();
  });
  await slow.page.goto(INTAKE, { waitUntil: 'commit' });
  const kept = slow.page.waitForResponse((answer) => answer.url().includes('/drafts/') && answer.request().method() === 'POST');
  await fill(slow.page, slow.t('people.field.given-name'), 'Sofort');
  scripts.resolve();
  expect((await kept).request().postData()).toContain('Sofort');
  expect(await typedName(slow)).toBe('Sofort');
});

test('words kept on this device do not write over what somebody saved elsewhere since', async () => {
  const mine = await anotherTab(counsellor);
  const { t } = mine;
  await mine.page.goto('/en/desk/people?q=Ezzahraoui');
  await mine.page.getByRole('link', { name: /Ezzahraoui/ }).click();
  await mine.page.waitForURL(/\/desk\/people\/[0-9a-f-]{36}/);
  const venture = await mine.page.locator('a[href*="/desk/ventures/"]').first().getAttribute('href');
  const words = `${/.*\/desk\/ventures\/[0-9a-f-]{36}/.exec(venture ?? '')?.[0]}/plan/words/people`;
  await mine.page.goto(words);
  const field = t('businessplans.question.people.who');
  await fill(mine.page, field, 'Typed here, not sent');
  await mine.page.waitForTimeout(500); // as above, and before the server keeps it too
  await mine.page.close();

  const { cookies } = await counsellor.context.storageState();
  const other = await browser.somebody('en');
  await other.context.addCookies(cookies);
  await other.page.goto(words);
  await fill(other.page, field, 'Saved elsewhere');
  await press(other.page, t('businessplans.save'));
  await other.page.waitForURL(/\/plan(\?|$)/);

  const again = await anotherTab(counsellor);
  await again.page.goto(words);
  const typed = again.page.getByRole('main').getByLabel(field);
  await expect.poll(async () => await typed.inputValue()).toBe('Typed here, not sent');
  await press(again.page, t('businessplans.save'));
  await expect.poll(async () => await says(again.page)).toContain(t('businessplans.meanwhile'));
  expect(await says(again.page)).toContain('Saved elsewhere');
  expect(await typed.inputValue()).toBe('Typed here, not sent');
});
