import { describe, expect, test } from 'vitest';
import { newId } from '#kernel/db';
import { testSite } from '#test/site';
import { addBlocker } from '../blocker.ts';
import { agreement, as, inDays, plantFounder, stepText } from '../cases.fixtures.ts';
import { addStep } from '../change-plan.ts';
import { listReferrals } from '../list-referrals.ts';
import { offerHandover } from '../offer-handover.ts';
import { acceptHandover } from '../receive-handover.ts';
import { addTask } from '../task.ts';
import { casePages } from './pages.fixtures.ts';

const site = await testSite();
const { stage, chiara, aminata, get, post, sent, view, agreed, refer, offer } = casePages(site);

describe('a referral', () => {
  test('is sent with the sentence that the person heard, in their language, and mail that names nobody', async () => {
    const form = await get(`/desk/steps/${stage.awa.withProvider}/refer?with=ar`);
    expect(form.statusCode).toBe(200);
    expect(form.body).toContain('I agree that Office of padova sends me to chamber');
    expect(form.body).toMatch(/lang="ar" dir="rtl"/);
    const unread = await post(`/desk/steps/${stage.awa.withProvider}/refer`, {
      ...agreed,
      agreed: '',
      until: '2026-12-01',
      message: 'Keep my words',
    });
    expect(unread.statusCode).toBe(422);
    expect(unread.body).toContain('Keep my words');
    await sent(`/desk/steps/${stage.awa.withProvider}/refer`, {
      ...agreed,
      parts: ['contact', 'plan'],
      until: inDays(20).toISOString().slice(0, 10),
      message: 'Please help',
    });
    const { rows } = await as(stage.world, stage.world.staff.chamberDesk, (trx) =>
      listReferrals(trx, { state: 'open', page: 1, pageSize: 500 }),
    );
    const referral = rows.find((row) => row.personId === stage.awa.person);
    const { rows: grants } = await site.db.superuser.query<{ wording: string; parts: string[] }>(
      'select wording, parts from consent.grants where id = $1',
      [referral?.grantId],
    );
    expect(grants[0]?.parts).toEqual(['identity', 'contact', 'plan', 'step']);
    expect(grants[0]?.wording).toContain('They see: name and year of birth, phone and e-mail, my whole plan and this step of my plan.');
    for (const message of await site.messages()) expect(message.text).not.toContain('Awa');
  });

  test('asks for a service where the step has none, and says when the words find none', async () => {
    const bare = await get(`/desk/steps/${stage.awa.own}/refer`);
    expect(bare.body).toContain('Service of the provider');
    expect(bare.body).not.toContain('I agree that');
    expect((await get(`/desk/steps/${stage.awa.own}/refer?service=zzzzqqq`)).body).toContain('No such service can be used today');
  });

  test('is opened, accepted and reported by the provider, who sees until when and why', async () => {
    const id = await refer();
    const { chamberDesk } = stage.world.staff;
    const list = await get('/referrals', chamberDesk);
    expect(list.body).toContain(`/en/referrals/${id}`);
    expect((await get('/referrals?state=all&format=csv', chamberDesk)).headers['content-type']).toContain('text/csv');
    const { body } = await get(`/referrals/${id}`, chamberDesk);
    for (const words of [
      'You may see this until',
      agreement.wording,
      'awa@example.org',
      'bakery',
      'Learn to keep books',
      'Ask for the licence',
    ])
      expect(body).toContain(words);
    expect((await get(`/referrals/${id}/accept`, chamberDesk)).statusCode).toBe(200);
    await sent(`/referrals/${id}/accept`, {}, chamberDesk);
    expect((await get(`/referrals/${id}/report`, chamberDesk)).statusCode).toBe(200);
    await sent(`/referrals/${id}/report`, { outcome: 'helped', report: 'Knows her books now' }, chamberDesk);
    expect((await get(`/desk/cases/${stage.awa.case}`)).body).toContain('Knows her books now');
    expect((await site.messages())[0]?.to).toMatchObject({ address: 'padova@example.org' });
  });

  test('is declined with a reason, and gone for the provider', async () => {
    const id = await refer();
    const { chamberDesk } = stage.world.staff;
    expect((await post(`/referrals/${id}/decline`, { reason: '' }, chamberDesk)).statusCode).toBe(422);
    await sent(`/referrals/${id}/decline`, { reason: 'The course is full' }, chamberDesk);
    expect((await get(`/referrals/${id}`, chamberDesk)).statusCode).toBe(404);
    expect((await get(`/desk/cases/${stage.awa.case}`)).body).toContain('The course is full');
  });

  test('is withdrawn by the office', async () => {
    const id = await refer();
    expect((await get(`/desk/referrals/${id}/withdraw`)).statusCode).toBe(200);
    await sent(`/desk/referrals/${id}/withdraw`, {});
    expect((await get(`/referrals/${id}`, stage.world.staff.chamberDesk)).statusCode).toBe(404);
  });
});

