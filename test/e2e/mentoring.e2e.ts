import { describe, expect, test } from 'vitest';
import { formatters, type Language } from '#kernel/i18n';
import { termLabel } from '#modules/vocabulary';
import { open, openMySpace, phone, signInPerson, signInStaff, testBrowser, type Actor } from './support/browser.ts';
import { choose, fill, follow, press, says, take } from './support/form.ts';
import { picture } from './support/picture.ts';

/** Who acts in which language: a founder, a mentor who is new, and the desk that looks after both. */
const casts = [
  {
    lang: 'en' as Language,
    founder: 'elira-gjoka@people.example.org',
    mentor: 'elio.mentore@ponte-demo.example',
    desk: 'paolo.finto@ponte-demo.example',
    office: 'treviso-desk',
    place: 'Treviso',
    common: 'it',
    name: 'Elio of the market',
  },
  {
    lang: 'ar' as Language,
    founder: 'youssef-el-alami@people.example.org',
    mentor: 'nadia.morchida@ponte-demo.example',
    desk: 'hassan.mudir@ponte-demo.example',
    office: 'kenitra-desk',
    place: 'Kenitra',
    common: 'ar',
    name: 'Nadia of the farms',
  },
];

const browser = testBrowser();

describe.each(casts)('a mentor and a founder in $lang', (cast) => {
  const { lang } = cast;
  const { languageName } = formatters(lang, 'Europe/Rome');
  let founder: Actor;
  let mentor: Actor;
  let desk: Actor;
  let pair = '';

  test('a new mentor writes a profile, and waits for the office', async () => {
    desk = await browser.somebody(lang);
    await signInStaff(desk, cast.desk);
    await open(desk, `/offices/${cast.office}`);
    const office = (await desk.page.getByRole('heading', { level: 1 }).innerText()).trim();
    mentor = await browser.somebody(lang);
    const { page, t } = mentor;
    await signInStaff(mentor, cast.mentor);
    await open(mentor, '/mentoring/profile');
    await fill(page, t('mentoring.field.name'), cast.name);
    await take(page, t('mentoring.background.owner'));
    await choose(page, t('mentoring.field.office'), office);
    await fill(page, t('mentoring.field.email'), 'mentor@example.org');
    await fill(page, t('mentoring.field.place'), cast.place);
    await take(page, languageName(cast.common));
    await take(page, termLabel('ventureNeeds', 'customers', lang));
    await press(page, t('mentoring.profile.save'));
    expect(await says(page)).toContain(t('mentoring.profile.waits'));
  });

  test('the office confirms the profile and takes the suggestion up', async () => {
    const { page, t } = desk;
    await open(desk, '/desk/mentoring/mentors');
    await follow(page, cast.name);
    await press(page, t('mentoring.confirm.button'));
    expect(await says(page)).toContain(t('mentoring.notice.confirmed'));
    founder = await browser.somebody(lang, phone);
    await signInPerson(founder, cast.founder);
    await openMySpace(founder);
    await open(founder, '/me/mentoring');
    await follow(founder.page, t('mentoring.wish.ask'));
    const venture = /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(founder.page.url())?.[0];
    await open(desk, `/desk/mentoring/ventures/${venture}`);
    await picture(desk, 'desk-mentors');
    await follow(page, t('mentoring.suggest.take-label', { name: cast.name }));
    await press(page, t('mentoring.suggest.take'));
    expect(await says(page)).toContain(t('mentoring.notice.suggested'));
    pair = /pairs\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
    expect(await open(mentor, `/mentoring/pairs/${pair}`)).toBe(404);
    await follow(page, t('mentoring.offer.button'));
    await press(page, t('mentoring.offer.button'));
    expect(await says(page)).toContain(t('mentoring.notice.offered'));
  });

  test('both say yes, and the mentor reads what the founder ticked and nothing else', async () => {
    const { page, t } = mentor;
    await open(mentor, `/mentoring/pairs/${pair}`);
    const before = await says(page);
    await follow(page, t('mentoring.accept.button'));
    await press(page, t('mentoring.accept.button'));
    await open(founder, `/me/mentoring/pairs/${pair}`);
    await follow(founder.page, t('mentoring.accept.button'));
    await take(founder.page, t('mentoring.part.readiness'));
    await fill(founder.page, t('mentoring.field.called'), 'Founder of the north');
    await take(founder.page, t('mentoring.agreement.agreed'));
    await press(founder.page, t('mentoring.accept.button'));
    expect(await says(founder.page)).toContain(t('mentoring.notice.accepted'));
    await open(mentor, `/mentoring/pairs/${pair}`);
    await picture(mentor, 'mentor-founder');
    const after = await says(page);
    expect(before).not.toContain('Founder of the north');
    expect(after).toContain('Founder of the north');
    expect(after).toContain(t('mentoring.part.readiness'));
    expect(after).not.toContain(cast.founder);
    expect(await open(mentor, `/mentoring/pairs/${pair}/business-plan`)).toBe(404);
  });

  test('they meet; what they agreed and what the note says stands on both sides', async () => {
    const { page, t } = mentor;
    await open(mentor, `/mentoring/pairs/${pair}`);
    await follow(page, t('mentoring.session.plan'));
    await fill(page, t('mentoring.field.day'), new Date(Date.now() - 86_400_000).toISOString().slice(0, 10));
    await take(page, t('mentoring.mode.phone'));
    await press(page, t('mentoring.session.save'));
    await follow(page, t('mentoring.session.end-button'));
    await press(page, t('mentoring.session.save'));
    expect(await says(page)).toContain(t('mentoring.session-state.held'));
    await follow(page, t('mentoring.action.agree'));
    await fill(page, t('mentoring.field.action'), 'Ask two shops');
    await take(page, t('mentoring.side.founder'));
    await press(page, t('mentoring.action.save'));
    await follow(page, t('mentoring.note.write'));
    await fill(page, t('mentoring.field.note'), 'A good first talk.');
    await take(page, t('mentoring.reader.founder'));
    await press(page, t('mentoring.note.save'));
    await picture(mentor, 'mentor-session');
    await open(founder, `/me/mentoring/pairs/${pair}`);
    const seen = await says(founder.page);
    expect(seen).toContain('Ask two shops');
    expect(seen).toContain('A good first talk.');
    for (const days of [30, 90, 180]) expect(seen).toContain(t('mentoring.follow-up.title', { days }));
  });

  test('the founder ends it without a reason, and the mentor sees nothing any more', async () => {
    const { page, t } = founder;
    await follow(page, t('mentoring.end.button'));
    await press(page, t('mentoring.end.button'));
    expect(await says(page)).toContain(t('mentoring.notice.ended'));
    await open(mentor, `/mentoring/pairs/${pair}`);
    const left = await says(mentor.page);
    expect(left).toContain(t('mentoring.pair.ended-text'));
    for (const gone of ['Founder of the north', 'A good first talk.', 'Ask two shops', t('mentoring.part.readiness')])
      expect(left).not.toContain(gone);
    expect(await open(mentor, `/mentoring/pairs/${pair}/readiness`)).toBe(404);
    await open(mentor, '/mentoring');
    expect(await says(mentor.page)).not.toContain('Founder of the north');
  });
});

test('a mentor answers three questions after thirty days', async () => {
  const mentor = await browser.somebody('en');
  const { page, t } = mentor;
  await signInStaff(mentor, 'ndeye.mentor@ponte-demo.example');
  await open(mentor, '/mentoring');
  await follow(page, t('mentoring.todo.follow-up', { days: 30 }));
  await take(page, t('mentoring.useful.very'));
  await take(page, t('mentoring.change.more-often'));
  await press(page, t('mentoring.follow-up.save'));
  expect(await says(page)).toContain(t('mentoring.notice.answered'));
});
