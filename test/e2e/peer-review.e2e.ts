import { beforeAll, describe, expect, test } from 'vitest';
import type { Language } from '#kernel/i18n';
import { open, phone, signInStaff, testBrowser, type Actor } from './support/browser.ts';
import { choose, fill, follow, press, says, take } from './support/form.ts';

/** Who acts in which language: the network, the reviewed office, a peer of another office on a phone, and a citizen. */
const casts = [
  {
    lang: 'en' as Language,
    policy: 'Counter in the library (invented)',
    reviewed: { email: 'rita.risposta@ponte-demo.example', office: 'Bologna' },
    peer: { email: 'petru.coleg@ponte-demo.example', office: 'Craiova' },
    question: 'Who opens the library in August?',
    answer: 'Two volunteers of the example.',
    note: 'The volunteers are tired.',
    finding: 'People stay and read after their question.',
    evidence: 'Three visits, and what readers told us.',
    recommendation: 'Close in August and say so at the door.',
    to: 'The head of the library',
  },
  {
    lang: 'ar' as Language,
    policy: 'مكتب في السوق (مختلق)',
    reviewed: { email: 'salma.masula@ponte-demo.example', office: 'القنيطرة' },
    peer: { email: 'pedro.colega@ponte-demo.example', office: 'كارتايا' },
    question: 'من يفتح المكتب يوم السوق؟',
    answer: 'موظفتان من المثال.',
    note: 'الموظفتان متعبتان.',
    finding: 'يأتي من لم يأت إلى المكتب قط.',
    evidence: 'زيارتان وحديث مع الباعة.',
    recommendation: 'وضع سقف للطاولة.',
    to: 'رئيس السوق',
  },
];

const browser = testBrowser();

