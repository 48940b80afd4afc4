import { beforeAll, describe, expect, test } from 'vitest';
import type { Language } from '#kernel/i18n';
import { violations } from './support/axe.ts';
import { open, phone, signInStaff, testBrowser, type Actor } from './support/browser.ts';
import { choose, fill, press, says } from './support/form.ts';

/** Planners of a lead and a partner office, the second on a phone, and a citizen. */
const casts = [
  {
    lang: 'en' as Language,
    lead: 'sara.projekt@ponte-demo.example',
    partner: { email: 'radu.proiect@ponte-demo.example', office: 'Craiova' },
    acronym: 'BENCH',
    title: 'A bench in every waiting room (invented)',
    deliverable: 'Drawing of a bench',
    late: 'List of waiting rooms',
  },
  {
    lang: 'ar' as Language,
    lead: 'huda.mashrou@ponte-demo.example',
    partner: { email: 'rosa.proyecto@ponte-demo.example', office: 'كارتايا' },
    acronym: 'MAQAAD',
    title: 'مقعد في كل قاعة انتظار (مختلق)',
    deliverable: 'رسم مقعد',
    late: 'قائمة قاعات الانتظار',
  },
];

const browser = testBrowser();

describe.each(casts)('a project of offices in $lang', (cast) => {
  const { lang } = cast;
  let lead: Actor;
  let partner: Actor;
  let path = '';

  beforeAll(async () => {
    lead = await browser.somebody(lang);
    partner = await browser.somebody(lang, phone);
    await signInStaff(lead, cast.lead);
    await signInStaff(partner, cast.partner.email);
  }, 120_000);

  const told = async ({ page, t }: Actor, notice: string) =>
    await page.getByText(t(`projects.notice.${notice}`), { exact: true }).waitFor();

  async function chooseOption({ page }: Actor, name: string, words: string): Promise<void> {
    const field = page.getByRole('main').locator(`select[name="${name}"]`);
    await field.selectOption({ label: await field.locator('option').filter({ hasText: words }).first().innerText() });
  }

  test('is begun by its lead with a partner and a work package', async () => {
    const { page, t } = lead;
    await open(lead, '/desk/projects/new');
    await fill(page, t('projects.field.acronym'), cast.acronym);
    await fill(page, t('projects.field.title'), cast.title);
    await fill(page, t('projects.field.purpose'), cast.title);
    await page.locator('input[name="from"]').fill('2026-01-01');
    await page.locator('input[name="until"]').fill('2029-12-31');
    await press(page, t('projects.new.button'));
    await told(lead, 'begun');
    path = new URL(page.url()).pathname.replace(`/${lang}`, '');
    expect(await open(partner, path)).toBe(404);
    await open(lead, `${path}/partner`);
    await chooseOption(lead, 'office', cast.partner.office);
    await press(page, t('projects.partner.title'));
    await told(lead, 'added');
    await open(lead, `${path}/package`);
    await chooseOption(lead, 'office', cast.partner.office);
    await fill(page, t('projects.field.title'), cast.title);
    await press(page, t('projects.package.title'));
    await told(lead, 'added');
    expect(await violations(page)).toEqual([]);
  });

  test('has a meeting that the partner planned, and criteria that the lead agreed on', async () => {
    const { page, t } = partner;
    await open(partner, `${path}/meetings/new`);
    await fill(page, t('projects.field.title'), cast.title);
    await chooseOption(partner, 'office', cast.partner.office);
    await page.locator('input[name="day"]').fill('2029-03-01');
    await page.locator('input[name="starts"]').fill('10:00');
    await page.locator('input[name="endsTime"]').fill('11:00');
    await fill(page, t('projects.meeting.link'), 'https://meet.example/bench');
    await fill(page, t('projects.meeting.agenda'), cast.title);
    await press(page, t('projects.new.button'));
    await told(partner, 'planned');
    expect(await page.getByRole('link', { name: t('projects.meeting.calendar') }).count()).toBe(1);
    expect(await violations(page)).toEqual([]);
    await open(lead, `${path}/criterion`);
    for (const field of ['question', 'measure', 'baseline', 'target', 'evaluator'] as const)
      await fill(lead.page, t(`projects.criterion.${field}`), cast.title);
    await press(lead.page, t('projects.new.button'));
    await told(lead, 'added');
    await open(lead, `${path}/agree`);
    await press(lead.page, t('projects.criterion.agree'));
    await told(lead, 'agreed');
    expect(await violations(lead.page)).toEqual([]);
    await open(lead, `${path}/history`);
    expect(await says(lead.page)).toContain(t('projects.change-kind.meetings'));
    expect(await violations(lead.page)).toEqual([]);
  });

  test('is worked on by the partner, accepted by the lead, and read by a citizen', async () => {
    const { page, t } = partner;
    for (const [title, dueOn] of [
      [cast.deliverable, '2029-01-01'],
      [cast.late, '2026-01-02'],
    ] as const) {
      await open(partner, `${path}/deliverable`);
      await choose(page, t('projects.field.package'), t('projects.package.name', { number: 1, title: cast.title }));
      await fill(page, t('projects.field.title'), title);
      await chooseOption(partner, 'office', cast.partner.office);
      await page.locator('input[name="dueOn"]').fill(dueOn);
      await press(page, t('projects.deliverable.title'));
      await told(partner, 'added');
    }
    expect(await says(page)).toContain(t('projects.overdue.title'));
    expect(await violations(page)).toEqual([]);
    await page.getByRole('link', { name: cast.deliverable }).click();
    await page.waitForURL(/deliverable\/[0-9a-f-]{36}/);
    await fill(page, t('projects.field.link'), 'https://bench.example');
    await page.locator('input[name="file"]').setInputFiles({ name: 'bench.txt', mimeType: 'text/plain', buffer: Buffer.from('A bench') });
    await press(page, t('projects.act.hand-in'));
    await told(partner, 'hand-in');
    await open(lead, path);
    await lead.page.getByRole('link', { name: cast.deliverable }).click();
    await lead.page.waitForURL(/deliverable\/[0-9a-f-]{36}/);
    await press(lead.page, t('projects.act.accept'));
    await told(lead, 'accept');
    await open(lead, `${path}/publish`);
    await press(lead.page, t('projects.publish.show'));
    await told(lead, 'shown');
    const citizen = await browser.somebody(lang, phone);
    await open(citizen, path.replace('/desk', ''));
    const shown = await says(citizen.page);
    expect(shown).toContain('https://bench.example');
    expect(shown).toContain('bench.txt');
    expect(shown).not.toContain(cast.late);
    expect(await violations(citizen.page)).toEqual([]);
    expect(await citizen.page.locator('html').getAttribute('dir')).toBe(lang === 'ar' ? 'rtl' : 'ltr');
  });
});
