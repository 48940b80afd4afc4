import { describe, expect, test } from 'vitest';
import { formatters, type Language } from '#kernel/i18n';
import { termLabel } from '#modules/vocabulary';
import { signInPerson, signInStaff, testBrowser, type Actor } from './support/browser.ts';
import { choose, fill, follow, press, says, take } from './support/form.ts';

/** Who walks in which language: each at a device of their own, with their own account. */
const casts = [
  {
    lang: 'en' as Language,
    from: 'Kaolack',
    to: 'Padova',
    office: 'padova-desk',
    counsellor: 'luca.prova@ponte-demo.example',
    provider: 'provider.training@ponte-demo.example',
    service: 'padova-first-firm-course',
    otherEnd: 'mariama.exemple@ponte-demo.example',
    otherOffice: 'kaolack-desk',
    otherCorridor: '/corridors/kaolack/padova',
  },
  {
    lang: 'ar' as Language,
    from: 'Kenitra',
    to: 'Cartaya',
    office: 'cartaya-desk',
    counsellor: 'rocio.ejemplo@ponte-demo.example',
    provider: 'provider.women-kenitra@ponte-demo.example',
    service: 'kenitra-women-coop',
    otherEnd: 'samira.mithal@ponte-demo.example',
    otherOffice: 'kenitra-desk',
    otherCorridor: '/corridors/kenitra/cartaya',
  },
];

const PERSON = { given: 'Bineta', family: 'Esempio' };
const browser = testBrowser();

/** The last part of the path that the page stands on. */
function idIn(actor: Actor): string {
  return /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(actor.page.url())?.[0] ?? '';
}

async function open(actor: Actor, path: string): Promise<number> {
  const answer = await actor.page.goto(`/${actor.lang}${path}`);
  return answer?.status() ?? 0;
}

