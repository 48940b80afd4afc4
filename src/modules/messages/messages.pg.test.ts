import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { plantAccount, plantOffice, type Somebody } from '#test/plant';
import { testSite, type SessionCookie } from '#test/site';

const site = await testSite();
const { db } = site;

interface Desk {
  officeId: string;
  code: string;
  session: SessionCookie;
}

async function plantDesk(code: string): Promise<Desk> {
  const { id } = await plantOffice(db, code);
  const counsellor: Somebody = await plantAccount(db, { roles: [{ role: 'counsellor', scope: id }] });
  return { officeId: id, code, session: await site.signIn(counsellor.accountId) };
}

const locationOf = (answer: { headers: Record<string, unknown> }) => String(answer.headers.location);

/** Asks as a visitor; answers the path of the page and its secret. */
async function ask(desk: Desk, given: Record<string, string> = {}, lang = 'en'): Promise<{ id: string; link: string }> {
  const form = { office: desk.officeId, topic: 'permit', text: 'May I open a shop?', phone: '', email: '', ...given };
  const sent = await site.post(`/${lang}/ask`, form);
  expect(sent.statusCode).toBe(303);
  const [link = ''] = locationOf(sent).split('&notice');
  return { id: /questions\/([0-9a-f-]{36})/.exec(link)?.[1] ?? '', link };
}

const mailTo = async (address: string) =>
  (await site.messages()).flatMap((one) => (one.channel === 'mail' && one.to.address === address ? [one] : []));
const smsTo = async (number: string) =>
  (await site.messages()).flatMap((one) => (one.channel === 'sms' && one.to === number ? [one.text] : []));

/** The first link to the site in a text, without the host. */
const linkIn = (text: string) => /http:\/\/localhost(\/\S+)/.exec(text)?.[1] ?? '';

