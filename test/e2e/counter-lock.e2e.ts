import { expect, test } from 'vitest';
import { demoPassword } from '../../src/app/demo/demo-accounts.ts';
import { signInStaff, testBrowser } from './support/browser.ts';

const browser = testBrowser();
const BESIDE_THE_LIST = '/en/desk/people';

test('a shared counter locks at one key, opens by password, and locks by itself once nobody touches it', async () => {
  const counsellor = await browser.somebody('en');
  const { page, t } = counsellor;
  const main = page.getByRole('main');
  const heading = (key: string) => main.getByRole('heading', { level: 1, name: t(key), exact: true });
  const isLocked = async () => {
    await heading('app.unlock.title').waitFor();
    await page.goto(BESIDE_THE_LIST);
    expect(await heading('people.list.title').count()).toBe(0);
  };
  await signInStaff(counsellor, 'valbona.prove@ponte-demo.example');
  await page.goto(BESIDE_THE_LIST);
  await heading('people.list.title').waitFor();
  await page.keyboard.press('F9');
  await isLocked();

  await page.goto('/en/sign-in/unlock');
  await page.getByLabel(t('app.staff.password')).fill(demoPassword);
  await main.getByRole('button', { name: t('app.unlock.open'), exact: true }).click();
  await page.waitForURL((url) => !url.pathname.includes('/sign-in/'));
  await page.clock.install();
  await page.goto(BESIDE_THE_LIST);
  await heading('people.list.title').waitFor();
  await page.clock.fastForward('09:30');
  await page.keyboard.press('Tab'); // somebody is there
  await page.clock.fastForward('09:30');
  await page.reload();
  await heading('people.list.title').waitFor();
  await page.clock.fastForward('10:30');
  await isLocked();
});