describe.each(casts)('the main job in $lang', (cast) => {
  const { lang } = cast;
  const email = `bineta.${lang}.${Date.now()}@people.example.org`;
  const { languageName } = formatters(lang, 'Europe/Rome');
  let counsellor: Actor;
  let colleague: Actor;
  let provider: Actor;
  let person: Actor;
  let file = '';
  let caseId = '';

  test('a visitor reads a corridor and books a time without signing in', async () => {
    const { page, t } = (await browser.somebody(lang)) satisfies Actor;
    await page.goto(`/${lang}`);
    await fill(page, t('places.finder.to'), cast.to);
    await fill(page, t('places.finder.from'), cast.from);
    await press(page, t('places.finder.button'));
    expect(page.url()).toContain('/corridors/');
    expect(
      await page
        .getByRole('main')
        .getByRole('link', { name: t('offices.action.book') })
        .count(),
    ).toBeGreaterThan(0);
    await page.goto(`/${lang}/offices/${cast.office}/book`);
    await page.locator('main a[href*="slot="]').last().click();
    await fill(page, t('appointments.field.email'), email);
    await choose(page, t('appointments.field.topic'), termLabel('contactTopics', 'starting-a-firm', lang));
    await press(page, t('appointments.book.send'));
    expect(page.url()).toContain('/appointments/');
    expect(page.url()).toContain('token=');
    const href = await page
      .getByRole('main')
      .getByRole('link', { name: t('appointments.appointment.calendar') })
      .getAttribute('href');
    const calendar = await page.request.get(href ?? '');
    expect(await calendar.text()).toContain('BEGIN:VEVENT');
    expect(await page.context().cookies()).toEqual([]);
  });

  test('the desk counts a question and opens a file in a few fields', async () => {
    counsellor = await browser.somebody(lang);
    const { page, t } = counsellor;
    await signInStaff(counsellor, cast.counsellor);
    await open(counsellor, '/desk/contacts');
    await choose(page, t('messages.field.topic'), termLabel('contactTopics', 'permit', lang));
    await press(page, t('messages.contacts.save'));
    expect(await says(page)).toContain(t('messages.notice.logged'));
    await open(counsellor, `/desk/people/new?with=${lang === 'en' ? 'fr' : 'en'}`);
    await fill(page, t('people.field.given-name'), PERSON.given);
    await fill(page, t('people.field.family-name'), `${PERSON.family} ${lang}`);
    await choose(page, t('people.field.language'), languageName(lang));
    await fill(page, t('people.field.email'), email);
    await fill(page, t('people.field.origin'), cast.from);
    await fill(page, t('people.field.residence'), cast.to);
    await page.getByRole('main').getByRole('checkbox').first().check();
    await press(page, t('app.intake.open'));
    expect(await says(page)).toContain(t('people.notice.opened'));
    file = idIn(counsellor);
  });

  test('counsellor and founder write down the venture and agree a plan', async () => {
    const { page, t } = counsellor;
    await open(counsellor, `/desk/people/${file}/ventures/new`);
    await fill(page, t('ventures.field.title'), 'Bakery of two shores');
    await choose(page, t('ventures.field.sector'), termLabel('sectors', 'food-processing', lang));
    await take(page, termLabel('ventureStages', 'idea', lang));
    await take(page, termLabel('ventureWhere', 'both', lang));
    await press(page, t('ventures.form.save'));
    expect(await says(page)).toContain('Bakery of two shores');
    await follow(page, t('app.person.case'));
    caseId = idIn(counsellor);
    await open(counsellor, `/desk/cases/${caseId}/steps/new`);
    await fill(page, t('cases.field.step-title'), 'Visit the course');
    await press(page, t('cases.step.add'));
    await open(counsellor, `/desk/cases/${caseId}/agree`);
    await page.getByRole('main').getByRole('radio').first().check();
    await press(page, t('cases.plan.agree-button'));
    await open(counsellor, `/desk/cases/${caseId}`);
    expect(await says(page)).toContain('Visit the course');
  });

  test('a provider sees what the grant covers, accepts and reports', async () => {
    const { page, t } = counsellor;
    await page.locator('main a[href*="/refer"]').first().click();
    const step = page.url();
    await page.goto(`${step}${step.includes('?') ? '&' : '?'}${await serviceQuery(counsellor, cast.service)}`);
    await page.getByRole('main').locator('form#referral').getByRole('radio').first().check();
    await take(page, t('cases.sharing.agreed'));
    await press(page, t('cases.refer.button'));
    provider = await browser.somebody(lang);
    await signInStaff(provider, cast.provider);
    await open(provider, '/referrals');
    await provider.page.getByRole('main').getByRole('link', { name: PERSON.given }).first().click();
    const shown = await says(provider.page);
    expect(shown).toContain('Visit the course');
    expect(shown).not.toContain(email);
    await follow(provider.page, t('cases.referral.accept'));
    await press(provider.page, t('cases.referral.accept'));
    await follow(provider.page, t('cases.referral.report'));
    await provider.page.getByRole('main').getByRole('radio').first().check();
    await press(provider.page, t('cases.referral.report'));
    expect(await open(provider, `/desk/cases/${caseId}`)).toBe(404);
  });

  test('the person sees the plan, who may see it and who read it', async () => {
    person = await browser.somebody(lang);
    const { page, t } = person;
    await signInPerson(person, email);
    await open(person, '/me');
    await press(page, t('app.me.claim.button'));
    expect(await says(page)).toContain('Visit the course');
    await open(person, '/me/sharing');
    expect(
      await page
        .getByRole('main')
        .getByRole('link', { name: t('app.me.withdraw.button') })
        .count(),
    ).toBe(1);
    await open(person, '/me/reads');
    expect(await says(page)).toContain(t('people.verb.opened'));
    const everything = await page.request.get(`/${lang}/me/download`);
    expect(everything.status()).toBe(200);
    expect(await everything.text()).toContain(PERSON.given);
  });

  test('withdrawing a permission closes it at once', async () => {
    const { page, t } = person;
    await open(person, '/me/sharing');
    await follow(page, t('app.me.withdraw.button'));
    await press(page, t('app.me.withdraw.button'));
    expect(await says(page)).toContain(t('app.notice.withdrawn'));
    await open(provider, '/referrals');
    expect(await says(provider.page)).not.toContain(PERSON.given);
  });

  test('the office at the other end takes over, and the first one sees nothing any more', async () => {
    const { page, t } = counsellor;
    await open(counsellor, `/desk/cases/${caseId}/hand-over`);
    colleague = await browser.somebody(lang);
    await signInStaff(colleague, cast.otherEnd);
    await choose(page, t('cases.offer.to'), await officeName(colleague));
    await press(page, t('cases.offer.choose'));
    await page.locator('main form#offer').getByRole('radio').first().check();
    await take(page, t('cases.sharing.agreed'));
    await press(page, t('cases.offer.button'));
    await open(colleague, '/desk/handovers');
    await colleague.page.getByRole('main').getByRole('link', { name: PERSON.given }).first().click();
    await follow(colleague.page, t('cases.handover.accept-hand-over'));
    await colleague.page.getByRole('main').getByRole('button').last().click();
    expect(await open(colleague, `/desk/cases/${caseId}`)).toBe(200);
    expect(await says(colleague.page)).toContain('Visit the course');
    expect(await open(counsellor, `/desk/cases/${caseId}`)).toBe(404);
    expect(await open(counsellor, `/desk/people/${file}`)).toBe(404);
  });

  test('the case is closed with an outcome, and the counts know it', async () => {
    const { page, t } = colleague;
    await open(colleague, `/desk/cases/${caseId}/close`);
    await take(page, termLabel('personOutcomes', 'self-employed', lang));
    const venture = page.locator('main input[name=ventureOutcome]');
    if (await venture.count()) await venture.first().check();
    await press(page, t('cases.close.button'));
    await open(colleague, `/desk/cases/${caseId}`);
    expect(await says(page)).toContain(termLabel('personOutcomes', 'self-employed', lang));
    expect(await open(colleague, '/counts')).toBe(200);
    expect(await says(page)).toContain(t('app.counts.person-outcomes'));
  });

  async function officeName(actor: Actor): Promise<string> {
    await open(actor, `/offices/${cast.otherOffice}`);
    return (await actor.page.getByRole('heading', { level: 1 }).innerText()).trim();
  }

  async function serviceQuery(actor: Actor, code: string): Promise<string> {
    const name = await serviceNameOf(actor, code);
    return new URLSearchParams({ service: name }).toString();
  }

  async function serviceNameOf(actor: Actor, code: string): Promise<string> {
    const services = (await import('../../db/demo/services.json', { with: { type: 'json' } })).default.services;
    const found = services.find((service) => service.code === code);
    if (!found) throw new Error(`the demonstration has no service ${code}`);
    return (found.name as Record<string, string>)[actor.lang] ?? found.name.en;
  }
});
