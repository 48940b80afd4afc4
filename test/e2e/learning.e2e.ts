import { extractText, getDocumentProxy } from 'unpdf';
import { describe, expect, test } from 'vitest';
import course from '../../db/reference/courses/trade-with-home.json' with { type: 'json' };
import type { Language } from '#kernel/i18n';
import { open, openMySpace, phone, signInPerson, signInStaff, testBrowser, type Actor } from './support/browser.ts';
import { choose, fill, follow, press, says, take } from './support/form.ts';
import { picture } from './support/picture.ts';

/** Who acts in which language: a learner on a phone, and the trainer of a group of the same course. */
const casts = [
  {
    lang: 'en' as Language,
    learner: 'madalina-serban@people.example.org',
    trainer: 'tea.formatrice@ponte-demo.example',
    group: 'Evening group of the test',
    begun: 'Lunedì, già iniziato',
    called: 'Madalina of the ovens',
  },
  {
    lang: 'ar' as Language,
    learner: 'stefan-taranu@people.example.org',
    trainer: 'omar.mudarrib@ponte-demo.example',
    group: 'مجموعة المساء للتجربة',
    begun: 'مجموعة بدأت الأسبوع الماضي',
    called: 'ستيفان',
  },
];

const COURSE = 'trade-with-home';
const LESSON = `/courses/${COURSE}/what-sells`;
const browser = testBrowser();

describe.each(casts)('learning in $lang', (cast) => {
  const { lang } = cast;
  let learner: Actor;
  let trainer: Actor;
  let group = '';

  test('a learner begins a course on a phone, answers a question until it is right, and hands in work', async () => {
    learner = await browser.somebody(lang, phone);
    const { page, t } = learner;
    await signInPerson(learner, cast.learner);
    await openMySpace(learner);
    await open(learner, `/courses/${COURSE}`);
    await press(page, t('learning.course.begin'));
    await page.waitForURL(/what-sells/);
    const question = page.locator('[data-question]').first();
    const choices = question.getByRole('radio');
    const said = question.locator('[data-feedback] .notice');
    for (let tries = 0; tries < (await choices.count()); tries += 1) {
      await choices.nth(tries).check();
      await question.locator('[data-feedback]').evaluate((box) => box.replaceChildren());
      await question.getByRole('button', { name: t('learning.quiz.answer') }).click();
      await said.waitFor();
      if ((await said.innerText()).includes(t('learning.quiz.right'))) break;
    }
    expect(await said.innerText()).toContain(t('learning.quiz.right'));
    await picture(learner, 'learner-lesson');
    // The answers have been sent; only then does the same sentence tell of the work.
    const sent = page.locator('[data-sync-status]', { hasText: t('learning.sync.sent') });
    await sent.waitFor();
    await page.locator('[data-sync-status]').evaluate((status) => status.replaceChildren());
    await fill(page, t('learning.exercise.text'), 'Ten questions to shops, written for a test.');
    await press(page, t('learning.exercise.hand-in'));
    await sent.waitFor();
    await open(learner, LESSON);
    expect(await page.getByRole('main').getByLabel(t('learning.exercise.text')).inputValue()).toContain('Ten questions to shops');
  });

  test('a trainer plans a group and opens it, and the learner takes a place', async () => {
    trainer = await browser.somebody(lang);
    const { page, t } = trainer;
    await signInStaff(trainer, cast.trainer);
    await open(trainer, '/teaching/groups/new');
    await choose(page, t('learning.course.caption'), course.title[lang as 'en' | 'ar']);
    await fill(page, t('learning.field.group-name'), cast.group);
    await take(page, t('learning.mode.distance'));
    await page
      .getByRole('main')
      .getByRole('group', { name: t('learning.field.trainers') })
      .getByRole('checkbox')
      .first()
      .check();
    await press(page, t('learning.build.save'));
    group = /groups\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
    await follow(page, t('learning.session.new'));
    await fill(page, t('learning.field.link'), 'https://class.example.org/evening');
    await press(page, t('learning.build.save'));
    await open(trainer, `/teaching/groups/${group}`);
    await follow(page, t('learning.move.open'));
    await press(page, t('learning.move.open'));
    await open(learner, '/groups');
    expect(await says(learner.page)).toContain(cast.group);
    await open(learner, `/me/groups/${group}/enrol`);
    await fill(learner.page, t('learning.enrol.name'), cast.called);
    await learner.page.getByRole('main').getByRole('checkbox').last().check();
    await press(learner.page, t('learning.enrol.button'));
    expect(await says(learner.page)).toContain(t('learning.enrol.have-place'));
  });

  test('the trainer prints the list of the session, and answers the work', async () => {
    const { page, t } = trainer;
    await open(trainer, `/teaching/groups/${group}`);
    await page.locator('main a[href*="/teaching/sessions/"]').first().click();
    await picture(trainer, 'trainer-session');
    const list = await says(page);
    expect(list).toContain(t('learning.attendance.later'));
    await follow(page, t('learning.attendance.sheet'));
    expect(await says(page)).toContain(cast.called);
    await open(trainer, `/teaching/groups/${group}`);
    await page.locator('main a[href*="/teaching/handed-in/"]').first().click();
    expect(await says(page)).toContain('Ten questions to shops, written for a test.');
    await take(page, t('learning.verdict-choice.accepted'));
    await fill(page, t('learning.mark.words'), 'Clear questions. Ask about the price too.');
    await picture(trainer, 'trainer-answer');
    await press(page, t('learning.mark.send'));
    await open(learner, LESSON);
    const read = await says(learner.page);
    expect(read).toContain(t('learning.verdict.accepted'));
    expect(read).toContain('Clear questions. Ask about the price too.');
  });

  test('the trainer ticks on a phone of 320 px who was there, and the learner reads it', async () => {
    await open(learner, '/groups');
    await learner.page.locator('main .card', { hasText: cast.begun }).getByRole('link').first().click();
    await follow(learner.page, learner.t('learning.enrol.button'));
    await fill(learner.page, learner.t('learning.enrol.name'), cast.called);
    await learner.page.getByRole('main').getByRole('checkbox').last().check();
    await press(learner.page, learner.t('learning.enrol.button'));
    await learner.page.getByText(learner.t('learning.enrol.have-place')).waitFor();
    expect(await says(learner.page)).toContain(learner.t('learning.attendance.own', { present: 0, held: 1, percent: 0 }));
    const { page, t } = trainer;
    await page.setViewportSize({ width: 320, height: 640 });
    await open(trainer, '/teaching');
    await page.locator('main tr', { hasText: cast.begun }).getByRole('link').first().click();
    await follow(page, t('learning.attendance.title'));
    const row = page.getByRole('main').getByRole('group', { name: cast.called });
    await row.getByLabel(t('learning.attendance-state.present'), { exact: true }).check();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    await press(page, t('learning.attendance.save'));
    await page.getByText(t('learning.notice.attendance')).waitFor();
    expect(await row.getByLabel(t('learning.attendance-state.present'), { exact: true }).isChecked()).toBe(true);
    await learner.page.reload();
    expect(await says(learner.page)).toContain(learner.t('learning.attendance.own', { present: 1, held: 1, percent: 100 }));
  });
});

