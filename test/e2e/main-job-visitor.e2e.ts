import { describe, expect, test } from 'vitest';
import { formatters } from '#kernel/i18n';
import { termLabel } from '#modules/vocabulary';
import { testBrowser, type Actor } from './support/browser.ts';
import { choose, fill, follow, press, says } from './support/form.ts';
import { casts } from './support/main-job.ts';
import { picture } from './support/picture.ts';
import { see } from './support/see.ts';

const browser = testBrowser();

/** The visitor sits at the far end of the corridor, on another clock than the office. */
const ZONE = 'Asia/Dubai';

/** Step 1 of the main job, by somebody who never signs in. */
describe.each(casts)('a visitor in $lang', ({ lang, from, to, office }) => {
  const ownTime = formatters(lang, ZONE);
  const officeTime = formatters(lang, 'Europe/Rome'); // the same hour in Padova and in Cartaya
  let visitor: Actor;

  /** The moment of the appointment stands on both clocks. */
  async function seeBothTimes(moment: string): Promise<void> {
    const { page, t } = visitor;
    await see(page, t('appointments.time.office', { when: officeTime.instant(moment, 'weekday') }));
    await see(page, t('appointments.time.visitor', { when: ownTime.instant(moment, 'weekday') }));
  }

  test('finds the corridor between two places and reads a service there', async () => {
    visitor = await browser.somebody(lang, { timezoneId: ZONE });
    const { page, t } = visitor;
    await page.goto(`/${lang}`);
    await picture(visitor, 'home');
    await fill(page, t('places.finder.to'), to);
    await fill(page, t('places.finder.from'), from);
    await press(page, t('places.finder.button'));
    await page.waitForURL('**/corridors/**');
    await page
      .getByRole('main')
      .getByRole('link', { name: t('offices.action.book') })
      .first()
      .waitFor();
    await picture(visitor, 'corridor');
    const service = page.locator('main a[href*="/services/"]').first();
    const name = await service.innerText();
    await service.click();
    await page.waitForURL('**/services/**');
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(name);
    await see(page, t('directory.service.cost'));
    await page.goBack();
    await page.locator(`main a[href*="/offices/${office}/book"]`).first().click();
    await page.waitForURL('**/book');
  });

  test('books a free time that is shown on both clocks, and keeps it in a calendar', async () => {
    const { page, t } = visitor;
    const slot = page.locator('main a[href*="slot="]').last();
    const moment = await slot.locator('time').getAttribute('datetime');
    await slot
      .getByText(ownTime.time(moment ?? ''))
      .first()
      .waitFor();
    await slot.click();
    await fill(page, t('appointments.field.email'), `guest.${lang}.${Date.now()}@people.example.org`);
    await choose(page, t('appointments.field.topic'), termLabel('contactTopics', 'starting-a-firm', lang));
    await press(page, t('appointments.book.send'));
    await page.waitForURL(/\/appointments\/.*token=/);
    await seeBothTimes(moment ?? '');
    const link = page.getByRole('main').getByRole('link', { name: t('appointments.appointment.calendar') });
    const calendar = await page.request.get((await link.getAttribute('href')) ?? '');
    expect(calendar.headers()['content-type']).toContain('text/calendar');
    expect(await calendar.text()).toContain(`DTSTART:${(moment ?? '').replaceAll(/[-:]|\.\d+/g, '')}`);
  });

  test('moves the appointment by its link, and cancels it', async () => {
    const { page, t } = visitor;
    const link = page.url();
    await follow(page, t('appointments.appointment.move'));
    const slot = page.locator('main a[href*="slot="]').first();
    const moment = await slot.locator('time').getAttribute('datetime');
    await slot.click();
    await press(page, t('appointments.move.send'));
    await see(page, t('appointments.notice.moved'));
    await seeBothTimes(moment ?? '');
    await page.goto(link);
    await follow(page, t('appointments.appointment.cancel'));
    await press(page, t('appointments.appointment.cancel'));
    await see(page, t('appointments.notice.cancelled'));
    expect(await says(page)).toContain(t('appointments.appointment.lead-cancelled'));
    expect(await page.context().cookies()).toEqual([]);
  });
});