describe('the other end', () => {
  test('is offered the case in the person’s words, sees it, and takes it over', async () => {
    const choose = await get(`/desk/cases/${stage.awa.case}/hand-over`);
    expect(choose.body).toContain('Which office');
    const path = `/desk/cases/${stage.awa.case}/hand-over?to=${stage.world.offices.kaolack}&kind=hand-over`;
    expect((await get(path)).body).toContain('I agree that Office of padova hands my file over to Office of kaolack');
    expect((await post(path, { ...agreed, agreed: '' })).statusCode).toBe(422);
    const at = (await sent(path, { ...agreed, parts: ['notes'], message: 'She goes home in June' })).replace('/en', '').split('?')[0] ?? '';
    expect((await get(at)).body).toContain('Your offer waits for an answer');
    expect((await get('/desk/handovers', aminata())).body).toContain('Awa Example');
    const seen = await get(at, aminata());
    for (const words of ['offers you this case', 'She goes home in June', 'awa@example.org', 'Ask for the licence', 'hands my file over'])
      expect(seen.body).toContain(words);
    expect((await get(at, stage.world.staff.ousmane)).statusCode).toBe(404);
    expect((await get(`${at}/accept`, aminata())).statusCode).toBe(200);
    expect(await sent(`${at}/accept`, {}, aminata())).toContain(`/en/desk/cases/${stage.awa.case}`);
    expect((await get(`/desk/cases/${stage.awa.case}`, aminata())).statusCode).toBe(200);
    expect((await get(`/desk/cases/${stage.awa.case}`)).statusCode).toBe(404);
    expect((await get('/desk/handovers?direction=out&state=over&format=csv')).body).toContain('Accepted');
    expect((await site.messages()).some((message) => JSON.stringify(message.to).includes('awa@example.org'))).toBe(true);
  });

  test('works jointly until a day, and either end ends it', async () => {
    const path = `/desk/cases/${stage.awa.case}/hand-over?to=${stage.world.offices.kaolack}&kind=joint`;
    expect((await get(path)).body).toContain('advise me together');
    expect((await post(path, { ...agreed, until: '2020-01-01' })).body).toContain('Choose today or a later day');
    const at = (await sent(path, { ...agreed, until: inDays(100).toISOString().slice(0, 10) })).replace('/en', '').split('?')[0] ?? '';
    await sent(`${at}/accept`, {}, aminata());
    const joint = await get(`/desk/cases/${stage.awa.case}`, aminata());
    expect(joint.body).toContain('You work on this case together with Office of padova');
    await sent(`/desk/cases/${stage.awa.case}/steps/new`, { title: 'See the plot', responsible: 'other-end' }, aminata());
    await sent(`/desk/cases/${stage.awa.case}/notes/new`, { text: 'The plot is good' }, aminata());
    expect((await get(`/desk/cases/${stage.awa.case}/close`, aminata())).statusCode).toBe(403);
    await sent(`${at}/end`, {}, aminata());
    expect((await get(`/desk/cases/${stage.awa.case}`, aminata())).statusCode).toBe(404);
    expect((await get(`/desk/cases/${stage.awa.case}`)).body).toContain('The plot is good');
  });

  test('declines with a reason', async () => {
    const id = await offer();
    expect((await get(`/desk/handovers/${id}/decline`, aminata())).statusCode).toBe(200);
    await sent(`/desk/handovers/${id}/decline`, { reason: 'No counsellor until autumn' }, aminata());
    expect((await get(`/desk/handovers/${id}`)).body).toContain('No counsellor until autumn');
    expect((await get(`/desk/cases/${stage.awa.case}`, aminata())).statusCode).toBe(404);
  });

  test('asks for somebody who came by themselves; the office answers with a file', async () => {
    expect((await get('/desk/handovers/new', aminata())).body).toContain('Office where the person was before');
    const path = `/desk/handovers/new?from=${stage.world.offices.padova}&kind=hand-over`;
    expect((await get(path, aminata())).body).toContain('I agree that Office of padova hands my file over to Office of kaolack');
    const request = {
      ...agreed,
      parts: ['notes'],
      name: 'Awa Example',
      contact: 'awa@example.org',
      birthYear: '1990',
      message: 'Came by herself',
    };
    const at = (await sent(path, request, aminata())).replace('/en', '').split('?')[0] ?? '';
    expect((await get(at, aminata())).body).toContain('Your request waits for an answer');
    expect((await get(at)).body).toContain('asks you for the file of this person');
    const answer = await get(`${at}/answer`);
    expect(answer.body).toContain(stage.awa.person);
    await sent(`${at}/answer`, { person: stage.awa.person });
    expect((await get(at, aminata())).body).toContain('offers you this case');
    await sent(`${at}/accept`, {}, aminata());
    expect((await get(`/desk/cases/${stage.awa.case}`, aminata())).statusCode).toBe(200);
  });

  test('reads one neutral sentence where the office says no', async () => {
    const path = `/desk/handovers/new?from=${stage.world.offices.padova}`;
    const pages: string[] = [];
    for (const name of ['Awa Example', 'Nobody Here']) {
      const at = (await sent(path, { ...agreed, name }, aminata())).replace('/en', '').split('?')[0] ?? '';
      expect((await get(`${at}/answer?q=nobody+at+all`)).body).toContain('Nobody in your files matches');
      await sent(`${at}/refuse`, {});
      const { body } = await get(at, aminata());
      expect(body).toContain('This does not say whether the person is known there');
      pages.push(
        body
          .slice(body.indexOf('<main'), body.indexOf('</main'))
          .replaceAll(name, '')
          .replaceAll(/[0-9a-f-]{36}/g, ''),
      );
    }
    expect(pages[0]).toBe(pages[1]);
  });

  test('takes an offer or a request back', async () => {
    const id = await offer();
    await sent(`/desk/handovers/${id}/withdraw`, {});
    expect((await get(`/desk/handovers/${id}`)).body).toContain('Withdrawn');
    expect((await post(`/desk/handovers/${id}/withdraw`, {})).statusCode).toBe(409);
  });
});

