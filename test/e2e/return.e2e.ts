import { describe, expect, test } from 'vitest';
import type { Language } from '#kernel/i18n';
import { open, openMySpace, phone, signInPerson, signInStaff, testBrowser, type Actor } from './support/browser.ts';
import { choose, fill, follow, press, says, take } from './support/form.ts';
import { picture } from './support/picture.ts';

/**
 * Who acts in which language: somebody who only thinks of it, a returnee whose time to think is over in the demonstration,
 * the desk that they leave, and the one where they arrive.
 */
const casts = [
  {
    lang: 'en' as Language,
    thinker: 'thinker.en@people.example.org',
    returnee: 'ionela-vaduva@people.example.org',
    given: 'Ionela',
    desk: 'carla.responsabile@ponte-demo.example',
    from: 'Bologna',
    to: 'Craiova',
    origin: { office: 'craiova-desk', desk: 'andreea.exemplu@ponte-demo.example' },
  },
  {
    lang: 'ar' as Language,
    thinker: 'thinker.ar@people.example.org',
    returnee: 'modou-faye@people.example.org',
    given: 'Modou',
    desk: 'anna.direttrice@ponte-demo.example',
    from: 'Padova',
    to: 'Kaolack',
    origin: { office: 'kaolack-desk', desk: 'ibrahima.chef@ponte-demo.example' },
  },
];

const browser = testBrowser();
const today = () => new Date().toISOString().slice(0, 10);

