import { describe, expect, test } from 'vitest';
import { formatters } from '#kernel/i18n';
import { termLabel } from '#modules/vocabulary';
import { open, signInPerson, signInStaff, testBrowser, type Actor } from './support/browser.ts';
import { choose, fill, follow, pick, press, says, take } from './support/form.ts';
import { agreeIn, casts, countQuestions, followTo, idIn, officeName, referStep, serviceName } from './support/main-job.ts';
import { picture } from './support/picture.ts';
import { see } from './support/see.ts';

const NAME = 'Bineta Esempio';
const STEP = 'Visit the course';
const STEP_ABROAD = 'Find a stall at the other end';
const QUESTION = 'May I sell bread at the market with my permit?';
const ANSWER = 'Yes, once the town has given you the licence.';
const NOTE = 'She bakes for forty neighbours already.';
const browser = testBrowser();

/** Steps 2 to 7 of the main job; the first is main-job-visitor.e2e.ts. */
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

  test('the desk answers the question of somebody who gave no name', async () => {
    const visitor = await browser.somebody(lang);
    await open(visitor, `/offices/${cast.office}`);
    await followTo(visitor, '/ask?office=');
    await choose(visitor.page, visitor.t('messages.field.topic'), termLabel('contactTopics', 'permit', lang));
    await fill(visitor.page, visitor.t('messages.field.question'), QUESTION);
    await press(visitor.page, visitor.t('messages.ask.send'));
    await see(visitor.page, visitor.t('messages.notice.asked'));
    counsellor = await browser.somebody(lang);
    const { page, t } = counsellor;
    await signInStaff(counsellor, cast.counsellor);
    await open(counsellor, '/desk');
    await picture(counsellor, 'desk');
    await followTo(counsellor, '/desk/questions');
    await follow(page, QUESTION);
    await fill(page, t('messages.field.answer'), ANSWER);
    await press(page, t('messages.answer.send'));
    await see(page, t('messages.notice.answered'));
    await visitor.page.reload();
    await see(visitor.page, ANSWER);
  });

  test('the desk counts a question in three fields, searches, and makes a file of it with one action', async () => {
    const { page, t } = counsellor;
    await open(counsellor, '/desk/people');
    await fill(page, t('people.list.search'), NAME);
    await press(page, t('html.search.button'));
    await see(page, t('people.list.nobody', { words: NAME }));
    await open(counsellor, '/desk');
    await followTo(counsellor, '/desk/contacts');
    await choose(page, t('messages.field.topic'), termLabel('contactTopics', 'permit', lang));
    await choose(page, t('messages.field.language'), languageName(lang));
    await take(page, t('messages.answered.no'));
    await press(page, t('messages.contacts.save'));
    await see(page, t('messages.notice.logged'));
    await follow(page, t('messages.contacts.open-file'));
    await followTo(counsellor, `with=${lang === 'en' ? 'fr' : 'en'}`);
    await page.waitForURL(/contact=.*with=/);
    await picture(counsellor, 'desk-intake');
    const [given = '', family = ''] = NAME.split(' ');
    await fill(page, t('people.field.given-name'), given);
    await fill(page, t('people.field.family-name'), family);
    await fill(page, t('people.field.email'), email);
    await fill(page, t('people.field.origin'), cast.from);
    await fill(page, t('people.field.residence'), cast.to);
    await page.getByRole('main').getByRole('checkbox').last().check();
    await press(page, t('app.intake.open'));
    await see(page, t('people.notice.opened'));
    file = idIn(counsellor);
    await open(counsellor, '/desk/contacts');
    await followTo(counsellor, `/desk/people/${file}`);
    await see(page, NAME);
  });

  test('counsellor and founder write down the venture and agree a plan', async () => {
    const { page, t } = counsellor;
    await follow(page, t('app.person.new-venture'));
    await fill(page, t('ventures.field.title'), 'Bakery of two shores');
    await choose(page, t('ventures.field.sector'), termLabel('sectors', 'food-processing', lang));
    await take(page, termLabel('ventureStages', 'idea', lang));
    await take(page, termLabel('ventureWhere', 'both', lang));
    await press(page, t('ventures.form.save'));
    await see(page, 'Bakery of two shores');
    await follow(page, t('app.person.case'));
    await see(page, t('cases.plan.none'));
    caseId = idIn(counsellor);
    await follow(page, t('cases.page.choose-venture'));
    await choose(page, t('cases.field.venture'), 'Bakery of two shores');
    await press(page, t('cases.button.save'));
    await see(page, t('cases.notice.changed'));
    await follow(page, t('cases.step.add'));
    await fill(page, t('cases.field.step-title'), STEP);
    await pick(page, t('cases.field.service'), serviceName(cast.service, lang));
    await press(page, t('cases.step.add'));
    await see(page, t('cases.notice.step-added'));
    expect(await says(page)).toContain(serviceName(cast.service, lang));
    await follow(page, t('cases.plan.agree'));
    await page.getByRole('main').getByRole('radio').first().check();
    await press(page, t('cases.plan.agree-button'));
    await see(page, t('cases.notice.plan-agreed'));
    await picture(counsellor, 'case');
  });

  test('the counsellor keeps what stands in the way, a note, a task and a document', async () => {
    const { page, t } = counsellor;
    await followTo(counsellor, '/blockers/new');
    await choose(page, t('cases.field.blocker'), termLabel('planBlockers', 'permit', lang));
    await press(page, t('cases.blocker.add'));
    await see(page, t('cases.notice.blocker-added'));
    await page.locator('form#note').getByRole('textbox').fill(NOTE);
    await page.locator('form#note').getByRole('checkbox').check();
    await press(page, t('cases.note.save'));
    await see(page, t('cases.notice.note-written'));
    await followTo(counsellor, '/tasks/new');
    await fill(page, t('cases.field.task'), 'Call the town about the licence');
    await press(page, t('cases.task.add'));
    await see(page, t('cases.notice.task-added'));
    await followTo(counsellor, '/documents/new');
    const document = { name: 'lease.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 invented') };
    await page.getByLabel(t('cases.field.document')).setInputFiles(document);
    await press(page, t('cases.document.add'));
    await see(page, t('cases.notice.document-added'));
    const shown = await says(page);
    for (const words of [termLabel('planBlockers', 'permit', lang), NOTE, 'Call the town about the licence', 'lease.pdf'])
      expect(shown).toContain(words);
  });

  test('a provider sees what the grant covers, and declines with a reason', async () => {
    await referStep(counsellor, caseId);
    provider = await browser.somebody(lang);
    const { page, t } = provider;
    await signInStaff(provider, cast.provider);
    await open(provider, '/referrals');
    await follow(page, NAME);
    await see(page, STEP);
    const shown = await says(page);
    for (const kept of [email, NOTE, 'lease.pdf']) expect(shown).not.toContain(kept);
    await follow(page, t('cases.referral.decline'));
    await fill(page, t('cases.field.decline-reason'), 'This course is full until spring.');
    await press(page, t('cases.referral.decline'));
    await see(page, t('cases.notice.referral-declined'));
    expect(await says(page)).not.toContain(NAME);
    await open(counsellor, `/desk/cases/${caseId}`);
    await see(counsellor.page, 'This course is full until spring.');
  });

  test('asked again the provider accepts and reports', async () => {
    await referStep(counsellor, caseId);
    const { page, t } = provider;
    await open(provider, '/referrals');
    await follow(page, NAME);
    await follow(page, t('cases.referral.accept'));
    await press(page, t('cases.referral.accept'));
    await see(page, t('cases.notice.referral-accepted'));
    await follow(page, t('cases.referral.report'));
    await page.getByRole('main').getByRole('radio').first().check();
    await press(page, t('cases.referral.report'));
    await see(page, t('cases.notice.referral-reported'));
    expect(await open(provider, `/desk/cases/${caseId}`)).toBe(404);
  });

  test('the person sees the plan, who may see it and who read it, and takes everything along', async () => {
    person = await browser.somebody(lang);
    const { page, t } = person;
    await signInPerson(person, email);
    await open(person, '/me');
    await press(page, t('app.me.claim.button'));
    await see(page, STEP);
    await see(page, 'Bakery of two shores');
    await follow(page, t('app.me.sharing.title'));
    await see(page, t('app.me.sharing.before'));
    const withdraw = page.getByRole('main').getByRole('link', { name: t('app.me.withdraw.button') });
    expect(await withdraw.count()).toBe(1);
    await page.goBack();
    await follow(page, t('app.me.reads.title'));
    await see(page, cast.counsellorName);
    expect(await says(page)).toContain(t('people.verb.opened'));
    const everything = await page.request.get(`/${lang}/me/download`);
    expect(everything.status()).toBe(200);
    const taken = await everything.text();
    for (const words of [NAME.split(' ')[0], STEP, NOTE, 'lease.pdf', cast.counsellorName]) expect(taken).toContain(words);
  });

  test('withdrawing a permission closes it at once', async () => {
    const { page, t } = person;
    await open(person, '/me/sharing');
    await follow(page, t('app.me.withdraw.button'));
    await press(page, t('app.me.withdraw.button'));
    await see(page, t('app.notice.withdrawn'));
    await open(provider, '/referrals');
    expect(await says(provider.page)).not.toContain(NAME);
  });

  test('the office at the other end asks for joint work, and both work on one plan until it ends', async () => {
    colleague = await browser.somebody(lang);
    const { page, t } = colleague;
    await signInStaff(colleague, cast.otherEnd);
    const asked = await officeName(colleague, cast.office);
    await open(colleague, '/desk/handovers');
    await follow(page, t('cases.ask.link'));
    await choose(page, t('cases.ask.from'), asked);
    await take(page, t('cases.kind.joint'));
    await press(page, t('cases.offer.choose'));
    await fill(page, t('cases.field.claimed-name'), NAME);
    await fill(page, t('cases.field.claimed-contact'), email);
    await agreeIn(colleague, 'request');
    await press(page, t('cases.ask.button'));
    await see(page, t('cases.handover.you-asked'));
    const request = idIn(colleague);
    expect(await open(colleague, `/desk/cases/${caseId}`)).toBe(404);
    await open(counsellor, '/desk');
    await followTo(counsellor, `/desk/handovers/${request}`);
    await follow(counsellor.page, t('cases.answer.link'));
    await counsellor.page.getByRole('main').getByRole('radio').first().check();
    await press(counsellor.page, t('cases.answer.offer'));
    await see(counsellor.page, t('cases.notice.offered'));
    await open(colleague, `/desk/handovers/${request}`);
    await follow(page, t('cases.handover.accept-joint'));
    await press(page, t('cases.accept.button'));
    await see(page, t('cases.notice.accepted'));
    await see(page, STEP);
    await follow(page, t('cases.step.add'));
    await fill(page, t('cases.field.step-title'), STEP_ABROAD);
    await press(page, t('cases.step.add'));
    await see(page, t('cases.notice.step-added'));
    await open(counsellor, `/desk/cases/${caseId}`);
    await see(counsellor.page, STEP_ABROAD);
    await followTo(counsellor, `/desk/handovers/${request}`);
    await press(counsellor.page, t('cases.handover.end'));
    await see(counsellor.page, t('cases.notice.joint-ended'));
    expect(await open(colleague, `/desk/cases/${caseId}`)).toBe(404);
  });

  test('offered the case, the office at the other end takes it over, and the first one sees nothing any more', async () => {
    const { page, t } = counsellor;
    const other = await officeName(colleague, cast.otherOffice);
    await open(counsellor, `/desk/cases/${caseId}`);
    await followTo(counsellor, `/desk/cases/${caseId}/hand-over`);
    await choose(page, t('cases.offer.to'), other);
    await press(page, t('cases.offer.choose'));
    await agreeIn(counsellor, 'offer');
    await press(page, t('cases.offer.button'));
    await see(page, t('cases.handover.you-offered'));
    await open(colleague, '/desk/handovers');
    await follow(colleague.page, NAME);
    await follow(colleague.page, t('cases.handover.accept-hand-over'));
    await press(colleague.page, t('cases.accept.button'));
    await see(colleague.page, t('cases.notice.accepted'));
    expect(await open(colleague, `/desk/cases/${caseId}`)).toBe(200);
    await see(colleague.page, STEP);
    expect(await open(counsellor, `/desk/cases/${caseId}`)).toBe(404);
    expect(await open(counsellor, `/desk/people/${file}`)).toBe(404);
  });

  test('the case is closed with an outcome and followed up', async () => {
    const { page, t } = colleague;
    await followTo(colleague, '/close');
    await take(page, termLabel('personOutcomes', 'self-employed', lang));
    await page.locator('main input[name=ventureOutcome]').first().check();
    await press(page, t('cases.close.button'));
    await see(page, t('cases.notice.closed'));
    await followTo(colleague, '/desk/follow-ups/');
    await choose(page, t('cases.field.person-state'), termLabel('personOutcomes', 'self-employed', lang));
    await choose(page, t('cases.field.venture-stage'), termLabel('ventureStages', 'trading', lang));
    await press(page, t('cases.button.save'));
    await see(page, t('cases.notice.follow-up-done'));
    await see(page, termLabel('ventureStages', 'trading', lang));
  });

  test('the counts show what the desk did, and withhold what would tell of one person', async () => {
    const { page, t } = colleague;
    const topic = termLabel('contactTopics', 'trade', lang);
    await countQuestions(colleague, topic, 5);
    await open(colleague, '/desk');
    await follow(page, t('app.desk.counts'));
    await page.waitForURL('**/counts**');
    const tableOf = (figure: string) => page.getByRole('table', { name: t(`app.counts.figure.${figure}`) });
    expect(await tableOf('contacts').getByRole('row').filter({ hasText: topic }).innerText()).toMatch(/\b5\b/);
    const outcome = termLabel('personOutcomes', 'self-employed', lang);
    expect(await tableOf('person-outcomes').innerText()).toContain(outcome);
    expect(await tableOf('person-outcomes').innerText()).toContain('×');
  });
});