describe.each(casts)('a peer review in $lang', (cast) => {
  const { lang } = cast;
  let network: Actor;
  let reviewed: Actor;
  let peer: Actor;
  let id = '';
  const at = (rest = '') => `/desk/peer-reviews/${id}${rest}`;

  beforeAll(async () => {
    network = await browser.somebody(lang);
    reviewed = await browser.somebody(lang);
    peer = await browser.somebody(lang, phone);
    await signInStaff(network, 'pina.pari@ponte-demo.example');
    await signInStaff(reviewed, cast.reviewed.email);
    await signInStaff(peer, cast.peer.email);
  }, 120_000);

  /** Takes a step of the review through the page that says what it means. */
  async function step(actor: Actor, act: 'agree' | 'join' | 'share' | 'agree-report' | 'publish'): Promise<void> {
    const { page, t } = actor;
    await open(actor, at());
    await follow(page, t(`peerreviews.act.${act}`));
    await page.waitForURL(/\/act/);
    if (act === 'join') await take(page, t('peerreviews.field.free'));
    await press(page, t(`peerreviews.act.${act}`));
    await page.getByText(t(`peerreviews.notice.${act}`), { exact: true }).waitFor();
  }

  /** Chooses the office whose name holds the words. */
  async function chooseOffice(actor: Actor, label: string, words: string): Promise<void> {
    const field = actor.page.getByRole('main').getByLabel(label).first();
    const name = await field.locator('option').filter({ hasText: words }).first().innerText();
    await choose(actor.page, label, name);
  }

  test('is offered by the network and begins when the office agrees', async () => {
    const { page, t } = network;
    await open(network, '/desk/peer-reviews');
    await follow(page, t('peerreviews.new.title'));
    await page.waitForURL(/new/);
    await chooseOffice(network, t('peerreviews.field.office'), cast.reviewed.office);
    await fill(page, t('peerreviews.field.policy'), cast.policy);
    await fill(page, t('peerreviews.field.about'), cast.question);
    await press(page, t('peerreviews.new.button'));
    await page.getByText(t('peerreviews.notice.proposed'), { exact: true }).waitFor();
    id = /peer-reviews\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
    await open(reviewed, '/desk/peer-reviews');
    await follow(reviewed.page, cast.policy);
    await reviewed.page.waitForURL(new RegExp(id));
    expect(await says(reviewed.page)).toContain(reviewed.t('peerreviews.next.proposed'));
    await step(reviewed, 'agree');
  });

  test('gets a team of another office and the form', async () => {
    const { page, t } = network;
    await open(network, at('/invite'));
    await chooseOffice(network, t('peerreviews.team.of'), cast.peer.office);
    await press(page, t('peerreviews.team.invite-button'));
    await page.getByText(t('peerreviews.notice.invited'), { exact: true }).waitFor();
    await open(network, at('/form'));
    await press(page, t('peerreviews.form.send'));
    await page.getByText(t('peerreviews.notice.form-sent'), { exact: true }).waitFor();
    expect(await open(network, at('/notes'))).toBe(404);
    await step(peer, 'join');
  });

  test('is worked on: a question is answered, a note stays with the team', async () => {
    await open(peer, at('/questions'));
    await peer.page.locator('textarea[name="question"]').fill(cast.question);
    await press(peer.page, peer.t('peerreviews.questions.ask'));
    await peer.page.getByText(peer.t('peerreviews.notice.asked'), { exact: true }).waitFor();
    await open(peer, at('/notes'));
    await peer.page.locator('input[name="heldOn"]').fill('2026-11-02');
    await fill(peer.page, peer.t('peerreviews.field.role'), cast.to);
    await peer.page.locator('textarea[name="words"]').fill(cast.note);
    await press(peer.page, peer.t('peerreviews.notes.add'));
    await peer.page.getByText(peer.t('peerreviews.notice.added'), { exact: true }).waitFor();
    expect(await says(peer.page)).toContain(cast.note);
    const { page, t } = reviewed;
    await open(reviewed, at('/questions'));
    await follow(page, t('peerreviews.questions.answer', { number: 1 }));
    await page.locator('textarea[name="answer"]').fill(cast.answer);
    await press(page, t('peerreviews.questions.button'));
    await page.getByText(t('peerreviews.notice.answered'), { exact: true }).waitFor();
    expect(await open(reviewed, at('/notes'))).toBe(404);
    await open(reviewed, at('/form'));
    await follow(page, t('peerreviews.form.fill'));
    await page.waitForURL(/\/surveys\//);
  });

  test('ends in a report to which both sides agree, answered and published', async () => {
    await open(peer, at('/finding'));
    await take(peer.page, peer.t('peerreviews.kind.strength'));
    await fill(peer.page, peer.t('peerreviews.field.found'), cast.finding);
    await fill(peer.page, peer.t('peerreviews.field.evidence'), cast.evidence);
    await press(peer.page, peer.t('peerreviews.finding.button'));
    await peer.page.getByText(peer.t('peerreviews.notice.kept'), { exact: true }).waitFor();
    await open(peer, at('/recommendation'));
    await fill(peer.page, peer.t('peerreviews.field.recommended'), cast.recommendation);
    await fill(peer.page, peer.t('peerreviews.field.to-whom'), cast.to);
    await peer.page.locator('input[name="byWhen"]').fill('2027-08-01');
    await take(peer.page, peer.t('peerreviews.priority.medium'));
    await press(peer.page, peer.t('peerreviews.recommendation.button'));
    await peer.page.getByText(peer.t('peerreviews.notice.kept'), { exact: true }).waitFor();
    expect(await open(reviewed, at('/report'))).toBe(404);
    await step(peer, 'share');
    const { page, t } = reviewed;
    await open(reviewed, at('/report'));
    expect(await says(page)).toContain(cast.finding);
    await step(reviewed, 'agree-report');
    await open(reviewed, at('/report'));
    await follow(page, t('peerreviews.report.answer-link', { number: 1 }));
    await page.waitForURL(/recommendation/);
    await take(page, t('peerreviews.answer.accepted'));
    await take(page, t('peerreviews.work.in-work'));
    await press(page, t('peerreviews.report.answer-button'));
    await page.getByText(t('peerreviews.notice.answered'), { exact: true }).waitFor();
    const citizen = await browser.somebody(lang);
    expect(await open(citizen, `/peer-reviews/${id}`)).toBe(404);
    await step(reviewed, 'publish');
  });

  test('is read by a citizen: findings and answers, no question and no note', async () => {
    const citizen = await browser.somebody(lang, phone);
    const { page, t } = citizen;
    await open(citizen, '/peer-reviews');
    await follow(page, cast.policy);
    await page.waitForURL(new RegExp(id));
    expect(await page.locator('html').getAttribute('dir')).toBe(lang === 'ar' ? 'rtl' : 'ltr');
    const shown = await says(page);
    expect(shown).toContain(cast.recommendation);
    expect(shown).toContain(t('peerreviews.answer.accepted'));
    for (const kept of [cast.answer, cast.note]) expect(shown).not.toContain(kept);
    expect(await citizen.context.cookies()).toEqual([]);
  });
});