describe('the person', () => {
  test('ticks their own step, agrees to the plan, and lets the new office see what was kept back', async () => {
    expect((await get(`/me/steps/${stage.awa.own}`, stage.awa.self)).statusCode).toBe(200);
    expect(await sent(`/me/steps/${stage.awa.own}`, { action: 'finish' }, stage.awa.self)).toContain('/en/me');
    expect((await post(`/me/steps/${stage.awa.withProvider}`, { action: 'finish' }, stage.awa.self)).statusCode).toBe(403);
    await sent(`/me/cases/${stage.awa.case}/agree`, {}, stage.awa.self);
    expect((await view()).case.planAgreedHow).toBe('on-line');
    const id = await as(stage.world, chiara(), (trx) =>
      offerHandover(trx, chiara(), stage.awa.case, {
        kind: 'hand-over',
        toOfficeId: stage.world.offices.kaolack,
        parts: [],
        message: '',
        agreement,
      }),
    );
    await as(stage.world, aminata(), (trx) => acceptHandover(trx, id));
    expect((await get(`/desk/cases/${stage.awa.case}`, aminata())).body).toContain('Not passed on by an earlier office');
    await sent(`/me/cases/${stage.awa.case}/release`, { part: 'notes' }, stage.awa.self);
    expect((await view(aminata())).withheld.map(({ part }) => part)).not.toContain('notes');
  });

  test('finds nothing of anybody else', async () => {
    const fatou = await plantFounder(stage.world, { name: 'Fatou' });
    for (const path of [`/me/steps/${stage.awa.own}`, `/me/cases/${stage.awa.case}/agree`, `/me/cases/${stage.awa.case}/release`]) {
      expect((await get(path, fatou.self)).statusCode).toBe(404);
      expect((await post(path, { action: 'finish', part: 'notes' }, fatou.self)).statusCode).toBe(404);
    }
  });
});