test('a stranger checks the certificate of a finished course, in English and in Arabic', async () => {
  const desk = await browser.somebody('en');
  const { page, t } = desk;
  await signInStaff(desk, 'anna.direttrice@ponte-demo.example');
  await open(desk, '/desk/people?q=Diouf');
  await follow(page, 'Diouf');
  await follow(page, t('learning.desk.more'));
  await follow(page, t('learning.certificate.issue'));
  await press(page, t('learning.certificate.issue'));
  await open(desk, '/desk/people?q=Diouf');
  await follow(page, 'Diouf');
  await follow(page, t('app.person.case'));
  const code = await codeOnPaper(desk);
  for (const lang of ['en', 'ar'] as const) {
    const stranger = await browser.somebody(lang);
    await open(stranger, '/verify');
    await fill(stranger.page, stranger.t('documents.verify.code'), code);
    await press(stranger.page, stranger.t('documents.verify.check'));
    expect(await says(stranger.page)).toContain(course.title.fr); // a document says what it says in its own language
    expect(await stranger.context.cookies()).toEqual([]);
    await open(stranger, `/verify/${code.slice(0, -1)}${code.endsWith('7') ? '8' : '7'}`);
    expect(await says(stranger.page)).toContain(stranger.t('documents.verify.unknown'));
  }
});

test('a manager certifies that an officer without a file was at the sessions; the officer opens it, a stranger checks it', async () => {
  const manager = await browser.somebody('en');
  const { page, t } = manager;
  await signInStaff(manager, 'anna.direttrice@ponte-demo.example');
  await open(manager, '/teaching/colleagues');
  await picture(manager, 'trainer-colleagues');
  const rowOf = (name: string) => page.locator('main tr', { hasText: name }).filter({ hasText: 'Personale, primo ciclo' });
  expect(await rowOf('Luca Prova').innerText()).toContain(t('learning.colleagues.missing', { count: 1 }));
  await rowOf('Marta Esempi').getByRole('link').click();
  await press(page, t('learning.certificate.issue'));
  await page.getByText(t('learning.notice.colleague-certified')).waitFor();
  const officer = await browser.somebody('ar');
  await signInStaff(officer, 'marta.esempi@ponte-demo.example');
  await open(officer, '/me/courses');
  const own = officer.page.getByRole('main').getByRole('link', { name: officer.t('learning.certificate.open') });
  const code = await codeIn(officer, (await own.getAttribute('href')) ?? '');
  for (const lang of ['en', 'ar'] as const) {
    const stranger = await browser.somebody(lang);
    await open(stranger, `/verify/${code}`);
    expect(await says(stranger.page)).toContain('Marta Esempi');
  }
});

/** The code that a certificate bears, where the paper is one. */
async function codeIn({ page }: Actor, href: string): Promise<string | undefined> {
  const pdf = await page.request.get(href);
  if (pdf.headers()['content-type'] !== 'application/pdf') return undefined;
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(await pdf.body())), { mergePages: true });
  return /\b[0-9A-Z]{5}(?:-[0-9A-Z]{5}){2,}\b/.exec(text)?.[0];
}

/** The code that a certificate among the documents of a case bears. */
async function codeOnPaper(actor: Actor): Promise<string> {
  const papers = await actor.page.locator('main a[download][href*="/documents/"]').all();
  for (const paper of papers) {
    const code = await codeIn(actor, (await paper.getAttribute('href')) ?? '');
    if (code) return code;
  }
  throw new Error('no paper of the case bears a code');
}