describe('a question from the portal', () => {
  test('with an e-mail gets the link of its page after asking, and the answer with the same link', async () => {
    const desk = await plantDesk('by-mail');
    const email = `${randomUUID()}@example.org`;
    const { id, link } = await ask(desk, { email });
    const [asked] = await mailTo(email);
    expect(asked).toMatchObject({ subject: 'Your question was received' });
    expect(asked?.text).toContain(`http://localhost${link}`);
    expect(asked?.text).not.toContain('May I open a shop?');

    const answered = await site.post(`/en/desk/questions/${id}`, { answer: 'Yes, with this permit.' }, desk.session);
    expect(locationOf(answered)).toContain('messages.notice.answered');
    const [mail, ...others] = await mailTo(email);
    expect(others).toHaveLength(1);
    expect(mail).toMatchObject({ subject: 'Answer to your question' });
    expect(mail?.text).toContain('Yes, with this permit.');
    const page = await site.get(linkIn(mail?.text ?? ''));
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain('Yes, with this permit.');
  });

  test('with a phone gets both as text messages in its language, whose link opens the answer and not the first page', async () => {
    const desk = await plantDesk('by-sms');
    const number = '+33639980177';
    const { id, link } = await ask(desk, { phone: number, text: 'Puis-je ouvrir un magasin ?' }, 'fr');
    expect(await smsTo(number)).toEqual([expect.stringContaining(`http://localhost${link}`)]);
    await site.post(`/en/desk/questions/${id}`, { answer: 'Oui, avec ce titre.' }, desk.session);
    const [text = ''] = await smsTo(number);
    expect(text).toContain('a répondu à votre question');
    expect(text).not.toContain('Oui, avec ce titre.');
    expect(linkIn(text)).toBe(link);
    expect((await site.get(linkIn(text))).body).toContain('Oui, avec ce titre.');
  });

  test('without a contact is answered on its page only', async () => {
    const desk = await plantDesk('by-link');
    const before = (await site.messages()).length;
    const { id, link } = await ask(desk);
    expect((await site.get(link)).body).toContain('Keep the address of this page');
    await site.post(`/en/desk/questions/${id}`, { answer: 'Come by on Monday.' }, desk.session);
    expect(await site.messages()).toHaveLength(before);
    expect((await site.get(link)).body).toContain('Come by on Monday.');
  });

  test('opens with its own secret only', async () => {
    const desk = await plantDesk('secrets');
    const [mine, theirs] = [await ask(desk), await ask(desk, { text: 'Another question' })];
    const token = mine.link.split('token=')[1] ?? '';
    expect((await site.get(`/en/questions/${mine.id}`)).statusCode).toBe(404);
    expect((await site.get(`/en/questions/${theirs.id}?token=${token}`)).statusCode).toBe(404);
    expect((await site.get(`/en/questions/${mine.id}?token=${token}`)).statusCode).toBe(200);
    const { rows } = await db.superuser.query<{ kept: string }>(
      'select to_jsonb(q)::text as kept from messages.questions q where id = $1',
      [mine.id],
    );
    expect(rows[0]?.kept).not.toContain(token);
  });

  test('is closed once, its page says so, and a closed one can be answered again', async () => {
    const desk = await plantDesk('closing');
    const { id, link } = await ask(desk);
    const close = async () => await site.post(`/en/desk/questions/${id}/close`, {}, desk.session);
    expect(locationOf(await close())).toContain('messages.notice.closed');
    expect((await site.get(link)).body).toContain('has closed this question without an answer');
    const again = await close();
    expect(again.statusCode).toBe(409);
    expect(again.body).toContain('closed already');
    await site.post(`/en/desk/questions/${id}`, { answer: 'After all: yes.' }, desk.session);
    expect((await site.get(link)).body).toContain('After all: yes.');
  });

  test('of another office is neither read, answered, closed nor made a file', async () => {
    const [desk, other] = [await plantDesk('owner'), await plantDesk('stranger')];
    const { id, link } = await ask(desk);
    const path = `/en/desk/questions/${id}`;
    expect((await site.get(path, other.session)).statusCode).toBe(404);
    expect((await site.post(path, { answer: 'Pay me first' }, other.session)).statusCode).toBe(404);
    expect((await site.post(`${path}/close`, {}, other.session)).statusCode).toBe(404);
    expect((await site.post(`/en/desk/people/new?question=${id}`, intake, other.session)).statusCode).toBe(404);
    expect((await site.get(link)).body).toContain('will answer it');
  });

  test('becomes a file that the desk opens from it, and stays with the person’s page', async () => {
    const desk = await plantDesk('to-file');
    const { id } = await ask(desk, { email: 'asker@example.org', text: 'I want to sew for a living' });
    const form = await site.get(`/en/desk/people/new?question=${id}`, desk.session);
    expect(form.body).toContain('value="I want to sew for a living"');
    expect(form.body).toContain('value="asker@example.org"');
    const opened = await site.post(`/en/desk/people/new?question=${id}`, intake, desk.session);
    expect(opened.statusCode).toBe(303);
    const person = /people\/([0-9a-f-]{36})/.exec(locationOf(opened))?.[1] ?? '';
    expect((await site.get(`/en/desk/questions/${id}`, desk.session)).body).toContain(`/en/desk/people/${person}`);
    await site.post(`/en/desk/questions/${id}`, { answer: 'Let us talk.' }, desk.session);
    const { rows } = await db.superuser.query('select from mail.messages where subject_id = $1', [person]);
    expect(rows).toHaveLength(1); // erasure of the person takes the answer along
  });
});

const intake = { givenName: 'Awa', familyName: 'Sarr', language: 'en', informed: 'on' };