test('every page of another office’s case is as if it were not there', async () => {
  const step = await as(stage.world, chiara(), (trx) => addStep(trx, chiara().accountId, stage.awa.case, stepText()));
  const blocker = await as(stage.world, chiara(), (trx) => addBlocker(trx, stage.awa.case, { kind: 'permit', note: '' }));
  const task = await as(stage.world, chiara(), (trx) =>
    addTask(trx, chiara().accountId, stage.awa.case, { title: 'x', dueOn: null, assignedTo: null }),
  );
  const referral = await refer();
  const handover = await as(stage.world, chiara(), (trx) =>
    offerHandover(trx, chiara(), stage.awa.case, {
      kind: 'hand-over',
      toOfficeId: stage.world.offices.dakar,
      parts: [],
      message: '',
      agreement,
    }),
  );
  const paths = [
    ...[
      '',
      '/edit',
      '/plan',
      '/agree',
      '/steps/new',
      '/blockers/new',
      '/notes/new',
      '/tasks/new',
      '/documents/new',
      '/hand-over',
      '/close',
      '/reopen',
      `/documents/${newId()}`,
    ].map((end) => `/desk/cases/${stage.awa.case}${end}`),
    `/desk/people/${stage.awa.person}/case`,
    ...['edit', 'mark', 'move', 'refer'].map((end) => `/desk/steps/${step}/${end}`),
    `/desk/blockers/${blocker}/resolve`,
    `/desk/tasks/${task}/finish`,
    `/desk/referrals/${referral}/withdraw`,
    ...['', '/accept', '/decline', '/withdraw', '/end', '/answer', '/refuse'].map((end) => `/desk/handovers/${handover}${end}`),
    `/desk/follow-ups/${newId()}`,
  ];
  for (const path of paths) expect([path, (await get(path, aminata())).statusCode]).toEqual([path, 404]);
  for (const path of paths.filter((one) => !/\/(plan|documents\/[^n].*)$|cases\/[^/]+$|handovers\/[^/]+$/.test(one))) {
    const form = {
      title: 'x',
      responsible: 'person',
      kind: 'permit',
      text: 'x',
      action: 'finish',
      direction: 'up',
      reason: 'x',
      personOutcome: 'moved',
      person: stage.awa.person,
      ...agreed,
    };
    expect([path, (await post(path, form, aminata())).statusCode]).toEqual([path, 404]);
  }
  for (const end of ['', '/accept', '/decline', '/report'])
    expect((await get(`/referrals/${referral}${end}`, stage.world.staff.bankDesk)).statusCode).toBe(404);
});
