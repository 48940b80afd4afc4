import { describe, expect, test } from 'vitest';
import type { Language } from '#kernel/i18n';
import { violations } from './support/axe.ts';
import { open, phone, signInStaff, testBrowser, type Actor } from './support/browser.ts';
import { choose, fill, follow, press, says, take } from './support/form.ts';

/** A planner holds a board with associations, and a citizen reads what it said: in two languages. */
const casts = [
  {
    lang: 'en' as Language,
    planner: 'franca.foro@ponte-demo.example',
    name: 'Board of market traders (invented)',
    body: 'Traders of the invented market',
    title: 'Where the stalls stand',
    said: 'All want to stand in the sun.',
    opinion: 'Turn the stalls round.',
    reason: 'From Saturday on.',
  },
  {
    lang: 'ar' as Language,
    planner: 'karima.muntada@ponte-demo.example',
    name: 'مجلس تجار السوق (مختلق)',
    body: 'تجار السوق المختلق',
    title: 'أماكن الأكشاك',
    said: 'الجميع يريدون الوقوف في الشمس.',
    opinion: 'تُدار الأكشاك.',
    reason: 'ابتداءً من السبت.',
  },
];
const browser = testBrowser();
const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);

describe.each(casts)('a board in $lang', ({ lang, planner, name, body, title, said, opinion, reason }) => {
  let office: Actor;
  let meeting = '';
  const saved = async (notice: string) => await office.page.getByText(office.t(notice)).first().waitFor();
  const heading = async (key: string) => await office.page.getByRole('heading', { level: 1, name: office.t(key) }).waitFor();

  test('its office gives a seat, plans a meeting with an agenda, and invites everybody', async () => {
    office = await browser.somebody(lang);
    const { page, t } = office;
    await signInStaff(office, planner);
    await open(office, '/desk/forums');
    await follow(page, t('forums.new.title'));
    await heading('forums.new.title');
    await fill(page, t('forums.field.name'), name);
    await fill(page, t('forums.field.about'), body);
    await fill(page, t('forums.field.rules'), body);
    await fill(page, t('forums.field.contact'), body);
    await press(page, t('forums.save'));
    await saved('forums.notice.begun');
    await follow(page, t('forums.seat.title'));
    await heading('forums.seat.title');
    await fill(page, t('forums.seat.body'), body);
    await fill(page, t('forums.seat.since-on'), yesterday);
    await press(page, t('forums.seat.title'));
    await saved('forums.notice.seat');
    await follow(page, t('forums.plan.title'));
    await heading('forums.plan.title');
    await fill(page, t('forums.plan.day'), yesterday);
    await fill(page, t('forums.plan.starts'), '17:00');
    await fill(page, t('forums.plan.ends'), '18:30');
    await fill(page, t('forums.field.venue'), body);
    await press(page, t('forums.save'));
    await saved('forums.notice.planned');
    meeting = new URL(page.url()).pathname.replace(/^\/[a-z]{2}/, '');
    await follow(page, t('forums.point.add'));
    await heading('forums.point.add');
    await fill(page, t('forums.point.title'), title);
    await press(page, t('forums.save'));
    await saved('forums.notice.point');
    await follow(page, t('forums.act.convene'));
    await heading('forums.act.convene');
    await press(page, t('forums.act.convene'));
    await saved('forums.notice.convene');
  });

  test('who came and what was said is written down, the opinion answered, and all of it published', async () => {
    const { page, t } = office;
    await follow(page, t('forums.act.hold'));
    await heading('forums.act.hold');
    await press(page, t('forums.act.hold'));
    await saved('forums.notice.hold');
    await follow(page, t('forums.attendance.title'));
    await heading('forums.attendance.title');
    await take(page, body);
    await press(page, t('forums.save'));
    await saved('forums.notice.attendance');
    await follow(page, t('forums.minutes.of', { title }));
    await heading('forums.minutes.title');
    await fill(page, t('forums.minutes.said'), said);
    await fill(page, t('forums.meeting.opinion'), opinion);
    await press(page, t('forums.save'));
    await saved('forums.notice.minutes');
    await follow(page, t('forums.answer.to', { title }));
    await heading('forums.answer.title');
    await choose(page, t('forums.meeting.answer'), t('forums.answer.in-part'));
    await fill(page, t('forums.answer.reason'), reason);
    await press(page, t('forums.answer.button'));
    await saved('forums.notice.answered');
    await open(office, meeting);
    await follow(page, t('forums.act.publish'));
    await heading('forums.act.publish');
    await press(page, t('forums.act.publish'));
    await saved('forums.notice.publish');
  });

  test('a citizen finds it on a phone', async () => {
    const citizen = await browser.somebody(lang, phone);
    const { page, t } = citizen;
    await open(citizen, '/forums');
    await follow(page, name);
    await page.getByRole('heading', { level: 1, name }).waitFor();
    expect(await says(page)).toContain(body);
    await page.getByRole('main').locator('a[href*="/forums/meetings/"]').click();
    await page.getByText(opinion).waitFor();
    const text = await says(page);
    for (const words of [said, t('forums.answer.in-part'), reason, t('forums.attendance.present', { count: 1 })])
      expect(text).toContain(words);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    expect(await violations(page)).toEqual([]);
  });
});
