import { expect, test } from 'vitest';
import { open, signInPerson, signInStaff, testBrowser, type Actor } from './support/browser.ts';
import { choose, fill, follow, press, says, take } from './support/form.ts';
import { see } from './support/see.ts';

const browser = testBrowser();
const NAME = 'Fara Script';
const STEP = 'Have the plan tested';
const SERVICE = 'Test of your plan before you return';
const EMAIL = `fara.script.${Date.now()}@people.example.org`;
const noScripts = { javaScriptEnabled: false };

let desk: Actor;
let provider: Actor;
let person: Actor;
let plan = '';

test('without scripts a counsellor opens a file, plans a step with a service and keeps a document', async () => {
  desk = await browser.somebody('en', noScripts);
  const { page, t } = desk;
  await signInStaff(desk, 'doina.director@ponte-demo.example');
  await open(desk, '/desk/people');
  await fill(page, t('people.list.search'), NAME);
  await press(page, t('html.search.button'));
  await see(page, t('people.list.nobody', { words: NAME }));
  await follow(page, t('people.list.new-after-search'));
  await page.waitForURL(/people\/new/);
  expect(await page.getByLabel(t('people.field.given-name')).first().inputValue()).toBe('Fara');
  await fill(page, t('people.field.email'), EMAIL);
  await page.getByRole('main').getByRole('checkbox').last().check();
  await press(page, t('app.intake.open'));
  await see(page, t('people.notice.opened'));
  await follow(page, t('app.person.case'));
  await see(page, t('cases.plan.none'));
  plan = page.url();
  await follow(page, t('cases.step.add'));
  await fill(page, t('cases.field.step-title'), STEP);
  await fill(page, t('cases.field.service'), SERVICE);
  await press(page, t('cases.step.add'));
  await see(page, t('cases.notice.step-added'));
  await see(page, SERVICE);
  await follow(page, t('cases.document.add'));
  await page
    .getByLabel(t('cases.field.document'))
    .setInputFiles({ name: 'lease.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 invented') });
  await press(page, t('cases.document.add'));
  await see(page, t('cases.notice.document-added'));
  await see(page, 'lease.pdf');
});

test('without scripts a step is sent to a provider, who accepts it and reports', async () => {
  const { page, t } = desk;
  await follow(page, t('cases.refer.link'));
  await see(page, t('cases.sharing.title'));
  await page.locator('main form#referral').getByRole('radio').first().check();
  await take(page, t('cases.sharing.agreed'));
  await press(page, t('cases.refer.button'));
  await see(page, t('cases.notice.referred'));
  provider = await browser.somebody('en', noScripts);
  await signInStaff(provider, 'provider.chamber-craiova@ponte-demo.example');
  await open(provider, '/referrals');
  await follow(provider.page, NAME);
  await see(provider.page, STEP);
  await follow(provider.page, t('cases.referral.accept'));
  await press(provider.page, t('cases.referral.accept'));
  await see(provider.page, t('cases.notice.referral-accepted'));
  await follow(provider.page, t('cases.referral.report'));
  await provider.page.getByRole('main').getByRole('radio').first().check();
  await press(provider.page, t('cases.referral.report'));
  await see(provider.page, t('cases.notice.referral-reported'));
});

test('without scripts a person signs in by a code, takes over the file and withdraws a permission', async () => {
  person = await browser.somebody('en', noScripts);
  const { page, t } = person;
  await signInPerson(person, EMAIL);
  await page.waitForURL((url) => !url.pathname.includes('/sign-in'));
  await open(person, '/me');
  await press(page, t('app.me.claim.button'));
  await see(page, t('app.notice.file-linked'));
  await see(page, STEP);
  await follow(page, t('app.me.sharing.title'));
  await follow(page, t('app.me.withdraw.button'));
  await press(page, t('app.me.withdraw.button'));
  await see(page, t('app.notice.withdrawn'));
  await open(provider, '/referrals');
  expect(await says(provider.page)).not.toContain(NAME);
});

test('without scripts a case is offered to the office at the other end, and the counts are read by another split', async () => {
  const { page, t } = desk;
  const office = await browser.somebody('en', noScripts);
  await open(office, '/offices/bologna-desk');
  const name = (await office.page.getByRole('heading', { level: 1 }).innerText()).trim();
  await page.goto(plan);
  await follow(page, t('cases.page.offer'));
  await choose(page, t('cases.offer.to'), name);
  await press(page, t('cases.offer.choose'));
  await see(page, t('cases.sharing.title'));
  await page.locator('main form#offer').getByRole('radio').first().check();
  await take(page, t('cases.sharing.agreed'));
  await press(page, t('cases.offer.button'));
  await see(page, t('cases.handover.you-offered'));
  await open(desk, '/counts');
  await choose(page, t('app.counts.split'), t('app.counts.by.gender'));
  await press(page, t('html.filter.apply'));
  await page.waitForURL(/by=/);
  await see(page, t('app.counts.figure.people'));
  await page.getByRole('main').getByRole('table').first().waitFor();
});