describe.each(casts)('a return in $lang', (cast) => {
  const { lang } = cast;
  let desk: Actor;
  let origin: Actor;
  let returnee: Actor;
  let plan = '';

  test('anybody reads about both ways, leaves no trace, and can leave at once', async () => {
    const visitor = await browser.somebody(lang, phone);
    await open(visitor, '/stay-or-return');
    const { page, t } = visitor;
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(t('returns.public.title'));
    expect(await page.getByRole('link', { name: t('html.exit.label') }).count()).toBeGreaterThan(0);
    expect(await page.context().cookies()).toEqual([]);
    if (lang === 'ar') await picture(visitor, 'phone-arabic', { always: true });
  });

  test('who thinks of it has time, cannot decide yet, and stops without losing anything', async () => {
    desk = await browser.somebody(lang);
    await signInStaff(desk, cast.desk);
    await openFile(desk);
    const person = await browser.somebody(lang, phone);
    const { page, t } = person;
    await signInPerson(person, cast.thinker);
    await openMySpace(person);
    await open(person, '/me/return');
    await press(page, t('returns.panel.begin'));
    expect(await says(page)).toContain(t('returns.notice.begun'));
    await follow(page, t('returns.action.inform'));
    await take(page, t('returns.field.told-stay'));
    await take(page, t('returns.field.told-go'));
    await press(page, t('returns.action.inform'));
    expect(await says(page)).toContain(t('returns.notice.moved'));
    expect(
      await page
        .getByRole('main')
        .getByRole('link', { name: t('returns.action.decide') })
        .count(),
    ).toBe(0);
    await follow(page, t('returns.action.withdraw'));
    await press(page, t('returns.action.withdraw'));
    expect(await says(page)).toContain(t('returns.notice.withdrawn'));
    await open(person, '/me');
    expect(
      await page
        .getByRole('main')
        .getByRole('link', { name: t('readiness.mine.start') })
        .count(),
    ).toBe(1);
    await open(person, '/me/return');
    expect(
      await page
        .getByRole('main')
        .getByRole('button', { name: t('returns.panel.begin') })
        .count(),
    ).toBe(1);
  });

  test('a returnee decides alone, writes the plan and works through the checklist for two countries', async () => {
    returnee = await browser.somebody(lang, phone);
    const { page, t } = returnee;
    await signInPerson(returnee, cast.returnee);
    await openMySpace(returnee);
    await open(returnee, '/me/return');
    await follow(page, t('returns.action.decide'));
    plan = /return\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
    await press(page, t('returns.action.decide'));
    expect(await says(page)).toContain(t('returns.notice.moved'));
    await open(returnee, `/me/return/${plan}/housing`);
    await fill(page, t('returns.section.housing'), 'First in the house of the family.');
    await press(page, t('returns.plan.save'));
    expect(await says(page)).toContain('First in the house of the family.');
    await open(returnee, '/me/return-checklist');
    const ticks = page.locator('main input[type=checkbox]');
    const count = await ticks.count();
    expect(count).toBeGreaterThan(5);
    expect(await page.getByRole('main').getByRole('checkbox').count()).toBeLessThan(count); // the first group alone is open
    await ticks.first().check();
    await page.locator('main summary', { hasText: t('returns.topic.documents') }).click();
    await ticks.last().check();
    await press(page, t('returns.list.save'));
    await page.getByText(t('returns.notice.ticked')).waitFor();
    expect(await page.locator('main input[type=checkbox]:checked').count()).toBe(2);
    const documents = page.locator('main .details-section', { hasText: t('returns.topic.documents') });
    const progress = t('returns.list.progress', { done: 1, count: await documents.locator('input[type=checkbox]').count() });
    expect(await documents.locator('summary').first().innerText()).toContain(progress);
    await page.emulateMedia({ media: 'print' });
    for (const tick of await ticks.all()) expect(await tick.isVisible()).toBe(true);
    await page.emulateMedia({ media: 'screen' });
    await picture(returnee, 'return-checklist');
  });

  test('nothing is prepared before the other end has said whether the venture can work there', async () => {
    const { page, t } = desk;
    origin = await browser.somebody(lang);
    await signInStaff(origin, cast.origin.desk);
    await open(desk, `/desk/returns/${plan}/do/prepare`);
    await press(page, t('returns.action.prepare'));
    expect(await page.getByRole('alert').innerText()).toContain(t('returns.refusal.checked-first'));
    await open(desk, `/desk/returns/${plan}/check`);
    await choose(page, t('returns.check.office'), await officeName(origin, cast.origin.office));
    await fill(page, t('returns.check.question'), 'Is there room for one more?');
    await take(page, t('returns.how.spoken-at-desk'));
    await press(page, t('returns.check.send'));
    expect(await says(page)).toContain(t('returns.notice.asked'));
    await open(origin, '/desk/return-checks');
    await origin.page.getByRole('main').getByRole('table').getByRole('link').first().click();
    expect(await says(origin.page)).toContain('Is there room for one more?');
    await take(origin.page, t('returns.check-answer.with-conditions'));
    await fill(origin.page, t('returns.check.words'), 'Yes, with a licence of the town.');
    await press(origin.page, t('returns.check.send-answer'));
    await open(returnee, '/me/return');
    expect(await says(returnee.page)).toContain('Yes, with a licence of the town.');
    await picture(returnee, 'return-plan');
    await open(desk, `/desk/returns/${plan}/do/prepare`);
    await press(page, t('returns.action.prepare'));
    expect(await says(page)).toContain(t('returns.notice.moved'));
  });

  test('the returnee leaves, the file is handed over, and the office there asks how it goes', async () => {
    const { page, t } = returnee;
    for (const action of ['leave', 'arrive'] as const) {
      await open(returnee, `/me/return/${plan}/do/${action}`);
      await fill(page, t(`returns.field.day-${action}`), today());
      await press(page, t(`returns.action.${action}`));
      expect(await says(page)).toContain(t('returns.notice.moved'));
    }
    await open(desk, `/desk/returns/${plan}`);
    await follow(desk.page, t('returns.desk.hand-over'));
    await choose(desk.page, t('cases.offer.to'), await officeName(origin, cast.origin.office));
    await press(desk.page, t('cases.offer.choose'));
    await desk.page.locator('main form#offer').getByRole('radio').first().check();
    await desk.page.getByRole('checkbox', { name: t('cases.sharing.agreed') }).check();
    await press(desk.page, t('cases.offer.button'));
    await open(origin, '/desk/handovers');
    await follow(origin.page, cast.given);
    await follow(origin.page, t('cases.handover.accept-hand-over'));
    await origin.page.getByRole('main').getByRole('button').last().click();
    expect(await open(desk, `/desk/returns/${plan}`)).toBe(404);
    expect(await open(origin, `/desk/returns/${plan}`)).toBe(200);
    await open(origin, `/desk/returns/${plan}/sections/there-work`);
    await fill(origin.page, t('returns.there.agreed'), 'A stall in the covered market.');
    await fill(origin.page, t('returns.there.who'), 'The desk asks the town');
    await fill(origin.page, t('returns.there.until'), today());
    await press(origin.page, t('returns.plan.save'));
    expect(await says(origin.page)).toContain('The desk asks the town');
    await open(returnee, '/me/return');
    expect(await says(page)).toContain('A stall in the covered market.');
    await open(origin, `/desk/returns/${plan}/visit`);
    await fill(origin.page, t('returns.field.when'), today());
    await press(origin.page, t('returns.plan.save'));
    await origin.page.getByRole('link', { name: t('returns.follow-up.visit'), exact: true }).click();
    await take(origin.page, t('returns.follow-up-how.visit'));
    await take(origin.page, t('returns.sign.no-income'));
    await press(origin.page, t('returns.plan.save'));
    expect(await says(origin.page)).toContain(t('returns.sign.no-income'));
    await open(origin, '/desk');
    expect(await says(origin.page)).toContain(t('returns.follow-up.task', { signs: t('returns.sign.no-income') }));
  });

  /** The desk opens a file for somebody who only thinks of returning. */
  async function openFile({ page, t }: Actor): Promise<void> {
    await open(desk, '/desk/people/new');
    await fill(page, t('people.field.given-name'), 'Thoughtful');
    await fill(page, t('people.field.family-name'), `Example ${lang}`);
    await fill(page, t('people.field.email'), cast.thinker);
    await fill(page, t('people.field.origin'), cast.to);
    await fill(page, t('people.field.residence'), cast.from);
    await page.getByRole('main').getByRole('checkbox').first().check();
    await press(page, t('app.intake.open'));
    expect(await says(page)).toContain(t('people.notice.opened'));
  }
});

async function officeName(actor: Actor, code: string): Promise<string> {
  await open(actor, `/offices/${code}`);
  return (await actor.page.getByRole('heading', { level: 1 }).innerText()).trim();
}
