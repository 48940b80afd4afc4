import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { asSystem, newId } from '#kernel/db';
import { rebuildSearch } from '#modules/directory';
import { testSite, type FormFields } from '#test/site';
import { addBlocker } from '../blocker.ts';
import { agreement, as, inDays, plantFounder, plantWorld, stepText, type Founder, type Somebody, type World } from '../cases.fixtures.ts';
import { addStep } from '../change-plan.ts';
import { closeCase } from '../close-case.ts';
import { getCase } from '../get-case.ts';
import { listReferrals } from '../list-referrals.ts';
import { offerHandover } from '../offer-handover.ts';
import { acceptHandover } from '../receive-handover.ts';
import { referStep } from '../refer-step.ts';
import { addTask } from '../task.ts';

const site = await testSite();
let world: World;
let awa: Founder;

beforeAll(async () => {
  world = await plantWorld(site.db, site.network.keyring);
  await asSystem(site.db.owner, rebuildSearch);
});
beforeEach(async () => {
  awa = await plantFounder(world);
});

const chiara = () => world.staff.chiara;
const aminata = () => world.staff.aminata;

async function get(path: string, actor: Somebody = chiara()) {
  return await site.get(`/en${path}`, await site.signIn(actor.accountId, actor.assurance === 2 ? 2 : 1));
}

async function post(path: string, form: FormFields, actor: Somebody = chiara()) {
  return await site.post(`/en${path}`, form, await site.signIn(actor.accountId, actor.assurance === 2 ? 2 : 1));
}

/** Sends a form and expects it to lead on; answers where to. */
async function sent(path: string, form: FormFields, actor: Somebody = chiara()): Promise<string> {
  const answer = await post(path, form, actor);
  expect([path, answer.statusCode, /error-summary[\s\S]{0,400}/.exec(answer.body)?.[0]]).toEqual([path, 303, undefined]);
  return String(answer.headers.location);
}

const view = (actor: Somebody = chiara()) => as(world, actor, (trx) => getCase(trx, world.keyring, awa.case));
const agreed = { how: 'spoken-at-desk', agreed: 'yes', language: 'en' };

async function refer(): Promise<string> {
  return await as(world, chiara(), async (trx) => {
    const parts = ['contact', 'venture', 'plan', 'documents'];
    return await referStep(trx, chiara(), awa.withProvider, {
      organisationId: world.organisations.chamber,
      serviceId: world.course,
      parts,
      message: 'Please help',
      agreement,
      endsAt: inDays(30),
    });
  });
}

async function offer(kind: 'hand-over' | 'joint' = 'hand-over'): Promise<string> {
  return await as(world, chiara(), async (trx) => {
    return await offerHandover(trx, chiara(), awa.case, {
      kind,
      toOfficeId: world.offices.kaolack,
      parts: ['notes'],
      message: 'She goes home',
      agreement,
      endsAt: kind === 'joint' ? inDays(60) : undefined,
    });
  });
}

describe('the list of cases', () => {
  test('shows those of the desk, narrowed by name, and as CSV', async () => {
    await plantFounder(world, { name: 'Khadija' });
    const all = await get('/desk/cases');
    expect(all.statusCode).toBe(200);
    expect(all.body).toContain('Awa Example');
    const found = await get('/desk/cases?q=khadija');
    expect(found.body).toContain('Khadija Example');
    expect(found.body).not.toContain('Awa Example');
    const csv = await get('/desk/cases?q=Khadija&format=csv');
    expect(csv.headers['content-type']).toContain('text/csv');
    expect(csv.body.replaceAll('\ufeff', '')).toMatch(/^Person,.*\r\nKhadija Example,Wants to open a bakery,/);
  });

  test.each([
    'whose=mine',
    'state=all',
    'state=closed',
    'stage=idea',
    'due=overdue',
    'due=week',
    'unanswered=yes',
    'sort=due',
    'sort=-opened',
    'page=9',
    'sort=nonsense',
  ])('answers to ?%s', async (query) => {
    expect((await get(`/desk/cases?${query}`)).statusCode).toBe(200);
  });

  test('shows another office nothing of them', async () => {
    expect((await get('/desk/cases', aminata())).body).not.toContain('Awa Example');
  });
});