describe('the contact log', () => {
  const logged = async (desk: Desk) => {
    await site.post('/en/desk/contacts', { topic: 'permit', language: 'wo', answered: 'no' }, desk.session);
    const { rows } = await db.superuser.query<{ id: string }>('select id from messages.contacts where office_id = $1 order by id desc', [
      desk.officeId,
    ]);
    return rows[0]?.id ?? '';
  };
  const undo = async (id: string, session: SessionCookie) => await site.post(`/en/desk/contacts/${id}/undo`, {}, session);

  test('takes a mistaken entry back within half an hour, and not later', async () => {
    const desk = await plantDesk('undo');
    const [fresh, old] = [await logged(desk), await logged(desk)];
    await db.superuser.query("update messages.contacts set at = now() - interval '31 minutes' where id = $1", [old]);
    expect(locationOf(await undo(fresh, desk.session))).toContain('messages.notice.undone');
    const late = await undo(old, desk.session);
    expect(late.statusCode).toBe(409);
    expect(late.body).toContain('can no longer be taken back');
    const { rows } = await db.superuser.query('select id from messages.contacts where office_id = $1', [desk.officeId]);
    expect(rows).toEqual([{ id: old }]);
  });

  test('an entry that became a file stays counted, and cannot be taken back', async () => {
    const desk = await plantDesk('contact-file');
    const id = await logged(desk);
    const opened = await site.post(`/en/desk/people/new?contact=${id}`, intake, desk.session);
    const person = /people\/([0-9a-f-]{36})/.exec(locationOf(opened))?.[1] ?? '';
    expect((await site.get('/en/desk/contacts', desk.session)).body).toContain(`/en/desk/people/${person}`);
    expect((await undo(id, desk.session)).statusCode).toBe(409);
    const { rows } = await db.superuser.query('select person_id from messages.contacts where office_id = $1', [desk.officeId]);
    expect(rows).toEqual([{ person_id: person }]);
  });

  test('of another office is not touched', async () => {
    const [desk, other] = [await plantDesk('log-owner'), await plantDesk('log-stranger')];
    const id = await logged(desk);
    expect((await undo(id, other.session)).statusCode).toBe(404);
    expect((await site.post(`/en/desk/people/new?contact=${id}`, intake, other.session)).statusCode).toBe(404);
    const { rows } = await db.superuser.query('select person_id from messages.contacts where id = $1', [id]);
    expect(rows).toEqual([{ person_id: null }]);
  });
});

describe('the lists of a desk', () => {
  const linesOf = (body: string) => body.replace('\uFEFF', '').trim().split(/\r?\n/);

  test('questions are found by words and topic, sorted, and given as CSV without anybody’s address', async () => {
    const desk = await plantDesk('lists');
    const email = `${randomUUID()}@example.org`;
    await ask(desk, { text: 'Où ouvrir un café ?', topic: 'permit', email });
    await ask(desk, { text: 'May I sell cheese?', topic: 'trade' });
    const list = async (query: string) => (await site.get(`/en/desk/questions?${query}`, desk.session)).body;
    const words = await list('q=cafe+ouv');
    expect(words).toContain('Où ouvrir un café');
    expect(words).not.toContain('cheese');
    expect(await list('topic=trade')).not.toContain('Où ouvrir');
    expect(await list('q=zebra')).toContain('No question here');
    const csv = await site.get('/en/desk/questions?sort=-asked&format=csv', desk.session);
    expect(
      linesOf(csv.body)
        .slice(1)
        .map((line) => line.split(',')[3]),
    ).toEqual(['May I sell cheese?', 'Où ouvrir un café ?']);
    expect(csv.body).not.toContain(email);
    const other = await plantDesk('lists-stranger');
    const theirs = await site.get('/en/desk/questions?q=cheese&format=csv', other.session);
    expect(linesOf(theirs.body)).toHaveLength(1);
  });

  test('the contact log is read day by day, page by page, and as CSV', async () => {
    const desk = await plantDesk('log-days');
    await db.superuser.query(
      `insert into messages.contacts (id, office_id, topic, language, answered, at, recorded_by)
       select gen_random_uuid(), $1, 'permit', 'wo', false, $2::timestamptz + make_interval(secs => n), gen_random_uuid()
         from generate_series(1, 60) n`,
      [desk.officeId, '2026-03-04T10:00:00Z'],
    );
    const at = async (query: string) => (await site.get(`/en/desk/contacts${query}`, desk.session)).body;
    expect(await at('')).toContain('No question was counted on this day');
    const day = await at('?day=2026-03-04');
    expect(day).toContain('Wednesday');
    expect(day).toContain('?day=2026-03-03');
    expect(day).toContain('?day=2026-03-05');
    const files = (body: string) => body.match(/people\/new\?contact=/g)?.length ?? 0;
    expect([files(day), files(await at('?day=2026-03-04&page=2'))]).toEqual([50, 10]);
    expect(linesOf(await at('?day=2026-03-04&format=csv'))).toHaveLength(61);
    expect(files(await at('?day=2026-03-05'))).toBe(0);
  });
});
