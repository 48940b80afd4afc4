import { describe, expect, test } from 'vitest';
import { testSite } from '#test/site';
import { addBlocker } from '../blocker.ts';
import { as, plantFounder } from '../cases.fixtures.ts';
import { closeCase } from '../close-case.ts';
import { casePages } from './pages.fixtures.ts';

const site = await testSite();
const { stage, chiara, aminata, get, post, sent, view, refer } = casePages(site);

describe('the list of cases', () => {
  test('shows those of the desk, narrowed by name, and as CSV', async () => {
    await plantFounder(stage.world, { name: 'Khadija' });
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
    await as(stage.world, chiara(), (trx) => addBlocker(trx, stage.awa.case, { kind: 'permit', note: 'Runs out in May' }));
    await refer();
    const { statusCode, body } = await get(`/desk/cases/${stage.awa.case}`);
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
    const sly = await plantFounder(stage.world, { name: '<img src=x onerror=alert(1)>' });
    const { body } = await get(`/desk/cases/${sly.case}`);
    expect(body).not.toContain('<img src=x');
    expect(body).toContain('&lt;img src=x');
  });

  test('says that it has no venture, and where to choose one, until it has', async () => {
    const at = `/desk/cases/${stage.awa.case}`;
    const counsellorId = chiara().accountId;
    await sent(`${at}/edit`, { reason: 'A bakery', ventureId: '', counsellorId });
    expect((await get(at)).body).toContain('This case is not tied to a business idea');
    expect((await get(at)).body).toContain('Choose the idea or firm');
    await sent(`${at}/edit`, { reason: 'A bakery', ventureId: stage.awa.venture, counsellorId });
    expect((await get(at)).body).not.toContain('This case is not tied to a business idea');
  });

  test('says beside the button why it cannot be closed now', async () => {
    await refer();
    expect((await get(`/desk/cases/${stage.awa.case}`)).body).toContain('A referral is still open');
    expect((await get(`/desk/cases/${stage.awa.case}/close`)).statusCode).toBe(409);
  });

  test('is opened, changed, closed, followed up and opened again', async () => {
    await sent(`/desk/cases/${stage.awa.case}/edit`, {
      reason: 'A bakery on both shores',
      ventureId: stage.awa.venture,
      counsellorId: stage.world.staff.marco.accountId,
    });
    expect((await view()).case).toMatchObject({ reason: 'A bakery on both shores', counsellorId: stage.world.staff.marco.accountId });
    expect((await post(`/desk/cases/${stage.awa.case}/close`, {})).statusCode).toBe(422);
    await sent(`/desk/cases/${stage.awa.case}/close`, { personOutcome: 'self-employed', ventureOutcome: 'trading' });
    const closed = await view();
    const [first] = closed.followUps;
    expect((await get(`/desk/cases/${stage.awa.case}`)).body).toContain('Closed:');
    expect((await get(`/desk/follow-ups/${first?.id}`)).body).toContain('after 3 months');
    expect((await post(`/desk/follow-ups/${first?.id}`, {})).body).toContain('Say how the person is now');
    await sent(`/desk/follow-ups/${first?.id}`, { personState: 'self-employed', ventureStage: 'trading' });
    expect((await get(`/desk/cases/${stage.awa.case}/reopen`)).statusCode).toBe(200);
    await sent(`/desk/cases/${stage.awa.case}/reopen`, {});
    expect((await view()).case.state).toBe('open');
    expect((await get(`/desk/people/${stage.awa.person}/case`)).headers.location).toContain(`/en/desk/cases/${stage.awa.case}`);
    await as(stage.world, chiara(), (trx) =>
      closeCase(trx, chiara().accountId, stage.awa.case, { personOutcome: 'moved', ventureOutcome: null }, '2026-01-01'),
    );
    expect((await get(`/desk/people/${stage.awa.person}/case`)).statusCode).toBe(200);
    expect(await sent(`/desk/people/${stage.awa.person}/case`, { reason: 'Came back' })).toContain('/en/desk/cases/');
  });

  test('keeps what was typed when a form is refused', async () => {
    const { statusCode, body } = await post(`/desk/cases/${stage.awa.case}/steps/new`, {
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
    await sent(`/desk/cases/${stage.awa.case}/steps/new`, {
      title: 'Rent a shop',
      responsible: 'counsellor',
      dueOn: '2026-09-01',
      service: 'course',
      serviceId: '',
    });
    const added = (await view()).steps.at(-1);
    expect(added).toMatchObject({ title: 'Rent a shop', responsible: 'counsellor', dueOn: '2026-09-01', serviceId: stage.world.course });
    await sent(`/desk/steps/${added?.id}/edit`, { title: 'Rent a small shop', responsible: 'person', service: '', serviceId: '' });
    await sent(`/desk/steps/${added?.id}/move`, { direction: 'up' });
    expect((await get(`/desk/steps/${added?.id}/mark`)).body).toContain('What came of it');
    await sent(`/desk/steps/${added?.id}/mark`, { action: 'finish', result: 'Keys in hand' });
    expect((await view()).steps[1]).toMatchObject({ title: 'Rent a small shop', state: 'done', result: 'Keys in hand' });
    expect((await get(`/desk/cases/${stage.awa.case}/agree`)).statusCode).toBe(200);
    await sent(`/desk/cases/${stage.awa.case}/agree`, { how: 'signed-at-desk' });
    expect((await get(`/desk/cases/${stage.awa.case}`)).body).toContain('with a signature');
    expect((await get(`/desk/cases/${stage.awa.case}/agree`)).statusCode).toBe(409);
  });

  test('says which services match where several do, and that none does', async () => {
    const unknown = await post(`/desk/cases/${stage.awa.case}/steps/new`, {
      title: 'x',
      responsible: 'person',
      service: 'zzzzqqq',
      serviceId: '',
    });
    expect(unknown.statusCode).toBe(422);
    expect(unknown.body).toContain('No such service can be used today');
    await sent(`/desk/cases/${stage.awa.case}/steps/new`, {
      title: 'x',
      responsible: 'person',
      service: 'old-course',
      serviceId: stage.world.oldCourse,
    });
    // What a report tells of is never chosen, whatever the form says: the words found the course of today.
    expect((await view()).steps.at(-1)?.serviceId).toBe(stage.world.course);
  });

  test('prints in two languages side by side, right to left where one is', async () => {
    const { statusCode, body } = await get(`/desk/cases/${stage.awa.case}/plan?with=ar`);
    expect(statusCode).toBe(200);
    expect(body).toContain('class="two-languages"');
    expect(body).toMatch(/lang="ar" dir="rtl"/);
    expect((await get(`/desk/cases/${stage.awa.case}/plan`)).body).not.toContain('class="two-languages"');
  });
});

describe('around the plan', () => {
  test('blockers, notes, tasks and documents have forms that do what they say', async () => {
    for (const page of ['blockers', 'notes', 'tasks', 'documents'])
      expect((await get(`/desk/cases/${stage.awa.case}/${page}/new`)).statusCode).toBe(200);
    await sent(`/desk/cases/${stage.awa.case}/blockers/new`, { kind: 'money', note: 'No savings' });
    await sent(`/desk/cases/${stage.awa.case}/notes/new`, { text: 'First talk\nWent well', shared: 'yes' });
    await sent(`/desk/cases/${stage.awa.case}/tasks/new`, {
      title: 'Call the bank',
      dueOn: '2026-05-05',
      assignedTo: stage.world.staff.marco.accountId,
    });
    const session = await site.signIn(chiara().accountId);
    const pdf = { name: 'permit.pdf', bytes: Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n') };
    const kept = await site.post(`/en/desk/cases/${stage.awa.case}/documents/new`, {}, session, { file: pdf });
    expect(kept.statusCode).toBe(303);
    const { blockers, notes, tasks } = await view();
    expect(notes[0]?.text).toBe('First talk\nWent well');
    await sent(`/desk/blockers/${blockers[0]?.id}/resolve`, {});
    expect((await get(`/desk/tasks/${tasks[0]?.id}/finish`)).statusCode).toBe(200);
    await sent(`/desk/tasks/${tasks[0]?.id}/finish`, {});
    const { body } = await get(`/desk/cases/${stage.awa.case}`);
    const file = /documents\/([0-9a-f-]{36})/.exec(body)?.[1];
    const download = await get(`/desk/cases/${stage.awa.case}/documents/${file}`);
    expect(download.rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
    const fatou = await plantFounder(stage.world, { name: 'Fatou' });
    expect((await get(`/desk/cases/${fatou.case}/documents/${file}`)).statusCode).toBe(404);
    expect((await site.post(`/en/desk/cases/${stage.awa.case}/documents/new`, {}, session)).statusCode).toBe(422);
  });
});