describe('a case', () => {
  test('stands on one page with its person, venture, plan and all around it', async () => {
    await as(world, chiara(), (trx) => addBlocker(trx, awa.case, { kind: 'permit', note: 'Runs out in May' }));
    await refer();
    const { statusCode, body } = await get(`/desk/cases/${awa.case}`);
    expect(statusCode).toBe(200);
    for (const words of [
      'Awa Example',
      'awa@example.org',
      'bakery',
      'Ask for the licence',
      'Runs out in May',
      'Sent to chamber:',
      'Case opened',
    ]) {
      expect(body).toContain(words);
    }
  });

  test('shows a name with markup as it was written', async () => {
    const sly = await plantFounder(world, { name: '<img src=x onerror=alert(1)>' });
    const { body } = await get(`/desk/cases/${sly.case}`);
    expect(body).not.toContain('<img src=x');
    expect(body).toContain('&lt;img src=x');
  });

  test('says beside the button why it cannot be closed now', async () => {
    await refer();
    expect((await get(`/desk/cases/${awa.case}`)).body).toContain('A referral is still open');
    expect((await get(`/desk/cases/${awa.case}/close`)).statusCode).toBe(409);
  });

  test('is opened, changed, closed, followed up and opened again', async () => {
    await sent(`/desk/cases/${awa.case}/edit`, {
      reason: 'A bakery on both shores',
      ventureId: awa.venture,
      counsellorId: world.staff.marco.accountId,
    });
    expect((await view()).case).toMatchObject({ reason: 'A bakery on both shores', counsellorId: world.staff.marco.accountId });
    expect((await post(`/desk/cases/${awa.case}/close`, {})).statusCode).toBe(422);
    await sent(`/desk/cases/${awa.case}/close`, { personOutcome: 'self-employed', ventureOutcome: 'trading' });
    const closed = await view();
    const [first] = closed.followUps;
    expect((await get(`/desk/cases/${awa.case}`)).body).toContain('Closed:');
    expect((await get(`/desk/follow-ups/${first?.id}`)).body).toContain('after 3 months');
    expect((await post(`/desk/follow-ups/${first?.id}`, {})).body).toContain('Say how the person is now');
    await sent(`/desk/follow-ups/${first?.id}`, { personState: 'self-employed', ventureStage: 'trading' });
    expect((await get(`/desk/cases/${awa.case}/reopen`)).statusCode).toBe(200);
    await sent(`/desk/cases/${awa.case}/reopen`, {});
    expect((await view()).case.state).toBe('open');
    expect((await get(`/desk/people/${awa.person}/case`)).headers.location).toContain(`/en/desk/cases/${awa.case}`);
    await as(world, chiara(), (trx) =>
      closeCase(trx, chiara().accountId, awa.case, { personOutcome: 'moved', ventureOutcome: null }, '2026-01-01'),
    );
    expect((await get(`/desk/people/${awa.person}/case`)).statusCode).toBe(200);
    expect(await sent(`/desk/people/${awa.person}/case`, { reason: 'Came back' })).toContain('/en/desk/cases/');
  });

  test('keeps what was typed when a form is refused', async () => {
    const { statusCode, body } = await post(`/desk/cases/${awa.case}/steps/new`, {
      title: '',
      detail: 'Bring the <passport>',
      responsible: 'person',
      dueOn: '2026-13-45',
    });
    expect(statusCode).toBe(422);
    expect(body).toContain('Bring the &lt;passport');
    expect(body).toContain('error-summary');
  });
});

describe('the plan', () => {
  test('is made, moved, marked and agreed by forms alone', async () => {
    await sent(`/desk/cases/${awa.case}/steps/new`, {
      title: 'Rent a shop',
      responsible: 'counsellor',
      dueOn: '2026-09-01',
      service: 'course',
      serviceId: '',
    });
    const added = (await view()).steps.at(-1);
    expect(added).toMatchObject({ title: 'Rent a shop', responsible: 'counsellor', dueOn: '2026-09-01', serviceId: world.course });
    await sent(`/desk/steps/${added?.id}/edit`, { title: 'Rent a small shop', responsible: 'person', service: '', serviceId: '' });
    await sent(`/desk/steps/${added?.id}/move`, { direction: 'up' });
    expect((await get(`/desk/steps/${added?.id}/mark`)).body).toContain('What came of it');
    await sent(`/desk/steps/${added?.id}/mark`, { action: 'finish', result: 'Keys in hand' });
    expect((await view()).steps[1]).toMatchObject({ title: 'Rent a small shop', state: 'done', result: 'Keys in hand' });
    expect((await get(`/desk/cases/${awa.case}/agree`)).statusCode).toBe(200);
    await sent(`/desk/cases/${awa.case}/agree`, { how: 'signed-at-desk' });
    expect((await get(`/desk/cases/${awa.case}`)).body).toContain('with a signature');
    expect((await get(`/desk/cases/${awa.case}/agree`)).statusCode).toBe(409);
  });

  test('says which services match where several do, and that none does', async () => {
    const unknown = await post(`/desk/cases/${awa.case}/steps/new`, {
      title: 'x',
      responsible: 'person',
      service: 'zzzzqqq',
      serviceId: '',
    });
    expect(unknown.statusCode).toBe(422);
    expect(unknown.body).toContain('No such service can be used today');
    await sent(`/desk/cases/${awa.case}/steps/new`, {
      title: 'x',
      responsible: 'person',
      service: 'old-course',
      serviceId: world.oldCourse,
    });
    // What a report tells of is never chosen, whatever the form says: the words found the course of today.
    expect((await view()).steps.at(-1)?.serviceId).toBe(world.course);
  });

  test('prints in two languages side by side, right to left where one is', async () => {
    const { statusCode, body } = await get(`/desk/cases/${awa.case}/plan?with=ar`);
    expect(statusCode).toBe(200);
    expect(body).toContain('class="two-languages"');
    expect(body).toMatch(/lang="ar" dir="rtl"/);
    expect((await get(`/desk/cases/${awa.case}/plan`)).body).not.toContain('class="two-languages"');
  });
});

