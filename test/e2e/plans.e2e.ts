import { describe, expect, test } from 'vitest';
import type { Language } from '#kernel/i18n';
import { checklistSections } from '#modules/plans';
import { open, signInStaff, testBrowser, type Actor } from './support/browser.ts';
import { choose, fill, follow, press, says, take } from './support/form.ts';

/** A planner builds the plan of a region from nothing, a second one approves it, and a citizen reads it: in two languages. */
const casts = [
  {
    lang: 'en' as Language,
    code: 'tried-veneto-plan',
    place: 'Veneto',
    title: 'Tried plan of the region',
    unit: 'Labour office of the example',
    objective: 'More firms that last',
    measure: 'Advice early',
    action: 'A desk for founders',
    indicator: 'Firms after advice',
    decided: 'After the first year.',
  },
  {
    lang: 'ar' as Language,
    code: 'tried-veneto-plan-ar',
    place: 'فينيتو',
    title: 'خطة مجربة للإقليم',
    unit: 'مكتب العمل المثالي',
    objective: 'شركات أكثر تدوم',
    measure: 'نصح مبكر',
    action: 'شباك للمؤسسين',
    indicator: 'شركات بعد النصح',
    decided: 'بعد السنة الأولى.',
  },
];
const browser = testBrowser();

describe.each(casts)('a plan in $lang', (cast) => {
  const { lang } = cast;
  let author: Actor;
  let plan = '';

  /** Waits for the page of a heading. */
  const heading = async ({ page }: Actor, name: string) => await page.getByRole('heading', { level: 1, name }).waitFor();
  const saved = async ({ page, t }: Actor) => {
    await press(page, t('plans.draft.save'));
    await page.getByText(t('plans.notice.saved')).waitFor();
  };

  test('its writer begins it for a region, and nobody else sees it', async () => {
    author = await browser.somebody(lang);
    const { page, t } = author;
    await signInStaff(author, 'planner.padova@ponte-demo.example');
    await open(author, '/desk/plans');
    await follow(page, t('plans.new.title'));
    await heading(author, t('plans.new.title'));
    await fill(page, t('plans.field.title'), cast.title);
    await fill(page, t('plans.new.code'), cast.code);
    await fill(page, t('plans.new.place'), cast.place);
    await page.getByRole('main').getByLabel(t('plans.new.office'), { exact: true }).selectOption({ index: 1 });
    await fill(page, t('plans.new.reason'), cast.title);
    await press(page, t('plans.new.button'));
    await page.getByText(t('plans.notice.begun')).waitFor();
    plan = new URL(page.url()).pathname.replace(/^\/[a-z]{2}/, '');
    expect(await says(page)).toContain(t('plans.needed.vision'));
    expect(await open(await browser.somebody(lang), `/plans/${cast.code}`)).toBe(404);
  });

  test('its writer gives it vision, departments, objective, measure, action and indicator', async () => {
    const { page, t } = author;
    await follow(page, t('plans.part.about'));
    await heading(author, t('plans.part.about'));
    await fill(page, t('plans.view.vision'), cast.title);
    await fill(page, t('plans.field.starts'), '2027');
    await fill(page, t('plans.field.ends'), '2029');
    await saved(author);
    await follow(page, t('plans.part.units'));
    await heading(author, t('plans.part.units'));
    await fill(page, t('plans.field.units'), cast.unit);
    await saved(author);
    await follow(page, t('plans.objective.new'));
    await heading(author, t('plans.objective.new'));
    await fill(page, t('plans.field.name'), cast.objective);
    await saved(author);
    await follow(page, t('plans.measure.new'));
    await heading(author, t('plans.measure.new'));
    await fill(page, t('plans.field.name'), cast.measure);
    await saved(author);
    await follow(page, t('plans.action.new'));
    await heading(author, t('plans.action.new'));
    await fill(page, t('plans.field.name'), cast.action);
    await choose(page, t('plans.action.unit'), cast.unit);
    await take(page, t('plans.aim.both'));
    await fill(page, t('plans.action.budget'), '1200');
    await take(page, t('plans.source.own'));
    await fill(page, t('plans.action.starts'), '2027-03');
    await fill(page, t('plans.action.ends'), '2028-06');
    await saved(author);
    await follow(page, t('plans.indicator.new'));
    await heading(author, t('plans.indicator.new'));
    await fill(page, t('plans.indicator.name'), cast.indicator);
    await fill(page, t('plans.indicator.not-measurable-why'), cast.decided);
    await saved(author);
    expect(await says(page)).toContain(t('plans.needed.checklist'));
  });

  test('its writer decides on every statement of the checklist and sends it', async () => {
    const { page, t } = author;
    for (const section of checklistSections) {
      await follow(page, t(`plans.part.${section.id}`));
      await heading(author, section.title[lang]);
      for (const item of section.items) {
        const group = page.getByRole('group', { name: item.text[lang], exact: true });
        await group.getByLabel(t('plans.checklist.decision')).selectOption('not-now');
        await group.getByLabel(t('plans.checklist.words')).fill(cast.decided);
      }
      await saved(author);
    }
    await follow(page, t('plans.send.title'));
    await heading(author, t('plans.send.title'));
    await press(page, t('plans.send.button'));
    await page.getByText(t('plans.notice.send'), { exact: true }).waitFor();
    expect(await says(page)).not.toContain(t('plans.approve.title'));
  });

  test('a second planner of the office, who wrote nothing of it, approves it', async () => {
    const second = await browser.somebody(lang);
    const { page, t } = second;
    await signInStaff(second, 'second.padova@ponte-demo.example');
    await open(second, plan);
    await follow(page, t('plans.approve.title'));
    await heading(second, t('plans.approve.title'));
    await take(page, t('plans.approve.approve'));
    await press(page, t('plans.approve.button'));
    await page.getByText(t('plans.notice.published')).waitFor();
    await heading(second, cast.title);
  });

  test('a citizen finds it, with its time, its money and what was decided', async () => {
    const citizen = await browser.somebody(lang);
    const { page, t } = citizen;
    await open(citizen, `/plans?q=${encodeURIComponent(cast.title)}`);
    await follow(page, cast.title);
    await heading(citizen, cast.title);
    const shown = await says(page);
    for (const words of [cast.objective, cast.measure, cast.action, cast.unit, t('plans.indicator.not-measurable'), t('plans.aim.both')])
      expect(shown).toContain(words);
    expect(await page.getByRole('figure', { name: t('plans.view.time-chart') }).count()).toBe(1);
    expect(shown).not.toContain('Paola');
    await follow(page, t('plans.versions.link', { count: 1 }));
    await heading(citizen, t('plans.versions.title'));
  });

  test('its writer reports progress, and the citizen reads it once it is published', async () => {
    const { page, t } = author;
    await open(author, plan);
    await follow(page, t('plans.report.title'));
    await heading(author, t('plans.report.title'));
    await follow(page, t('plans.report.new'));
    await heading(author, t('plans.report.new'));
    await fill(page, t('plans.report.words'), cast.decided);
    await choose(page, t('plans.report.state'), t('plans.action-state.late'));
    await press(page, t('plans.draft.save'));
    await page.getByText(t('plans.notice.saved')).waitFor();
    const citizen = await browser.somebody(lang);
    await open(citizen, `/plans/${cast.code}/progress`);
    expect(await says(citizen.page)).toContain(t('plans.progress.none'));
    await follow(page, t('plans.report.publish.title'));
    await heading(author, t('plans.report.publish.title'));
    await press(page, t('plans.report.publish.button'));
    await page.getByText(t('plans.notice.report-publish')).waitFor();
    await open(citizen, `/plans/${cast.code}`);
    await follow(citizen.page, t('plans.progress.title'));
    await heading(citizen, t('plans.progress.title'));
    const shown = await says(citizen.page);
    expect(shown).toContain(t('plans.action-state.late'));
    expect(shown).toContain(cast.decided);
  });
});