describe('around the plan', () => {
  test('blockers, notes, tasks and documents have forms that do what they say', async () => {
    for (const page of ['blockers', 'notes', 'tasks', 'documents'])
      expect((await get(`/desk/cases/${awa.case}/${page}/new`)).statusCode).toBe(200);
    await sent(`/desk/cases/${awa.case}/blockers/new`, { kind: 'money', note: 'No savings' });
    await sent(`/desk/cases/${awa.case}/notes/new`, { text: 'First talk\nWent well', shared: 'yes' });
    await sent(`/desk/cases/${awa.case}/tasks/new`, {
      title: 'Call the bank',
      dueOn: '2026-05-05',
      assignedTo: world.staff.marco.accountId,
    });
    const session = await site.signIn(chiara().accountId);
    const pdf = { name: 'permit.pdf', bytes: Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n') };
    const kept = await site.post(`/en/desk/cases/${awa.case}/documents/new`, {}, session, { file: pdf });
    expect(kept.statusCode).toBe(303);
    const { blockers, notes, tasks } = await view();
    expect(notes[0]?.text).toBe('First talk\nWent well');
    await sent(`/desk/blockers/${blockers[0]?.id}/resolve`, {});
    expect((await get(`/desk/tasks/${tasks[0]?.id}/finish`)).statusCode).toBe(200);
    await sent(`/desk/tasks/${tasks[0]?.id}/finish`, {});
    const { body } = await get(`/desk/cases/${awa.case}`);
    const file = /documents\/([0-9a-f-]{36})/.exec(body)?.[1];
    const download = await get(`/desk/cases/${awa.case}/documents/${file}`);
    expect(download.rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
    const fatou = await plantFounder(world, { name: 'Fatou' });
    expect((await get(`/desk/cases/${fatou.case}/documents/${file}`)).statusCode).toBe(404);
    expect((await site.post(`/en/desk/cases/${awa.case}/documents/new`, {}, session)).statusCode).toBe(422);
  });
});

describe('a referral', () => {
  test('is sent with the sentence that the person heard, in their language, and mail that names nobody', async () => {
    const form = await get(`/desk/steps/${awa.withProvider}/refer?with=ar`);
    expect(form.statusCode).toBe(200);
    expect(form.body).toContain('I agree that Office of padova sends me to chamber');
    expect(form.body).toMatch(/lang="ar" dir="rtl"/);
    const unread = await post(`/desk/steps/${awa.withProvider}/refer`, {
      ...agreed,
      agreed: '',
      until: '2026-12-01',
      message: 'Keep my words',
    });
    expect(unread.statusCode).toBe(422);
    expect(unread.body).toContain('Keep my words');
    await sent(`/desk/steps/${awa.withProvider}/refer`, {
      ...agreed,
      parts: ['contact', 'plan'],
      until: inDays(20).toISOString().slice(0, 10),
      message: 'Please help',
    });
    const { rows } = await as(world, world.staff.chamberDesk, (trx) => listReferrals(trx, { state: 'open', page: 1, pageSize: 500 }));
    const referral = rows.find((row) => row.personId === awa.person);
    const { rows: grants } = await site.db.superuser.query<{ wording: string; parts: string[] }>(
      'select wording, parts from consent.grants where id = $1',
      [referral?.grantId],
    );
    expect(grants[0]?.parts).toEqual(['identity', 'contact', 'plan', 'step']);
    expect(grants[0]?.wording).toContain('They see: name and year of birth, phone and e-mail, my whole plan and this step of my plan.');
    for (const message of await site.messages()) expect(message.text).not.toContain('Awa');
  });

  test('asks for a service where the step has none, and says when the words find none', async () => {
    const bare = await get(`/desk/steps/${awa.own}/refer`);
    expect(bare.body).toContain('Service of the provider');
    expect(bare.body).not.toContain('I agree that');
    expect((await get(`/desk/steps/${awa.own}/refer?service=zzzzqqq`)).body).toContain('No such service can be used today');
  });

  test('is opened, accepted and reported by the provider, who sees until when and why', async () => {
    const id = await refer();
    const { chamberDesk } = world.staff;
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
    expect((await get(`/desk/cases/${awa.case}`)).body).toContain('Knows her books now');
    expect((await site.messages())[0]?.to).toMatchObject({ address: 'padova@example.org' });
  });

  test('is declined with a reason, and gone for the provider', async () => {
    const id = await refer();
    const { chamberDesk } = world.staff;
    expect((await post(`/referrals/${id}/decline`, { reason: '' }, chamberDesk)).statusCode).toBe(422);
    await sent(`/referrals/${id}/decline`, { reason: 'The course is full' }, chamberDesk);
    expect((await get(`/referrals/${id}`, chamberDesk)).statusCode).toBe(404);
    expect((await get(`/desk/cases/${awa.case}`)).body).toContain('The course is full');
  });

  test('is withdrawn by the office', async () => {
    const id = await refer();
    expect((await get(`/desk/referrals/${id}/withdraw`)).statusCode).toBe(200);
    await sent(`/desk/referrals/${id}/withdraw`, {});
    expect((await get(`/referrals/${id}`, world.staff.chamberDesk)).statusCode).toBe(404);
  });
});

describe('the other end', () => {
  test('is offered the case in the person’s words, sees it, and takes it over', async () => {
    const choose = await get(`/desk/cases/${awa.case}/hand-over`);
    expect(choose.body).toContain('Which office');
    const path = `/desk/cases/${awa.case}/hand-over?to=${world.offices.kaolack}&kind=hand-over`;
    expect((await get(path)).body).toContain('I agree that Office of padova hands my file over to Office of kaolack');
    expect((await post(path, { ...agreed, agreed: '' })).statusCode).toBe(422);
    const at = (await sent(path, { ...agreed, parts: ['notes'], message: 'She goes home in June' })).replace('/en', '').split('?')[0] ?? '';
    expect((await get(at)).body).toContain('Your offer waits for an answer');
    expect((await get('/desk/handovers', aminata())).body).toContain('Awa Example');
    const seen = await get(at, aminata());
    for (const words of ['offers you this case', 'She goes home in June', 'awa@example.org', 'Ask for the licence', 'hands my file over'])
      expect(seen.body).toContain(words);
    expect((await get(at, world.staff.ousmane)).statusCode).toBe(404);
    expect((await get(`${at}/accept`, aminata())).statusCode).toBe(200);
    expect(await sent(`${at}/accept`, {}, aminata())).toContain(`/en/desk/cases/${awa.case}`);
    expect((await get(`/desk/cases/${awa.case}`, aminata())).statusCode).toBe(200);
    expect((await get(`/desk/cases/${awa.case}`)).statusCode).toBe(404);
    expect((await get('/desk/handovers?direction=out&state=over&format=csv')).body).toContain('Accepted');
    expect((await site.messages()).some((message) => JSON.stringify(message.to).includes('awa@example.org'))).toBe(true);
  });

  test('works jointly until a day, and either end ends it', async () => {
    const path = `/desk/cases/${awa.case}/hand-over?to=${world.offices.kaolack}&kind=joint`;
    expect((await get(path)).body).toContain('advise me together');
    expect((await post(path, { ...agreed, until: '2020-01-01' })).body).toContain('Choose today or a later day');
    const at = (await sent(path, { ...agreed, until: inDays(100).toISOString().slice(0, 10) })).replace('/en', '').split('?')[0] ?? '';
    await sent(`${at}/accept`, {}, aminata());
    const joint = await get(`/desk/cases/${awa.case}`, aminata());
    expect(joint.body).toContain('You work on this case together with Office of padova');
    await sent(`/desk/cases/${awa.case}/steps/new`, { title: 'See the plot', responsible: 'other-end' }, aminata());
    await sent(`/desk/cases/${awa.case}/notes/new`, { text: 'The plot is good' }, aminata());
    expect((await get(`/desk/cases/${awa.case}/close`, aminata())).statusCode).toBe(403);
    await sent(`${at}/end`, {}, aminata());
    expect((await get(`/desk/cases/${awa.case}`, aminata())).statusCode).toBe(404);
    expect((await get(`/desk/cases/${awa.case}`)).body).toContain('The plot is good');
  });

  test('declines with a reason', async () => {
    const id = await offer();
    expect((await get(`/desk/handovers/${id}/decline`, aminata())).statusCode).toBe(200);
    await sent(`/desk/handovers/${id}/decline`, { reason: 'No counsellor until autumn' }, aminata());
    expect((await get(`/desk/handovers/${id}`)).body).toContain('No counsellor until autumn');
    expect((await get(`/desk/cases/${awa.case}`, aminata())).statusCode).toBe(404);
  });

  test('asks for somebody who came by themselves; the office answers with a file', async () => {
    expect((await get('/desk/handovers/new', aminata())).body).toContain('Office where the person was before');
    const path = `/desk/handovers/new?from=${world.offices.padova}&kind=hand-over`;
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
    expect(answer.body).toContain(awa.person);
    await sent(`${at}/answer`, { person: awa.person });
    expect((await get(at, aminata())).body).toContain('offers you this case');
    await sent(`${at}/accept`, {}, aminata());
    expect((await get(`/desk/cases/${awa.case}`, aminata())).statusCode).toBe(200);
  });

  test('reads one neutral sentence where the office says no', async () => {
    const path = `/desk/handovers/new?from=${world.offices.padova}`;
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
    expect((await get(`/me/steps/${awa.own}`, awa.self)).statusCode).toBe(200);
    expect(await sent(`/me/steps/${awa.own}`, { action: 'finish' }, awa.self)).toContain('/en/me');
    expect((await post(`/me/steps/${awa.withProvider}`, { action: 'finish' }, awa.self)).statusCode).toBe(403);
    await sent(`/me/cases/${awa.case}/agree`, {}, awa.self);
    expect((await view()).case.planAgreedHow).toBe('on-line');
    const id = await as(world, chiara(), (trx) =>
      offerHandover(trx, chiara(), awa.case, { kind: 'hand-over', toOfficeId: world.offices.kaolack, parts: [], message: '', agreement }),
    );
    await as(world, aminata(), (trx) => acceptHandover(trx, id));
    expect((await get(`/desk/cases/${awa.case}`, aminata())).body).toContain('Not passed on by an earlier office');
    await sent(`/me/cases/${awa.case}/release`, { part: 'notes' }, awa.self);
    expect((await view(aminata())).withheld.map(({ part }) => part)).not.toContain('notes');
  });

  test('finds nothing of anybody else', async () => {
    const fatou = await plantFounder(world, { name: 'Fatou' });
    for (const path of [`/me/steps/${awa.own}`, `/me/cases/${awa.case}/agree`, `/me/cases/${awa.case}/release`]) {
      expect((await get(path, fatou.self)).statusCode).toBe(404);
      expect((await post(path, { action: 'finish', part: 'notes' }, fatou.self)).statusCode).toBe(404);
    }
  });
});

test('every page of another office’s case is as if it were not there', async () => {
  const step = await as(world, chiara(), (trx) => addStep(trx, chiara().accountId, awa.case, stepText()));
  const blocker = await as(world, chiara(), (trx) => addBlocker(trx, awa.case, { kind: 'permit', note: '' }));
  const task = await as(world, chiara(), (trx) =>
    addTask(trx, chiara().accountId, awa.case, { title: 'x', dueOn: null, assignedTo: null }),
  );
  const referral = await refer();
  const handover = await as(world, chiara(), (trx) =>
    offerHandover(trx, chiara(), awa.case, { kind: 'hand-over', toOfficeId: world.offices.dakar, parts: [], message: '', agreement }),
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
    ].map((end) => `/desk/cases/${awa.case}${end}`),
    `/desk/people/${awa.person}/case`,
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
      person: awa.person,
      ...agreed,
    };
    expect([path, (await post(path, form, aminata())).statusCode]).toEqual([path, 404]);
  }
  for (const end of ['', '/accept', '/decline', '/report'])
    expect((await get(`/referrals/${referral}${end}`, world.staff.bankDesk)).statusCode).toBe(404);
});
